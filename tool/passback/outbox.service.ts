import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { newId } from '../ids.js';
import { countTag } from '../link/link.rules.js';
import type { CourseLink } from '../link/link.service.js';
import type { Queue } from '../queue/queue.js';
import type { Ground } from '../slice.js';
import * as courses from './course.model.js';
import type { CountSource, Outbox } from './outbox.js';
import { markCompared } from './restore-point.model.js';
import * as model from './score.model.js';
import { commentFor, desiredScore, nextSecond, type DesiredScore, type PlacementCount } from './score.rules.js';
import type { CellKey, ScoreRow } from './score.js';

export const scoreJob = 'score';

interface OutboxGiven {
  ground: Ground;
  queue: Queue;
  /** Read at every change, so slices may register after this was made. */
  countSources: readonly CountSource[];
  linksOfCourse: (partnershipId: string, contextRef: string, tx: Tx) => Promise<CourseLink[]>;
}

export interface OutboxService extends Outbox {
  /** After a policy changed: what waits for a link that sends nothing is superseded, everybody else is counted again. */
  policyChanged(change: { partnershipId: string; linkRef: string; contextRef: string }, tx: Tx): Promise<void>;
  /** Counts what a course already signed for links that were placed, or given a column, afterwards. */
  countNewLinks(): Promise<void>;
  /** Counts one placement's trainee again; with `again` a failed score is written anew although the count is the same. */
  recount(change: { partnershipId: string; placementId: string }, again: { linkRef: string } | null, tx: Tx): Promise<void>;
}

