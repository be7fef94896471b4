import { html, type TemplateResult } from 'lit';
import type { CodeListed } from '../../tool/partnership/claim-code.shared.js';
import type { CoursePeople } from '../../tool/partnership/course.shared.js';
import type { Handover } from '../../tool/partnership/handover.shared.js';
import type { RequestListed } from '../../tool/partnership/role-request.shared.js';
import type { RoleListed, TutorListed } from '../../tool/partnership/role.shared.js';
import { demoContacts } from '../people-card/demo-contacts.js';
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
  id: '01930000-0000-7000-8000-0000000000f1', name: 'Ms Nair', role: 'mentor', school: null, state: 'open', createdAt: '2026-09-07T09:00:00.000Z', expiresAt: '2026-10-07T09:00:00.000Z',
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
    {
      sub: '3',
      name: 'Amara Okafor',
      named: true,
      studentNumber: 'S1001',
      personId: null,
      opened: true,
      leftAt: null,
      courseRole: 'student',
    },
    {
      sub: '4',
      name: 'Tomos Hughes',
      named: true,
      studentNumber: 'S1002',
      personId: null,
      opened: false,
      leftAt: null,
      courseRole: 'student',
    },
    { sub: '9', name: 'S1077', named: false, studentNumber: 'S1077', personId: null, opened: true, leftAt: null, courseRole: null },
    { sub: '2', name: 'Helen Ward', named: true, studentNumber: null, personId: 'p1', opened: true, leftAt: null, courseRole: 'teacher' },
  ],
  more: false,
  rosterReadAt: '2026-09-07T09:00:00.000Z',
  canReadRoster: true,
};
const schools = { schools: [{ id: 's1', name: 'Harbour Academy' }, { id: 's2', name: 'Hilltop Primary' }] }; // prettier-ignore
const tutors: TutorListed[] = [
  {
    roleHeldId: 't1',
    personId: 'p1',
    name: 'Helen Ward',
    givenName: 'Helen',
    startedAt: '2026-09-01T09:00:00.000Z',
    left: null,
    trainees: 12,
  },
];

const left = { platform: 'Moodle', at: '2026-11-03T09:00:00.000Z' };
const held = (number: number, name: string, role: RoleListed['role'], changes: Partial<RoleListed> = {}): RoleListed => ({
  roleHeldId: `h${number}`, personId: `h${number}`, name, givenName: name.split(' ')[0] ?? name, startedAt: '2026-09-01T09:00:00.000Z', left: null, role,
  school: null, ...changes,
}); // prettier-ignore
const roles = {
  tutors,
  others: [
    held(1, 'Jo Marsh', 'school_lead', { school: { id: 's1', name: 'Harbour Academy' } }),
    held(2, 'Ruth Adeyemi', 'coordinator', { personId: coordinator.personId ?? '' }),
    held(3, 'Sam Cole', 'coordinator', { left }),
  ],
};
const request = (number: number, name: string, changes: Partial<RequestListed> = {}): RequestListed => ({
  id: `q${number}`, name, email: `${name.toLowerCase().replace(' ', '.')}@harbour.example`, course: 'PGCE Secondary', platform: 'Harbour Canvas',
  askedAt: '2026-11-10T10:00:00.000Z', ...changes,
}); // prettier-ignore
const rolesPage = (requests: RequestListed[] = [], listed: CodeListed[] = []) =>
  page('placements/roles', coordinator, {
    'GET /api/roles': roles,
    'GET /api/role-requests': { requests, next: null },
    'GET /api/codes': { codes: listed, next: null },
    'GET /api/schools': schools,
    'GET /api/placements': { placements: [demoPlacement()], next: null },
    'GET /api/courses/current/people': people,
  });
