import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { ObservationAnswers } from './observation-answer.service.js';
import { answerBody, changed } from './observation.shared.js';

/** What the trainee answers to the questions of a record. */
export const answerRoutes = (answers: ObservationAnswers): Route[] => [
  route({
    method: 'put',
    path: '/api/observations/:observationId/answers/:answerId',
    summary: 'Answers a question among the notes of a released record. The trainee. It stays as it is.',
    who: 'person',
    params: z.strictObject({ observationId: rowId, answerId: rowId }),
    body: answerBody,
    answer: changed,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params: { observationId, answerId }, body }) => ({
      body: await answers.answer(viewer, observationId, answerId, body),
    }),
  }),
];
