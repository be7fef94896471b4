import type { PlatformFamily } from '../lti/platform-family.js';

/** How many calls one process has open to one platform. Canvas throttles parallel calls by their number: one after the other. */
export const roomFor: Record<PlatformFamily, number> = { canvas: 1, moodle: 4, other: 2 };

/** A platform that is busy and names no time is left alone this long at most: the next score asks again, whatever its elder waits for. */
export const unaskedPauseMs = 60_000;

/** Until when a platform that asked for it is left alone. What another process was told is learnt by asking once. */
export interface Pauses {
  pause(platformKid: string, untilMs: number): void;
  /** Milliseconds since 1970, or null. */
  pausedUntil(platformKid: string, nowMs: number): number | null;
}

export function createPauses(): Pauses {
  const pauses = new Map<string, number>();
  return {
    pause: (kid, untilMs) => void pauses.set(kid, Math.max(untilMs, pauses.get(kid) ?? 0)),
    pausedUntil(kid, nowMs) {
      const until = pauses.get(kid);
      if (until === undefined || until > nowMs) return until ?? null;
      pauses.delete(kid);
      return null;
    },
  };
}

/**
 * One round of work a key at a time: a call while a round runs asks for one more after it. So a platform that hangs holds up its own
 * scores and nobody else's.
 */
export function createRounds(round: (key: string) => Promise<void>) {
  const running = new Map<string, { done: Promise<void>; again: boolean }>();
  let stopped = false;
  const begin = (key: string): void => {
    const state = { done: Promise.resolve(), again: false };
    state.done = round(key)
      .catch(() => undefined)
      .then(() => {
        running.delete(key);
        if (state.again) ask(key);
      });
    running.set(key, state);
  };
  const ask = (key: string): void => {
    const already = running.get(key);
    if (already) already.again = true;
    else if (!stopped) begin(key);
  };
  return {
    ask,
    get stopped() {
      return stopped;
    },
    /** Resolves when nothing runs: for tests, and for `stop`. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all([...running.values()].map((one) => one.done));
    },
    stop(): Promise<void> {
      stopped = true;
      return this.idle();
    },
  };
}
