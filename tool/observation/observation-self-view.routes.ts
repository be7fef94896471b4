import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { ObservationSelfViews } from './observation-self-view.service.js';
import { sectionBody, sectionName, selfAnswerSaved, selfView } from './observation.shared.js';

const here = '/api/observations/:observationId/my-view';
const params = z.strictObject({ observationId: rowId });

/** *My view first*: the trainee's alone until they give it. */
export const selfViewRoutes = (views: ObservationSelfViews): Route[] => [
  route({
    method: 'get',
    path: here,
    summary: 'What the trainee wrote before reading, and whether it was given. The trainee.',
    who: 'person',
    params,
    answer: selfView,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await views.find(viewer, observationId) }),
  }),
  route({
    method: 'put',
    path: `${here}/sections/:section`,
    summary: 'Writes one answer of their own view (If-Match: its revision; 0 or none while nothing is written). The trainee.',
    who: 'person',
    params: z.strictObject({ observationId: rowId, section: sectionName }),
    body: sectionBody,
    answer: selfAnswerSaved,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, section }, body, ifMatch }) => ({
      body: await views.save(viewer, observationId, section, body.body, ifMatch),
    }),
  }),
  route({
    method: 'post',
    path: `${here}/give`,
    summary: 'Gives their own view: it stays as it is and stands beside the released record. The trainee.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: selfView,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId } }) => ({ body: await views.give(viewer, observationId) }),
  }),
  route({
    method: 'post',
    path: `${here}/skip`,
    summary: 'Reads the released record first: not asked again. The trainee.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: selfView,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await views.skip(viewer, observationId) }),
  }),
];
