import express, { type Response, type Router } from 'express';
import { escapeHtml } from '../html.js';
import type { Site } from '../site.js';
import { textOf } from '../text.js';
import { allScopes } from '../vocabulary.js';
import { errorPage } from './answers.js';

const toolPart = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const platformPart = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const unknownToUs = [
  'https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome',
  'https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting',
];

const configurationOf = (site: Site): object => ({
  issuer: site.issuer,
  token_endpoint: `${site.origin}/mod/lti/token.php`,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  jwks_uri: `${site.origin}/mod/lti/certs.php`,
  authorization_endpoint: `${site.origin}/mod/lti/auth.php`,
  registration_endpoint: `${site.origin}/mod/lti/openid-registration.php`,
  scopes_supported: [...unknownToUs, ...allScopes, 'openid'],
  response_types_supported: ['id_token'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
  [platformPart]: {
    product_family_code: 'moodle',
    version: '4.5.6 (Build: 20250811)',
    messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] }],
    variables: ['Context.id', 'Context.id.history', 'User.id', 'Person.name.full'],
  },
});

class Refused extends Error {}

type Sent = Record<string, unknown>;
const objectOf = (value: unknown): Sent => (typeof value === 'object' && value !== null ? (value as Sent) : {});

function required(sent: Sent, name: string): unknown {
  if (sent[name] === undefined || sent[name] === '') throw new Refused(`missing required attribute ${name}`);
  return sent[name];
}

/** The checks in Moodle's order, with its own words. @throws Refused */
function check(sent: Sent): { domain: string; target: string; tool: Sent } {
  for (const name of ['response_types', 'grant_types', 'initiate_login_uri', 'redirect_uris', 'jwks_uri', 'client_name'])
    required(sent, name);
  if (sent['application_type'] !== undefined && sent['application_type'] !== 'web') throw new Refused('invalid_application_type');
  if (!Array.isArray(sent['redirect_uris'])) throw new Refused('invalid_redirect_uris');
  if (![sent['response_types']].flat().includes('id_token')) throw new Refused('invalid_response_types');
  if (sent['token_endpoint_auth_method'] !== 'private_key_jwt') throw new Refused('invalid_token_endpoint_auth_method');
  const tool = objectOf(sent[toolPart]);
  const domain = textOf(tool['domain']);
  if (domain === '') throw new Refused('missing_domain');
  const target = textOf(tool['target_link_uri']) || `https://${domain}`;
  const { host } = new URL(target);
  // With its port, and `www.` counts for nothing.
  if (host !== domain.replace(/^www\./, '')) throw new Refused('domain_targetlinkuri_mismatch');
  return { domain, target, tool };
}

/** `openid-configuration.php` and `openid-registration.php`: 200 and not 201, errors as bare text. Recorded in moodle/registration. */
export function moodleRegistration(site: Site): Router {
  const router = express.Router();
  router.get('/mod/lti/openid-configuration.php', (_request, response) => {
    response.type('application/json').send(JSON.stringify(configurationOf(site), null, 4));
  });
  router.post('/mod/lti/openid-registration.php', express.text({ type: () => true, limit: '256kb' }), (request, response) => {
    const bare = (status: number, text: string): Response => response.status(status).type('html').send(text);
    const found = site.registrations.check(request.get('authorization'));
    if (found === 'missing') return void bare(401, 'missing_registration_token');
    if (found === 'used') return void bare(401, 'token_already_used');
    if (typeof found === 'string') return void errorPage(response, site.options.name, 'Coding error');
    try {
      const sent = objectOf(JSON.parse(textOf(request.body) || '{}'));
      const { domain, target, tool } = check(sent);
      const scopes = allScopes.filter(
        (name) => textOf(sent['scope']).split(' ').includes(name) && !site.registrations.withheld.includes(name),
      );
      const kept = site.registrations.keep(found.token, { deploymentId: String(4 + site.registrations.tools.length), sent, scopes });
      const claims = ([tool['claims'] ?? []].flat() as unknown[]).map(textOf);
      response.status(200).json({
        client_id: kept.clientId,
        response_types: ['id_token'],
        jwks_uri: sent['jwks_uri'],
        initiate_login_uri: sent['initiate_login_uri'],
        grant_types: ['client_credentials', 'implicit'],
        redirect_uris: sent['redirect_uris'],
        application_type: 'web',
        token_endpoint_auth_method: 'private_key_jwt',
        client_name: escapeHtml(textOf(sent['client_name'])),
        scope: scopes.join(' '),
        [toolPart]: {
          version: '1.3.0',
          deployment_id: kept.deploymentId,
          target_link_uri: target,
          domain,
          description: textOf(tool['description']),
          messages: ([tool['messages'] ?? []].flat() as Sent[])
            .filter(({ type }) => type === 'LtiDeepLinkingRequest')
            .map((message) => ({ type: message['type'], target_link_uri: message['target_link_uri'] })),
          custom_parameters: tool['custom_parameters'],
          claims: ['sub', 'iss', ...claims.filter((name) => ['name', 'family_name', 'given_name', 'email'].includes(name))],
        },
      });
    } catch (error) {
      bare(400, error instanceof Refused ? error.message : 'invalid_request');
    }
  });
  return router;
}
