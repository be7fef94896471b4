import express, { type Request, type Response, type Router } from 'express';
import type { Site } from '../site.js';
import { textOf } from '../text.js';
import { allScopes } from '../vocabulary.js';

const toolPart = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const own = 'https://canvas.instructure.com/lti';
const placements: Record<string, readonly string[]> = {
  LtiResourceLinkRequest: [
    'account_navigation',
    'global_navigation',
    'course_navigation',
    'user_navigation',
    'link_selection',
    'assignment_selection',
  ],
  LtiDeepLinkingRequest: ['link_selection', 'assignment_selection', 'editor_button', 'homework_submission', 'submission_type_selection'],
};

const configurationOf = (site: Site): object => ({
  issuer: site.issuer,
  authorization_endpoint: `${site.frameOrigin}/api/lti/authorize_redirect`,
  registration_endpoint: `${site.origin}/api/lti/registrations`,
  jwks_uri: `${site.frameOrigin}/api/lti/security/jwks`,
  token_endpoint: `${site.origin}/login/oauth2/token`,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  scopes_supported: [...allScopes, `${own}/public_jwk/scope/update`, `${own}-ags/progress/scope/show`],
  response_types_supported: ['id_token'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'picture', 'email', 'name', 'given_name', 'family_name', 'locale'],
  subject_types_supported: ['public'],
  authorization_server: new URL(site.origin).hostname,
  'https://purl.imsglobal.org/spec/lti-platform-configuration': {
    product_family_code: 'canvas',
    version: 'vCloud',
    messages_supported: Object.entries(placements).map(([type, names]) => ({ type, placements: names })),
    variables: ['ResourceLink.id', 'Context.id.history'],
    [`${own}/account_name`]: site.options.name,
    [`${own}/account_lti_guid`]: `${site.opaque('account')}:canvas-lms`,
  },
});

type Sent = Record<string, unknown>;
const objectOf = (value: unknown): Sent => (typeof value === 'object' && value !== null ? (value as Sent) : {});
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** What Canvas's documentation calls required, and its closed lists. */
function complaints(sent: Sent): string[] {
  const tool = objectOf(sent[toolPart]);
  const wrong: string[] = [];
  const need = (ok: boolean, what: string): void => {
    if (!ok) wrong.push(what);
  };
  need(sent['application_type'] === 'web', 'application_type');
  need(isTexts(sent['grant_types']) && [...sent['grant_types']].sort().join() === 'client_credentials,implicit', 'grant_types');
  need(isTexts(sent['response_types']) && sent['response_types'].join() === 'id_token', 'response_types');
  need(isTexts(sent['redirect_uris']) && sent['redirect_uris'].length > 0, 'redirect_uris');
  need(sent['token_endpoint_auth_method'] === 'private_key_jwt', 'token_endpoint_auth_method');
  for (const name of ['initiate_login_uri', 'client_name', 'jwks_uri', 'scope']) need(textOf(sent[name]) !== '', name);
  need(textOf(tool['domain']) !== '' && textOf(tool['target_link_uri']) !== '', 'domain');
  need(isTexts(tool['claims']), 'claims');
  need(['public', 'name_only', 'email_only', 'anonymous', undefined].includes(tool[`${own}/privacy_level`] as string), 'privacy_level');
  const messages = Array.isArray(tool['messages']) ? (tool['messages'] as Sent[]) : [];
  need(messages.length > 0, 'messages');
  for (const message of messages) {
    const allowed = placements[textOf(message['type'])] ?? [];
    need(
      isTexts(message['placements']) && message['placements'].every((one) => allowed.includes(one)),
      `placements of ${textOf(message['type'])}`,
    );
    need(['admins', 'members', 'public', undefined].includes(message[`${own}/visibility`] as string), 'visibility');
  }
  return wrong;
}

/** Canvas asks for the permission already for its description, and names no deployment before the tool is switched on. */
export function canvasRegistration(site: Site): Router {
  const router = express.Router();
  const permitted = (request: Request, response: Response): string | null => {
    const found = site.registrations.check(request.get('authorization'));
    if (typeof found !== 'string') return found.token;
    response.status(401).json({ errorMessage: 'Invalid registration_token' });
    return null;
  };
  router.get('/api/lti/security/openid-configuration', (request, response) => {
    if (permitted(request, response) !== null) response.json(configurationOf(site));
  });
  router.post('/api/lti/registrations', express.json({ type: 'application/json', limit: '256kb' }), (request, response) => {
    const token = permitted(request, response);
    if (token === null) return;
    const sent = objectOf(request.body);
    const wrong = complaints(sent);
    if (wrong.length > 0) return void response.status(422).json({ errors: wrong.map((field) => ({ field })) });
    const asked = textOf(sent['scope']).split(' ');
    const scopes = allScopes.filter((name) => asked.includes(name) && !site.registrations.withheld.includes(name));
    const kept = site.registrations.keep(token, { deploymentId: '', sent, scopes });
    response.status(201).json({ ...sent, scope: scopes.join(' '), client_id: kept.clientId, registration_client_uri: null });
  });
  return router;
}
