import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { Problem, notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { CoursePeople, RosterRead } from './course.shared.js';
import {
  findCourse, findCoursePeople, findMembers, insertMembers, lockCourse, markLeft, markListed, markRosterRead, updateMember,
} from './membership.model.js'; // prettier-ignore
import { hasName, namelessPerson, shownName } from './person-name.rules.js';
import { maySetUp } from './placement.policy.js';
import { compareRoster, courseRoleOf, type ReadRoster } from './roster.rules.js';

export interface CourseService {
  /** The people of the course this page was opened from. @throws Problem 404 */
  people(viewer: KnownViewer, search: string): Promise<CoursePeople>;
  /** Reads the platform's whole list of the course. @throws Problem 404, 422 without a list, 502 where it cannot be read whole: nothing is stored then */
  readRoster(viewer: KnownViewer): Promise<RosterRead>;
}

const mostShown = 200;

export function createCourses(ground: Ground, readRoster: ReadRoster): CourseService {
  const { db, clock, audit } = ground;

  const courseOf = async (viewer: KnownViewer) => {
    const course = maySetUp(viewer) && viewer.contextRef !== null ? await findCourse(db, viewer.contextRef) : null;
    if (!course) throw notFound();
    return course;
  };

  return {
    async people(viewer, search) {
      const course = await courseOf(viewer);
      const found = await findCoursePeople(db, course.id, viewer.partnershipId, search.trim(), mostShown + 1);
      return {
        course: course.title,
        people: found.slice(0, mostShown).map((member) => ({
          sub: member.sub,
          name: shownName([member], namelessPerson).name,
          named: hasName([member]),
          studentNumber: member.studentNumber,
          personId: member.personId,
          opened: member.launchedAt !== null,
          courseRole: courseRoleOf(member.roles),
        })),
        more: found.length > mostShown,
        rosterReadAt: course.rosterReadAt,
        canReadRoster: course.membershipsUrl !== null,
      };
    },

    async readRoster(viewer) {
      const course = await courseOf(viewer);
      if (course.membershipsUrl === null) {
        throw refused('no-roster', 'This course does not share its list of people. They appear here once they have opened the activity.');
      }
      const began = instantNow(clock);
      const reading = await readRoster({ platformKid: course.platformKid, membershipsUrl: course.membershipsUrl });
      if (!reading.ok) {
        throw new Problem(
          502,
          'roster',
          'The course did not send its whole list of people. Nothing was changed; try again in a few minutes.',
        );
      }
      const { members } = reading;
      return db.transaction(async (tx) => {
        const before = await lockCourse(db, course.id, tx);
        const stored = await findMembers(db, course.id, tx);
        const change = compareRoster(stored, members);
        const counts = {
          people: members.length,
          added: change.added.length,
          left: change.left.length,
          without: members.filter((one) => one.name === null).length,
        };
        // A reading that began later is already stored: this one is the older list.
        if (members.length === 0 || (before?.rosterReadAt ?? '') > began) return { ...counts, added: 0, left: 0 };
        await insertMembers(db, course.id, change.added, began, tx);
        for (const member of change.changed) await updateMember(db, course.id, member, tx);
        await markListed(db, course.id, change.listed, began, tx);
        await markLeft(db, course.id, change.left, began, tx);
        await markRosterRead(db, course.id, began, tx);
        await audit.record(
          {
            action: 'roster.read', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId, objectKind: 'context', objectId: course.id, detail: `${counts.people} people`,
          },
          tx,
        ); // prettier-ignore
        return counts;
      });
    },
  };
}
