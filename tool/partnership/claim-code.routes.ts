import { route, type Route } from '../http/route.js';
import type { ClaimCodeService } from './claim-code.service.js';
import { codeListed, codeUsed, useCodeBody } from './claim-code.shared.js';
import { idParams } from './placement.shared.js';

/** Typing a code, and withdrawing one. */
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
