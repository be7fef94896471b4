import { addMs, toInstant, type Clock } from '../clock.js';
import type { Database, Tx } from '../db/database.js';
import type { Queue } from '../queue/queue.js';
import type { Ground } from '../slice.js';
import {
  claimRoster, findKeptCourse, findMembers, findPartnershipsOfCourse, insertMembers, lockCourse, markLeft, markListed, markRosterRead, updateMember,
} from './membership.model.js'; // prettier-ignore
import { compareRoster, type ReadRoster, type RosterMember } from './roster.rules.js';

/** Tells whoever waits for people of a course that its list was stored. */
export type RosterTold = (partnershipId: string) => void;

export interface RosterCounts {
  people: number;
  added: number;
  left: number;
  /** Who came without a name. */
  without: number;
}

/**
 * Stores a whole list. Two readings of one course are stored one after the other, and an older one never over a newer; an empty one
 * changes nothing. @param began instant at which the reading began
 */
export async function storeRoster(
  db: Database,
  contextRef: string,
  members: readonly RosterMember[],
  began: string,
  tx: Tx,
): Promise<RosterCounts & { stored: boolean }> {
  const before = await lockCourse(db, contextRef, tx);
  const known = await findMembers(db, contextRef, tx);
  const change = compareRoster(known, members);
  // Who has opened the activity since the reading began has come after the list was made.
  const cameSince = new Set(known.filter((one) => (one.launchedAt ?? '') > began).map((one) => one.sub));
  const left = change.left.filter((sub) => !cameSince.has(sub));
  const without = members.filter((one) => one.name === null).length;
  const counts = { people: members.length, added: change.added.length, left: left.length, without };
  if (members.length === 0 || (before?.rosterReadAt ?? '') > began) return { ...counts, added: 0, left: 0, stored: false };
  await insertMembers(db, contextRef, change.added, began, tx);
  for (const member of change.changed) await updateMember(db, contextRef, member, tx);
  await markListed(db, contextRef, change.listed, began, tx);
  await markLeft(db, contextRef, left, began, tx);
  await markRosterRead(db, contextRef, began, tx);
  return { ...counts, stored: true };
}

export const rosterJob = 'roster';
const oldMs = 15 * 60_000;
/** A reading that failed, or whose process ended, is tried again after this long. */
const tryAgainMs = 5 * 60_000;
const askAgainMs = 60_000;
const mostRemembered = 5_000;

/** Asks for a course's list to be looked after, a minute apart: of a whole class that opens its activity, one asks. */
export function rosterAsking(clock: Clock, queue: Pick<Queue, 'wake'>): (contextRef: string) => void {
  const asked = new Map<string, number>();
  return (contextRef) => {
    const now = clock.now().getTime();
    if (now - (asked.get(contextRef) ?? -Infinity) < askAgainMs) return;
    if (asked.size >= mostRemembered) asked.clear();
    asked.set(contextRef, now);
    queue.wake(rosterJob, contextRef);
  };
}

/**
 * Keeps the lists of courses up to date, behind the back of the launch that asked. Only of courses that somebody sets up from here: the list
 * of a school's own course holds its pupils, and nobody needs them.
 */
export function createRosterKeeping({ db, clock, log, audit }: Ground, readRoster: ReadRoster, told: RosterTold) {
  return {
    /** Reads the list where it is older than a quarter of an hour and nobody else, in any process, is at it. */
    async refresh(contextRef: string): Promise<void> {
      const course = await findKeptCourse(db, contextRef);
      if (!course?.membershipsUrl || course.suspended === 1) return;
      const now = clock.now();
      if ((course.rosterReadAt ?? '') > toInstant(addMs(now, -oldMs))) return;
      if ((course.triedAt ?? '') > toInstant(addMs(now, -tryAgainMs))) return;
      const began = toInstant(now);
      if (!(await claimRoster(db, { contextRef, seen: course.triedAt, now: began }))) return;
      const reading = await readRoster({ platformKid: course.platformKid, membershipsUrl: course.membershipsUrl });
      if (!reading.ok) {
        log.info({ context: contextRef }, 'the list of a course could not be read whole');
        return;
      }
      const partnerships = await findPartnershipsOfCourse(db, contextRef);
      const { stored } = await db.transaction(async (tx) => {
        const counts = await storeRoster(db, contextRef, reading.members, began, tx);
        const [partnershipId] = partnerships;
        // A reading that brought nothing new is no event; a course is opened all day.
        if (counts.stored && counts.added + counts.left > 0 && partnershipId !== undefined) {
          const detail = `${counts.people} people, ${counts.added} new, ${counts.left} left`;
          await audit.record({ action: 'roster.refreshed', partnershipId, objectKind: 'context', objectId: contextRef, detail }, tx);
        }
        return counts;
      });
      if (stored) for (const partnershipId of partnerships) told(partnershipId);
    },
  };
}
