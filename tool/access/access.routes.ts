import { route, type Route } from '../http/route.js';
import { continueCodeAnswer, meAnswer, nothing } from './access.shared.js';
import type { Access } from './access.service.js';

export const accessRoutes = (access: Access): Route[] => [
  route({
    method: 'get',
    path: '/api/me',
    summary: 'Who you are, where you came from, and which roles you hold.',
    who: 'session',
    answer: meAnswer,
    handle: ({ viewer }) => Promise.resolve({ body: access.me(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/sign-out',
    summary: 'Signs out: this page, the tabs opened from it, and the page it was opened from.',
    who: 'session',
    keepsAlive: false,
    answer: nothing,
    handle: async ({ viewer }) => {
      await access.signOut(viewer);
      return { status: 204, body: null };
    },
  }),
  route({
    method: 'post',
    path: '/api/continue-codes',
    summary: 'A one-time code that opens this page in a tab of its own; 30 seconds.',
    who: 'session',
    answer: continueCodeAnswer,
    handle: async ({ viewer }) => ({ status: 201, body: await access.makeContinueCode(viewer) }),
  }),
];
