import type { Clock } from '../clock.js';
import { addressOf, claim, identifierOf, objectOf, textsOf, type Claims } from './claims.js';
import { readField, readOptionalField, type Fields } from './form.js';
import type { KeySets } from './key-set.js';
import type { DeploymentRecord, PlatformRecord } from './launch.js';
import { LaunchProblem, type Step } from './launch-problem.js';
import { readLoginCookie } from './login-cookie.js';
import { openState, shortHash, type LoginState } from './login-state.js';
import type { Registry } from './registry.js';
import type { Sealing } from './sealing.js';
import { claimsOf, readToken, signatureIsRight, type SignedToken } from './token.js';

/** What the steps read with. */
export interface LaunchTools {
  clock: Clock;
  registry: Registry;
  keySets: KeySets;
  sealing: Sealing;
  /** Our own origin. */
  origin: string;
}

/** What the steps have found so far; each adds its part. */
interface LaunchSoFar {
  fields: Fields;
  cookies: string | undefined;
  state: LoginState;
  platform: PlatformRecord;
  deployment: DeploymentRecord;
  token: SignedToken;
  claims: Claims;
  sub: string;
  roles: string[];
  linkId: string;
  targetLinkUri: string;
}

const leewaySeconds = 60;
const oldestSeconds = 300;
const longestToken = 200_000;

interface LaunchStep {
  name: Step;
  pass(launch: LaunchSoFar, tools: LaunchTools): void | Promise<void>;
}

const isSecond = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function checkTime(claims: Claims, now: number): void {
  const { exp, iat, nbf } = claims;
  if (!isSecond(exp) || !isSecond(iat)) throw new LaunchProblem('time-missing');
  if (exp <= now - leewaySeconds || iat < now - oldestSeconds) throw new LaunchProblem('time-expired');
  if (iat > now + leewaySeconds || (nbf !== undefined && (!isSecond(nbf) || nbf > now + leewaySeconds)))
    throw new LaunchProblem('time-ahead');
}

/** OpenID Connect Core 3.1.3.7, 3–5: we trust no other audience, so another one beside us is refused. */
function checkAudience(claims: Claims, clientId: string): void {
  const { aud, azp } = claims;
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const onlyUs = audiences.length > 0 && audiences.every((audience) => audience === clientId);
  const party = azp === undefined ? audiences.length === 1 : azp === clientId;
  if (!onlyUs || !party) throw new LaunchProblem('audience-other');
}

/**
 * Every check of a launch, in order (Security Framework 1.0, 5.1.3; LTI Core 1.3, 5.3). The first that fails ends it and names
 * itself; those before it are logged as passed. The nonce is spent afterwards, in the transaction of the arrival.
 */
