import type { RequestHandler, Response } from 'express';
import { selfPostingForm } from '../html.js';
import type { PendingLaunches } from '../pending-launches.js';
import type { Site } from '../site.js';
import { onlySwitchedOn } from '../switched-off.js';
import { canvasClaims } from './claims.js';

export const storageTarget = 'post_message_forwarding';
const lifetime = 5 * 60_000;

/** `/api/lti/authorize_redirect`: the launch waits five minutes and is handed over once. */
export function canvasAuth(site: Site, launches: PendingLaunches): RequestHandler {
  return async (request, response) => {
    const sent = { ...request.query, ...(request.body as Record<string, unknown> | undefined) } as Record<string, unknown>;
    const get = (name: string): string => (typeof sent[name] === 'string' ? sent[name] : '');
    const tool = site.connectedTool();
    const target = get('redirect_uri');
    if (![tool.launchUrl, tool.deepLinkUrl, ...(tool.redirectUris ?? [])].includes(target) || !site.registrationBy(get('client_id'))) {
      return void response.status(400).json({ status: 'bad_request', message: 'Invalid redirect_uri or client_id' });
    }
    const post = (fields: Record<string, string>): Response =>
      response
        .type('html')
        .send(selfPostingForm(target, { ...fields, state: get('state'), lti_storage_target: storageTarget }, 'post', 'post_to_tool'));
    const refuse = (error: string, description: string): Response => post({ error, error_description: description });
    const wrong = ['scope=openid', 'response_type=id_token', 'response_mode=form_post', 'prompt=none'].find(
      (pair) => get(pair.split('=')[0] ?? '') !== pair.split('=')[1],
    );
    if (wrong) return void refuse('invalid_request_object', `must be ${wrong}`);
    if (get('nonce') === '') return void refuse('invalid_request_object', 'nonce is missing');
    const launch = launches.take(get('lti_message_hint'));
    if (!launch || site.now().getTime() - launch.startedAt > lifetime) {
      return void refuse('launch_no_longer_valid', 'The launch has either expired or already been consumed');
    }
    if (launch.clientId !== get('client_id')) return void refuse('invalid_request_object', 'client_id differs');
    if (launch.personId !== get('login_hint')) return void refuse('login_required', 'Must have an active user session');
    const claims = { ...onlySwitchedOn(site, canvasClaims(site, launch, get('nonce'))), ...launch.overrides };
    post({ id_token: await site.keys.sign(claims, launch.signing) });
  };
}
