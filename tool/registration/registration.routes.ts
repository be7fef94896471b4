import { route, type Route } from '../http/route.js';
import type { Decisions } from './registration.service.js';
import { decisionBody, deploymentParams, platformList, platformParams } from './registration.shared.js';

export const decisionRoutes = (decisions: Decisions): Route[] => [
  route({
    method: 'get',
    path: '/api/platforms',
    summary: 'The learning platforms that registered themselves for this partnership, and what they grant. A coordinator.',
    who: 'person',
    answer: platformList,
    handle: async ({ viewer }) => ({ body: await decisions.list(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/platforms/:platformId/decision',
    summary: 'Approves or declines a learning platform that waits. A coordinator.',
    who: 'person',
    params: platformParams,
    body: decisionBody,
    answer: platformList,
    handle: async ({ viewer, params, body }) => ({ body: await decisions.decidePlatform(viewer, params.platformId, body.approve) }),
  }),
  route({
    method: 'post',
    path: '/api/platform-parts/:deploymentId/decision',
    summary: 'Approves or declines a part of a platform that opened the tool for the first time. A coordinator.',
    who: 'person',
    params: deploymentParams,
    body: decisionBody,
    answer: platformList,
    handle: async ({ viewer, params, body }) => ({ body: await decisions.decideDeployment(viewer, params.deploymentId, body.approve) }),
  }),
];
