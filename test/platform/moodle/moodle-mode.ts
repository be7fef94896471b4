import express from 'express';
import type { LoginInitiation, Mode } from '../mode.js';
import type { PendingLaunch, PendingLaunches } from '../pending-launches.js';
import type { Site } from '../site.js';
import { moodleAuth } from './auth.js';
import { moodleClaims } from './claims.js';
import { moodleRegistration } from './registration.js';
import { moodleReturns } from './returns.js';
import { moodleServices, resources } from './services.js';
import { moodleToken } from './token.js';

const services = '/mod/lti/services.php';

/** Always a POST form with exactly these six fields. */
function login(site: Site, launches: PendingLaunches, launch: PendingLaunch): LoginInitiation {
  const tool = site.connectedTool();
  const registration = site.registrationBy(launch.clientId);
  const link = launch.linkId === null ? undefined : site.link(launch.linkId);
  const id = launches.open(launch);
  const launchid = `ltilaunch${launch.linkId ?? ''}_${id}`;
  const target = launch.message === 'deep-linking' ? (tool.deepLinkUrl ?? tool.launchUrl) : (link?.targetLinkUri ?? tool.launchUrl);
  return {
    url: tool.loginUrl,
    method: 'POST',
    params: {
      iss: site.issuer,
      target_link_uri: target,
      login_hint: launch.personId,
      lti_message_hint: JSON.stringify(link ? { cmid: Number(link.id) || link.id, launchid } : { launchid }),
      client_id: launch.clientId,
      lti_deployment_id: registration?.deploymentId ?? '',
    },
  };
}

/** The platform as a real Moodle 4.5 behaves on the wire. */
export function moodleMode(site: Site, launches: PendingLaunches): Mode {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '256kb' });
  router.all('/mod/lti/auth.php', form, moodleAuth(site, launches));
  router.get('/mod/lti/certs.php', site.keys.serve());
  router.post('/mod/lti/token.php', form, moodleToken(site));
  router.use(services, express.text({ type: () => true, limit: '256kb' }), moodleServices(site));
  router.use(moodleRegistration(site));
  router.use(moodleReturns(site));
  return {
    router,
    registration: () => ({
      issuer: site.issuer,
      ...site.registrationOf(null),
      authUrl: `${site.origin}/mod/lti/auth.php`,
      tokenUrl: `${site.origin}/mod/lti/token.php`,
      jwksUrl: `${site.origin}/mod/lti/certs.php`,
      frameOrigin: site.origin,
    }),
    configurationUrl: () => `${site.origin}/mod/lti/openid-configuration.php`,
    claims: (launch, nonce) => moodleClaims(site, launch, nonce),
    login: (launch) => login(site, launches, launch),
    serviceOf: (path) => {
      if (path === '/mod/lti/token.php') return 'token';
      if (path === '/mod/lti/certs.php') return 'jwks';
      if (path === '/mod/lti/openid-configuration.php') return 'configuration';
      if (path === '/mod/lti/openid-registration.php') return 'registration';
      return path.startsWith(services) ? resources.find((one) => one.template.test(path.slice(services.length)))?.service : undefined;
    },
  };
}
