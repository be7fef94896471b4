export interface BackoffTiming {
  /** First step, doubled each time. */
  baseMs: number;
  capMs: number;
  /** After this long since it was written a row is given up, visibly. */
  giveUpMs: number;
}

export const usualBackoff: BackoffTiming = { baseMs: 30_000, capMs: 6 * 60 * 60_000, giveUpMs: 7 * 24 * 60 * 60_000 };

/**
 * How long to wait after a try that failed: full jitter under a doubling ceiling.
 * @param attempts tries so far, at least 1
 * @param random in [0, 1)
 */
export const backoffMs = (attempts: number, timing: BackoffTiming, random: number): number =>
  Math.floor(random * Math.min(timing.capMs, timing.baseMs * 2 ** Math.min(Math.max(attempts - 1, 0), 40)));

export const isOver = (createdAt: string, now: Date, timing: BackoffTiming): boolean =>
  now.getTime() - Date.parse(createdAt) > timing.giveUpMs;
