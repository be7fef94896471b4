import { performance } from 'node:perf_hooks';

/** What one run of a closed loop came to. */
export interface LoopFigures {
  readonly count: number;
  /** From the first start to the last end, in seconds. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of one step, in milliseconds. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface LoopOptions {
  /** As many steps are under way at any time. */
  readonly concurrency: number;
  /** No step starts after this many seconds, except to reach `atLeastTurns`. */
  readonly seconds: number;
  /** Each worker takes at least so many turns. */
  readonly atLeastTurns?: number;
  readonly signal: AbortSignal;
  /** One step; `worker` counts from 0 to concurrency − 1, `turn` from 0 for each worker. */
  step(worker: number, turn: number): Promise<void>;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs steps, always `concurrency` at a time, until the time is up. The first failing step ends the run with its error. */
export async function runClosedLoop(options: LoopOptions): Promise<LoopFigures> {
  const durationsMs: number[] = [];
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + options.seconds * 1000;
  let isFailed = false;

  async function work(worker: number): Promise<void> {
    for (let turn = 0; !isFailed; turn += 1) {
      const stepStartedAtMs = performance.now();
      if (stepStartedAtMs >= endsAtMs && turn >= (options.atLeastTurns ?? 0)) return;
      options.signal.throwIfAborted();
      await options.step(worker, turn);
      durationsMs.push(performance.now() - stepStartedAtMs);
    }
  }

  await Promise.all(
    Array.from({ length: options.concurrency }, (_, worker) =>
      work(worker).catch((error: unknown) => {
        isFailed = true;
        throw error;
      }),
    ),
  );
  const seconds = (performance.now() - startedAtMs) / 1000;
  const sorted = durationsMs.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    seconds,
    perSecond: sorted.length / seconds,
    p50Ms: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
  };
}
