import { route, type Route } from '../http/route.js';
import type { CourseService } from './course.service.js';
import { coursePeople, coursePeopleQuery, rosterRead } from './course.shared.js';

/** The people of the course the page was opened from. */
export const courseRoutes = (courses: CourseService): Route[] => [
  route({
    method: 'get',
    path: '/api/courses/current/people',
    summary:
      'People who have opened an activity of this course or are in its list; 200 at most, search for the rest. Tutor or coordinator.',
    who: 'person',
    query: coursePeopleQuery,
    answer: coursePeople,
    handle: async ({ viewer, query }) => ({ body: await courses.people(viewer, query.search ?? '') }),
  }),
  route({
    method: 'post',
    path: '/api/courses/current/roster',
    summary: 'Reads the whole list of the course from its platform: all pages or nothing. Tutor or coordinator.',
    who: 'person',
    answer: rosterRead,
    alsoAnswers: [422, 502],
    handle: async ({ viewer }) => ({ body: await courses.readRoster(viewer) }),
  }),
];
