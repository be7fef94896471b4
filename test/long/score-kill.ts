import type { ScratchDatabase } from '../database.js';
import { until } from '../integration/passback/passback-story.js';
import type { FaultKind } from '../platform/faults.js';
import { seeded } from '../platform/random.js';
import type { CourseSize } from './kill-course.js';
import { countScores, databaseFindings, gradebookFindings, pageFindings, scoresByState, undecided } from './kill-findings.js';
import { openKillStage } from './kill-stage.js';
import { killWhileReading, type Reading } from './kill-while-reading.js';

/** 500, 401, 403, 409, 429, time-outs and resets; two of them after the platform has stored what was sent. */
export const everyFault: FaultKind[] = [
  'error-500', 'unauthorized', 'rate-limited', 'conflict', 'too-many', 'hang', 'hang-after', 'reset-before', 'reset-after',
]; // prettier-ignore

export interface KillRun {
  scratch: ScratchDatabase;
  bull: boolean;
  kills: number;
  seed: number;
  /** Of each of two courses, a Moodle's and a Canvas's. */
  size: CourseSize;
}

export interface KillReport extends Reading {
  seed: number;
  kills: number;
  faults: Partial<Record<FaultKind, number>>;
  /** Rows of the outbox. */
  rows: Record<string, number>;
  seconds: number;
  /** Everything that is not as it must be; empty when all is well. */
  wrong: string[];
}

/**
 * Trainees of a Moodle and a Canvas press *I have read this* while two processes of the built tool are killed at uniformly random
 * moments, both platforms fail at random, and Redis is restarted. Then everything must come right by itself.
 */
export async function runKills({ kills, seed, size, ...where }: KillRun): Promise<KillReport> {
  const startMs = Date.now();
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const stage = await openKillStage({ ...where, size }, closing);
    const { tool, db, courses } = stage;
    const platformFaults = courses.map(({ platform }) => platform.faults);
    for (const [index, one] of platformFaults.entries()) {
      // Each kind once for certain, then by chance.
      one.plan(...everyFault.map((kind) => ({ kind })));
      one.random({ seed: seed + index, probability: 0.3, kinds: everyFault, latencyMs: 100 });
    }
    const reading = await killWhileReading(stage, kills, seeded(seed));
    for (const one of platformFaults) one.clear();
    const wrong = [...reading.wrong];
    await until('every row is decided', async () => (await countScores(db, undecided)) === 0, 300_000).catch((error: unknown) =>
      wrong.push(String(error)),
    );
    await until('a process listens', () => tool.ready() > 0);
    wrong.push(...tool.ended, ...(await databaseFindings(db, size)));
    for (const course of courses) wrong.push(...gradebookFindings(course, size), ...(await pageFindings(tool.origin, course)));
    const kinds = platformFaults.flatMap(({ injected }) => injected.map(({ kind }) => kind));
    const faults = Object.fromEntries(everyFault.map((kind) => [kind, kinds.filter((one) => one === kind).length]));
    const seconds = Math.round((Date.now() - startMs) / 1_000);
    return { seed, kills, ...reading, faults, rows: await scoresByState(db), seconds, wrong };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
