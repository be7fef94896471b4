import express from 'express';
import type { LoginInitiation, Mode } from '../mode.js';
import type { PendingLaunch, PendingLaunches } from '../pending-launches.js';
import type { Site } from '../site.js';
import { answerError, requireUserAgent } from './api.js';
import { canvasAuth, storageTarget } from './auth.js';
import { canvasClaims } from './claims.js';
import { deepLinkingResponse } from './deep-linking-response.js';
import { lineItems } from './line-items.js';
import { readRoster } from './memberships.js';
import { canvasRegistration } from './registration.js';
import { readResults } from './results.js';
import { postScore } from './scores.js';
import { storageFrame } from './storage-frame.js';
import { canvasToken } from './token.js';

function login(site: Site, launches: PendingLaunches, launch: PendingLaunch): LoginInitiation {
  const tool = site.connectedTool();
  const link = launch.linkId === null ? undefined : site.link(launch.linkId);
  return {
    url: tool.loginUrl,
    method: 'POST',
    params: {
      iss: site.issuer,
      login_hint: launch.personId,
      client_id: launch.clientId,
      deployment_id: site.registrationBy(launch.clientId)?.deploymentId ?? '',
      target_link_uri: (launch.message === 'deep-linking' ? tool.deepLinkUrl : link?.targetLinkUri) ?? tool.launchUrl,
      lti_message_hint: launches.open(launch),
      canvas_environment: 'prod',
      canvas_region: 'eu-west-1',
      lti_storage_target: storageTarget,
    },
  };
}

/** The platform as Canvas documents and codes it. */
export function canvasMode(site: Site, launches: PendingLaunches): Mode {
  const form = express.urlencoded({ extended: false, limit: '256kb' });
  const json = express.json({ type: ['application/json', 'application/*+json'], limit: '256kb' });
  const signIn = express.Router();
  signIn.all('/api/lti/authorize_redirect', form, canvasAuth(site, launches));
  signIn.get('/api/lti/security/jwks', site.keys.serve());
  const router = express.Router();
  router.use(signIn);
  router.post('/login/oauth2/token', requireUserAgent, form, canvasToken(site));
  router.use(canvasRegistration(site));
  const course = '/api/lti/courses/:courseId';
  router.use('/api/lti/courses', requireUserAgent, json);
  router.post(`${course}/line_items/:itemId/scores`, postScore(site));
  router.get(`${course}/line_items/:itemId/results`, readResults(site));
  router.use(`${course}/line_items`, lineItems(site));
  router.get(`${course}/names_and_roles`, readRoster(site));
  router.use(answerError);
  router.post('/courses/:courseId/deep_linking_response', form, deepLinkingResponse(site));
  const frameRouter = express.Router();
  frameRouter.use(signIn);
  frameRouter.get('/post_message_forwarding', storageFrame(site));
  return {
    router,
    frameRouter,
    registration: () => ({
      issuer: site.issuer,
      ...site.registrationOf(null),
      authUrl: `${site.frameOrigin}/api/lti/authorize_redirect`,
      tokenUrl: `${site.origin}/login/oauth2/token`,
      jwksUrl: `${site.frameOrigin}/api/lti/security/jwks`,
      frameOrigin: site.frameOrigin,
    }),
    configurationUrl: () => `${site.origin}/api/lti/security/openid-configuration`,
    claims: (launch, nonce) => canvasClaims(site, launch, nonce),
    login: (launch) => login(site, launches, launch),
    serviceOf: (path) => {
      if (path === '/login/oauth2/token') return 'token';
      if (path === '/api/lti/security/jwks') return 'jwks';
      if (path === '/api/lti/security/openid-configuration') return 'configuration';
      if (path === '/api/lti/registrations') return 'registration';
      if (!path.startsWith('/api/lti/courses/')) return undefined;
      if (path.endsWith('/scores')) return 'scores';
      if (path.endsWith('/results')) return 'results';
      return path.endsWith('/names_and_roles') ? 'memberships' : 'line-items';
    },
  };
}
