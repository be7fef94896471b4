import { SignJWT } from 'jose';
import { urlOf } from '../url.js';
import { addressOf, claim, objectOf, textsOf, type Claims } from './claims.js';
import type { PlatformRecord } from './launch.js';
import { LaunchProblem } from './launch-problem.js';
import { newNonce } from './login-state.js';
import type { SigningKey } from './registry.js';

/** How a platform wants its choice of content answered (Deep Linking 2.0, 4.4.1). */
export interface DeepLinkingSettings {
  /** On Moodle it carries a key of the person's session there: sealed on its way, never stored or logged. */
  returnUrl: string;
  acceptTypes: string[];
  acceptMultiple: boolean;
  /** False only where the platform said that it ignores columns. */
  acceptsColumn: boolean;
  /** Echoed as it came, also where it is empty; the member is absent where the platform sent none. */
  data?: unknown;
}

/** A link to us with everything a platform shall keep of it. */
export interface ResourceLinkItem {
  type: 'ltiResourceLink';
  title: string;
  text: string;
  url: string;
  custom: Record<string, string>;
  lineItem?: {
    label: string;
    scoreMaximum: number;
    resourceId: string;
    tag: string;
    submissionReview: { reviewableStatus: string[]; url: string };
  };
}

// Moodle has no leeway at all for an `iat` ahead of its clock.
const backdatedSeconds = 30;
const answerSeconds = 300;

/** Addresses of the platform as it was registered, and whoever may frame us for it; `https://*.instructure.com` is a pattern. */
function belongsTo(platform: PlatformRecord, address: URL): boolean {
  const known = [platform.issuer, platform.authUrl, platform.tokenUrl, platform.jwksUrl].map((url) => urlOf(url)?.origin);
  if (known.includes(address.origin)) return true;
  return platform.frameOrigins.some((origin) => {
    const [scheme, hosts] = origin.split('//*.');
    return hosts === undefined
      ? origin === address.origin
      : scheme === address.protocol && address.port === '' && address.hostname.endsWith(`.${hosts}`);
  });
}

/**
 * @throws LaunchProblem where the settings cannot be used, or where the answer would leave the platform: whoever receives it could place
 *   it in another course
 */
export function readDeepLinkingSettings(claims: Claims, platform: PlatformRecord): DeepLinkingSettings {
  const settings = objectOf(claims[claim.deepLinkingSettings]);
  const returnUrl = addressOf(settings['deep_link_return_url']);
  if (returnUrl === null || !Array.isArray(settings['accept_types'])) throw new LaunchProblem('picker-unusable');
  const address = new URL(returnUrl);
  // Plain http only where the operator registered the platform so, which the login allows for practice alone.
  const secure = address.protocol === 'https:' || platform.authUrl.startsWith('http:');
  if (!secure || !belongsTo(platform, address)) throw new LaunchProblem('picker-return-foreign');
  return {
    returnUrl,
    acceptTypes: textsOf(settings['accept_types'], 'claim-unusable', 50),
    acceptMultiple: settings['accept_multiple'] === true,
    acceptsColumn: settings['accept_lineitem'] !== false,
    ...('data' in settings ? { data: settings['data'] } : {}),
  };
}

/** What may be sent of the items: the types asked for, one where only one is taken, and a column where it is not ignored. */
export function acceptedItems(items: readonly ResourceLinkItem[], settings: DeepLinkingSettings): ResourceLinkItem[] {
  const accepted = items.filter((item) => settings.acceptTypes.includes(item.type));
  return (settings.acceptMultiple ? accepted : accepted.slice(0, 1)).map(({ lineItem, ...item }) => ({
    ...item,
    ...(lineItem && settings.acceptsColumn ? { lineItem } : {}),
  }));
}

/** Our signed answer to a choice of content (Deep Linking 2.0, 4.5); no items where the choice was left without one. */
export function signDeepLinkingResponse(given: {
  platform: PlatformRecord;
  signing: SigningKey;
  deploymentId: string;
  settings: DeepLinkingSettings;
  items: readonly ResourceLinkItem[];
  now: Date;
}): Promise<string> {
  const { platform, signing, deploymentId, settings, items, now } = given;
  const issuedAt = Math.floor(now.getTime() / 1_000) - backdatedSeconds;
  return new SignJWT({
    nonce: newNonce(),
    [claim.messageType]: 'LtiDeepLinkingResponse',
    [claim.version]: '1.3.0',
    [claim.deploymentId]: deploymentId,
    [claim.contentItems]: acceptedItems(items, settings),
    ...('data' in settings ? { [claim.deepLinkingData]: settings.data } : {}),
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: signing.keyId })
    .setIssuer(platform.clientId)
    .setAudience(platform.issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + answerSeconds)
    .sign(signing.key);
}
