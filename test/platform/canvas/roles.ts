import type { Site } from '../site.js';
import type { CourseRole, Person } from '../types.js';
import { institution, membership, system } from '../vocabulary.js';

const lisMembership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

const inCourse: Record<CourseRole, string[]> = {
  student: [membership('Learner')],
  teacher: [membership('Instructor')],
  'nonediting-teacher': [membership('Instructor')],
  ta: [`${lisMembership}/Instructor#TeachingAssistant`, membership('Instructor')],
  designer: [membership('ContentDeveloper')],
  // Parents are observers, and Canvas calls observers mentors.
  observer: [membership('Mentor')],
  // A role made from the teacher's role keeps the teacher's name outside.
  mentor: [membership('Instructor')],
  'student-view': [membership('Learner'), 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'],
};

const inSchool: Partial<Record<CourseRole, string>> = {
  student: 'Student',
  teacher: 'Instructor',
  ta: 'Instructor',
  'nonediting-teacher': 'Instructor',
  mentor: 'Instructor',
  observer: 'Observer',
};

/** The roles of one course only, as the roster has them. */
export function courseRoles(role: CourseRole): string[] {
  return inCourse[role];
}

/** Roles in a launch: of the course when there is one, and those the person holds in the school anyway. */
export function launchRoles(site: Site, courseId: string | null, person: Person): string[] {
  const enrolments = site.options.courses
    .flatMap((course) => course.enrolments.map((enrolment) => ({ course, enrolment })))
    .filter(({ enrolment }) => enrolment.personId === person.id);
  const here = enrolments.find(({ course }) => course.id === courseId)?.enrolment.role;
  const school = enrolments.flatMap(({ enrolment }) => inSchool[enrolment.role] ?? []);
  return [
    ...new Set([
      ...(person.siteAdmin ? [institution('Administrator')] : []),
      ...school.map(institution),
      ...(here ? courseRoles(here) : []),
      ...(courseId !== null && !here && !person.siteAdmin ? [system('None')] : []),
      system('User'),
    ]),
  ];
}
