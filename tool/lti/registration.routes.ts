import { Router, type Request, type Response } from 'express';
import { requestId } from '../http/problem.js';
import { openPagePolicy } from '../http/security-headers.js';
import type { Log } from '../logger.js';
import { readField, readOptionalField, readPairs } from './form.js';
import { LaunchProblem } from './launch-problem.js';
import { sendPage, type PageAnswers } from './page-answer.js';
import type { Pages } from './pages/pages.js';
import { registeredPage } from './pages/registered-page.js';
import type { Registrations } from './registration.service.js';

const longestAddress = 2_000;
const longestToken = 8_000;

export interface RegistrationRoutesOptions {
  log: Log;
  registrations: Registrations;
  pages: Pages;
  answers: PageAnswers;
  insecurePlatforms: boolean;
}

/** Where a platform sends its administrator's browser: LTI Dynamic Registration 1.0, 3. Neither address nor answer is ever logged. */
export function registrationRoutes({ log, registrations, pages, answers, insecurePlatforms }: RegistrationRoutesOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });

  async function register(request: Request, response: Response): Promise<void> {
    // A browser that only looks ahead, or a program that asks for the head, must not spend an invitation.
    if (request.method !== 'GET' || request.headers['sec-purpose']?.includes('prefetch')) throw new LaunchProblem('invitation-alone');
    const url = request.originalUrl;
    const fields = readPairs(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
    const configurationUrl = readOptionalField(fields, 'openid_configuration', longestAddress);
    if (configurationUrl === null) throw new LaunchProblem('invitation-alone');
    const made = await registrations.register({
      configurationUrl,
      invitation: readField(fields, 'invitation', 100),
      token: readOptionalField(fields, 'registration_token', longestToken),
    });
    const { platformKid, family, outcome, missing } = made;
    log.info(
      { requestId: requestId(request), verdict: 'accepted', platform: platformKid, family, outcome, missing: missing.length },
      'registration',
    );
    const page = registeredPage(made);
    sendPage(response, 200, openPagePolicy(insecurePlatforms), pages.renderPlainPage(page.title, page.body, 'registered.js'));
  }

  router.all('/lti/register', answers.page('registration', register));
  return router;
}
