import { agsScope } from './ags.js';
import { membershipsScope } from './memberships.js';
import type { PlatformFamily } from './platform-family.js';

export const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** What this tool asks for: columns and scores in the gradebook, and who is in a course. */
export const wantedScopes: readonly string[] = [...Object.values(agsScope), membershipsScope];

export interface RegistrationWish {
  /** Our own origin. */
  origin: string;
  family: PlatformFamily;
  /** Of the invitation: whose tool this is, as people read it in Canvas. */
  partnershipName: string;
  /** Null where the platform did not say which it has. */
  scopesOffered: readonly string[] | null;
}

const title = 'Critical Friend: lesson observation, video and mentoring';
/** For whoever chooses among tools: a search for observation, video, mentor or coaching finds it. */
export const toolDescription =
  'Mentors and trainees plan and record lesson observations, talk about moments of a lesson video, and keep their weekly meetings and coaching.';

/** The scopes a platform is asked for: asking for one it does not know ends the registration on some. */
export const scopesAsked = (offered: readonly string[] | null): string[] =>
  wantedScopes.filter((scope) => offered === null || offered.includes(scope));

const canvas = 'https://canvas.instructure.com/lti';

/** Where Canvas shows the tool: mentors find it without a course, tutors place it from a course. */
function canvasMessages(launchUrl: string, label: string): object[] {
  const link = { type: 'LtiResourceLinkRequest', target_link_uri: launchUrl, label };
  const members = { [`${canvas}/visibility`]: 'members' };
  return [
    { ...link, ...members, placements: ['global_navigation'] },
    { ...link, ...members, placements: ['course_navigation'], [`${canvas}/course_navigation/default_enabled`]: false },
    { type: 'LtiDeepLinkingRequest', target_link_uri: launchUrl, label, placements: ['assignment_selection', 'link_selection'] },
  ];
}

const otherMessages = (launchUrl: string): object[] => [
  { type: 'LtiResourceLinkRequest', target_link_uri: launchUrl },
  { type: 'LtiDeepLinkingRequest', target_link_uri: launchUrl, label: title, placements: ['ContentArea'] },
];

/** The client metadata of LTI Dynamic Registration 1.0, as Moodle 4.5 (recorded) and Canvas (its documentation) take it. */
export function registrationMessage({ origin, family, partnershipName, scopesOffered }: RegistrationWish): object {
  const launchUrl = `${origin}/lti/launch`;
  const isCanvas = family === 'canvas';
  const name = isCanvas ? `Critical Friend (${partnershipName})` : title;
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${origin}/lti/login`,
    redirect_uris: [launchUrl],
    client_name: name,
    jwks_uri: `${origin}/lti/keys`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: scopesAsked(scopesOffered).join(' '),
    [toolConfiguration]: {
      // With its port: Moodle compares it with the target's.
      domain: new URL(origin).host,
      description: toolDescription,
      target_link_uri: launchUrl,
      custom_parameters: { context_history: '$Context.id.history' },
      // Moodle sends no name and no address that is not listed.
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      messages: isCanvas ? canvasMessages(launchUrl, name) : otherMessages(launchUrl),
      ...(isCanvas ? { [`${canvas}/privacy_level`]: 'public', [`${canvas}/tool_id`]: 'critical-friend' } : {}),
    },
  };
}
