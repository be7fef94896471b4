import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { MovableClock } from '../../tool/clock.js';
import { readConfig } from '../../tool/config.js';
import { newSecret } from '../../tool/ids.js';
import { createLogger } from '../../tool/logger.js';
import { startServer } from '../../tool/server.js';
import { createServices } from '../../tool/services.js';
import { fillPartnership, fillToday } from './partnership-fill.js';
import { createScratchDatabase, dialects, type Dialect, type ScratchDatabase } from './scratch-database.js';
import { findFreePort } from './server-process.js';

// Measures the tutor's lists in partnerships of three sizes: a list is fast when the largest costs little more than the smallest. See README.md.

const sizes = [200, 2_000, 20_000] as const;
const weeks = 40;
/** What a tutor has, whatever the size of their partnership. */
const perTutor = 60;
const bar = 1.3;

const lists = [
  { name: 'the tutor’s table', part: 'tutor', path: '/api/attention/trainees' },
  { name: 'a tutor’s Waiting for you', part: 'tutor', path: '/api/home' },
  { name: 'a mentor’s Waiting for you', part: 'mentor', path: '/api/home' },
  { name: 'a page of schools', part: 'coordinator', path: '/api/attention/schools' },
] as const;

interface Stage {
  size: number;
  ask(list: (typeof lists)[number]): Promise<void>;
  close(): Promise<void>;
}

async function openStage(dialect: Dialect, size: number, folder: string): Promise<Stage> {
  const scratch = await createScratchDatabase(dialect, `lists_${size}`, folder);
  try {
    return await fillStage(dialect, size, scratch);
  } catch (error) {
    await scratch.drop();
    throw error;
  }
}

async function fillStage(dialect: Dialect, size: number, scratch: ScratchDatabase): Promise<Stage> {
  const port = await findFreePort();
  const config = readConfig({
    NODE_ENV: 'test', PORT: String(port), PUBLIC_URL: `http://localhost:${port}`, DATABASE_URL: scratch.url, RATE_LIMIT_PER_MINUTE: '100000000',
  }); // prettier-ignore
  const clock = new MovableClock();
  clock.setTo(new Date(`${fillToday}T14:00:00.000Z`));
  const services = await createServices(config, { clock, log: createLogger('silent') });
  const server = await startServer(services, '127.0.0.1');
  const startedAtMs = performance.now();
  const { partnershipId, seatOf } = await fillPartnership(services.db, { trainees: size, weeks, perTutor });
  process.stderr.write(
    `${dialect}: ${size} trainees and ${size * weeks} weeks filled in ${((performance.now() - startedAtMs) / 1_000).toFixed(0)} s\n`,
  );
  const bearers = new Map<string, string>();
  for (const part of ['tutor', 'mentor', 'coordinator'] as const) {
    const seat = {
      ...seatOf(part),
      partnershipId,
      locale: 'en-GB',
      errand: null,
      errandRef: null,
      launchNonce: newSecret(),
      carriedBy: 'cookie',
      clockAhead: 0,
    };
    const begun = await services.db.transaction((tx) => services.access.beginSession(seat, tx));
    bearers.set(part, begun?.session ?? '');
  }
  return {
    size,
    async ask({ part, path }) {
      const response = await fetch(config.publicUrl + path, { headers: { authorization: `Bearer ${bearers.get(part) ?? ''}` } });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
    },
    async close() {
      await server.close();
      await scratch.drop();
    },
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds of one answer in each stage; the stages take turns, so that all meet the same neighbours. */
async function measure(stages: readonly Stage[], list: (typeof lists)[number], rounds: number): Promise<Map<number, number>> {
  const taken = new Map<number, number[]>(stages.map(({ size }) => [size, []]));
  for (let round = -3; round < rounds; round += 1) {
    for (const stage of stages) {
      const startedAtMs = performance.now();
      await stage.ask(list);
      if (round >= 0) taken.get(stage.size)?.push(performance.now() - startedAtMs);
    }
  }
  return new Map([...taken].map(([size, values]) => [size, median(values)]));
}

async function benchDialect(dialect: Dialect, rounds: number, folder: string): Promise<string[]> {
  const stages: Stage[] = [];
  try {
    for (const size of sizes) stages.push(await openStage(dialect, size, folder));
    const lines: string[] = [];
    for (const list of lists) {
      const medians = await measure(stages, list, rounds);
      const [smallest, middle, largest] = sizes.map((size) => medians.get(size) ?? Number.NaN) as [number, number, number];
      const ratio = largest / smallest;
      const figures = [smallest, middle, largest].map((ms) => `${ms.toFixed(1)} ms`).join(' | ');
      lines.push(`| ${dialect}: ${list.name} | ${figures} | ${ratio.toFixed(2)} × | ${ratio <= bar ? 'met' : 'NOT MET'} |`);
    }
    return lines;
  } finally {
    for (const stage of stages) await stage.close();
  }
}

async function run(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { rounds: { type: 'string', default: '41' }, dialects: { type: 'string', default: dialects.join(',') } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'list-bench-'));
  try {
    const lines: string[] = [];
    for (const dialect of dialects.filter((one) => values.dialects.split(',').includes(one)))
      lines.push(...(await benchDialect(dialect, Number(values.rounds), folder)));
    const head = `| list | ${sizes.map((size) => `${size.toLocaleString('en-GB')} trainees`).join(' | ')} | largest : smallest | bar ≤ ${bar} |`;
    process.stdout.write(`${[head, `|${' --- |'.repeat(sizes.length + 3)}`, ...lines].join('\n')}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The bench of lists did not finish: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
