import type { CodeListed } from './claim-code.shared.js';

/** Ten tries an hour for one identity. */
export const triesAllowed = 10;
export const triesWindowMs = 60 * 60_000;

const dayMs = 24 * 60 * 60_000;
/** How long a letter may lie about. */
const lifeMs = 30 * dayMs;
const longestMs = 365 * dayMs;

/**
 * When a code made now ends: after 30 days, or 30 days after the first day of a placement that has not begun, so that a letter handed out
 * in the last weeks of a term still works when the mentor opens it; after a year in any case.
 * @param startsOn ISO day; null for a role outside a placement
 */
export function codeEndsAt(now: Date, startsOn: string | null): Date {
  const begins = startsOn === null ? 0 : Date.parse(`${startsOn}T00:00:00.000Z`);
  return new Date(Math.min(Math.max(now.getTime(), begins) + lifeMs, now.getTime() + longestMs));
}

interface Dated {
  expiresAt: string;
  usedAt: string | null;
  withdrawnAt: string | null;
}

/** @param now an instant */
export function stateOfCode(code: Dated, now: string): CodeListed['state'] {
  if (code.usedAt !== null) return 'used';
  if (code.withdrawnAt !== null) return 'withdrawn';
  return code.expiresAt <= now ? 'expired' : 'open';
}

/**
 * When the next try is allowed, in milliseconds from now; 0 where one is allowed at once.
 * @param triedAt instants of the tries of the last hour, oldest first
 */
export function waitBeforeTry(triedAt: readonly string[], nowMs: number): number {
  if (triedAt.length < triesAllowed) return 0;
  const oldestThatCounts = triedAt[triedAt.length - triesAllowed];
  return oldestThatCounts === undefined ? 0 : Math.max(1, Date.parse(oldestThatCounts) + triesWindowMs - nowMs);
}
