import * as z from 'zod/mini';
import type { Route } from '../http/route.js';
import { route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { ObservationSigning } from './observation-signing.service.js';
import type { ObservationWriting } from './observation-writing.service.js';
import { writingRoutes } from './observation-writing.routes.js';
import {
  changed, clockBody, lookList, observationList, observationListQuery, observationView, planBody, recordCheck, remarkBody,
} from './observation.shared.js'; // prettier-ignore
import type { ObservationService } from './observation.service.js';

const params = z.strictObject({ observationId: rowId });
const remarkParams = z.strictObject({ observationId: rowId, remarkId: rowId });
const here = '/api/observations/:observationId';

/** Observations: plan, clock, sign, read, and what stands beside a signed record. */
export const observationRoutes = (service: ObservationService, writing: ObservationWriting, signing: ObservationSigning): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:placementId/observations',
    summary: 'Observations of a placement that you may see, newest lesson first.',
    who: 'person',
    params: z.strictObject({ placementId: rowId }),
    query: observationListQuery,
    answer: observationList,
    handle: async ({ viewer, params: { placementId }, query }) => ({ body: await service.list(viewer, placementId, query.after ?? null) }),
  }),
  route({
    method: 'get',
    path: here,
    summary: 'One observation, as much of it as you may see.',
    who: 'person',
    params,
    answer: observationView,
    handle: async ({ viewer, params: { observationId } }) => {
      const body = await service.find(viewer, observationId);
      return { headers: { ETag: `"${body.revision}"` }, body };
    },
  }),
  route({
    method: 'get',
    path: `${here}/looks`,
    summary: 'Who has looked at an observation. Its trainee and its observer.',
    who: 'person',
    params,
    answer: lookList,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await service.looks(viewer, observationId) }),
  }),
  route({
    method: 'put',
    path: here,
    summary: 'Plans an observation, or starts writing one up, under an id the browser made. Mentor of the placement.',
    who: 'person',
    params,
    body: planBody,
    answer: observationView,
    alsoAnswers: [409],
    handle: async ({ viewer, params: { observationId }, body }) => {
      const view = await service.plan(viewer, observationId, body);
      return { headers: { ETag: `"${view.revision}"` }, body: view };
    },
  }),
  ...writingRoutes(service, writing),
  route({
    method: 'post',
    path: `${here}/start`,
    summary: 'The lesson begins: the clock runs.',
    who: 'person',
    params,
    body: clockBody,
    answer: changed,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId }, body }) => ({ body: await service.start(viewer, observationId, body.agoMs ?? 0) }),
  }),
  route({
    method: 'post',
    path: `${here}/stop`,
    summary: 'The lesson ends: the clock stops.',
    who: 'person',
    params,
    body: clockBody,
    answer: changed,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId }, body }) => ({ body: await service.stop(viewer, observationId, body.agoMs ?? 0) }),
  }),
  route({
    method: 'post',
    path: `${here}/write-up`,
    summary: 'Write up a planned lesson without the clock.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: changed,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId } }) => ({ body: await service.writeUp(viewer, observationId) }),
  }),
  route({
    method: 'post',
    path: `${here}/withdraw`,
    summary: 'Withdraws a draft. Its observer.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: changed,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { observationId } }) => ({ body: await service.withdraw(viewer, observationId) }),
  }),
  route({
    method: 'post',
    path: `${here}/sign`,
    summary: 'Signs and releases the revision named by If-Match. Its observer.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: changed,
    alsoAnswers: [409, 422, 428],
    handle: async ({ viewer, params: { observationId }, ifMatch }) => ({ body: await signing.sign(viewer, observationId, ifMatch) }),
  }),
  route({
    method: 'post',
    path: `${here}/read`,
    summary: 'I have read this. The trainee.',
    who: 'person',
    params,
    body: z.strictObject({}),
    answer: changed,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await signing.read(viewer, observationId) }),
  }),
  route({
    method: 'put',
    path: `${here}/remarks/:remarkId`,
    summary: 'Puts a text beside a signed record: the trainee’s different view, or the observer’s correction. It stays as it is.',
    who: 'person',
    params: remarkParams,
    body: remarkBody,
    answer: changed,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, remarkId }, body }) => ({
      body: await signing.remark(viewer, observationId, remarkId, body),
    }),
  }),
  route({
    method: 'get',
    path: `${here}/check`,
    summary: 'Compares every word of a signed record with what was signed.',
    who: 'person',
    params,
    answer: recordCheck,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await signing.verify(viewer, observationId) }),
  }),
];
