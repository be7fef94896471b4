/** Instants between which something may have been sent that is not known here: a backup and its restore. */
export interface LostTime {
  backedUpAt: string;
  restoredAt: string;
}

/**
 * Stamps run ahead of the clock: each of a cell is later than the one before, and than what a platform with a fast clock had stored. What a
 * teacher types in this day is kept too, and told.
 */
const stampsAheadMs = 24 * 60 * 60_000;

/**
 * Whether a cell may show something that was sent in a lost time, and so is newer than anything known here. A platform that tells no time is
 * believed only where the cell is empty or shows what was last delivered from here.
 * @param seen what the cell shows; `second` in Unix time, where the platform tells it
 * @param known whether that is what this database last delivered
 */
export function mayBeNewer(
  seen: { score: number | null; second: number | null } | null,
  known: boolean,
  lostTimes: readonly LostTime[],
): boolean {
  if (seen === null || seen.score === null || known) return false;
  if (seen.second === null) return true;
  const at = seen.second * 1_000;
  // A stamp is a whole second: the one in which the backup was begun is lost time already.
  const from = (one: LostTime): number => Math.floor(Date.parse(one.backedUpAt) / 1_000) * 1_000;
  return lostTimes.some((one) => at >= from(one) && at <= Date.parse(one.restoredAt) + stampsAheadMs);
}
