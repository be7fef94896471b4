import { LaunchProblem } from './launch-problem.js';

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
} as const;

// eslint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u001f\u007f]/;
/** Printable ASCII is what Core 5.3 allows in identifiers. */
const notAscii = /[^\u0020-\u007e]/;

/** An object member, or an empty object where it is absent or of another kind. */
export const objectOf = (value: unknown): Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : {};

/**
 * A line for people: trimmed, without control characters, at most 255 characters. Null for anything else, and for a variable the
 * platform did not expand (`$Person.name.full`).
 */
export function lineOf(value: unknown): string | null {
  if (typeof value !== 'string' || /^\$[A-Z][\w.<>]*$/.test(value)) return null;
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
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value)) return null;
  return /^https?:$/.test(new URL(value).protocol) ? value : null;
}

/** A list of texts. @throws LaunchProblem where it is anything else, so that a word is never taken for a list. */
export function textsOf(value: unknown, reason: 'roles-missing' | 'claim-unusable', most: number): string[] {
  if (!Array.isArray(value) || value.length > most || !value.every((entry) => typeof entry === 'string')) throw new LaunchProblem(reason);
  return value;
}

/** Custom parameters that are texts; a platform sends `null` for what its settings hide. */
export const textsByName = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value)).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
