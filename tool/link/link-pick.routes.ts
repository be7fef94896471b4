import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import type { LinkCopies } from './link-copy.service.js';
import type { LinkPicks } from './link-pick.service.js';
import { linkPick, linkPickAnswer } from './link-pick.shared.js';
import { linkCopy, linkCopyAnswer } from './link.shared.js';

/** How a link comes into a course: chosen when it is placed, or with a copy of the course. */
export const linkPickRoutes = ({ picks, copies }: { picks: LinkPicks; copies: LinkCopies }): Route[] => [
  route({
    method: 'post',
    path: '/api/links/picks',
    summary: 'What to place in the course, from the page that a platform opened for it; answers what is posted to the platform',
    who: 'session',
    body: linkPick,
    answer: linkPickAnswer,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ body: await picks.answer(viewer, body.ticket, body.choice) }),
  }),
  route({
    method: 'get',
    path: '/api/links/current/copy',
    summary: 'What the activity of a copied course did where it came from',
    who: 'person',
    answer: linkCopy,
    handle: async ({ viewer }) => ({ body: await copies.read(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/links/current/copy',
    summary: 'Carry over what the activity of a copied course did, or start anew',
    who: 'person',
    body: linkCopyAnswer,
    answer: z.null(),
    handle: async ({ viewer, body }) => {
      await copies.answer(viewer, body.carry);
      return { status: 204, body: null };
    },
  }),
];
