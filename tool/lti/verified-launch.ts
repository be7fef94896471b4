import { addressOf, claim, identifierOf, lineOf, objectOf, textsByName, textsOf } from './claims.js';
import type { VerifiedLaunch } from './launch.js';
import type { CheckedLaunch } from './launch-steps.js';
import { shortHash } from './login-state.js';

// Intl throws at anything that only looks like a language tag, and a page would break at its first date.
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function contextOf(value: unknown): VerifiedLaunch['context'] {
  const context = objectOf(value);
  const id = identifierOf(context['id']);
  return id === null ? null : { id, label: lineOf(context['label']), title: lineOf(context['title']) };
}

function agsOf(value: unknown): VerifiedLaunch['ags'] {
  if (value === undefined) return null;
  const endpoint = objectOf(value);
  return {
    scopes: textsOf(endpoint['scope'] ?? [], 'claim-unusable', 50),
    lineitems: addressOf(endpoint['lineitems']),
    lineitem: addressOf(endpoint['lineitem']),
  };
}

/** What the checked token says, in our words; optional claims of another kind than the specification's count as absent. */
export function verifiedLaunchOf(checked: CheckedLaunch): VerifiedLaunch {
  const { claims, state, platform, deployment, sub, roles, messageType } = checked;
  const presentation = objectOf(claims[claim.launchPresentation]);
  const givenName = lineOf(claims['given_name']);
  const familyName = lineOf(claims['family_name']);
  const locale = presentation['locale'];
  const said = {
    platform,
    deployment,
    sub,
    issuedAt: Number(claims['iat']),
    carriedBy: checked.carriedBy,
    nonceHash: shortHash(state.nonce),
    roles,
    name: lineOf(claims['name']) ?? lineOf([givenName, familyName].filter((part) => part !== null).join(' ')),
    givenName,
    familyName,
    email: lineOf(claims['email']),
    studentNumber: lineOf(objectOf(claims[claim.lis])['person_sourcedid']),
    context: contextOf(claims[claim.context]),
    locale: typeof locale === 'string' && /^[A-Za-z0-9-]{2,32}$/.test(locale) && isLocale(locale) ? locale : null,
    returnUrl: addressOf(presentation['return_url']),
    productFamily: lineOf(objectOf(claims[claim.toolPlatform])['product_family_code']),
    ags: agsOf(claims[claim.ags]),
    membershipsUrl: addressOf(objectOf(claims[claim.memberships])['context_memberships_url']),
    custom: textsByName(claims[claim.custom]),
  };
  if (messageType === 'LtiDeepLinkingRequest') return { ...said, messageType, settings: checked.settings };
  const { linkId, targetLinkUri, forUser } = checked;
  const activity = { ...said, resourceLink: { id: linkId, title: lineOf(objectOf(claims[claim.resourceLink])['title']) }, targetLinkUri };
  return messageType === 'LtiSubmissionReviewRequest' ? { ...activity, messageType, forUser } : { ...activity, messageType };
}
