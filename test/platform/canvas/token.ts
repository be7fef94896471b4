import type { RequestHandler, Response } from 'express';
import { decodeJwt } from 'jose';
import type { Site } from '../site.js';
import { allScopes } from '../vocabulary.js';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const seenKept = 10_000;

function unusable(claims: Record<string, unknown>, clientId: string, tokenUrl: string, now: number): string | undefined {
  if (claims.iss !== clientId || claims.sub !== clientId) return 'iss and sub must be the client_id';
  if (![claims.aud].flat().includes(tokenUrl)) return 'the audience must contain the token endpoint';
  if (typeof claims.exp !== 'number' || claims.exp <= now) return 'exp is in the past';
  if (typeof claims.iat !== 'number' || claims.iat > now + 60) return 'iat is in the future';
  return typeof claims.jti === 'string' && claims.jti !== '' ? undefined : 'jti is missing';
}

/** `/login/oauth2/token`: the audience is checked, and an assertion works once. */
export function canvasToken(site: Site): RequestHandler {
  const seen = new Set<string>();
  return async (request, response) => {
    const form = (request.body ?? {}) as Record<string, string | undefined>;
    const refuse = (status: number, error: string, description: string): Response =>
      response.status(status).json({ error, error_description: description });
    const { client_assertion: assertion = '', client_assertion_type: type, grant_type: grant, scope: wanted = '' } = form;
    if (grant !== 'client_credentials') return void refuse(400, 'unsupported_grant_type', 'The authorization grant type is not supported');
    if (type !== assertionType) return void refuse(400, 'invalid_request', 'unknown client_assertion_type');
    let clientId = '';
    try {
      clientId = decodeJwt(assertion).sub ?? '';
    } catch {
      return void refuse(400, 'invalid_request', 'client_assertion is not a token');
    }
    if (!site.registrationBy(clientId)) return void refuse(401, 'invalid_client', 'unknown client');
    const scopes = wanted.split(' ').filter((name) => name !== '');
    const may = site.registrations.grants(clientId);
    if (scopes.length === 0 || !scopes.every((name) => allScopes.includes(name) && may(name) && !site.switchedOff.has(name)))
      return void refuse(400, 'invalid_scope', 'A requested scope is invalid, unknown or malformed');
    const verdict = await site.toolKeys.verify(clientId, site.connectedTool().jwksUrl, assertion, () => false).catch(() => undefined);
    if (!verdict?.ok) return void refuse(400, 'invalid_client', 'the signature could not be verified');
    const complaint = unusable(verdict.claims, clientId, `${site.origin}/login/oauth2/token`, site.now().getTime() / 1000);
    if (complaint) return void refuse(400, 'invalid_request', complaint);
    const jti = `${clientId} ${String(verdict.claims.jti)}`;
    if (seen.has(jti)) return void refuse(400, 'invalid_request', 'the assertion was used before');
    if (seen.size >= seenKept) seen.clear();
    seen.add(jti);
    response.set('cache-control', 'no-store').json({
      access_token: site.tokens.issue(clientId, scopes),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: scopes.join(' '),
    });
  };
}
