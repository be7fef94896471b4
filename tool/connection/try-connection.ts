import type { Clock } from '../clock.js';
import { usableScopes } from '../lti/ags.js';
import { membershipsScope, ofResourceLink, readMemberships } from '../lti/memberships.js';
import type { PlatformFamily } from '../lti/platform-family.js';
import type { PlatformHttp } from '../lti/platform-http.js';
import type { ServiceClient } from '../lti/service-call.js';
import { createTokens, type PlatformKeys } from '../lti/tokens.js';
import type { Code, Finding } from './finding.rules.js';
import type { LineName } from './connection.shared.js';
import { createColumnTrial } from './try-column.js';
import { anyTroubleOf, troubleOf } from './trouble.js';

/** Where a check asks: a deployment, and a course of it where one is known. */
export interface CheckPlace {
  deploymentRef: string;
  platformKid: string;
  family: PlatformFamily;
  contextRef: string | null;
  membershipsUrl: string | null;
  /** Of the activity the check was begun from. */
  resourceLinkId: string | null;
  lineItemsUrl: string | null;
  /** The own column of an activity of that course. */
  lineItemUrl: string | null;
  scopes: string[];
  /** No trainee's course is there, as in a school's Canvas: nothing goes to its gradebook. */
  schools: boolean;
}

export interface Trial {
  http: PlatformHttp;
  keys: PlatformKeys;
  clock: Clock;
  place: CheckPlace;
  partnershipId: string;
  /** What the launch showed of signing in. */
  signIn: Finding;
  /** Told of each line as it is known. */
  found(finding: Finding): Promise<void>;
  /** Told of what went wrong here and not there. */
  failed(error: unknown): void;
}

/** Longest time of a line, of which each is tried after the other. */
const lineMs = 5_500;
/** A list that took longer is not asked for a second time. */
const unhurriedMs = 1_500;

/**
 * Really tries what the tool needs of a platform, with tokens of its own, so that nothing kept from before hides what was unticked since.
 * A line that is late is a finding like any other; the column is always taken away again.
 */
export async function tryConnection(trial: Trial): Promise<void> {
  const { http, keys, clock, place } = trial;
  const { platformKid } = place;
  let deadline = new AbortController();
  const bounded: PlatformHttp = { send: (asked) => http.send({ ...asked, signal: deadline.signal }), close: () => http.close() };
  const client: ServiceClient = { http: bounded, tokens: createTokens({ http: bounded, keys, clock }) };

  const line = async (name: LineName, work: () => Promise<Omit<Finding, 'name'>>): Promise<Finding> => {
    const mine = new AbortController();
    deadline = mine;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Omit<Finding, 'name'>>((resolve) => {
      timer = setTimeout(() => {
        mine.abort(new DOMException('late', 'TimeoutError'));
        resolve({ state: 'fault', code: 'late' });
      }, lineMs);
    });
    const tried = work().catch((error: unknown): Omit<Finding, 'name'> => {
      trial.failed(error);
      return { state: 'fault', code: 'failed-here' };
    });
    const finding = { name, ...(await Promise.race([tried, late])) };
    clearTimeout(timer);
    await trial.found(finding);
    return finding;
  };
  const fault = (code: Code): Omit<Finding, 'name'> => ({ state: 'fault', code });
  const notNeeded = (code: Code): Omit<Finding, 'name'> => ({ state: 'not-needed', code });
  /** What a course shares is known from opening it: before that nothing is missing, and nothing shown to work. */
  const neverOpened = place.contextRef === null && !place.schools;

  const signIn = await line('sign-in', async () => {
    const scopes = [...(place.membershipsUrl === null ? [] : [membershipsScope]), ...usableScopes(place.scopes)];
    // Without a service it is shown by the launch alone; a scope that is refused belongs to the line that needs it.
    const token = await client.tokens.find(platformKid, scopes.length === 0 ? [membershipsScope] : scopes);
    if (token.ok || token.fault === 'scope-refused') return trial.signIn;
    return fault(anyTroubleOf({ ok: false, fault: 'no-token', refusal: token, reached: false }));
  });
  const answers = signIn.state === 'works' || signIn.code === 'clock-differs';
  const after = async (name: LineName, work: () => Promise<Omit<Finding, 'name'>>): Promise<Finding> =>
    line(name, answers ? work : () => Promise.resolve({ state: 'not-tried', code: 'sign-in-first' }));

  /** A restriction on the activity shuts people out whom the course has; a platform that does not tell is no fault. */
  const countShutOut = async (membershipsUrl: string, people: number): Promise<number> => {
    if (place.resourceLinkId === null) return 0;
    const read = await readMemberships(client, { platformKid, membershipsUrl: ofResourceLink(membershipsUrl, place.resourceLinkId) });
    return read.ok ? Math.max(0, people - read.members.length) : 0;
  };

  await after('roster', async () => {
    const { membershipsUrl } = place;
    if (neverOpened) return { state: 'not-tried', code: 'no-course' };
    if (membershipsUrl === null) return place.schools ? notNeeded('no-roster') : fault('no-roster');
    const began = performance.now();
    const read = await readMemberships(client, { platformKid, membershipsUrl });
    if (!read.ok) return fault(read.answer === null ? 'half' : anyTroubleOf(read.answer));
    const { members } = read;
    if (members.length === 0) return fault('empty');
    const shut = performance.now() - began < unhurriedMs ? await countShutOut(membershipsUrl, members.length) : 0;
    const code = members.every(({ name }) => name === null) ? 'nameless' : 'people';
    return { state: 'works', code, count: members.length, ...(shut > 0 ? { shut } : {}) };
  });

  const column = createColumnTrial({ client, clock, place, partnershipId: trial.partnershipId });
  await after('column', neverOpened ? () => Promise.resolve({ state: 'not-tried', code: 'no-course' }) : column.make);
  await after('score', column.score);
  await after('removal', column.remove);

  await after('review', async () => {
    if (place.family === 'canvas') return notNeeded('no-such-link');
    if (neverOpened) return { state: 'not-tried', code: 'no-course' };
    if (place.lineItemUrl === null) return place.schools ? notNeeded('no-own-column') : { state: 'not-tried', code: 'no-own-column' };
    const read = await column.readOwn(place.lineItemUrl);
    if (!read.ok) return fault(troubleOf(read.answer) ?? anyTroubleOf(read.answer));
    return read.item.review ? { state: 'works', code: 'review' } : fault('no-review');
  });
}
