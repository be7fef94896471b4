import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { DeepLinkingLaunch, VerifiedLaunch } from '../lti/launch.js';
import { teachesHere } from '../lti/lti-role.js';
import { familyOf } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import { arrivalModel, type KnownArrival, type SaidOfPerson } from './arrival.model.js';

export interface Arrival {
  identityId: string;
  partnershipId: string;
  contextRef: string | null;
  /** Null where a link is only being chosen. */
  linkRef: string | null;
  /** What the launch is for, beside opening the page. */
  errand: 'review' | 'preview' | null;
  /** The account a review is about; null where nobody here has it. */
  errandRef: string | null;
}

/** Why somebody whose launch is right is still not let in. */
export type ArrivalRefusal = 'not-open' | 'no-partnership';

const rolesShape = z.array(z.string());
/** As a launch or a roster wrote them. */
const rolesIn = (stored: string): string[] => rolesShape.parse(JSON.parse(stored));

const digestOf = (...values: unknown[]): string => createHash('sha256').update(JSON.stringify(values)).digest('base64url');

interface Seen {
  id: string;
  digest: string;
  at: number;
}
const mostRemembered = 5_000;
const rememberMs = 60_000;

/**
 * Rows this process knows to be written as they are; filled after the commit, so that a rolled-back row is never believed. For a minute:
 * the operator's command may move a course to another registration and back, and no process is told.
 */
class SeenRows {
  readonly #rows = new Map<string, Seen>();

  find(key: string, digest: string, now: number): string | null {
    const seen = this.#rows.get(key);
    return seen?.digest === digest && now - seen.at < rememberMs ? seen.id : null;
  }

