import Bull from 'bull';
import type { Log } from '../logger.js';
import { within } from './bounded.js';
import type { Queue } from './queue.js';
import { redisOptions } from './redis-options.js';
import { createSweeps } from './sweeps.js';

const atOnce = 4;
const pauseMs = 1_500;
const closeMs = 3_000;
const turnMs = 1_000;

/**
 * Bull 4 over Redis: wakes whichever process is free, and lets one of them do each sweep. A job is a row's id with an id of Bull's own, so an old job never keeps a new
 * one out. Start does not wait for Redis: while it is away the sweeps do the work, and the workers join when it comes.
 */
export function createBullQueue(given: { redisUrl: string; prefix: string; log: Log }): Queue {
  const { redisUrl, prefix, log } = given;
  const lines = new Map<string, { bull: Bull.Queue<{ rowId: string }>; work: (rowId: string) => Promise<void> }>();
  const sweeps = createSweeps(log, takeTurn);
  const running = new Set<Promise<void>>();
  let started = false;
  let closed = false;
  let away = false;

  const open = (kind: string): Bull.Queue<{ rowId: string }> => {
    const bull = new Bull<{ rowId: string }>(kind, {
      prefix,
      redis: redisOptions(redisUrl),
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
      settings: { maxStalledCount: 5, retryProcessDelay: 1_000, guardInterval: 1_000 },
    });
    // Bull names its connection without waiting for it, and the process would end with that promise when Redis goes away meanwhile.
    (bull as unknown as { setWorkerName(): Promise<void> }).setWorkerName = () => Promise.resolve();
    bull.on('error', (error: Error) => {
      if (!away && !closed) log.warn({ kind, err: (error as { code?: string }).code ?? error.name }, 'the queue is away; sweeps go on');
      away = true;
    });
    bull.client.on('ready', () => {
      if (away) log.info({ kind }, 'the queue is back');
      away = false;
    });
    return bull;
  };

  const begin = (kind: string): void => {
    const line = lines.get(kind);
    if (!line) return;
    // The promise ends when the workers do; it is never awaited.
    line.bull.process(atOnce, (job) => line.work(job.data.rowId)).catch(() => undefined);
  };

  const ready = (bull: Bull.Queue): boolean => bull.client.status === 'ready';

  /** A key that lives for the interval is the turn. Without Redis everybody sweeps, which costs work and harms nothing. */
  async function takeTurn(kind: string, everyMs: number): Promise<number> {
    const client = [...lines.values()][0]?.bull.client;
    if (!client || closed) return 0;
    const key = `${prefix}-sweep:${kind}`;
    const ask = async (): Promise<number> => {
      if ((await client.set(key, '1', 'PX', everyMs, 'NX')) === 'OK') return 0;
      return Math.max(1, await client.pttl(key));
    };
    const waitMs = await within(
      turnMs,
      ask().catch(() => 0),
    );
    return waitMs ?? 0;
  }

  return {
    process(kind, work) {
      lines.set(kind, {
        bull: open(kind),
        work: (rowId) => {
          const run = work(rowId)
            .catch((error: unknown) => log.warn({ kind, err: error instanceof Error ? error.name : 'unknown' }, 'job failed'))
            .finally(() => running.delete(run));
          running.add(run);
          return run;
        },
      });
      if (started) begin(kind);
    },
    sweep: sweeps.add,
    wake(kind, rowId, delayMs = 0) {
      const line = lines.get(kind);
      // Commands are not piled up for a Redis that is away: the row is in the database.
      if (!line || closed || !ready(line.bull)) return;
      line.bull.add({ rowId }, delayMs > 0 ? { delay: delayMs } : {}).catch(() => undefined);
    },
    async start() {
      if (started) return;
      started = true;
      for (const kind of lines.keys()) begin(kind);
      sweeps.start();
    },
    async healthy() {
      const bulls = [...lines.values()].map((line) => line.bull);
      if (!started || closed || !bulls.every(ready)) return false;
      const pings = Promise.all(bulls.map((bull) => bull.client.ping())).then(
        () => true,
        () => false,
      );
      return (await within(1_000, pings)) ?? false;
    },
    async close() {
      closed = true;
      const bulls = [...lines.values()].map((line) => line.bull);
      // Takes nothing new; then the work itself is waited for, and Bull, whose own waiting has no end without Redis, is not.
      await Promise.all(bulls.map((bull) => within(pauseMs, quietly(bull.pause(true, true)))));
      await Promise.all([sweeps.stop(), ...running]);
      await Promise.all(
        bulls.map(async (bull) => {
          await within(closeMs, quietly(bull.close(true)));
          // Without Redis it never closes, and a connection that was being made meanwhile it forgets.
          for (const client of bull.clients) client.disconnect();
        }),
      );
    },
  };
}

const quietly = (work: Promise<unknown>): Promise<true> =>
  work.then(
    () => true,
    () => true,
  );
