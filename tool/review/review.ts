import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { AuditSubjects } from '../privacy/audit-subject.js';
import { partsOf, type ReviewNeeds } from './review-parts.js';
import { reviewPointRoutes } from './review-point.routes.js';
import { createReviewPoints } from './review-point.service.js';
import { createReviewSigning } from './review-signing.service.js';
import { createReviewWriting } from './review-writing.service.js';
import { reviewRoutes } from './review.routes.js';
import { createReviewService } from './review.service.js';
import { createReviewWaiting } from './review.waiting.js';

/** What the rest of the tool is given of this slice. No way to begin a support plan is among it. */
export interface Review {
  routes: Route[];
  waiting: WaitingSource;
  auditSubjects: AuditSubjects;
}

export function createReview(needs: ReviewNeeds): Review {
  const parts = partsOf(needs);
  const service = createReviewService(parts);
  return {
    routes: [
      ...reviewRoutes(service, createReviewWriting(parts), createReviewSigning(parts)),
      ...reviewPointRoutes(createReviewPoints(parts)),
    ],
    waiting: createReviewWaiting(parts),
    auditSubjects: { review: parts.reviews.auditSubjects },
  };
}
