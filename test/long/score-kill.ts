import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { build } from 'esbuild';
import { createInProcessQueue } from '../../tool/queue/in-process-queue.js';
import type { ScratchDatabase } from '../database.js';
import type { FaultKind } from '../platform/faults.js';
import type { Platform } from '../platform/platform.js';
import { seeded } from '../platform/random.js';
import { ownRedis } from '../redis-server.js';
import {
  addSigned,
  openPassback,
  seed,
  serveKeys,
  startLms,
  toolKeyPem,
  undecided,
  until,
  type Course,
} from '../integration/passback/passback-story.js';
import type { WorkerOrders } from './score-worker.js';

const everyFault: FaultKind[] = [
  'error-500', 'unauthorized', 'rate-limited', 'conflict', 'too-many', 'hang', 'hang-after', 'reset-before', 'reset-after',
]; // prettier-ignore

export interface KillRun {
  open: () => Promise<ScratchDatabase>;
  bull: boolean;
  kills: number;
  seed: number;
}

export interface KillReport {
  seed: number;
  kills: number;
  redisRestarts: number;
  rows: Record<string, number>;
  faults: number;
  /** Everything that is not as it must be; empty when all is well. */
  wrong: string[];
}

const processes = 2;
const traineesEach = 10;
const recordsEach = 10;

