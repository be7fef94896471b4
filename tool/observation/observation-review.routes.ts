import * as z from 'zod/mini';
import type { Route } from '../http/route.js';
import { route } from '../http/route.js';
import type { ObservationReview } from './observation-review.service.js';

/** Where a launch from the gradebook leads. */
export const observationReviewRoutes = (review: ObservationReview): Route[] => [
  route({
    method: 'get',
    path: '/api/links/current/review',
    summary: 'Whose observations the gradebook asked for, as far as you may see them',
    who: 'person',
    answer: z.strictObject({ placementId: z.string() }),
    handle: async ({ viewer }) => ({ body: await review.find(viewer) }),
  }),
];
