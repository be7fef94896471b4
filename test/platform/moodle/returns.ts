import express, { type Router } from 'express';
import { acceptContentItems } from '../content-items.js';
import { html } from '../html.js';
import type { Site } from '../site.js';
import { errorPage } from './answers.js';
import { textOf } from '../text.js';

const page = (title: string, text: string, address: string): string =>
  html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <link rel="stylesheet" href="/practice/style.css" />
      </head>
      <body>
        <main class="plain">
          <p>${text}</p>
          <p><a href="${address}" target="_top">Back to the course</a></p>
        </main>
      </body>
    </html>`.toString();

/** Where the tool sends people back to: the end of a visit, and the end of choosing content. */
export function moodleReturns(site: Site): Router {
  const router = express.Router();
  router.get('/mod/lti/return.php', (request, response) => {
    const said = request.query.lti_msg ?? request.query.lti_errormsg;
    const course = `/course/${encodeURIComponent(textOf(request.query.course))}`;
    response.type('html').send(page('Back from the activity', typeof said === 'string' ? said : 'You have left the activity.', course));
  });
  router.post('/mod/lti/contentitem_return.php', express.urlencoded({ extended: false, limit: '512kb' }), async (request, response) => {
    const courseId = textOf(request.query.course);
    const token: unknown = (request.body as { JWT?: unknown } | undefined)?.JWT;
    const made = typeof token === 'string' ? await acceptContentItems(site, courseId, token) : 'no message arrived';
    if (typeof made === 'string') return void errorPage(response, site.options.name, made);
    response
      .type('html')
      .send(
        page(
          'Activities added',
          made.length === 0 ? 'Nothing was added.' : `Added: ${made.map((link) => link.title).join(', ')}.`,
          `/course/${courseId}`,
        ),
      );
  });
  return router;
}
