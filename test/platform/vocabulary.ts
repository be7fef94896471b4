/** Claim and scope names as the specification writes them. */
const lti = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;

export const claim = {
  deploymentId: lti('deployment_id'),
  targetLinkUri: lti('target_link_uri'),
  lis: lti('lis'),
  roles: lti('roles'),
  context: lti('context'),
  messageType: lti('message_type'),
  resourceLink: lti('resource_link'),
  ext: lti('ext'),
  presentation: lti('launch_presentation'),
  toolPlatform: lti('tool_platform'),
  version: lti('version'),
  custom: lti('custom'),
  forUser: lti('for_user'),
  basicOutcome: 'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome',
  grades: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinking: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  contentItems: 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items',
} as const;

const ags = 'https://purl.imsglobal.org/spec/lti-ags/scope/';

export const scope = {
  lineItem: `${ags}lineitem`,
  lineItemRead: `${ags}lineitem.readonly`,
  result: `${ags}result.readonly`,
  score: `${ags}score`,
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

export const allScopes: readonly string[] = Object.values(scope);

export const media = {
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  scores: 'application/vnd.ims.lis.v1.scorecontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  roster: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
  rosterV1: 'application/vnd.ims.lis.v2.membershipcontainer+json',
} as const;

const lis = 'http://purl.imsglobal.org/vocab/lis/v2/';
export const membership = (name: string): string => `${lis}membership#${name}`;
export const institution = (name: string): string => `${lis}institution/person#${name}`;
export const system = (name: string): string => `${lis}system/person#${name}`;
