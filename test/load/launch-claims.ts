import type { LaunchPlatform } from './launch-platform.js';

/** Someone who launches. `sub` is the platform's id of the person; Moodle's are small numbers. */
export interface LaunchPerson {
  readonly sub: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** What one login asked for and the token must answer. */
export interface LaunchRequest {
  readonly nonce: string;
  readonly targetLinkUri: string;
}

/** A person of the bench by number. */
export function createLaunchPerson(number: number): LaunchPerson {
  return { sub: String(number), givenName: 'Amara', familyName: `Okafor ${String(number)}` };
}

const claim = 'https://purl.imsglobal.org/spec/lti/claim';

/**
 * What Moodle 4.5 says when a trainee opens a resource link: the same claims as a recorded launch, with grades and roster.
 * `iat` and `exp` are in whole seconds.
 */
export function createLaunchClaims(
  platform: LaunchPlatform,
  person: LaunchPerson,
  request: LaunchRequest,
): Readonly<Record<string, unknown>> {
  const { issuer, clientId, deploymentId } = platform;
  const nowSeconds = Math.floor(Date.now() / 1000);
  const services = `${issuer}/mod/lti/services.php`;
  const memberships = `${services}/CourseSection/2/bindings/${deploymentId}/memberships`;
  const username = `trainee${person.sub}`;
  return {
    nonce: request.nonce,
    iat: nowSeconds,
    exp: nowSeconds + 60,
    iss: issuer,
    aud: clientId,
    [`${claim}/deployment_id`]: deploymentId,
    [`${claim}/target_link_uri`]: request.targetLinkUri,
    sub: person.sub,
    [`${claim}/lis`]: { person_sourcedid: `S${person.sub}`, course_section_sourcedid: 'PGCE-SEC-2026-SIS' },
    [`${claim}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${claim}/context`]: {
      id: '2',
      label: 'PGCE-SEC-2026',
      title: 'PGCE Secondary 2026',
      type: ['CourseSection'],
    },
    [`${claim}/message_type`]: 'LtiResourceLinkRequest',
    [`${claim}/resource_link`]: { title: 'Lesson observation', description: 'LTI resource link', id: '25' },
    'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
      lis_result_sourcedid: JSON.stringify({
        data: { instanceid: '25', userid: person.sub, typeid: deploymentId, launchid: nowSeconds },
        hash: '73848314e1f36e5ccac321d2d11296960057e2eb57536eae0a90ff99d67b45fb',
      }),
      lis_outcome_service_url: `${issuer}/mod/lti/service.php`,
    },
    given_name: person.givenName,
    family_name: person.familyName,
    name: `${person.givenName} ${person.familyName}`,
    [`${claim}/ext`]: { user_username: username, lms: 'moodle-2' },
    email: `${username}@uni.example`,
    [`${claim}/launch_presentation`]: {
      locale: 'en',
      document_target: 'iframe',
      return_url: `${issuer}/mod/lti/return.php?course=2&launch_container=3&instanceid=25&sesskey=HEw${person.sub}`,
    },
    [`${claim}/tool_platform`]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: 'e3dd157530c2020047930b6e955e4624',
      name: 'bench',
      description: 'Bench platform',
    },
    [`${claim}/version`]: '1.3.0',
    [`${claim}/custom`]: {
      person_full: `${person.givenName} ${person.familyName}`,
      context_history: '',
      context_memberships_url: memberships,
      system_setting_url: `${services}/tool/${deploymentId}/custom`,
      context_setting_url: `${services}/CourseSection/2/bindings/tool/${deploymentId}/custom`,
      link_setting_url: `${services}/links/{link_id}/custom`,
    },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: [
        'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
        'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
        'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
        'https://purl.imsglobal.org/spec/lti-ags/scope/score',
      ],
      lineitems: `${services}/2/lineitems?type_id=${deploymentId}`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: memberships,
      service_versions: ['1.0', '2.0'],
    },
  };
}
