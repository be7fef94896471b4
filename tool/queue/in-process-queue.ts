import type { Log } from '../logger.js';
import type { Queue } from './queue.js';
import { createSweeps } from './sweeps.js';

const atOnce = 4;
// A wake-up that finds the line this long is left to the sweep.
const longestLine = 10_000;

/** For one machine without Redis: wake-ups live in memory, and what a crash loses the sweep finds in the database. */
export function createInProcessQueue(log: Log): Queue {
  const workers = new Map<string, (rowId: string) => Promise<void>>();
  const line: { kind: string; rowId: string }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const sweeps = createSweeps(log);
  let open = false;
  let closed = false;

  const next = (): void => {
    while (open && !closed && running.size < atOnce) {
      const job = line.shift();
      if (!job) return;
      const work = workers.get(job.kind);
      if (!work) continue;
      const run = work(job.rowId)
        .catch((error: unknown) => log.warn({ kind: job.kind, err: error instanceof Error ? error.name : 'unknown' }, 'job failed'))
        .finally(() => {
          running.delete(run);
          next();
        });
      running.add(run);
    }
  };

  return {
    process: (kind, work) => void workers.set(kind, work),
    sweep: sweeps.add,
    wake(kind, rowId, delayMs = 0) {
      if (closed || line.length + timers.size >= longestLine) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        line.push({ kind, rowId });
        next();
      }, delayMs);
      timers.add(timer);
    },
    async start() {
      open = true;
      sweeps.start();
      next();
    },
    healthy: async () => open && !closed,
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([sweeps.stop(), ...running]);
    },
  };
}
