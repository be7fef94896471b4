import type { KnownViewer } from '../access/viewer.js';
import { notFound } from '../errors.js';
import type { Placements } from '../partnership/placement.service.js';
import { maySeeList } from './observation.policy.js';

/** From a cell of the gradebook to the person's signed observations. The roles held decide, as everywhere. */
export interface ObservationReview {
  /** The newest placement of theirs in the course that the viewer may see. @throws Problem 404, also for who is nobody here */
  find(viewer: KnownViewer): Promise<{ placementId: string }>;
}

/** @param reviewOf whose cell the viewer's page was opened from */
export function createObservationReview(
  placements: Pick<Placements, 'ofAccount'>,
  reviewOf: (viewer: KnownViewer) => { identityId: string; contextRef: string } | null,
): ObservationReview {
  return {
    async find(viewer) {
      const about = reviewOf(viewer);
      const theirs = about === null ? [] : await placements.ofAccount(viewer.partnershipId, about);
      const seen = theirs.find(({ id, schoolId }) => maySeeList(viewer, { placementId: id, schoolId }));
      if (!seen) throw notFound();
      return { placementId: seen.id };
    },
  };
}