const priya = { personId: 'p2', name: 'Priya Nair', givenName: 'Priya' };
const statement = {
  body: 'Amara plans well and asks everybody. She is ready for a class of her own, with a colleague in the room.', writtenOn: '2026-12-18', by: priya,
  revision: 1, erasedAt: null,
}; // prettier-ignore
const handover = (changes: Partial<Handover> = {}): Handover => ({
  closing: null, mayWrite: true, readers: ['Amara Okafor', 'Helen Ward'], before: null, ...changes,
}); // prettier-ignore
const before: Handover['before'] = {
  school: 'Hilltop Primary', startsOn: '2026-01-05', endsOn: '2026-04-01', closing: statement,
  targets: [{ id: 't1', wording: 'Ask everybody: cold call after thinking time', actions: 'Ten seconds of silence, then a name.', support: 'Priya counts the names.', byOn: '2026-03-20', agreedAt: '2026-03-10T10:00:00.000Z' }],
}; // prettier-ignore
const readers = { names: ['Amara Okafor', 'Ruth Adams'] };

const page = (path: string, me: ReturnType<typeof demoMe>, answers: Record<string, unknown>): TemplateResult =>
  html`<partnership-placements .api=${demoApi(answers)} .me=${me} .path=${path}></partnership-placements>`;
const onePlacement = (myRoles: ('trainee' | 'tutor' | 'mentor')[], me: ReturnType<typeof demoMe>, listed: CodeListed[] = codes) =>
  page(`placements/${id}`, me, {
    [`GET /api/placements/${id}`]: demoPlacement({ myRoles }),
    [`GET /api/placements/${id}/readers`]: readers,
    [`GET /api/placements/${id}/codes`]: { codes: listed },
    [`GET /api/placements/${id}/contacts`]: demoContacts({ own: { ...demoContacts().own, mayChange: myRoles.includes('tutor') } }),
    [`GET /api/placements/${id}/handover`]: handover({ mayWrite: !myRoles.includes('trainee') }),
    'GET /api/courses/current/people': people,
    [`POST /api/codes/${codes[0]?.id ?? ''}/withdraw`]: {},
  });

export const demo: Demo = {
  element: 'partnership-placements',
  states: [
    {
      name: 'list',
      render: () =>
        page('placements', coordinator, {
          'GET /api/placements': { placements: [demoPlacement({ traineeLeft: left }), demoPlacement({ people: [] })], next: id },
          'GET /api/set-up/readers': readers,
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
          'GET /api/roles': roles,
        }),
    },
    {
      name: 'one-coordinator',
      render: () =>
        page(`placements/${id}`, coordinator, {
          [`GET /api/placements/${id}`]: demoPlacement({ myRoles: ['coordinator'], people: [] }),
          [`GET /api/placements/${id}/readers`]: readers,
          [`GET /api/placements/${id}/codes`]: { codes: [] },
          'GET /api/roles': roles,
          'GET /api/courses/current/people': people,
        }),
    },
    { name: 'one-tutor', render: () => onePlacement(['tutor'], tutor) },
    { name: 'one-tutor-first', render: () => onePlacement(['tutor'], tutor, []) },
    { name: 'one-trainee', render: () => onePlacement(['trainee'], trainee) },
    { name: 'one-mentor', render: () => onePlacement(['mentor'], demoMe()) },
    { name: 'one-missing', render: () => page(`placements/${id}`, trainee, {}) },
    {
      name: 'one-second-placement',
      render: () =>
        page(`placements/${id}`, demoMe(), {
          [`GET /api/placements/${id}`]: demoPlacement({ traineeLeft: left }),
          [`GET /api/placements/${id}/handover`]: handover({ before, closing: { ...statement, body: 'So far so good.' } }),
        }),
    },
    {
      name: 'one-coach',
      render: () => page(`placements/${id}`, demoMe(), { [`GET /api/placements/${id}`]: demoPlacement({ myRoles: ['coach'] }) }),
    },
    { name: 'roles', render: () => rolesPage() },
    {
      name: 'roles-asked',
      render: () =>
        rolesPage(
          [request(1, 'Grace Lin'), request(2, 'Ola Grant', { email: null, course: null })],
          [code({ name: 'Bo Marsh', role: 'school_lead', school: 'Harbour Academy' })],
        ),
    },
    {
      name: 'roles-letter',
      render: () =>
        html`<h1>The letter</h1>
          <partnership-letter
            .made=${{ id: 'f1', code: 'K7PM-3XQT', name: 'Bo Marsh', expiresAt: '2026-09-30T09:00:00.000Z' }}
            .duty=${'You are school lead at Harbour Academy for Northbridge Partnership.'}
            .sender=${'Ruth Adeyemi'}
          ></partnership-letter>`,
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
