import { z } from 'zod';
import { urlOf } from '../url.js';
import { LaunchProblem } from './launch-problem.js';
import { refusalOfAddress } from './platform-address.js';
import { familyOf, type PlatformFamily } from './platform-family.js';
import type { PlatformHttp } from './platform-http.js';
import { jsonOrNull } from './tokens.js';

/** What a platform says of itself, checked. */
export interface PlatformConfiguration {
  issuer: string;
  authUrl: string;
  tokenUrl: string;
  tokenAudience: string | null;
  jwksUrl: string;
  registrationUrl: string;
  family: PlatformFamily;
  /** How the site calls itself, where it says so. */
  siteName: string | null;
  scopesOffered: string[] | null;
}

const platformPart = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const accountName = 'https://canvas.instructure.com/lti/account_name';
const address = z.string().min(1).max(2_000);
const shape = z.object({
  // 255 bytes are kept, and printable ASCII is what identifiers are made of (Core 5.3).
  issuer: z.string().regex(/^[\u0020-\u007e]{1,255}$/),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  authorization_server: z.string().max(2_000).optional().catch(undefined),
  scopes_supported: z.array(z.string().max(255)).max(200).optional().catch(undefined),
  [platformPart]: z
    .object({ product_family_code: z.string().optional(), [accountName]: z.string().optional() })
    .optional()
    .catch(undefined),
});

/** The Canvas cloud signs every school's launches as one issuer and describes itself from its sign-in host; these belong together. */
const cloudHosts = new Map<string, readonly string[]>([
  ['canvas.instructure.com', ['sso.canvaslms.com']],
  ['canvas.beta.instructure.com', ['sso.beta.canvaslms.com']],
  ['canvas.test.instructure.com', ['sso.test.canvaslms.com']],
]);

const isCloudIssuer = (issuer: string): boolean => cloudHosts.has(urlOf(issuer)?.host ?? '');

/**
 * Whether a description speaks for the issuer it names: it has to come from the issuer's own host (ASVS 10.5.3), or from the sign-in
 * host that belongs to a Canvas cloud issuer. Nobody else can register a platform in another's name.
 */
export function speaksFor(issuer: string, configurationUrl: string): boolean {
  const [named, asked] = [urlOf(issuer), urlOf(configurationUrl)];
  if (!named || !asked || named.protocol !== asked.protocol) return false;
  return named.host === asked.host || (cloudHosts.get(named.host)?.includes(asked.host) ?? false);
}

const lineOf = (text: string | undefined): string | null =>
  text
    ?.replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 255) || null;

/** @throws LaunchProblem */
function checked(text: string, configurationUrl: string, allowInsecure: boolean): PlatformConfiguration {
  const parsed = shape.safeParse(jsonOrNull(text));
  if (!parsed.success)
    throw new LaunchProblem('configuration-unusable', String(parsed.error.issues[0]?.path[0] ?? '').slice(0, 60) || null);
  const said = parsed.data;
  if (!speaksFor(said.issuer, configurationUrl)) throw new LaunchProblem('issuer-not-host');
  const addresses = {
    issuer: said.issuer, authorization_endpoint: said.authorization_endpoint, token_endpoint: said.token_endpoint, jwks_uri: said.jwks_uri,
    registration_endpoint: said.registration_endpoint,
  }; // prettier-ignore
  for (const [name, one] of Object.entries(addresses)) {
    if (refusalOfAddress(one, allowInsecure) !== null) throw new LaunchProblem('configuration-unusable', name);
  }
  // The permission to register goes where the description came from. In the Canvas cloud that is the school's own host.
  const foreign = urlOf(said.registration_endpoint)?.host !== urlOf(configurationUrl)?.host;
  if (foreign && !isCloudIssuer(said.issuer)) throw new LaunchProblem('configuration-unusable', 'registration_endpoint');
  const product = said[platformPart];
  const server = said.authorization_server ?? null;
  return {
    issuer: said.issuer,
    authUrl: said.authorization_endpoint,
    tokenUrl: said.token_endpoint,
    // Canvas names a host there, and wants its token address as audience all the same.
    tokenAudience: server !== null && /^https?:\/\//.test(server) ? server : null,
    jwksUrl: said.jwks_uri,
    registrationUrl: said.registration_endpoint,
    family: familyOf({ issuer: said.issuer, tokenUrl: said.token_endpoint, family: product?.product_family_code ?? null }),
    siteName: lineOf(product?.[accountName]),
    scopesOffered: said.scopes_supported ?? null,
  };
}

/** Asks a platform to describe itself. Nothing of its answer reaches a page, a log or an error. @throws LaunchProblem */
export async function readPlatformConfiguration(
  http: PlatformHttp,
  asked: { url: string; token: string | null; allowInsecure: boolean; signal: AbortSignal },
): Promise<PlatformConfiguration> {
  if (refusalOfAddress(asked.url, asked.allowInsecure) !== null) throw new LaunchProblem('configuration-refused');
  const answer = await http.send({
    method: 'GET',
    url: asked.url,
    signal: asked.signal,
    headers: { accept: 'application/json', ...(asked.token === null ? {} : { authorization: `Bearer ${asked.token}` }) },
  });
  if (!answer.ok)
    throw new LaunchProblem(answer.fault === 'refused' && !answer.reached ? 'configuration-refused' : 'configuration-away', answer.fault);
  if (answer.status === 401 || answer.status === 403) throw new LaunchProblem('registration-token-used');
  if (answer.status !== 200) throw new LaunchProblem('configuration-away', `HTTP ${answer.status}`);
  return checked(answer.text, asked.url, asked.allowInsecure);
}
