import type { Clock } from '../clock.js';
import { addressOf, claim, identifierOf, objectOf, textsOf, type Claims } from './claims.js';
import { readField, readOptionalField, type Fields } from './form.js';
import type { KeySets } from './key-set.js';
import { readDeepLinkingSettings, type DeepLinkingSettings } from './deep-linking.js';
import { messageTypes, type DeploymentRecord, type MessageType, type PlatformRecord } from './launch.js';
import { LaunchProblem, type Reason, type Step } from './launch-problem.js';
import { carrierOf, proofKey, sealWaiting, type Carrier, type Proof } from './login-proof.js';
import { openState, shortHash, type LoginState } from './login-state.js';
import { teachesHere } from './lti-role.js';
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

/** What a browser brought. */
export interface AskedLaunch {
  fields: Fields;
  cookies: string | undefined;
  /** From the page of a launch that waited; null at the first attempt. */
  proof: Proof | null;
}

/** What the steps have found so far; each adds its part. */
interface LaunchSoFar extends AskedLaunch {
  state: LoginState;
  carriedBy: Carrier;
  platform: PlatformRecord;
  deployment: DeploymentRecord;
  token: SignedToken;
  claims: Claims;
  sub: string;
  roles: string[];
  messageType: MessageType;
  /** Where the message is about an activity. */
  linkId: string;
  targetLinkUri: string;
  /** Where a review was asked for. */
  forUser: string;
  /** Where something is to be placed in a course. */
  settings: DeepLinkingSettings;
}

const leewaySeconds = 60;
const oldestSeconds = 300;
const longestToken = 200_000;

interface LaunchStep {
  name: Step;
  /** The messages it applies to; every one where absent. */
  only?: readonly MessageType[];
  pass(launch: LaunchSoFar, tools: LaunchTools): void | Promise<void>;
}

const inActivity: readonly MessageType[] = ['LtiResourceLinkRequest', 'LtiSubmissionReviewRequest'];

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

/** What a platform's word of refusal means for the person; Canvas says the first of somebody who went back or reloaded. */
const refusals = new Map<string, Reason>([
  ['launch_no_longer_valid', 'hint-used'],
  ['login_required', 'signed-out-there'],
  ['access_denied', 'signed-out-there'],
]);

/** Refused, and at the first attempt with the question that only the browser of this login can answer. */
function unproven({ fields, state, platform, proof }: LaunchSoFar, { sealing, clock }: LaunchTools): LaunchProblem {
  const problem = new LaunchProblem('browser-other');
  const idToken = readOptionalField(fields, 'id_token', longestToken);
  if (proof === null && idToken !== null) {
    const { storageTarget } = state;
    problem.question = {
      code: sealWaiting(sealing, clock, { state: readField(fields, 'state', 10_000), idToken }),
      key: proofKey(state.cookie),
      storage: storageTarget === null ? null : { target: storageTarget, origin: new URL(platform.authUrl).origin },
    };
  }
  return problem;
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
      if (error !== null) throw new LaunchProblem(refusals.get(error) ?? 'platform-refused', /^[a-z_]{1,40}$/.test(error) ? error : null);
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
    name: 'platform',
    async pass(launch, { registry }) {
      const platform = await registry.platformByKid(launch.state.kid);
      if (platform === null) throw new LaunchProblem('platform-unknown');
      if (!platform.active) throw new LaunchProblem(platform.pending ? 'platform-pending' : 'platform-suspended');
      launch.platform = platform;
    },
  },
  {
    name: 'browser',
    pass(launch, tools) {
      const carrier = carrierOf(launch.state, launch.cookies, launch.proof, tools.origin);
      if (carrier === null) throw unproven(launch, tools);
      launch.carriedBy = carrier;
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
    pass(launch) {
      const messageType = messageTypes.find((type) => type === launch.claims[claim.messageType]);
      if (messageType === undefined) throw new LaunchProblem('message-other');
      launch.messageType = messageType;
    },
  },
  {
    name: 'deployment',
    async pass(launch, { registry }) {
      const id = identifierOf(launch.claims[claim.deploymentId]);
      const { kid } = launch.platform;
      const asked = launch.state.deployment;
      // Before an unknown one is written down: a message about another than the login named counts for nothing.
      if (id === null || (asked !== null && asked !== shortHash(id))) throw new LaunchProblem('deployment-unknown');
      const deployment = (await registry.deployment(kid, id)) ?? (await registry.noticeDeployment(kid, id));
      if (deployment === null) throw new LaunchProblem('deployment-unknown');
      if (deployment.pending) throw new LaunchProblem('deployment-pending');
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
    only: inActivity,
    pass(launch) {
      const id = identifierOf(objectOf(launch.claims[claim.resourceLink])['id']);
      if (id === null) throw new LaunchProblem('link-missing');
      launch.linkId = id;
    },
  },
  {
    name: 'target',
    pass(launch, { origin }) {
      const claimed = launch.claims[claim.targetLinkUri] ?? null;
      // A choice of content leads nowhere yet: the certification's request has no target, Moodle's and Canvas's have one.
      if (claimed === null && launch.messageType === 'LtiDeepLinkingRequest') return;
      const target = addressOf(claimed);
      if (target === null || new URL(target).origin !== origin) throw new LaunchProblem('target-foreign');
      launch.targetLinkUri = target;
    },
  },
  {
    name: 'for-user',
    only: ['LtiSubmissionReviewRequest'],
    pass(launch) {
      const id = identifierOf(objectOf(launch.claims[claim.forUser])['user_id']);
      if (id === null) throw new LaunchProblem('for-user-missing');
      launch.forUser = id;
    },
  },
  {
    name: 'picker',
    only: ['LtiDeepLinkingRequest'],
    pass(launch) {
      if (!teachesHere(launch.roles)) throw new LaunchProblem('not-teaching');
      launch.settings = readDeepLinkingSettings(launch.claims, launch.platform);
    },
  },
];

export type CheckedLaunch = Readonly<LaunchSoFar>;

/** @throws LaunchProblem with the steps passed before it */
export async function passLaunchSteps(asked: AskedLaunch, tools: LaunchTools): Promise<{ launch: CheckedLaunch; passed: Step[] }> {
  const launch = { ...asked } as LaunchSoFar;
  const passed: Step[] = [];
  for (const step of launchSteps) {
    if (step.only && !step.only.includes(launch.messageType)) continue;
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
