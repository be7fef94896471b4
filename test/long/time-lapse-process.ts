import { promisify } from 'node:util';
import { lapsedMs, timeLapseVariable, type TimeLapse } from './time-lapse.js';

// Loaded before the built tool: its clock and its timers run faster, and nothing else of it is touched. So every back-off, lease,
// sweep and time-out of the product is tested as it is, in proportion to the others, and seven days do not take seven days.
const lapse = JSON.parse(process.env[timeLapseVariable] ?? '') as TimeLapse;
const { now: realNow } = Date;
const now = (): number => lapsedMs(lapse, realNow());
// The database answers no faster than ever, so it is waited for as long as ever. mysql2 takes its timers from node:timers, which stay.
const forDatabase = (): boolean => /node_modules\/sequelize/.test(new Error().stack ?? '');
const shorter = (ms: number): number => (forDatabase() ? ms : Math.ceil(ms / lapse.factor));

globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[], newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
  get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
});

const performanceNow = performance.now.bind(performance);
performance.now = () => performanceNow() * lapse.factor;

const abortAfter = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => abortAfter(shorter(ms));

type Timer = (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => NodeJS.Timeout;
const faster =
  (real: Timer): Timer =>
  (work, ms = 0, ...given) =>
    real(work, shorter(ms), ...given);
const setTimeout = Object.assign(faster(globalThis.setTimeout as Timer), {
  [promisify.custom]: (ms: number, value: unknown) => new Promise((resolve) => void setTimeout(() => resolve(value), ms)),
});
Object.assign(globalThis, { setTimeout, setInterval: faster(globalThis.setInterval as Timer) });
