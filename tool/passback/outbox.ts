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
 * What a number that would leave was made from: how many records there are, what was agreed in a review, or anything that one lesson's
 * record says.
 */
export type ValueSource = 'count' | 'review' | 'lesson';

/** A number that people agreed, for a column of its own in the trainee's own course. */
export interface AgreedValue {
  source: ValueSource;
  partnershipId: string;
  placementId: string;
  /** Of the column, at most 32 characters. */
  tag: string;
  /** What the column is called. */
  label: string;
  score: number;
  maximum: number;
  /** The whole comment, nothing that anybody wrote. */
  comment: string;
}

/**
 * The only door through which anything leaves for a gradebook. Called in the transaction of the change; decides by the policies of
 * the links in the trainee's own course whether a score is due and writes the row; wakes delivery after commit.
 */
export interface Outbox {
  recordsChanged(change: { partnershipId: string; placementId: string }, tx: Tx): Promise<void>;
  /**
   * The same value again changes nothing; where the course lets no column be made, nothing is written.
   * @param again writes it anew although it is the same, where the last try failed
   * @throws Problem 422 for a single lesson's while single lessons stay out of the gradebook
   */
  valueAgreed(value: AgreedValue, tx: Tx, again?: boolean): Promise<void>;
}
