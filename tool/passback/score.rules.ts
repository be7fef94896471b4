import type { LinkPolicy } from '../link/link.shared.js';

/** What a person's cell is to show. */
export interface DesiredScore {
  score: number;
  maximum: number;
  /** The placement the number comes from. */
  placementId: string;
}

/** How many records of one placement count, placements in the order they start. */
export interface PlacementCount {
  placementId: string;
  count: number;
}

/**
 * What a policy makes of the counts; null where nothing is due.
 *
 * With `each`, a placement stands alone: *done* is reached by any one of them and is never taken back by the next; a running count
 * shows the newest placement that has something to count. With `both` they are added up.
 * @param sentBefore true where the cell already shows a number: then a running count that fell to nothing is sent as 0
 */
export function desiredScore(
  policy: Pick<LinkPolicy, 'sends' | 'requiredCount' | 'countsPlacements'>,
  counts: readonly PlacementCount[],
  sentBefore: boolean,
): DesiredScore | null {
  const newest = counts.at(-1);
  if (policy.sends === 'nothing' || !newest) return null;
  const maximum = policy.requiredCount;
  const standing =
    policy.countsPlacements === 'both'
      ? [{ placementId: newest.placementId, count: counts.reduce((sum, one) => sum + one.count, 0) }]
      : counts;
  if (policy.sends === 'done') {
    const reached = standing.findLast((one) => one.count >= maximum);
    return reached ? { score: maximum, maximum, placementId: reached.placementId } : null;
  }
  const shown = standing.findLast((one) => one.count > 0);
  if (!shown) return sentBefore ? { score: 0, maximum, placementId: newest.placementId } : null;
  return { score: Math.min(shown.count, maximum), maximum, placementId: shown.placementId };
}

/** The whole comment: nothing of what people wrote is ever in it. */
export const commentFor = (score: number, maximum: number): string =>
  `A count of completed observations, not a mark. ${score} of ${maximum} signed and read.`;

/** The next whole second for a cell: later than the last one used, and than `atLeast` where a platform's clock is ahead. */
export const nextSecond = (now: Date, lastSecond: number, atLeast = 0): number =>
  Math.max(Math.floor(now.getTime() / 1_000), lastSecond + 1, atLeast);

/**
 * Whether the comment goes along. Moodle deletes the comment of a score that has none, so always; everywhere else each one is
 * appended, so once for a value and never with a second try.
 */
export const commentGoesAlong = (family: 'moodle' | 'canvas' | 'other', alreadySent: boolean): boolean =>
  family === 'moodle' || !alreadySent;
