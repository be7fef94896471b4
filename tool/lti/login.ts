import type { Clock } from '../clock.js';
import { readField, readOptionalField, type Fields } from './form.js';
import type { PlatformRecord } from './launch.js';
import { LaunchProblem } from './launch-problem.js';
import { loginCookie, newLogin } from './login-cookie.js';
import { proofKey, proofOf, type StorageFrame } from './login-proof.js';
import { loginLifeSeconds, newNonce, sealState, shortHash } from './login-state.js';
import type { Registry } from './registry.js';
import type { Sealing } from './sealing.js';
import { urlOf } from '../url.js';

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
  /** What a frame that gets no cookie back may keep instead. */
  keep: KeepOrder;
}

export interface KeepOrder {
  key: string;
  /** For this tab's own storage. */
  inTab: string;
  /** For the platform's; null where it has none. */
  inPlatform: { frame: StorageFrame; value: string } | null;
}

const longestIdentifier = 255;
const longestAddress = 2_000;
// Canvas's hint is a signed token; both hints go back unchanged.
const longestHint = 8_000;

/** Stands in a login that our own page posts again into a tab of its own. */
export const ownTabField = 'cf_own_tab';

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
  if (!platform.active) throw new LaunchProblem(platform.pending ? 'platform-pending' : 'platform-suspended');
  return platform;
}

/** A target we would speak to: the page around us or a frame of it by its name. Any other word counts as none. */
const storageTargetOf = (target: string | null): string | null => (target !== null && /^[\w-]{1,64}$/.test(target) ? target : null);

/** The path of the wanted address, at most 100 characters, where the address is ours. */
function targetPath(target: string, origin: string): string {
  const address = urlOf(target);
  if (address?.origin !== origin) throw new LaunchProblem('target-foreign');
  return address.pathname.slice(0, 100);
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
  const storageTarget = storageTargetOf(readOptionalField(fields, 'lti_storage_target', longestHint));
  for (const name of loginFieldNames) readOptionalField(fields, name, longestHint);

  const platform = await findPlatform(tools.registry, issuer, clientId);
  const address = new URL(platform.authUrl);
  if (address.protocol !== 'https:' && !tools.allowInsecurePlatforms) throw new LaunchProblem('platform-insecure');
  if (deploymentId !== null) {
    const deployment = await tools.registry.deployment(platform.kid, deploymentId);
    // Where deployments are learnt, only a signed message may name a new one.
    if (deployment === null && !platform.learnsDeployments) throw new LaunchProblem('deployment-unknown');
    if (deployment?.pending) throw new LaunchProblem('deployment-pending');
    if (deployment && deployment.suspendedAt !== null) throw new LaunchProblem('deployment-suspended');
  }
  const wanted = targetPath(target, tools.origin);

  const nonce = newNonce();
  const { id, secret } = newLogin();
  const state = sealState(tools.sealing, {
    kid: platform.kid,
    nonce,
    target: wanted,
    deployment: deploymentId === null ? null : shortHash(deploymentId),
    expires: Math.floor(tools.clock.now().getTime() / 1_000) + loginLifeSeconds,
    cookie: id,
    secret,
    storageTarget,
    ownTab: fields.has(ownTabField),
  });
  const question = {
    scope: 'openid', response_type: 'id_token', response_mode: 'form_post', prompt: 'none', client_id: platform.clientId,
    redirect_uri: `${tools.origin}/lti/launch`, login_hint: loginHint, state, nonce,
    ...(messageHint === null ? {} : { lti_message_hint: messageHint }),
  }; // prettier-ignore
  for (const [name, value] of Object.entries(question)) address.searchParams.set(name, value);
  const frame = storageTarget === null ? null : { target: storageTarget, origin: address.origin };
  return {
    location: address.href,
    setCookie: loginCookie(tools.origin, id, proofOf(secret, 'cookie')),
    keep: {
      key: proofKey(id),
      inTab: proofOf(secret, 'tab-storage'),
      inPlatform: frame && { frame, value: proofOf(secret, 'platform-storage') },
    },
  };
}
