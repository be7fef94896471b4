import { createQueue } from '../../tool/queue/create-queue.js';
import { openPassback, readOne } from '../integration/passback/passback-story.js';
import type { PlatformRecord } from '../../tool/lti/launch.js';

/** What a worker process is told, as JSON in SCORE_WORKER. */
export interface WorkerOrders {
  databaseUrl: string;
  redisUrl: string | null;
  prefix: string;
  platforms: PlatformRecord[];
  keyPem: string;
  partnershipId: string;
  timing: { baseMs: number; capMs: number; leaseMs: number; sweepMs: number; settledMs: number };
  totalMs: number;
  latencyMs: number;
  /** Longest pause between two records. */
  pauseMs: number;
}

/** One process of the tool, as far as passback is concerned: reads records at random moments, and delivers. It is there to be killed. */
async function work(orders: WorkerOrders): Promise<void> {
  const tool = await openPassback({ ...orders, queue: (log) => createQueue({ redisUrl: orders.redisUrl, prefix: orders.prefix, log }) });
  await tool.queue.start();
  process.stdout.write('ready\n');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * orders.pauseMs));
    try {
      const signed = await tool.db.select<{ id: string; placementId: string }>(
        `SELECT id, placement_id AS placementId FROM observation WHERE state = 'signed' ORDER BY id LIMIT 500`,
      );
      const record = signed[Math.floor(Math.random() * signed.length)];
      if (record) await readOne(tool.db, tool.passback.outbox, orders.partnershipId, record);
    } catch (error) {
      // As in a page: nothing was stored, and it is tried again.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

const orders = process.env['SCORE_WORKER'];
if (orders !== undefined) await work(JSON.parse(orders) as WorkerOrders);
