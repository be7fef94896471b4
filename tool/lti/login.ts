import type { Clock } from '../clock.js';
import { readField, readOptionalField, type Fields } from './form.js';
import type { PlatformRecord } from './launch.js';
import { LaunchProblem } from './launch-problem.js';
import { loginCookie, newLoginCookie } from './login-cookie.js';
import { loginLifeSeconds, newNonce, sealState, shortHash } from './login-state.js';
import type { Registry } from './registry.js';
import type { Sealing } from './sealing.js';

export interface LoginTools {
  clock: Clock;
  registry: Registry;
  sealing: Sealing;
  /** Our own origin. */
  origin: string;
  allowInsecurePlatforms: boolean;
}

export interface LoginAnswer {
  /** The platform's sign-in address with our question. */
  location: string;
  setCookie: string;
}

const longestIdentifier = 255;
const longestAddress = 2_000;
// Canvas's hint is a signed token; both hints go back unchanged.
const longestHint = 8_000;

/** The fields of a login that are posted again when it moves to a tab of its own. */
export const loginFieldNames = [
  'iss', 'login_hint', 'target_link_uri', 'lti_message_hint', 'lti_deployment_id', 'client_id', 'deployment_id', 'lti_storage_target',
  'canvas_region', 'canvas_environment',
] as const; // prettier-ignore

async function findPlatform(registry: Registry, issuer: string, clientId: string | null): Promise<PlatformRecord> {
  const found = clientId === null ? await registry.platformsOf(issuer) : [await registry.findOptionalPlatform(issuer, clientId)];
  const [platform] = found;
  if (!platform) throw new LaunchProblem('platform-unknown');
  if (found.length > 1) throw new LaunchProblem('client-needed');
  if (!platform.active) throw new LaunchProblem('platform-suspended');
  return platform;
}

/** The path of the wanted address, at most 100 characters, where the address is ours. */
function targetPath(target: string, origin: string): string {
  if (!URL.canParse(target) || new URL(target).origin !== origin) throw new LaunchProblem('target-foreign');
  return new URL(target).pathname.slice(0, 100);
}

/**
 * Answers a third-party initiated login (Security Framework 1.0, 5.1.1). Nothing is written: what the answer must match travels in
 * the sealed `state`, and the browser keeps a secret whose hash is in it.
 * @throws LaunchProblem
 */
export async function answerLogin(fields: Fields, tools: LoginTools): Promise<LoginAnswer> {
  const issuer = readField(fields, 'iss', longestIdentifier);
  const loginHint = readField(fields, 'login_hint', longestHint);
  const target = readField(fields, 'target_link_uri', longestAddress);
  const messageHint = readOptionalField(fields, 'lti_message_hint', longestHint);
  const clientId = readOptionalField(fields, 'client_id', longestIdentifier);
  const deploymentId = readOptionalField(fields, 'lti_deployment_id', longestIdentifier);
  for (const name of loginFieldNames) readOptionalField(fields, name, longestHint);

  const platform = await findPlatform(tools.registry, issuer, clientId);
  const address = new URL(platform.authUrl);
  if (address.protocol !== 'https:' && !tools.allowInsecurePlatforms) throw new LaunchProblem('platform-insecure');
  if (deploymentId !== null) {
    const deployment = await tools.registry.deployment(platform.kid, deploymentId);
    if (deployment === null) throw new LaunchProblem('deployment-unknown');
    if (deployment.suspendedAt !== null) throw new LaunchProblem('deployment-suspended');
  }
  const wanted = targetPath(target, tools.origin);

  const nonce = newNonce();
  const cookie = newLoginCookie();
  const state = sealState(tools.sealing, {
    kid: platform.kid,
    nonce,
    target: wanted,
    deployment: deploymentId === null ? null : shortHash(deploymentId),
    expires: Math.floor(tools.clock.now().getTime() / 1_000) + loginLifeSeconds,
    cookie: cookie.id,
    secretHash: shortHash(cookie.secret),
  });
  const question = {
    scope: 'openid', response_type: 'id_token', response_mode: 'form_post', prompt: 'none', client_id: platform.clientId,
    redirect_uri: `${tools.origin}/lti/launch`, login_hint: loginHint, state, nonce,
    ...(messageHint === null ? {} : { lti_message_hint: messageHint }),
  }; // prettier-ignore
  for (const [name, value] of Object.entries(question)) address.searchParams.set(name, value);
  return { location: address.href, setCookie: loginCookie(cookie.id, cookie.secret) };
}
