import type { Request, RequestHandler, Response } from 'express';
import { selfPostingForm } from '../html.js';
import type { PendingLaunches } from '../pending-launches.js';
import { sessionOf } from '../sessions.js';
import type { Site } from '../site.js';
import { errorPage } from './answers.js';
import { onlySwitchedOn } from '../switched-off.js';
import { moodleClaims } from './claims.js';

/** PARAM_TEXT: tags go, from the opening sign to the closing one or to the end. */
export function paramText(value: string): string {
  return value.replace(/<(?=\S)[^>]*(>|$)/g, '');
}

function parameters(request: Request): (name: string) => string {
  const sent = { ...request.query, ...(request.body as Record<string, unknown> | undefined) };
  return (name) => (typeof sent[name] === 'string' ? paramText(sent[name]) : '');
}

function launchIdOf(hint: string): string | undefined {
  try {
    const id = (JSON.parse(hint) as { launchid?: unknown } | null)?.launchid;
    return typeof id === 'string' ? id.split('_')[1] : undefined;
  } catch {
    return undefined;
  }
}

/** `/mod/lti/auth.php`: checks in Moodle's order, so that each mistake meets the same answer. */
export function moodleAuth(site: Site, launches: PendingLaunches): RequestHandler {
  return async (request, response) => {
    const get = parameters(request);
    const launchId = launchIdOf(get('lti_message_hint'));
    const waiting = launchId === undefined ? undefined : launches.peek(launchId);
    if (waiting?.sessionId && sessionOf(request) !== waiting.sessionId && get('repost') === '') {
      return void response.type('html').send(selfPostingForm(request.originalUrl, { repost: 'true' }, 'post', 'repostform'));
    }
    const complete = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce'].every((name) => get(name) !== '');
    if (!complete || !launchId || get('scope') !== 'openid' || get('response_type') !== 'id_token')
      return void errorPage(response, site.options.name);
    const launch = launches.take(launchId);
    if (!launch) return void errorPage(response, site.options.name);
    const tool = site.connectedTool();
    const registered = [tool.launchUrl, ...(tool.deepLinkUrl ? [tool.deepLinkUrl] : []), ...(tool.redirectUris ?? [])];
    const target = get('redirect_uri');
    if (!registered.includes(target)) return void errorPage(response, site.options.name);
    const post = (fields: Record<string, string>): Response =>
      response.type('html').send(selfPostingForm(target, { ...fields, state: get('state') }));
    if (get('client_id') !== launch.clientId) return void post({ error: 'unauthorized_client' });
    if (get('login_hint') !== launch.personId || (launch.sessionId && sessionOf(request) !== launch.sessionId))
      return void post({ error: 'access_denied' });
    if (get('response_mode') !== 'form_post') return void post({ error: 'invalid_request', error_description: 'Invalid response_mode' });
    if (!['', 'none'].includes(get('prompt'))) return void post({ error: 'invalid_request', error_description: 'Invalid prompt' });
    const claims = { ...onlySwitchedOn(site, moodleClaims(site, launch, get('nonce'))), ...launch.overrides };
    post({ id_token: await site.keys.sign(claims, launch.signing) });
  };
}
