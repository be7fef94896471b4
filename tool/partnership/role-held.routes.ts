import { route, type Route } from '../http/route.js';
import { idParams } from './placement.shared.js';
import type { RoleService } from './role-held.service.js';
import { nameTutorBody, roleEnded, tutorList } from './role.shared.js';

/** Naming tutors, and ending a role. */
export const roleRoutes = (roles: RoleService): Route[] => [
  route({
    method: 'get',
    path: '/api/roles',
    summary: 'The tutors of the partnership. Coordinator.',
    who: 'person',
    answer: tutorList,
    handle: async ({ viewer }) => ({ body: { tutors: await roles.tutors(viewer) } }),
  }),
  route({
    method: 'post',
    path: '/api/roles',
    summary: 'Names a tutor, or gives a tutor a placement. Coordinator.',
    who: 'person',
    body: nameTutorBody,
    answer: tutorList,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ body: { tutors: await roles.nameTutor(viewer, body.who, body.placementId ?? null) } }),
  }),
  route({
    method: 'post',
    path: '/api/roles-held/:id/end',
    summary: '“This is not my mentor”: ends a role; its holder’s next request finds it gone.',
    who: 'person',
    params: idParams,
    answer: roleEnded,
    handle: async ({ viewer, params }) => ({ body: await roles.end(viewer, params.id) }),
  }),
];
