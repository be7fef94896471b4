import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import type { ReviewSigning } from './review-signing.service.js';
import type { ReviewWriting } from './review-writing.service.js';
import type { ReviewService } from './review.service.js';
import {
  openPlanBody, openReviewBody, reopenBody, reviewCheck, reviewList, reviewParams, reviewPlacementParams, reviewRemarkBody,
  reviewRemarkParams, reviewSectionBody, reviewSectionParams, reviewSectionSaved, reviewView,
} from './review.shared.js'; // prettier-ignore

const here = '/api/reviews/:reviewId';

/** Reviews and support plans: who reads them, who writes them, who signs. */
export const reviewRoutes = (service: ReviewService, writing: ReviewWriting, signing: ReviewSigning): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:placementId/reviews',
    summary: 'Review points of a placement, opened or not, and its support plans.',
    who: 'person',
    params: reviewPlacementParams,
    answer: reviewList,
    handle: async ({ viewer, params }) => ({ body: await service.list(viewer, params.placementId) }),
  }),
  route({
    method: 'get',
    path: here,
    summary: 'One review or support plan, as its reader may see it.',
    who: 'person',
    params: reviewParams,
    answer: reviewView,
    handle: async ({ viewer, params }) => ({ body: await service.find(viewer, params.reviewId) }),
  }),
  route({
    method: 'put',
    path: here,
    summary: 'Begins a review of a placement under an id the browser made. Mentor or tutor.',
    who: 'person',
    params: reviewParams,
    body: openReviewBody,
    answer: reviewView,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => ({ body: await service.open(viewer, params.reviewId, body) }),
  }),
  route({
    method: 'put',
    path: '/api/support-plans/:reviewId',
    summary: 'Begins a support plan by hand, under an id the browser made. Mentor or tutor.',
    who: 'person',
    params: reviewParams,
    body: openPlanBody,
    answer: reviewView,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => ({ body: await service.openPlan(viewer, params.reviewId, body.placementId) }),
  }),
  route({
    method: 'put',
    path: `${here}/sections/:section`,
    summary: 'Writes one section (If-Match: its revision; 0 or none while nobody has written it).',
    who: 'person',
    params: reviewSectionParams,
    body: reviewSectionBody,
    answer: reviewSectionSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { reviewId, section }, body, ifMatch }) => ({
      body: await writing.saveSection(viewer, reviewId, section, body.body, ifMatch),
    }),
  }),
  route({
    method: 'post',
    path: `${here}/sign`,
    summary: 'Signs the words that were read (If-Match: the review’s revision).',
    who: 'person',
    params: reviewParams,
    answer: reviewView,
    alsoAnswers: [409, 422, 428],
    handle: async ({ viewer, params, ifMatch }) => {
      await signing.sign(viewer, params.reviewId, ifMatch);
      return { body: await service.find(viewer, params.reviewId) };
    },
  }),
  route({
    method: 'post',
    path: `${here}/reopen`,
    summary: 'Opens it for writing before all have signed, with a reason; the signatures given are dropped.',
    who: 'person',
    params: reviewParams,
    body: reopenBody,
    answer: reviewView,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => {
      await signing.reopen(viewer, params.reviewId, body.reason);
      return { body: await service.find(viewer, params.reviewId) };
    },
  }),
  route({
    method: 'put',
    path: `${here}/remarks/:remarkId`,
    summary: 'Puts what the trainee sees differently beside it.',
    who: 'person',
    params: reviewRemarkParams,
    body: reviewRemarkBody,
    answer: reviewView,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { reviewId, remarkId }, body }) => {
      await signing.remark(viewer, reviewId, remarkId, body.body);
      return { body: await service.find(viewer, reviewId) };
    },
  }),
  route({
    method: 'post',
    path: `${here}/send-again`,
    summary: 'Tries again now to send its outcome.',
    who: 'person',
    params: reviewParams,
    body: z.strictObject({}),
    answer: reviewView,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => {
      await signing.sendAgain(viewer, params.reviewId);
      return { body: await service.find(viewer, params.reviewId) };
    },
  }),
  route({
    method: 'get',
    path: `${here}/check`,
    summary: 'Compares every word with what was signed.',
    who: 'person',
    params: reviewParams,
    answer: reviewCheck,
    handle: async ({ viewer, params }) => ({ body: await signing.verify(viewer, params.reviewId) }),
  }),
];
