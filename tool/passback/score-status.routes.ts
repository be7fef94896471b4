import { route, type Route } from '../http/route.js';
import type { ScoreStatusService } from './score-status.service.js';
import { placementScoreStatus, scoreStatus, scoreStatusParams, sendAgainBody } from './score-status.shared.js';

export const scoreStatusRoutes = (statuses: ScoreStatusService): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:placementId/score-status',
    summary: 'What the gradebook holds of one trainee, for each link of their course',
    who: 'person',
    keepsAlive: false,
    params: scoreStatusParams,
    answer: placementScoreStatus,
    handle: async ({ viewer, params }) => ({ body: await statuses.read(viewer, params.placementId) }),
  }),
  route({
    method: 'post',
    path: '/api/placements/:placementId/score-status/send-again',
    summary: 'Try again now to send what was not sent',
    who: 'person',
    params: scoreStatusParams,
    body: sendAgainBody,
    answer: scoreStatus,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => ({ body: await statuses.sendAgain(viewer, params.placementId, body.linkId) }),
  }),
];
