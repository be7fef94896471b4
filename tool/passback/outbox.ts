import type { Tx } from '../db/database.js';

/** What a link's policy counts: kinds of observation (an empty list: every kind) and an optional window of days (both inclusive). */
export interface CountRule {
  placementIds: string[];
  kinds: string[];
  fromOn: string | null;
  untilOn: string | null;
}

/** Each slice that has countable records registers one: how many are signed and read. A pure count; no text leaves the slice. */
export interface CountSource {
  /** `observation`, later `meeting` or `video`. */
  widget: string;
  countSignedAndRead(rule: CountRule, tx: Tx): Promise<number>;
  /** The same for each placement, for telling how far somebody is; one statement, placements without any are left out. */
  countOfEach(rule: CountRule): Promise<Map<string, number>>;
}

/**
 * The only door through which anything leaves for a gradebook. Called in the transaction of the change; decides by the policies of
 * the links in the trainee's own course whether a score is due and writes the row; wakes delivery after commit.
 */
export interface Outbox {
  recordsChanged(change: { partnershipId: string; placementId: string }, tx: Tx): Promise<void>;
}
