import type { AttentionSource } from '../attention/attention-source.js';
import type { Database } from '../db/database.js';
import { targetModel } from './target.model.js';

/** Targets of the training record; those of coaching are nobody's business in a table. */
const recordSpace = 'record';

/** What tutors' tables know of targets: how many are current, and since when nothing was changed. */
export function createTargetAttention(db: Database): AttentionSource<'targets'> {
  const targets = targetModel(db);
  return {
    fact: 'targets',
    async factsOf({ partnershipId, placementIds }) {
      const sums = await targets.sumCurrent(partnershipId, recordSpace, placementIds);
      return new Map(sums.map(({ placementId, ...sum }) => [placementId, sum]));
    },
  };
}
