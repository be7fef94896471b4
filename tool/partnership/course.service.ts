import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { Problem, notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { CoursePeople, RosterRead } from './course.shared.js';
import { findCourse, findCoursePeople } from './membership.model.js';
import { hasName, namelessPerson, shownName } from './person-name.rules.js';
import { maySetUp } from './placement.policy.js';
import { courseRoleOf, type ReadRoster } from './roster.rules.js';
import { storeRoster, type RosterTold } from './roster.service.js';

export interface CourseService {
  /** The people of the course this page was opened from. @throws Problem 404 */
  people(viewer: KnownViewer, search: string): Promise<CoursePeople>;
  /** Reads the platform's whole list of the course. @throws Problem 404, 422 without a list, 502 where it cannot be read whole: nothing is stored then */
  readRoster(viewer: KnownViewer): Promise<RosterRead>;
}

const mostShown = 200;

export function createCourses(ground: Ground, readRoster: ReadRoster, rosterRead: RosterTold): CourseService {
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
          leftAt: member.leftAt,
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
      const reading = await readRoster({ platformKid: course.platformKid, membershipsUrl: course.membershipsUrl, waitedFor: true });
      if (!reading.ok) {
        throw new Problem(
          502,
          'roster',
          'The course did not send its whole list of people. Nothing was changed; try again in a few minutes.',
        );
      }
      const read = await db.transaction(async (tx) => {
        if (!maySetUp(await viewerNow(db, viewer, tx))) throw notFound();
        const { stored, ...counts } = await storeRoster(db, course.id, reading.members, began, tx);
        if (!stored) return counts;
        await audit.record(
          {
            action: 'roster.read', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
            sessionId: viewer.sessionId, objectKind: 'context', objectId: course.id, detail: `${counts.people} people`,
          },
          tx,
        ); // prettier-ignore
        return counts;
      });
      rosterRead(viewer.partnershipId);
      return read;
    },
  };
}
