import { route, type Route } from '../http/route.js';
import type { LinkService } from './link.service.js';
import { linkPolicy, linkPolicyAnswer } from './link.shared.js';

export const linkRoutes = (links: LinkService): Route[] => [
  route({
    method: 'get',
    path: '/api/links/current/policy',
    summary: 'What the link this page was opened from shows, and what it sends to the gradebook',
    who: 'person',
    answer: linkPolicyAnswer,
    handle: async ({ viewer }) => {
      const body = await links.readCurrent(viewer);
      return { body, headers: { ETag: `"${body.revision}"` } };
    },
  }),
  route({
    method: 'put',
    path: '/api/links/current/policy',
    summary: 'Choose what the link shows and sends; If-Match carries the revision last seen, absent for the first choice',
    who: 'person',
    body: linkPolicy,
    answer: linkPolicyAnswer,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, body, ifMatch }) => {
      const answer = await links.chooseCurrent(viewer, body, ifMatch);
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  }),
];
