import { route, type Route } from '../http/route.js';
import type { ReviewPoints } from './review-point.service.js';
import { reviewPointBody, reviewPointEndedBody, reviewPointList, reviewPointParams } from './review-point.shared.js';

/** Which reviews a partnership has. All of it a coordinator's. */
export const reviewPointRoutes = (points: ReviewPoints): Route[] => [
  route({
    method: 'get',
    path: '/api/review-points',
    summary: 'The reviews of a partnership, with their outcomes, and the forms to choose from. Coordinator.',
    who: 'person',
    answer: reviewPointList,
    handle: async ({ viewer }) => ({ body: await points.list(viewer) }),
  }),
  route({
    method: 'put',
    path: '/api/review-points/:pointId',
    summary: 'Makes one under an id the browser made, or changes it (If-Match: its revision). Coordinator.',
    who: 'person',
    params: reviewPointParams,
    body: reviewPointBody,
    answer: reviewPointList,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params, body, ifMatch }) => ({ body: await points.put(viewer, params.pointId, body, ifMatch) }),
  }),
  route({
    method: 'put',
    path: '/api/review-points/:pointId/ended',
    summary: 'Opens one for nobody any more, or again. Coordinator.',
    who: 'person',
    params: reviewPointParams,
    body: reviewPointEndedBody,
    answer: reviewPointList,
    handle: async ({ viewer, params, body }) => ({ body: await points.end(viewer, params.pointId, body.ended) }),
  }),
];