/** The worker as one file, so that a restart takes a fraction of a second. */
async function bundleWorker(): Promise<{ file: string; remove(): void }> {
  const root = path.resolve(import.meta.dirname, '../..');
  const folder = mkdtempSync(path.join(root, 'node_modules', '.score-worker-'));
  const file = path.join(folder, 'worker.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'score-worker.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Twenty trainees, ten in a Moodle and ten in a Canvas, have ten records read while two processes are killed at uniformly random
 * moments and both platforms fail at random. Each course has a running count of ten in its own column, *done* at six in another, and a
 * column this tool makes.
 */
export async function runKills({ open, bull, kills, seed: seedNumber }: KillRun): Promise<KillReport> {
  const draw = seeded(seedNumber);
  const scratch = await open();
  const worker = await bundleWorker();
  const redis = bull ? await ownRedis() : null;
  await redis?.start();
  const keys = await serveKeys(['kid-moodle', 'kid-canvas']);
  const links = [
    { id: '10', maximum: 100 },
    { id: '11', maximum: 20 },
    { id: '12', maximum: null },
  ];
  const lms: Platform[] = [
    await startLms('moodle', keys.url, traineesEach, links),
    await startLms('canvas', keys.url, traineesEach, links),
  ];
  const timing = { baseMs: 60, capMs: 800, leaseMs: 1_500, sweepMs: 150, settledMs: 1_500 };
  const totalMs = 500;
  const setUp = await openPassback({
    databaseUrl: scratch.url,
    platforms: [],
    keyPem: toolKeyPem,
    queue: createInProcessQueue,
    timing,
    totalMs,
  });
  await setUp.migrate();
  const { db } = setUp;
  const story = await seed(db, lms, traineesEach);
  const wrong: string[] = [];
  let redisRestarts = 0;
  const running = new Map<ChildProcess, { ready: boolean }>();
  let stopping = false;

  for (const course of story.courses) {
    for (const [link, sends, required] of [
      ['10', 'running_count', 10],
      ['11', 'done', 6],
      ['12', 'running_count', 10],
    ] as const) {
      await db.insert('link_policy', {
        link_ref: course.links.get(link) ?? '', partnership_id: story.partnershipId, shows: 'everything', sends, required_count: required, kinds: '[]',
        counts_placements: 'each', from_on: null, until_on: null, revision: 1, changed_at: '2026-09-01T08:00:00.000Z', changed_by: null,
      }); // prettier-ignore
    }
    for (const trainee of course.trainees) await addSigned(db, story, trainee.placementId, recordsEach);
  }

  const orders: WorkerOrders = {
    databaseUrl: scratch.url, redisUrl: redis?.url ?? null, prefix: `cf-kill-${randomBytes(4).toString('hex')}`, keyPem: toolKeyPem, timing, totalMs,
    latencyMs: 250,
    platforms: story.courses.map((course) => course.platform), partnershipId: story.partnershipId, pauseMs: Math.max(100, kills * 30),
  }; // prettier-ignore
  const begin = (): void => {
    const child = spawn(process.execPath, [worker.file], {
      env: { ...process.env, NODE_OPTIONS: '', SCORE_WORKER: JSON.stringify(orders) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const state = { ready: false };
    running.set(child, state);
    let said = '';
    child.stdout.on('data', () => (state.ready = true));
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
    child.once('exit', (code) => {
      running.delete(child);
      // A process that ends by itself has a fault of its own: nobody killed it.
      if (code !== null && !stopping) wrong.push(`a worker ended with ${code}: ${said}`);
    });
  };
  const killOne = async (): Promise<void> => {
    const victim = [...running.keys()][Math.floor(draw() * running.size)];
    if (!victim) return;
    const ended = new Promise((resolve) => victim.once('exit', resolve));
    victim.kill('SIGKILL');
    await ended;
  };

  try {
    lms.forEach((one, index) => one.faults.random({ seed: seedNumber + index, probability: 0.3, kinds: everyFault }));
    for (let index = 0; index < processes; index += 1) begin();
    for (let kill = 1; kill <= kills; kill += 1) {
      await until('a worker is ready', () => [...running.values()].some((state) => state.ready), 30_000);
      await new Promise((resolve) => setTimeout(resolve, draw() * 1_600));
      await killOne();
      begin();
      if (redis && (kill % 10 === 5 || kills < 5)) {
        await redis.stop();
        await new Promise((resolve) => setTimeout(resolve, draw() * 800));
        await redis.start();
        redisRestarts += 1;
      }
    }
    await until(
      'every record is read',
      async () => (await db.select<{ n: number }>(`SELECT COUNT(*) AS n FROM observation WHERE state = 'signed'`))[0]?.n === 0,
      120_000,
    );
    for (const one of lms) one.faults.clear();
    await until('every row is decided', async () => (await undecided(db)) === 0, 90_000).catch((error: unknown) =>
      wrong.push(String(error)),
    );
    for (const [index, one] of lms.entries()) wrong.push(...(await checkGradebook(one, story.courses[index] as Course)));
    const states = await db.select<{ state: string; n: number }>('SELECT state, COUNT(*) AS n FROM score_outbox GROUP BY state');
    const rows = Object.fromEntries(states.map((row) => [row.state, row.n]));
    for (const state of Object.keys(rows))
      if (!['delivered', 'superseded', 'failed'].includes(state)) wrong.push(`${rows[state]} rows are ${state}`);
    if (rows['failed'])
      wrong.push(
        `failed: ${JSON.stringify(await db.select(`SELECT fault, fault_detail, score FROM score_outbox WHERE state = 'failed' LIMIT 5`))}`,
      );
    return { seed: seedNumber, kills, redisRestarts, rows, faults: lms.reduce((sum, one) => sum + one.faults.injected.length, 0), wrong };
  } finally {
    stopping = true;
    for (const child of running.keys()) child.kill('SIGKILL');
    await until('the workers are gone', () => running.size === 0);
    await setUp.close();
    for (const one of lms) await one.close();
    keys.close();
    await redis?.remove();
    worker.remove();
    await scratch.drop();
  }
}

/** Every cell right, no comment twice, no attempt more, stamps rising. */
async function checkGradebook(lms: Platform, course: Course): Promise<string[]> {
  const wrong: string[] = [];
  const columns = lms.gradebook.columns();
  if (columns.length !== 3) wrong.push(`${lms.mode}: ${columns.length} columns`);
  for (const column of columns) {
    for (const { sub } of course.trainees) {
      const cell = lms.gradebook.cell(column.id, sub);
      const where = `${lms.mode} column ${column.id} (${column.label}) trainee ${sub}`;
      if (!cell || cell.value === null || Math.abs(cell.value - column.maximum) > 0.001)
        wrong.push(`${where}: ${cell?.value ?? 'empty'} of ${column.maximum}`);
      if (lms.mode === 'canvas') {
        if ((cell?.attempts ?? 0) > 0) wrong.push(`${where}: ${cell?.attempts} attempts`);
        if (cell && new Set(cell.comments).size !== cell.comments.length)
          wrong.push(`${where}: a comment twice: ${cell.comments.join(' | ')}`);
      } else if (cell && !cell.comment?.startsWith('A count of completed observations, not a mark.'))
        wrong.push(`${where}: comment ${cell.comment}`);
      const stamps = lms.gradebook.history(column.id, sub).map((score) => Date.parse((score.body as { timestamp: string }).timestamp));
      if (stamps.some((stamp, index) => index > 0 && stamp < (stamps[index - 1] ?? 0))) wrong.push(`${where}: stamps fall`);
    }
  }
  return wrong;
}
