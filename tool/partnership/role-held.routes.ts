import { route, type Route } from '../http/route.js';
import { idParams } from './placement.shared.js';
import type { RoleService } from './role-held.service.js';
import { nameRoleBody, roleEnded, roleList } from './role.shared.js';

/** Naming people for roles, and ending a role. */
export const roleRoutes = (roles: RoleService): Route[] => [
  route({
    method: 'get',
    path: '/api/roles',
    summary: 'The tutors, coordinators, school leads and lead mentors of the partnership. Coordinator.',
    who: 'person',
    answer: roleList,
    handle: async ({ viewer }) => ({ body: await roles.list(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/roles',
    summary: 'Names a tutor (with a placement: its tutor), a coordinator, a lead mentor, or the lead of a school. Coordinator.',
    who: 'person',
    body: nameRoleBody,
    answer: roleList,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ body: await roles.name(viewer, body) }),
  }),
  route({
    method: 'post',
    path: '/api/roles-held/:id/end',
    summary: '“This is not my mentor”, and every other role that has to end; its holder’s next request finds it gone.',
    who: 'person',
    params: idParams,
    answer: roleEnded,
    handle: async ({ viewer, params }) => ({ body: await roles.end(viewer, params.id) }),
  }),
];
