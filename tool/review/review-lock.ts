import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import type { Parts } from './review-parts.js';
import type { ReviewRow } from './review.model.js';
import { mayRead, type ReviewFacts } from './review.policy.js';

export const factsOf = (row: ReviewRow): ReviewFacts => ({
  placementId: row.placement_id,
  schoolId: row.school_id,
  kind: row.kind,
  state: row.state,
  leadSigns: row.leadSigns,
});

/** The words where a review cannot be written. */
export const closed = (state: ReviewRow['state']) =>
  state === 'complete'
    ? refused('signed', 'Everybody has signed, so the words stay. Your text is still on this page; put it beside the review.')
    : refused(
        'signed',
        'Somebody has signed, so the words are fixed. Your text is still on this page; open the review again to change it.',
      );

export interface Locked {
  row: ReviewRow;
  /** With the roles held now. */
  viewer: KnownViewer;
  tx: Tx;
}

/**
 * Runs one use case in one transaction, under the lock of the review's row: writing, signing and opening again happen one after another in
 * any number of processes. Access is that of the roles held now. @throws Problem 404 where the viewer may not read it
 */
export const locked = <T>(parts: Parts, asked: KnownViewer, id: string, work: (held: Locked) => Promise<T>): Promise<T> =>
  parts.ground.db.transaction(async (tx) => {
    const row = await parts.reviews.findLocked(asked.partnershipId, id, tx);
    const viewer = await viewerNow(parts.ground.db, asked, tx);
    if (!row || !mayRead(viewer, factsOf(row))) throw notFound();
    return work({ row, viewer, tx });
  });

/** A line of the audit trail about a review. */
export const audited = (viewer: KnownViewer, action: string, row: Pick<ReviewRow, 'id' | 'placement_id'>) => ({
  action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
  objectKind: 'review', objectId: row.id, placementId: row.placement_id,
}); // prettier-ignore
