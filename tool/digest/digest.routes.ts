import express, { Router } from 'express';
import { Problem } from '../errors.js';
import { route, type Route } from '../http/route.js';
import { shellPolicy } from '../http/security-headers.js';
import { sendPage, type PageAnswers } from '../lti/page-answer.js';
import { html } from '../lti/pages/html.js';
import type { Pages } from '../lti/pages/pages.js';
import type { Digests } from './digest.service.js';
import { digestAnswer, digestBody } from './digest.shared.js';

export const digestRoutes = (digests: Digests): Route[] => [
  route({
    method: 'get',
    path: '/api/digest',
    summary: 'Whether and when you are e-mailed that something waits for you, and to which address.',
    who: 'person',
    answer: digestAnswer,
    handle: async ({ viewer }) => ({ body: await digests.read(viewer) }),
  }),
  route({
    method: 'put',
    path: '/api/digest',
    summary: 'Chooses that: never, each weekday, or on Mondays.',
    who: 'person',
    body: digestBody,
    answer: digestAnswer,
    alsoAnswers: [422],
    handle: async ({ viewer, body }) => ({ body: await digests.choose(viewer, body.rhythm) }),
  }),
];

const stopAddress = '/digest/stop/:token';
/** What a mail program sends is 26 letters in a form; none of it is read. */
const bodyLimit = '8kb';

/**
 * Where the link of an e-mail leads. Nobody is signed in there. Looking changes nothing, because programs that look for harmful links open every
 * one; every link, known or not, is answered with the same two pages.
 */
export function digestPages({ digests, pages, answers }: { digests: Digests; pages: Pages; answers: PageAnswers }): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const asking = pages.renderPlainPage(
    'Stop these e-mails?',
    html`<h1>Stop these e-mails?</h1>
      <p>Critical Friend e-mails you when something waits for you. Nothing else changes when you stop that.</p>
      <form method="post">
        <p><button class="button">Stop the e-mails</button></p>
      </form>`,
  );
  const stopped = pages.renderPlainPage(
    'The e-mails are stopped',
    html`<h1>The e-mails are stopped</h1>
      <p>You can ask for them again in Critical Friend, under <em>Waiting for you</em>.</p>
      <p class="quiet">If one comes all the same, use the link in that one: links work once, and for 90 days.</p>`,
  );

  router.get(
    stopAddress,
    answers.page('stop page', async (_request, response) => {
      sendPage(response, 200, shellPolicy([]), asking);
    }),
  );
  // A mail program's own button posts here too (RFC 8058), without a cookie and from anywhere.
  router.post(
    stopAddress,
    express.raw({ type: () => true, limit: bodyLimit, inflate: false }),
    answers.page('stop', async (request, response) => {
      await digests.stop(String(request.params['token']));
      sendPage(response, 200, shellPolicy([]), stopped);
    }),
  );
  router.all(stopAddress, (_request, response) => {
    response.setHeader('Allow', 'GET, POST');
    throw new Problem(405, 'method', 'Here only GET and POST work.');
  });
  return router;
}
