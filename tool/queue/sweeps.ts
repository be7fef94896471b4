import type { Log } from '../logger.js';

interface Sweep {
  kind: string;
  everyMs: number;
  work: () => Promise<void>;
}

/** Milliseconds until the turn is free again; 0 where this process has it now. */
export type TakeTurn = (kind: string, everyMs: number) => Promise<number>;

/** Runs each sweep at once and then again `everyMs` after it ended: a late run is never queued up behind another. */
export function createSweeps(log: Log, takeTurn: TakeTurn = () => Promise.resolve(0)) {
  const sweeps: Sweep[] = [];
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();
  let started = false;
  let stopped = false;

  /** @returns milliseconds until the next try */
  const once = async ({ kind, everyMs, work }: Sweep): Promise<number> => {
    try {
      const waitMs = await takeTurn(kind, everyMs);
      if (waitMs > 0) return Math.min(waitMs, everyMs);
      await work();
    } catch (error) {
      log.warn({ kind, err: error instanceof Error ? error.name : 'unknown' }, 'sweep failed');
    }
    return everyMs;
  };

  const run = (sweep: Sweep): void => {
    const done = once(sweep).then((nextMs) => {
      running.delete(sweep.kind);
      if (!stopped)
        timers.set(
          sweep.kind,
          setTimeout(() => run(sweep), nextMs),
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
