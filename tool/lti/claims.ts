import { LaunchProblem } from './launch-problem.js';
import { urlOf } from '../url.js';

/** The payload of a token whose signature was right; nothing about its members is known yet. */
export type Claims = Record<string, unknown>;

const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
export const claim = {
  version: `${lti}version`,
  messageType: `${lti}message_type`,
  deploymentId: `${lti}deployment_id`,
  targetLinkUri: `${lti}target_link_uri`,
  roles: `${lti}roles`,
  resourceLink: `${lti}resource_link`,
  context: `${lti}context`,
  lis: `${lti}lis`,
  custom: `${lti}custom`,
  launchPresentation: `${lti}launch_presentation`,
  toolPlatform: `${lti}tool_platform`,
  ags: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  memberships: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  forUser: `${lti}for_user`,
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  contentItems: 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items',
  deepLinkingData: 'https://purl.imsglobal.org/spec/lti-dl/claim/data',
} as const;

// eslint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u001f\u007f]/;
/** Printable ASCII is what Core 5.3 allows in identifiers. */
const notAscii = /[^\u0020-\u007e]/;

/** An object member, or an empty object where it is absent or of another kind. */
export const objectOf = (value: unknown): Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : {};

/** A variable the platform did not expand (`$Person.name.full`). */
const unexpanded = /^\$[A-Z][\w.<>]*$/;

/**
 * A line for people: trimmed, without control characters, at most 255 characters. Null for anything else, and for a variable the
 * platform did not expand.
 */
export function lineOf(value: unknown): string | null {
  if (typeof value !== 'string' || unexpanded.test(value)) return null;
  const line = value
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(new RegExp(control, 'g'), ' ')
    .trim();
  return line === '' ? null : Array.from(line).slice(0, 255).join('');
}

/** An identifier of a platform: 1 to 255 printable ASCII characters, kept byte for byte. Null for anything else. */
export const identifierOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 && value.length <= 255 && !notAscii.test(value) ? value : null;

/** A web address of a service or a page, at most 2,000 characters; null for anything else. */
export function addressOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2_000) return null;
  return /^https?:$/.test(urlOf(value)?.protocol ?? '') ? value : null;
}

/** A list of texts. @throws LaunchProblem where it is anything else, so that a word is never taken for a list. */
export function textsOf(value: unknown, reason: 'roles-missing' | 'claim-unusable', most: number): string[] {
  if (!Array.isArray(value) || value.length > most || !value.every((entry) => typeof entry === 'string')) throw new LaunchProblem(reason);
  return value;
}

/** Custom parameters that say something: `null`, an empty text and a variable the platform did not expand all count as absent. */
export const textsByName = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(objectOf(value)).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '' && !unexpanded.test(pair[1]),
    ),
  );
