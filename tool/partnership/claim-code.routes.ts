import { route, type Route } from '../http/route.js';
import type { ClaimCodeService } from './claim-code.service.js';
import { codeListed, codeMade, codeUsed, roleCodeList, useCodeBody } from './claim-code.shared.js';
import { idParams, placementListQuery } from './placement.shared.js';
import { roleCodeBody } from './role.shared.js';

/** Typing a code, withdrawing one, and codes for roles beyond one placement. */
export const claimCodeRoutes = (codes: ClaimCodeService): Route[] => [
  route({
    method: 'post',
    path: '/api/codes/use',
    summary: 'Takes up the role a code stands for. One answer for wrong, used, expired, withdrawn and foreign codes; ten tries an hour.',
    who: 'session',
    body: useCodeBody,
    answer: codeUsed,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ body: await codes.use(viewer, body.code) }),
  }),
  route({
    method: 'get',
    path: '/api/codes',
    summary: 'The codes made for tutors, coordinators, school leads and lead mentors, a page at a time. Never the letters. Coordinator.',
    who: 'person',
    query: placementListQuery,
    answer: roleCodeList,
    handle: async ({ viewer, query }) => ({ body: await codes.listForRoles(viewer, query.after ?? null) }),
  }),
  route({
    method: 'post',
    path: '/api/codes',
    summary: 'Makes a code for one of these. The letters are in this answer and nowhere else. Coordinator.',
    who: 'person',
    body: roleCodeBody,
    answer: codeMade,
    alsoAnswers: [201],
    handle: async ({ viewer, body }) => ({ status: 201, body: await codes.makeForRole(viewer, body) }),
  }),
  route({
    method: 'post',
    path: '/api/codes/:id/withdraw',
    summary: 'Withdraws a code that nobody has used yet.',
    who: 'person',
    params: idParams,
    answer: codeListed,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => ({ body: await codes.withdraw(viewer, params.id) }),
  }),
];
