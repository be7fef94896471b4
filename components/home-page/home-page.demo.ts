import { html } from 'lit';
import type { HomeAnswer } from '../../tool/home/home.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { demoContacts, demoGaps } from '../people-card/demo-contacts.js';
import { demoPlacement } from '../partnership-placements/demo-placement.js';
import { demoApproval, demoSchool } from '../school-approval/demo-approval.js';
import { demoTable } from '../tutor-table/demo-trainees.js';
import './home-page.js';

const home = (changes: Partial<HomeAnswer> = {}, you: Partial<HomeAnswer['you']> = {}): HomeAnswer => ({
  you: { sentence: null, steps: [], ended: [], nameless: 0, ...you },
  waiting: [],
  others: [],
  reference: '7F3-22C',
  ...changes,
});
const dayMs = 86_400_000;
/** Days are counted from now, so that a state always says the same. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const about = (name: string) => ({ personId: name, name });
const waiting: HomeAnswer['waiting'] = [
  {
    key: 'a',
    sentence: 'Wed P2: Amara’s lesson, no focus yet',
    href: '#/observations/1',
    about: about('Amara Okafor'),
    due: { kind: 'by', at: dayFromNow(1) },
    minutes: 2,
  },
  {
    key: 'b',
    sentence: 'Thursday’s meeting: Amara has prepared',
    href: '#/observations/2',
    about: about('Amara Okafor'),
    due: null,
    minutes: null,
  },
];
const waitingOfTwo: HomeAnswer['waiting'] = [
  {
    key: 'j',
    sentence: 'Mon P4: finish and sign Jamal’s lesson',
    href: '#/observations/3',
    about: about('Jamal Hussain'),
    due: { kind: 'since', at: dayFromNow(-3) },
    minutes: 10,
  },
  ...waiting,
];
const amaraReads: HomeAnswer['others'][number] = {
  key: 'o1',
  sentence: 'Wed P2: Amara has not pressed “I have read this” yet',
  href: '#/observations/4',
  about: about('Amara Okafor'),
  due: { kind: 'since', at: dayFromNow(-2) },
  placementId: demoPlacement().id,
  people: [demoPlacement().trainee],
};
const priyaSigns: HomeAnswer['others'][number] = {
  key: 'o2',
  sentence: 'Wed P2: Priya has not signed it yet',
  href: '#/observations/5',
  about: about('Amara Okafor'),
  due: { kind: 'since', at: dayFromNow(-2) },
  placementId: demoPlacement().id,
  people: [{ personId: '01930000-0000-7000-8000-000000000002', name: 'Priya Nair', givenName: 'Priya' }],
};
const codeUnused: HomeAnswer['others'][number] = {
  key: 'o3',
  sentence: 'Grace Lin: Mr Price has not used the mentor code',
  href: '#/placements/2',
  about: about('Grace Lin'),
  due: { kind: 'since', at: dayFromNow(-20) },
  placementId: '01930000-0000-7000-8000-0000000000c2',
  people: [{ personId: null, name: 'Mr Price', givenName: 'Mr Price' }],
};
const eitherRecords: HomeAnswer['others'][number] = {
  key: 'o4',
  sentence: 'Connor Bell: no observation recorded by Priya Nair or James Boyle',
  href: '#/observations/in/3',
  about: about('Connor Bell'),
  due: { kind: 'since', at: dayFromNow(-16) },
  placementId: '01930000-0000-7000-8000-000000000001',
  people: [
    { personId: '01930000-0000-7000-8000-000000000002', name: 'Priya Nair', givenName: 'Priya' },
    { personId: '01930000-0000-7000-8000-000000000005', name: 'James Boyle', givenName: 'James' },
  ],
};
const addressOf = ({ placementId, people }: HomeAnswer['others'][number]): string =>
  `GET /api/placements/${placementId}/people/${people[0]?.personId}/address`;
const role = (name: 'mentor' | 'trainee' | 'tutor' | 'coordinator', placementId: string | null) => ({
  id: `r-${name}`,
  role: name,
  placementId,
  schoolId: null,
});

const amara = demoPlacement();

const page = (answers: Record<string, unknown>, me = demoMe()) => html`<home-page .api=${demoApi(answers)} .me=${me}></home-page>`;
const trainee = demoMe({ name: 'Amara Okafor', roles: [role('trainee', amara.id)] });
const tutor = demoMe({
  name: 'Helen Ward',
  platform: { name: 'Northbridge Moodle', family: 'moodle' },
  roles: [role('tutor', null), role('tutor', amara.id)],
});

export const demo: Demo = {
  element: 'home-page',
  states: [
    {
      name: 'mentor',
      render: () => page({ 'GET /api/home': home({ waiting }), 'GET /api/placements': { placements: [demoPlacement()], next: null } }),
    },
    {
      name: 'mentor-nothing',
      render: () => page({ 'GET /api/home': home(), 'GET /api/placements': { placements: [demoPlacement()], next: null } }),
    },
    {
      name: 'mentor-of-two',
      render: () =>
        page({
          'GET /api/home': home({ waiting: waitingOfTwo, others: [amaraReads] }),
          'GET /api/placements': { placements: [demoPlacement()], next: null },
          [addressOf(amaraReads)]: { email: 'amara.okafor@northbridge.example', platforms: ['Moodle'] },
        }),
    },
    {
      name: 'trainee',
      render: () =>
        page(
          {
            'GET /api/home': home({ others: [priyaSigns] }),
            [addressOf(priyaSigns)]: { email: null, platforms: ['Canvas', 'Moodle'] },
            'GET /api/placements': { placements: [demoPlacement({ myRoles: ['trainee'] })], next: null },
            [`GET /api/placements/${amara.id}/contacts`]: demoContacts(),
          },
          trainee,
        ),
    },
    {
      name: 'trainee-gaps',
      render: () =>
        page(
          {
            'GET /api/home': home(),
            'GET /api/placements': { placements: [demoPlacement({ myRoles: ['trainee'] })], next: null },
            [`GET /api/placements/${amara.id}/contacts`]: demoGaps(false),
          },
          trainee,
        ),
    },
    {
      name: 'trainee-no-numbers',
      render: () =>
        page(
          { 'GET /api/home': home(), 'GET /api/placements': { placements: [demoPlacement({ myRoles: ['trainee'] })], next: null } },
          trainee,
        ),
    },
    {
      name: 'tutor',
      render: () =>
        page(
          {
            'GET /api/home': home({ others: [codeUnused, eitherRecords] }, { nameless: 2 }),
            'GET /api/placements': { placements: [demoPlacement({ myRoles: ['tutor'] })], next: null },
            'GET /api/attention/trainees': demoTable(12),
          },
          tutor,
        ),
    },
    {
      name: 'tutor-first',
      render: () =>
        page({ 'GET /api/home': home(), 'GET /api/attention/trainees': demoTable(0) }, { ...tutor, roles: [role('tutor', null)] }),
    },
    {
      name: 'coordinator',
      render: () =>
        page(
          {
            'GET /api/home': home(
              {},
              {
                steps: [
                  { key: 'tutors', done: true, href: '#/placements/roles' },
                  { key: 'placements', done: false, href: '#/placements' },
                  { key: 'letters', done: false, href: '#/placements' },
                  { key: 'gradebook', done: null, href: '#/placements/gradebook' },
                  { key: 'connection', done: false, href: '#/connection' },
                ],
              },
            ),
          },
          demoMe({ name: 'Sam Cole', roles: [role('coordinator', null)] }),
        ),
    },
    {
      name: 'mentor-ended',
      render: () =>
        page(
          {
            'GET /api/home': home(
              {},
              {
                ended: [
                  {
                    id: 'e1',
                    role: 'mentor',
                    trainee: { name: 'Connor Bell', givenName: 'Connor' },
                    by: 'Connor Bell',
                    at: '2026-10-05T09:00:00.000Z',
                  },
                ],
              },
            ),
          },
          demoMe({ roles: [] }),
        ),
    },
    {
      name: 'school-lead',
      render: () =>
        page(
          {
            'GET /api/home': home(),
            [`GET /api/schools/${demoSchool.id}/approval`]: demoApproval({ state: 'none', current: null, recordAs: 'school_lead' }),
          },
          demoMe({ name: 'J. Marsh', roles: [{ id: 'r-lead', role: 'school_lead', placementId: null, schoolId: demoSchool.id }] }),
        ),
    },
    { name: 'failed', render: () => page({}) },
  ],
};
