import type { CodeListed } from './claim-code.shared.js';

/** Ten tries an hour for one identity. */
export const triesAllowed = 10;
export const triesWindowMs = 60 * 60_000;

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
