import { route, type Route } from '../http/route.js';
import { idParams } from './placement.shared.js';
import type { RoleRequestService } from './role-request.service.js';
import { ownRequest, requestDecided, requestList, requestListQuery } from './role-request.shared.js';
import { grantBody } from './role.shared.js';

/** Asking to be added, and answering who asks. */
export const roleRequestRoutes = (requests: RoleRequestService): Route[] => [
  route({
    method: 'get',
    path: '/api/role-requests/own',
    summary: 'Whether you may ask to be added in this course, and what became of it.',
    who: 'session',
    answer: ownRequest,
    handle: async ({ viewer }) => ({ body: await requests.own(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/role-requests',
    summary: 'Asks to be added in the course the page was opened from. For who holds no role; one open request a course, three a week.',
    who: 'session',
    answer: ownRequest,
    handle: async ({ viewer }) => ({ body: await requests.ask(viewer) }),
  }),
  route({
    method: 'get',
    path: '/api/role-requests',
    summary: 'Who asks to be added, a page at a time. Coordinator.',
    who: 'person',
    query: requestListQuery,
    answer: requestList,
    handle: async ({ viewer, query }) => ({ body: await requests.list(viewer, query.after ?? '') }),
  }),
  route({
    method: 'post',
    path: '/api/role-requests/:id/grant',
    summary: 'Gives a role to somebody who asked. Coordinator.',
    who: 'person',
    params: idParams,
    body: grantBody,
    answer: requestDecided,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => ({ body: await requests.grant(viewer, params.id, body) }),
  }),
  route({
    method: 'post',
    path: '/api/role-requests/:id/decline',
    summary: 'Says no to somebody who asked. They read it on their page. Coordinator.',
    who: 'person',
    params: idParams,
    answer: requestDecided,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => ({ body: await requests.decline(viewer, params.id) }),
  }),
];
