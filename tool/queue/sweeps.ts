import type { Log } from '../logger.js';

interface Sweep {
  kind: string;
  everyMs: number;
  work: () => Promise<void>;
}

/** Runs each sweep at once and then again `everyMs` after it ended: a late run is never queued up behind another. */
export function createSweeps(log: Log) {
  const sweeps: Sweep[] = [];
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();
  let started = false;
  let stopped = false;

  const run = (sweep: Sweep): void => {
    const done = sweep
      .work()
      .catch((error: unknown) => log.warn({ kind: sweep.kind, err: error instanceof Error ? error.name : 'unknown' }, 'sweep failed'))
      .finally(() => {
        running.delete(sweep.kind);
        if (!stopped)
          timers.set(
            sweep.kind,
            setTimeout(() => run(sweep), sweep.everyMs),
          );
      });
    running.set(sweep.kind, done);
  };

  return {
    add(kind: string, everyMs: number, work: () => Promise<void>): void {
      const sweep = { kind, everyMs, work };
      sweeps.push(sweep);
      if (started) run(sweep);
    },
    start(): void {
      if (started) return;
      started = true;
      for (const sweep of sweeps) run(sweep);
    },
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
