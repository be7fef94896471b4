import type { RequestHandler, Response } from 'express';
import { decodeJwt } from 'jose';
import type { Site } from '../site.js';
import { ToolKeysUnreachable } from '../tool-keys.js';
import { allScopes } from '../vocabulary.js';
import { errorPage } from './answers.js';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const messages = {
  'no-kid': 'error/Error: kid must be provided in JWT header.',
  'no-keys': 'JWK Set did not contain any keys',
  // Moodle does not escape it, so the body is not JSON.
  'unknown-kid': '"kid" invalid, unable to lookup correct key',
  'bad-signature': 'Signature verification failed',
} as const;

function clockComplaint(claims: Record<string, unknown>, now: number): string | undefined {
  for (const name of ['nbf', 'iat'] as const) {
    const at = claims[name];
    if (typeof at === 'number' && at > now) {
      return `Cannot handle token with ${name} prior to ${new Date(at * 1000).toISOString().replace(/\.\d+Z$/, '+0000')}`;
    }
  }
  return typeof claims.exp === 'number' && now >= claims.exp ? 'Expired token' : undefined;
}

function subjectOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub;
  } catch {
    return undefined;
  }
}

/** `/mod/lti/token.php`: text/html whatever happens, no leeway for clocks, unknown scopes dropped in silence. */
export function moodleToken(site: Site): RequestHandler {
  return async (request, response) => {
    const form = (request.is('application/x-www-form-urlencoded') ? request.body : {}) as Record<string, string | undefined>;
    const say = (status: number, body: string): Response =>
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
    const refuse = (error: string): Response => say(400, `{\n  "error" : "${error}"\n}`);
    const { client_assertion: assertion, client_assertion_type: type, grant_type: grant, scope: wanted } = form;
    if (!assertion || !grant || !wanted || type !== assertionType || assertion.split('.').length !== 3)
      return void refuse('invalid_request');
    if (grant !== 'client_credentials') return void refuse('unsupported_grant_type');
    const clientId = subjectOf(assertion);
    if (clientId === undefined) return void refuse('invalid_request');
    if (!site.registrationBy(clientId)) return void refuse('invalid_client');
    const now = Math.floor(site.now().getTime() / 1000);
    try {
      const verdict = await site.toolKeys.verify(
        clientId,
        site.connectedTool().jwksUrl,
        assertion,
        (claims) => clockComplaint(claims, now) !== undefined,
      );
      if (!verdict.ok) return void refuse(messages[verdict.reason]);
      const complaint = clockComplaint(verdict.claims, now);
      if (complaint) return void refuse(complaint);
    } catch (error) {
      if (error instanceof ToolKeysUnreachable) return void errorPage(response, site.options.name, 'Coding error');
      return void refuse('Signature verification failed');
    }
    const may = site.registrations.grants(clientId);
    const granted = allScopes.filter((name) => wanted.split(' ').includes(name) && may(name) && !site.switchedOff.has(name));
    if (granted.length === 0) return void refuse('invalid_scope');
    say(
      200,
      JSON.stringify(
        {
          access_token: site.tokens.issue(clientId, granted),
          token_type: 'Bearer',
          expires_in: 3600,
          scope: granted.join(' '),
        },
        null,
        2,
      ),
    );
  };
}
