import type { RequestHandler } from 'express';
import { acceptContentItems } from '../content-items.js';
import { html } from '../html.js';
import type { Site } from '../site.js';
import { claim } from '../vocabulary.js';

/** What Canvas checks of an answer beside its signature: for whom, how old, and that what it sent along came back. */
const objection =
  (site: Site) =>
  (claims: Record<string, unknown>): string | null => {
    const now = Math.floor(site.now().getTime() / 1_000);
    const { aud, iat, exp, nonce } = claims;
    if (aud !== site.issuer) return 'the answer is for another platform';
    if (typeof iat !== 'number' || iat > now || iat < now - 300) return 'the answer is not of now';
    if (typeof exp !== 'number' || exp < now) return 'the answer is too old';
    if (typeof nonce !== 'string' || nonce === '') return 'the answer has no nonce';
    if (claims[claim.messageType] !== 'LtiDeepLinkingResponse' || claims[claim.version] !== '1.3.0') return 'this is no answer to a choice';
    if (claims[claim.deploymentId] !== site.registrationBy(String(claims.iss))?.deploymentId) return 'the answer is of another deployment';
    if (claims['https://purl.imsglobal.org/spec/lti-dl/claim/data'] !== 'data.from.canvas') return 'what was sent along did not come back';
    const items = claims[claim.contentItems];
    return Array.isArray(items) && items.length <= 1 ? null : 'one item is taken here';
  };

/** The page at the end of a choice. */
export const deepLinkingResponse =
  (site: Site): RequestHandler =>
  async (request, response) => {
    const token: unknown = (request.body as { JWT?: unknown } | undefined)?.JWT;
    const courseId = String(request.params.courseId);
    const made = typeof token === 'string' ? await acceptContentItems(site, courseId, token, objection(site)) : 'no message arrived';
    const words =
      typeof made === 'string' ? made : made.length === 0 ? 'Nothing was added.' : `Added: ${made.map((link) => link.title).join(', ')}.`;
    response
      .status(typeof made === 'string' ? 400 : 200)
      .type('html')
      .send(
        html`<!DOCTYPE html>
          <html lang="en">
            <head>
              <meta charset="utf-8" />
              <title>Added</title>
              <link rel="stylesheet" href="/practice/style.css" />
            </head>
            <body>
              <main class="plain">
                <p>${words}</p>
                <p><a href="/course/${courseId}" target="_top">Back to the course</a></p>
              </main>
            </body>
          </html>`.toString(),
      );
  };
