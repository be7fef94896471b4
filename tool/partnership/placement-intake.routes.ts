import { route, type Route } from '../http/route.js';
import type { IntakeLetters } from './intake-letter.service.js';
import type { IntakeService } from './placement-intake.service.js';
import {
  intakeBody, intakeList, intakeRows, intakeView, letterCounts, lettersBody, lettersMade, rowsQuery,
} from './placement-intake.shared.js'; // prettier-ignore
import { idParams } from './placement.shared.js';

/** Uploading a list of placements, trying it out, confirming it, and the letters to its mentors. All of it a coordinator's. */
export const placementIntakeRoutes = (intakes: IntakeService, letters: IntakeLetters): Route[] => [
  route({
    method: 'get',
    path: '/api/placement-intakes',
    summary: 'The twenty newest placement lists. Coordinator.',
    who: 'person',
    answer: intakeList,
    handle: async ({ viewer }) => ({ body: { intakes: await intakes.list(viewer) } }),
  }),
  route({
    method: 'post',
    path: '/api/placement-intakes',
    summary: 'Reads a placement list (CSV as a spreadsheet saves it) and tries it out: no placement changes. Coordinator.',
    who: 'person',
    body: intakeBody,
    largestBody: '3mb',
    answer: intakeView,
    alsoAnswers: [201, 422],
    handle: async ({ viewer, body }) => ({ status: 201, body: await intakes.upload(viewer, body) }),
  }),
  route({
    method: 'get',
    path: '/api/placement-intakes/:id',
    summary: 'One placement list: how many rows are in which state. Coordinator.',
    who: 'person',
    params: idParams,
    answer: intakeView,
    handle: async ({ viewer, params }) => ({ body: await intakes.find(viewer, params.id) }),
  }),
  route({
    method: 'get',
    path: '/api/placement-intakes/:id/rows',
    summary: 'The rows of a placement list, 200 a page; with only=flagged, those with a problem or worth a look. Coordinator.',
    who: 'person',
    params: idParams,
    query: rowsQuery,
    answer: intakeRows,
    handle: async ({ viewer, params, query }) => ({
      body: await intakes.rows(viewer, params.id, Number(query.after ?? 0), query.only === 'flagged'),
    }),
  }),
  route({
    method: 'post',
    path: '/api/placement-intakes/:id/confirm',
    summary: 'Starts exactly what the trial of this revision showed (If-Match). Confirming twice is the same as once. Coordinator.',
    who: 'person',
    params: idParams,
    answer: intakeView,
    alsoAnswers: [409, 428],
    handle: async ({ viewer, params, ifMatch }) => ({ body: await intakes.confirm(viewer, params.id, ifMatch) }),
  }),
  route({
    method: 'get',
    path: '/api/placement-intakes/:id/letters',
    summary: 'How many letters to mentors are to be made, on their way, or done with. Coordinator.',
    who: 'person',
    params: idParams,
    answer: letterCounts,
    handle: async ({ viewer, params }) => ({ body: await letters.count(viewer, params.id) }),
  }),
  route({
    method: 'post',
    path: '/api/placement-intakes/:id/letters',
    summary: 'Makes the codes for the next hundred mentors of a list. The letters are in this answer and nowhere else. Coordinator.',
    who: 'person',
    params: idParams,
    body: lettersBody,
    answer: lettersMade,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => ({ body: await letters.make(viewer, params.id, body) }),
  }),
];
