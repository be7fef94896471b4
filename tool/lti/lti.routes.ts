import { Router, type Request, type Response } from 'express';
import type { Config } from '../config.js';
import { requestId } from '../http/problem.js';
import { openPagePolicy, shellPolicy } from '../http/security-headers.js';
import type { Log } from '../logger.js';
import { readField, readForm, readOptionalField, readPairs, type Fields } from './form.js';
import type { Handles } from './handle.js';
import { LaunchProblem } from './launch-problem.js';
import type { AskedLaunch } from './launch-steps.js';
import { launchedPage } from './launched-page.js';
import type { Launches } from './launch.service.js';
import { spentLoginCookie } from './login-cookie.js';
import { longestCode, openWaiting, proofCarriers } from './login-proof.js';
import { answerLogin, loginFieldNames, ownTabField, type LoginTools } from './login.js';
import { sendPage, type PageAnswers } from './page-answer.js';
import type { Pages } from './pages/pages.js';
import type { Registry } from './registry.js';

/** Longest form of a login, and of a launch with everything a platform may put into its token. */
const loginBytes = 64 * 1024;
const launchBytes = 256 * 1024;
const proofBytes = 320 * 1024;

export interface LtiRoutesOptions {
  config: Config;
  log: Log;
  registry: Registry;
  login: LoginTools;
  launches: Launches;
  handles: Handles;
  pages: Pages;
  answers: PageAnswers;
  /** A session for a tab of its own; null where the code opens nothing. */
  continueWith(code: string): Promise<{ session: string; expiresAt: string } | null>;
}

// `Origin` is `null` under no-referrer, so the browser's own word for where a request comes from is asked for.
function mustBeOurPage(request: Request): void {
  if (request.headers['sec-fetch-site'] !== 'same-origin') throw new LaunchProblem('not-same-page');
}

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

/** The addresses that platforms and browsers know; none of them changes (issue text and `lti-config`). */
export function ltiRoutes(options: LtiRoutesOptions): Router {
  const { config, log, registry, login, launches, handles, pages, answers } = options;
  const router = Router({ caseSensitive: true, strict: true });
  const probePolicy = openPagePolicy(config.allowInsecurePlatforms);

  async function sendLogin(fields: Fields, request: Request, response: Response): Promise<void> {
    const { location, setCookie, keep } = await answerLogin(fields, login);
    response.setHeader('Set-Cookie', setCookie);
    // Only a frame can lose the cookie; everywhere else the platform's one-shot hint is spent at once.
    if (request.headers['sec-fetch-dest'] === 'iframe') {
      const loginFields: Record<string, string> = { [ownTabField]: '1' };
      for (const name of loginFieldNames) {
        const value = readOptionalField(fields, name, loginBytes);
        if (value !== null) loginFields[name] = value;
      }
      sendPage(
        response,
        200,
        probePolicy,
        pages.renderProbePage({ continueUrl: location, keep, loginUrl: `${login.origin}/lti/login`, loginFields }),
      );
      return;
    }
    response.statusCode = 302;
    response.setHeader('Location', location);
    response.setHeader('Cache-Control', 'no-store');
    response.end();
  }

  router.get(
    '/lti/login',
    answers.page('login', (request, response) => sendLogin(readPairs(queryOf(request.originalUrl)), request, response)),
  );
  router.post('/lti/login', answers.page('login', async (request, response) => {
    await sendLogin(await readForm(request, loginBytes), request, response);
  })); // prettier-ignore

  async function sendLaunched(asked: AskedLaunch, request: Request, response: Response): Promise<void> {
    const page = await launches.launch(asked);
    const { launch } = page;
    log.info(
      { requestId: requestId(request), verdict: 'accepted', carriedBy: launch.carriedBy, step: page.passed.at(-1), passed: page.passed, platform: launch.platform.kid, deployment: launch.deployment.id },
      'launch',
    );
    response.setHeader('Set-Cookie', spentLoginCookie(login.origin, page.cookieId));
    const { policy, html } = launchedPage(page, { pages, handles });
    sendPage(response, 200, policy, html);
  } // prettier-ignore

  router.post('/lti/launch', answers.page('launch', async (request, response) => {
    const fields = await readForm(request, launchBytes);
    await sendLaunched({ fields, cookies: request.headers.cookie, proof: null }, request, response);
  })); // prettier-ignore

  // Only our own page, in the browser that posted the launch, may bring a proof: another site could send one that it made for itself.
  router.post('/lti/proof', answers.page('launch', async (request, response) => {
    mustBeOurPage(request);
    const sent = await readForm(request, proofBytes);
    const fields = openWaiting(login.sealing, login.clock, readField(sent, 'code', longestCode));
    if (fields === null) throw new LaunchProblem('waited-too-long');
    const carrier = proofCarriers.find((one) => one === readField(sent, 'carrier', 100));
    if (carrier === undefined) throw new LaunchProblem('field-unusable', 'carrier');
    const proof = { carrier, value: readField(sent, 'proof', 100) };
    await sendLaunched({ fields, cookies: request.headers.cookie, proof }, request, response);
  })); // prettier-ignore

  // The page's own address after a launch: reload and back lead here, and a service worker may keep it. It holds nothing.
  router.get('/at/:handle', answers.page('page', async (request, response) => {
    const extra = handles.originIn(String(request.params['handle']));
    const origins = [...(await registry.frameOrigins()), ...(extra === null ? [] : [extra])];
    sendPage(response, 200, shellPolicy(["'self'", ...new Set(origins)]), pages.renderShell(null));
  })); // prettier-ignore

  router.post('/lti/continue', answers.page('own tab', async (request, response) => {
    mustBeOurPage(request);
    const begun = await options.continueWith(readField(await readForm(request, loginBytes), 'code', 100));
    if (begun === null) throw new LaunchProblem('code-used');
    log.info({ requestId: requestId(request), verdict: 'accepted' }, 'own tab');
    sendPage(response, 200, shellPolicy([]), pages.renderShell({
      session: begun.session, expiresAt: begun.expiresAt, handle: handles.make(null), frameOrigin: null, returnUrl: null,
    }));
  })); // prettier-ignore

  router.get('/lti/keys', async (_request, response) => {
    const keys = await registry.publicKeys();
    response.setHeader('Cache-Control', 'no-store');
    response.json({ keys });
  });

  router.all(
    ['/lti/login', '/lti/launch', '/lti/proof', '/lti/continue'],
    answers.page('page', () => Promise.reject(new LaunchProblem('no-launch'))),
  );
  return router;
}
