import { html, type TemplateResult } from 'lit';
import type { CodeListed } from '../../tool/partnership/claim-code.shared.js';
import type { CoursePeople } from '../../tool/partnership/course.shared.js';
import type { TutorListed } from '../../tool/partnership/role.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { demoPlacement } from './demo-placement.js';
import './partnership-placements.js';

const id = demoPlacement().id;
const role = (name: 'tutor' | 'coordinator' | 'trainee', placementId: string | null) => ({
  id: `r-${name}`,
  role: name,
  placementId,
  schoolId: null,
});
const tutor = demoMe({ name: 'Helen Ward', roles: [role('tutor', null), role('tutor', id)] });
const coordinator = demoMe({ name: 'Sam Cole', roles: [role('coordinator', null)] });
const trainee = demoMe({ name: 'Amara Okafor', roles: [role('trainee', id)] });

const code = (changes: Partial<CodeListed>): CodeListed => ({
  id: '01930000-0000-7000-8000-0000000000f1', name: 'Ms Nair', state: 'open', createdAt: '2026-09-07T09:00:00.000Z', expiresAt: '2026-10-07T09:00:00.000Z',
  usedAt: null, usedBy: null, usedFrom: null, ...changes,
}); // prettier-ignore
const codes: CodeListed[] = [
  code({ id: '01930000-0000-7000-8000-0000000000f2', name: 'Mr Reid' }),
  code({ state: 'used', usedAt: '2026-09-10T10:31:00.000Z', usedBy: 'Priya Nair', usedFrom: 'Harbour Canvas' }),
  code({ id: '01930000-0000-7000-8000-0000000000f3', name: 'Ms Ito', state: 'expired' }),
  code({ id: '01930000-0000-7000-8000-0000000000f4', name: 'Mx Gray', state: 'withdrawn' }),
];
const people: CoursePeople = {
  course: 'PGCE Secondary',
  people: [
    { sub: '3', name: 'Amara Okafor', named: true, studentNumber: 'S1001', personId: null, opened: true, courseRole: 'student' },
    { sub: '4', name: 'Tomos Hughes', named: true, studentNumber: 'S1002', personId: null, opened: false, courseRole: 'student' },
    { sub: '9', name: 'S1077', named: false, studentNumber: 'S1077', personId: null, opened: true, courseRole: null },
    { sub: '2', name: 'Helen Ward', named: true, studentNumber: null, personId: 'p1', opened: true, courseRole: 'teacher' },
  ],
  more: false,
  rosterReadAt: '2026-09-07T09:00:00.000Z',
  canReadRoster: true,
};
const schools = { schools: [{ id: 's1', name: 'Harbour Academy' }, { id: 's2', name: 'Hilltop Primary' }] }; // prettier-ignore
const tutors: TutorListed[] = [
  { roleHeldId: 't1', personId: 'p1', name: 'Helen Ward', givenName: 'Helen', startedAt: '2026-09-01T09:00:00.000Z', trainees: 12 },
];

const page = (path: string, me: ReturnType<typeof demoMe>, answers: Record<string, unknown>): TemplateResult =>
  html`<partnership-placements .api=${demoApi(answers)} .me=${me} .path=${path}></partnership-placements>`;
const onePlacement = (myRoles: ('trainee' | 'tutor' | 'mentor')[], me: ReturnType<typeof demoMe>, listed: CodeListed[] = codes) =>
  page(`placements/${id}`, me, {
    [`GET /api/placements/${id}`]: demoPlacement({ myRoles }),
    [`GET /api/placements/${id}/codes`]: { codes: listed },
  });

export const demo: Demo = {
  element: 'partnership-placements',
  states: [
    {
      name: 'list',
      render: () =>
        page('placements', coordinator, {
          'GET /api/placements': { placements: [demoPlacement(), demoPlacement({ people: [] })], next: id },
        }),
    },
    { name: 'list-empty', render: () => page('placements', tutor, { 'GET /api/placements': { placements: [], next: null } }) },
    {
      name: 'new',
      render: () => page('placements/new', tutor, { 'GET /api/courses/current/people': people, 'GET /api/schools': schools }),
    },
    {
      name: 'new-coordinator',
      render: () =>
        page('placements/new', coordinator, {
          'GET /api/courses/current/people': people,
          'GET /api/schools': schools,
          'GET /api/roles': { tutors },
        }),
    },
    {
      name: 'one-coordinator',
      render: () =>
        page(`placements/${id}`, coordinator, {
          [`GET /api/placements/${id}`]: demoPlacement({ myRoles: ['coordinator'], people: [] }),
          [`GET /api/placements/${id}/codes`]: { codes: [] },
          'GET /api/roles': { tutors },
        }),
    },
    { name: 'one-tutor', render: () => onePlacement(['tutor'], tutor) },
    { name: 'one-tutor-first', render: () => onePlacement(['tutor'], tutor, []) },
    { name: 'one-trainee', render: () => onePlacement(['trainee'], trainee) },
    { name: 'one-mentor', render: () => onePlacement(['mentor'], demoMe()) },
    { name: 'one-missing', render: () => page(`placements/${id}`, trainee, {}) },
    {
      name: 'tutors',
      render: () => page('placements/tutors', coordinator, { 'GET /api/roles': { tutors }, 'GET /api/courses/current/people': people }),
    },
    {
      name: 'letter',
      render: () =>
        html`<h1>The letter</h1>
          <partnership-letter
            .made=${{ id: 'f1', code: 'K7PM-3XQT', name: 'Ms Nair', expiresAt: '2026-09-30T09:00:00.000Z' }}
            .placement=${demoPlacement()}
            .sender=${'Helen Ward, 01234 567890'}
          ></partnership-letter>`,
    },
    {
      name: 'not-my-mentor',
      render: () =>
        html`<h1>Your people</h1>
          <partnership-people .people=${demoPlacement().people} .zone=${'Europe/London'} .mayEnd=${true}></partnership-people>`,
    },
  ],
};
