import { openDatabase, type Database } from '../../tool/db/database.js';
import { createLogger } from '../../tool/logger.js';
import type { ScratchDatabase } from '../database.js';
import { until } from '../integration/passback/passback-story.js';
import { ownRedis } from '../redis-server.js';
import { openKillCourse, startKillLms, type CourseSize, type KillCourse } from './kill-course.js';
import { lapsedMs, type TimeLapse } from './time-lapse.js';
import { openToolProcesses, type ToolProcesses } from './tool-processes.js';

/** A time-out of fifteen seconds takes three quarters of one, a lease of forty takes two, a first back-off one and a half at most. */
const factor = 20;
export const processes = 2;
/** Processes live so many times as long as a start takes on this machine, at most; else a busy one would see only starts. */
const livesPerStart = 2;
const leastWindowMs = 1_600;
const mostWindowMs = 4_000;

export interface KillStage {
  tool: ToolProcesses;
  db: Database;
  /** How time passes for every process from now on. */
  lapse: TimeLapse;
  redis: Awaited<ReturnType<typeof ownRedis>> | null;
  /** A Moodle's and a Canvas's. */
  courses: KillCourse[];
  /** A kill comes at a uniformly random moment of this long, counted from when a process listens. */
  windowMs: number;
}

/**
 * Two processes of the built tool, two platforms, and what their trainees have to read.
 * @param closing takes what is to be closed afterwards, also where opening fails half-way
 */
export async function openKillStage(
  { scratch, bull, size }: { scratch: ScratchDatabase; bull: boolean; size: CourseSize },
  closing: (() => Promise<unknown>)[],
): Promise<KillStage> {
  closing.push(scratch.drop);
  const redis = bull ? await ownRedis() : null;
  if (redis) closing.push(redis.remove);
  await redis?.start();
  let lapse: TimeLapse = { startMs: Date.now(), factor: 1 };
  const platforms = [];
  for (const mode of ['moodle', 'canvas'] as const) {
    const platform = await startKillLms(mode, size.trainees, () => new Date(lapsedMs(lapse, Date.now())));
    closing.push(platform.close);
    platforms.push(platform);
  }
  const tool = await openToolProcesses({ DATABASE_URL: scratch.url, ...(redis ? { REDIS_URL: redis.url } : {}) });
  closing.push(tool.close);
  const beginBoth = async (): Promise<void> => {
    for (let index = 0; index < processes; index += 1) tool.begin(lapse);
    await until(
      'both processes listen',
      () => {
        if (tool.ended.length > 0) throw new Error(tool.ended.join('\n'));
        return tool.ready() === processes;
      },
      60_000,
    );
  };
  const begunMs = Date.now();
  await beginBoth();
  const windowMs = Math.min(Math.max(leastWindowMs, (Date.now() - begunMs) * livesPerStart), mostWindowMs);
  const db = openDatabase(scratch.url, createLogger('silent'));
  closing.push(db.close);
  const courses = await Promise.all(platforms.map((platform) => openKillCourse(platform, tool, size)));
  // Launches have no second try, and their key sets and tokens would have a fraction of a second: people arrive in real time.
  await Promise.all(Array.from({ length: processes }, () => tool.kill(0)));
  lapse = { startMs: Date.now(), factor };
  await beginBoth();
  return { tool, db, redis, lapse, courses, windowMs };
}