  rememberAfter(tx: Tx, key: string, seen: Seen): void {
    tx.afterCommit(() => {
      if (this.#rows.size >= mostRemembered) this.#rows.clear();
      this.#rows.set(key, seen);
    });
  }
}

/**
 * Writes down who came from where: identity, membership, course and activity. A person is not made here but when somebody takes up a
 * role. A launch that says nothing new writes nothing.
 */
export function createArrivals({ db, clock }: Pick<Ground, 'db' | 'clock'>) {
  const model = arrivalModel(db);
  const contexts = new SeenRows();
  const links = new SeenRows();

  /** Finds or makes a row and brings it up to date. A row that another launch has made meanwhile is taken as it is. */
  async function settle(
    seen: SeenRows,
    key: string,
    digest: string,
    tx: Tx,
    ways: {
      find(): Promise<{ id: string; digest: string | null } | null>;
      insert(id: string): Promise<void>;
      update(id: string): Promise<number>;
    },
  ): Promise<string> {
    const at = clock.now().getTime();
    const remembered = seen.find(key, digest, at);
    if (remembered !== null) return remembered;
    const insert = async (): Promise<{ id: string; digest: string | null }> => {
      const id = newId();
      await ways.insert(id);
      return { id, digest };
    };
    const row = (await ways.find()) ?? (await insertOrFind(insert, ways.find));
    if (row.digest !== digest) await ways.update(row.id);
    seen.rememberAfter(tx, key, { id: row.id, digest, at });
    return row.id;
  }

  async function contextOf(launch: VerifiedLaunch, now: string, tx: Tx): Promise<string | null> {
    const { context, deployment, ags, membershipsUrl } = launch;
    if (context === null) return null;
    const values = {
      deploymentRef: deployment.id, contextId: context.id, label: context.label, title: context.title, membershipsUrl,
      lineitemsUrl: ags?.lineitems ?? null, agsScopes: ags === null ? null : JSON.stringify(ags.scopes),
    }; // prettier-ignore
    const digest = digestOf(values);
    return settle(contexts, `${deployment.id} ${context.id}`, digest, tx, {
      find: () => model.findContext(deployment.id, context.id, tx),
      insert: (id) => model.insertContext({ ...values, digest, id, now }, tx),
      update: (id) => model.updateContext(id, { ...values, digest }, tx),
    });
  }

  async function linkOf(
    launch: Exclude<VerifiedLaunch, DeepLinkingLaunch>,
    contextRef: string | null,
    now: string,
    tx: Tx,
  ): Promise<string> {
    const { resourceLink, deployment, ags } = launch;
    const values = {
      deploymentRef: deployment.id, contextRef, resourceLinkId: resourceLink.id, title: resourceLink.title, lineitemUrl: ags?.lineitem ?? null,
    }; // prettier-ignore
    const digest = digestOf(values);
    return settle(links, `${deployment.id} ${resourceLink.id}`, digest, tx, {
      find: () => model.findLink(deployment.id, resourceLink.id, tx),
      insert: (id) => model.insertLink({ ...values, digest, id, now }, tx),
      update: (id) => model.updateLink(id, { ...values, digest }, tx),
    });
  }

  async function identityOf(launch: VerifiedLaunch, said: SaidOfPerson, known: KnownArrival, now: string, tx: Tx): Promise<string | null> {
    const digest = digestOf(said);
    const { kid } = launch.platform;
    if (known.identityId === null) {
      const id = newId();
      const insert = (): Promise<KnownArrival> =>
        model
          .insertIdentity({ ...said, id, platformKid: kid, sub: launch.sub, digest, now }, tx)
          .then(() => ({ ...known, identityId: id }));
      return (await insertOrFind(insert, () => model.known(kid, launch.sub, null, tx))).identityId;
    }
    if (known.retiredAt !== null) return null;
    if (known.identityDigest !== digest) {
      await model.updateIdentity(known.identityId, { ...said, digest }, tx);
      await model.updatePersons(known.identityId, said, known, tx);
    }
    return known.identityId;
  }

  async function member(
    launch: VerifiedLaunch,
    said: SaidOfPerson,
    contextRef: string,
    known: KnownArrival,
    now: string,
    tx: Tx,
  ): Promise<void> {
    const roles = JSON.stringify(launch.roles);
    // The day belongs to the digest, so that `launched_at` says the right day and no launch after the first writes it again.
    const digest = digestOf(said, roles, now.slice(0, 10));
    if (known.memberDigest === digest && known.leftAt === null) return;
    const row = { ...said, contextRef, sub: launch.sub, roles, digest, now };
    const update = (): Promise<number> => model.updateMembership(row, tx);
    if (known.memberSub === null) await insertOrFind(() => model.insertMembership(row, tx).then(() => 1), update);
    else await update();
  }

  /**
   * Moodle's "switch role to student" says nothing but *Learner*: somebody who taught this course at their last launch, and is no trainee
   * here, looks at it as a student would.
   */
  async function hasSwitchedRole(launch: VerifiedLaunch, known: KnownArrival, partnershipIds: string[], tx: Tx): Promise<boolean> {
    if (familyOf({ ...launch.platform, family: launch.productFamily }) !== 'moodle') return false;
    if (known.identityId === null || known.memberRoles === null || teachesHere(launch.roles)) return false;
    return teachesHere(rolesIn(known.memberRoles)) && !(await model.isTrainee(known.identityId, partnershipIds, tx));
  }

  async function errandOf(launch: VerifiedLaunch, switched: boolean, tx: Tx): Promise<Pick<Arrival, 'errand' | 'errandRef'>> {
    if (switched) return { errand: 'preview', errandRef: null };
    if (launch.messageType !== 'LtiSubmissionReviewRequest') return { errand: null, errandRef: null };
    return { errand: 'review', errandRef: await model.findIdentity(launch.platform.kid, launch.forUser, tx) };
  }

  return {
    /** Runs in the transaction of the launch. */
    async arrive(launch: VerifiedLaunch, tx: Tx): Promise<Arrival | { refused: ArrivalRefusal }> {
      const { partnershipIds } = launch.deployment;
      const [only] = partnershipIds;
      if (only === undefined) return { refused: 'no-partnership' };
      const now = instantNow(clock);
      const said: SaidOfPerson = {
        name: launch.name,
        givenName: launch.givenName,
        email: launch.email,
        studentNumber: launch.studentNumber,
      };
      const contextRef = await contextOf(launch, now, tx);
      const linkRef = launch.messageType === 'LtiDeepLinkingRequest' ? null : await linkOf(launch, contextRef, now, tx);
      const find = (): Promise<KnownArrival> => model.known(launch.platform.kid, launch.sub, contextRef, tx);
      const found = await find();
      // Erased at this moment: whoever launches now is somebody new, and nothing of theirs goes into the rows of before.
      const known = found.identityId === null || (await model.holdIdentity(found.identityId, tx)) ? found : await find();
      const identityId = await identityOf(launch, said, known, now, tx);
      if (identityId === null) return { refused: 'not-open' };
      const switched = await hasSwitchedRole(launch, known, partnershipIds, tx);
      // What they are in the course is what they were before they switched.
      if (contextRef !== null && !switched) await member(launch, said, contextRef, known, now, tx);
      const held = partnershipIds.length > 1 ? await model.partnershipWithRole(identityId, partnershipIds, tx) : null;
      return { identityId, partnershipId: held ?? only, contextRef, linkRef, ...(await errandOf(launch, switched, tx)) };
    },
  };
}

/** Two first launches at once: the second one's insert fails on the key, and finds the row of the first. */
async function insertOrFind<Row>(insert: () => Promise<Row>, find: () => Promise<Row | null>): Promise<Row> {
  try {
    return await insert();
  } catch (error) {
    const found = isUniqueViolation(error) ? await find() : null;
    if (found === null) throw error;
    return found;
  }
}
