import { route, type Route } from '../http/route.js';
import type { ConnectionService } from './connection.service.js';
import { connection, connectionParams, connections, frameReport } from './connection.shared.js';

export const connectionRoutes = (service: ConnectionService): Route[] => [
  route({
    method: 'get',
    path: '/api/connections',
    summary: 'The platforms of the partnership, and what the last check of each found. Coordinator.',
    who: 'person',
    answer: connections,
    handle: async ({ viewer }) => ({ body: await service.list(viewer) }),
  }),
  route({
    method: 'get',
    path: '/api/connections/:connectionId',
    summary: 'One platform and its last check, line by line while it goes on; asking again keeps no session alive. Coordinator.',
    who: 'person',
    keepsAlive: false,
    params: connectionParams,
    answer: connection,
    handle: async ({ viewer, params }) => ({ body: await service.read(viewer, params.connectionId) }),
  }),
  route({
    method: 'post',
    path: '/api/connections/:connectionId/check',
    summary: 'Tries sign-in, list of people, a column, a score and the rest at the platform; one check at a time. Coordinator.',
    who: 'person',
    params: connectionParams,
    answer: connection,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => ({ body: await service.begin(viewer, params.connectionId) }),
  }),
  route({
    method: 'put',
    path: '/api/connections/:connectionId/frame',
    summary: 'What the page found out about the frame it is in, for the check it shows. Coordinator.',
    who: 'person',
    params: connectionParams,
    body: frameReport,
    answer: connection,
    handle: async ({ viewer, params, body }) => ({ body: await service.reportFrame(viewer, params.connectionId, body) }),
  }),
];