export function createOutboxService({ ground, queue, countSources, linksOfCourse }: OutboxGiven): OutboxService {
  const { db, clock, log } = ground;

  const wakeAfterCommit = (id: string, tx: Tx): void => {
    tx.afterCommit(() => queue.wake(scoreJob, id));
  };

  const count = async (link: CourseLink, placementIds: string[], tx: Tx): Promise<number> => {
    const { kinds, fromOn, untilOn } = link.policy;
    let sum = 0;
    for (const source of countSources) sum += await source.countSignedAndRead({ placementIds, kinds, fromOn, untilOn }, tx);
    return sum;
  };

  const write = async (
    cell: CellKey,
    stamp: model.Stamp,
    desired: DesiredScore,
    who: { partnershipId: string; personId: string },
    submittedAt: string | null,
    tx: Tx,
  ): Promise<void> => {
    const now = clock.now();
    const at = now.toISOString();
    const version = stamp.version + 1;
    const second = nextSecond(now, stamp.lastSecond);
    const id = newId();
    const { score, maximum, placementId } = desired;
    await model.insertScore(
      db,
      {
        id, ...who, ...cell, placementId, version, score, maximum, comment: commentFor(score, maximum), stampSecond: second,
        submittedAt: submittedAt ?? at, state: 'waiting', attempts: 0, nextTryAt: at, leaseUntil: null, leaseOwner: null, outcomeUnknown: 0,
        commentSent: 0, fault: null, faultDetail: null, createdAt: at, heldAt: null, decidedAt: null,
      },
      tx,
    ); // prettier-ignore
    await model.saveStamp(db, cell, { lastSecond: second, version }, tx);
    await model.supersedeOlder(db, cell, version, at, tx);
    wakeAfterCommit(id, tx);
  };

  /**
   * A gradebook has one cell for a person and column, whatever number of partnerships they are placed in from that course. It belongs to the
   * one that sent to it first, as long as that one sends: else the two would replace and take back each other's counts.
   */
  const isSending = async (
    { partnershipId, linkRef }: Pick<ScoreRow, 'partnershipId' | 'linkRef'>,
    contextRef: string,
    tx: Tx,
  ): Promise<boolean> => {
    const link = (await linksOfCourse(partnershipId, contextRef, tx)).find((one) => one.id === linkRef);
    return link !== undefined && link.policy.sends !== 'nothing';
  };

  const recount: OutboxService['recount'] = async ({ partnershipId, placementId }, again, tx) => {
    const course = await courses.findCourseOfPlacement(db, partnershipId, placementId, tx);
    const sub = course && (await courses.findSub(db, partnershipId, course, tx));
    if (!course || sub === null) return;
    const placementIds = await courses.findPlacementsInCourse(db, partnershipId, course, tx);
    // Always in the same order, so that two transactions never lock two cells crosswise.
    const links = (await linksOfCourse(partnershipId, course.contextRef, tx)).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const link of links) {
      if (link.policy.sends === 'nothing' || (again && again.linkRef !== link.id)) continue;
      const cell = { linkRef: link.id, tag: countTag, sub };
      // Locked before counting: of two records read at once, the second counts both.
      const stamp = await model.lockStamp(db, cell, tx);
      const newest = stamp.version > 0 ? await model.findVersion(db, cell, stamp.version, tx) : null;
      if (newest !== null && newest.partnershipId !== partnershipId && (await isSending(newest, course.contextRef, tx))) continue;
      const counts: PlacementCount[] = [];
      if (link.policy.countsPlacements === 'both') {
        counts.push({ placementId, count: await count(link, placementIds, tx) });
      } else {
        for (const one of placementIds) counts.push({ placementId: one, count: await count(link, [one], tx) });
      }
      const desired = desiredScore(link.policy, counts, stamp.version > 0);
      if (!desired) {
        // What waits was due under another policy.
        await model.supersedeOlder(db, cell, stamp.version + 1, instantNow(clock), tx);
        continue;
      }
      const same = newest !== null && newest.state !== 'superseded' && newest.score === desired.score && newest.maximum === desired.maximum;
      // A person was told that the gradebook may show something newer, and wants it replaced.
      if (again && newest?.fault === 'newer_there') await markCompared(db, cell, instantNow(clock), tx);
      if (same && again && newest.state === 'waiting') {
        await model.bringForward(db, newest.id, instantNow(clock), tx);
        wakeAfterCommit(newest.id, tx);
      }
      if (same && !(again && newest.state === 'failed')) continue;
      await write(cell, stamp, desired, { partnershipId, personId: course.personId }, same ? newest.submittedAt : null, tx);
    }
  };

  const policyChanged: OutboxService['policyChanged'] = async ({ partnershipId, linkRef, contextRef }, tx) => {
    const link = (await linksOfCourse(partnershipId, contextRef, tx)).find((one) => one.id === linkRef);
    if (link?.policy.sends === 'nothing') {
      await model.supersedeWaitingOfLink(db, partnershipId, linkRef, instantNow(clock), tx);
      return;
    }
    for (const placementId of await courses.findTraineesOfCourse(db, partnershipId, contextRef, tx)) {
      await recount({ partnershipId, placementId }, null, tx);
    }
  };

  /** For every partnership the link serves, then marked: a crash in between counts again, which changes nothing. */
  const countFor = async (link: courses.UncountedLink): Promise<void> => {
    try {
      for (const partnershipId of await courses.findPartnershipsServed(db, link.deploymentRef)) {
        await db.transaction((tx) => policyChanged({ partnershipId, linkRef: link.id, contextRef: link.contextRef }, tx));
      }
      await courses.markCounted(db, link, instantNow(clock));
    } catch (error) {
      // One link that cannot be counted must not hold up the others; the next sweep tries it again.
      log.warn({ link: link.id, err: error instanceof Error ? error.name : 'unknown' }, 'link not counted');
    }
  };

  return {
    recount,
    recordsChanged: (change, tx) => recount(change, null, tx),
    policyChanged,
    async countNewLinks() {
      let after = '';
      for (;;) {
        const links = await courses.findUncountedLinks(db, after);
        for (const link of links) await countFor(link);
        const last = links.at(-1);
        if (!last || links.length < 50) return;
        after = last.id;
      }
    },
  };
}
