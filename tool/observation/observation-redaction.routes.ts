import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { ObservationRedactions } from './observation-redaction.service.js';
import { redactionAsks, redactionBody, redactionDone, redactionParams } from './observation-redaction.shared.js';

const here = '/api/observations/:observationId/redactions';

/** Removing words from what is signed: asked by who reads it, decided by who leads the school or coordinates. */
export const redactionRoutes = (redactions: ObservationRedactions): Route[] => [
  route({
    method: 'get',
    path: here,
    summary: 'Words somebody asked to have removed, each with its one text. The school’s lead, and a coordinator.',
    who: 'person',
    params: z.strictObject({ observationId: rowId }),
    answer: redactionAsks,
    handle: async ({ viewer, params: { observationId } }) => ({ body: await redactions.asks(viewer, observationId) }),
  }),
  route({
    method: 'put',
    path: `${here}/:redactionId`,
    summary: 'Asks to have words removed from a signed text, or removes them where the viewer decides. Whoever reads the record.',
    who: 'person',
    params: redactionParams,
    body: redactionBody,
    answer: redactionDone,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, redactionId }, body }) => ({
      body: await redactions.put(viewer, observationId, redactionId, body),
    }),
  }),
  route({
    method: 'post',
    path: `${here}/:redactionId/remove`,
    summary: 'Removes the words. The school’s lead, and a coordinator.',
    who: 'person',
    params: redactionParams,
    body: z.strictObject({}),
    answer: redactionDone,
    handle: async ({ viewer, params: { observationId, redactionId } }) => ({
      body: await redactions.remove(viewer, observationId, redactionId),
    }),
  }),
  route({
    method: 'post',
    path: `${here}/:redactionId/leave`,
    summary: 'Lets the words stand. The school’s lead, and a coordinator.',
    who: 'person',
    params: redactionParams,
    body: z.strictObject({}),
    answer: redactionDone,
    handle: async ({ viewer, params: { observationId, redactionId } }) => ({
      body: await redactions.leave(viewer, observationId, redactionId),
    }),
  }),
];