const launchSteps: LaunchStep[] = [
  {
    name: 'request',
    pass({ fields }) {
      readOptionalField(fields, 'state', 10_000);
      readOptionalField(fields, 'id_token', longestToken);
    },
  },
  {
    name: 'answer',
    pass({ fields }) {
      const error = readOptionalField(fields, 'error', 10_000);
      // A code of RFC 6749 or OpenID Connect goes to the log and the page; free text of the platform goes to neither.
      if (error !== null) throw new LaunchProblem('platform-refused', /^[a-z_]{1,40}$/.test(error) ? error : null);
    },
  },
  {
    name: 'state',
    pass(launch, { sealing, clock }) {
      const state = openState(sealing, readField(launch.fields, 'state', 10_000));
      if (state === null) throw new LaunchProblem('state-unknown');
      if (state.expires * 1_000 < clock.now().getTime()) throw new LaunchProblem('state-old');
      launch.state = state;
    },
  },
  {
    name: 'browser',
    pass({ cookies, state }) {
      const secret = readLoginCookie(cookies, state.cookie);
      if (secret === null || shortHash(secret) !== state.secretHash) throw new LaunchProblem('browser-other');
    },
  },
  {
    name: 'platform',
    async pass(launch, { registry }) {
      const platform = await registry.platformByKid(launch.state.kid);
      if (platform === null) throw new LaunchProblem('platform-unknown');
      if (!platform.active) throw new LaunchProblem('platform-suspended');
      launch.platform = platform;
    },
  },
  {
    name: 'token',
    pass(launch) {
      launch.token = readToken(readField(launch.fields, 'id_token', longestToken));
    },
  },
  {
    name: 'signature',
    async pass(launch, { keySets }) {
      const key = await keySets.find(launch.platform, launch.token.keyId);
      if (!signatureIsRight(launch.token, key)) throw new LaunchProblem('signature-wrong');
      launch.claims = claimsOf(launch.token);
    },
  },
  {
    name: 'issuer',
    pass({ claims, platform }) {
      if (claims['iss'] !== platform.issuer) throw new LaunchProblem('issuer-other');
    },
  },
  { name: 'audience', pass: ({ claims, platform }) => { checkAudience(claims, platform.clientId); } }, // prettier-ignore
  { name: 'time', pass: ({ claims }, { clock }) => { checkTime(claims, clock.now().getTime() / 1_000); } }, // prettier-ignore
  {
    name: 'nonce',
    pass({ claims, state }) {
      if (claims['nonce'] !== state.nonce) throw new LaunchProblem('nonce-other');
    },
  },
  {
    name: 'version',
    pass({ claims }) {
      if (claims[claim.version] !== '1.3.0') throw new LaunchProblem('version-other');
    },
  },
  {
    name: 'message',
    pass({ claims }) {
      if (claims[claim.messageType] !== 'LtiResourceLinkRequest') throw new LaunchProblem('message-other');
    },
  },
  {
    name: 'deployment',
    async pass(launch, { registry }) {
      const id = identifierOf(launch.claims[claim.deploymentId]);
      const deployment = id === null ? null : await registry.deployment(launch.platform.kid, id);
      if (id === null || deployment === null) throw new LaunchProblem('deployment-unknown');
      if (launch.state.deployment !== null && launch.state.deployment !== shortHash(id)) throw new LaunchProblem('deployment-unknown');
      if (deployment.suspendedAt !== null) throw new LaunchProblem('deployment-suspended');
      launch.deployment = deployment;
    },
  },
  {
    name: 'user',
    pass(launch) {
      const sub = identifierOf(launch.claims['sub']);
      if (sub === null) throw new LaunchProblem('user-missing');
      launch.sub = sub;
    },
  },
  {
    name: 'roles',
    pass(launch) {
      launch.roles = textsOf(launch.claims[claim.roles], 'roles-missing', 200);
    },
  },
  {
    name: 'resource-link',
    pass(launch) {
      const id = identifierOf(objectOf(launch.claims[claim.resourceLink])['id']);
      if (id === null) throw new LaunchProblem('link-missing');
      launch.linkId = id;
    },
  },
  {
    name: 'target',
    pass(launch, { origin }) {
      const target = addressOf(launch.claims[claim.targetLinkUri]);
      if (target === null || new URL(target).origin !== origin) throw new LaunchProblem('target-foreign');
      launch.targetLinkUri = target;
    },
  },
];

export type CheckedLaunch = Readonly<LaunchSoFar>;

/** @throws LaunchProblem with the steps passed before it */
export async function passLaunchSteps(
  fields: Fields,
  cookies: string | undefined,
  tools: LaunchTools,
): Promise<{ launch: CheckedLaunch; passed: Step[] }> {
  const launch = { fields, cookies } as LaunchSoFar;
  const passed: Step[] = [];
  for (const step of launchSteps) {
    try {
      const pending = step.pass(launch, tools);
      if (pending) await pending;
    } catch (error) {
      if (error instanceof LaunchProblem) error.passed = passed;
      throw error;
    }
    passed.push(step.name);
  }
  return { launch, passed };
}
