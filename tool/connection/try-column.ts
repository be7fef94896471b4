import type { Clock } from '../clock.js';
import { agsScope, usableScopes } from '../lti/ags.js';
import { createLineItem, findLineItems, readLineItem, removeLineItem, type LineItem, type LineItemFailure } from '../lti/line-items.js';
import { scoreBody, sendScore } from '../lti/scores.js';
import type { ServiceClient, ServiceTarget } from '../lti/service-call.js';
import type { Finding } from './finding.rules.js';
import type { CheckPlace } from './try-connection.js';
import { anyTroubleOf, troubleOf } from './trouble.js';

type Came = Omit<Finding, 'name'>;

/** By tag and resourceId a check knows its own column again, also one that a check before it could not take away. */
export const checkTag = 'cf-connection-check';
export const checkResource = (partnershipId: string): string => `cf-check-${partnershipId}`;
const label = 'Critical Friend: connection check (may be deleted)';

/** A number, because Moodle's database takes nothing else for a person, and one that no platform will have given out. */
const nobody = '2147483646';

export interface ColumnTrial {
  make(): Promise<Came>;
  score(): Promise<Came>;
  remove(): Promise<Came>;
  /** The column of the activity itself. */
  readOwn(url: string): Promise<{ ok: true; item: LineItem } | LineItemFailure>;
}

/** A column of the check's own: made, sent a score for nobody, and taken away, with whatever an interrupted check left there. */
export function createColumnTrial(given: { client: ServiceClient; clock: Clock; place: CheckPlace; partnershipId: string }): ColumnTrial {
  const { client, clock, place, partnershipId } = given;
  const { lineItemsUrl, scopes, schools, family } = place;
  const target: ServiceTarget = { platformKid: place.platformKid, scopes: usableScopes(scopes) };
  const resourceId = checkResource(partnershipId);
  let made: LineItem | null = null;
  /** A column may be there: it was made, or nobody knows whether it was. */
  let perhaps = false;

  const lacking = (code: 'no-grades' | 'no-columns'): Came => ({ state: schools ? 'not-needed' : 'fault', code });
  const failing = (answer: LineItemFailure['answer']): Came => ({ state: 'fault', code: anyTroubleOf(answer) });
  const notTried: Came = { state: schools && lineItemsUrl === null ? 'not-needed' : 'not-tried', code: 'no-column' };

  return {
    async make() {
      if (lineItemsUrl === null || target.scopes.length === 0) return lacking('no-grades');
      if (!scopes.includes(agsScope.lineItem)) return lacking('no-columns');
      perhaps = true;
      const created = await createLineItem(client, target, lineItemsUrl, { label, maximum: 1, resourceId, tag: checkTag });
      if (created.ok) {
        made = created.item;
        return { state: 'works', code: 'made' };
      }
      const trouble = anyTroubleOf(created.answer);
      return { state: 'fault', code: trouble === 'not-allowed' ? 'no-columns' : trouble };
    },

    async score() {
      if (made === null) return notTried;
      if (!scopes.includes(agsScope.score)) return { state: 'fault', code: 'no-scores' };
      const now = clock.now();
      const body = scoreBody(
        { userId: nobody, second: Math.floor(now.getTime() / 1_000), given: 0, maximum: 1, comment: null, submittedAt: now.toISOString() },
        family,
      );
      const answer = await sendScore(client, target, made.url, body, () => Promise.resolve());
      const trouble = troubleOf(answer);
      if (trouble !== null || !answer.ok) return { state: 'fault', code: trouble === 'not-allowed' ? 'no-scores' : (trouble ?? 'away') };
      const { status, text } = answer;
      if (status < 300) return { state: 'works', code: 'accepted' };
      // A page in place of an answer comes from somebody in between.
      if (text.trimStart().startsWith('<')) return { state: 'fault', code: 'odd' };
      // That nobody is no such person is what was to be heard: the path and the right are there. 412 is an older Canvas.
      if (status === 400 || status === 422 || status === 412) return { state: 'works', code: 'answered' };
      if (status !== 404) return { state: 'fault', code: 'refused' };
      // Not found: the person, or the column?
      return (await readLineItem(client, target, made.url)).ok ? { state: 'works', code: 'answered' } : { state: 'fault', code: 'gone' };
    },

    async remove() {
      if (lineItemsUrl === null || !scopes.includes(agsScope.lineItem)) return notTried;
      const found = await findLineItems(client, target, lineItemsUrl, checkTag);
      // A list that cannot be read hides no column whose address is known.
      const listed = found.ok ? found.items.filter((item) => item.resourceId === resourceId && !item.coupled) : [];
      const ours = made === null || listed.some((item) => item.url === made?.url) ? listed : [...listed, made];
      for (const item of ours) {
        const removed = await removeLineItem(client, target, item);
        if (!removed.ok) return { state: 'fault', code: 'left-behind' };
      }
      if (!found.ok && made === null) return perhaps ? { state: 'fault', code: 'left-behind' } : failing(found.answer);
      return ours.length === 0 ? { state: 'not-tried', code: 'nothing-made' } : { state: 'works', code: 'removed', count: ours.length };
    },

    readOwn: (url) => readLineItem(client, target, url),
  };
}
