import { html } from 'lit';
import type { HomeAnswer } from '../../tool/home/home.shared.js';
import type { PlacementScoreStatus, ScoreStatus } from '../../tool/passback/score-status.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { demoPlacement } from '../partnership-placements/demo-placement.js';
import './home-page.js';

const home = (changes: Partial<HomeAnswer> = {}, you: Partial<HomeAnswer['you']> = {}): HomeAnswer => ({
  you: { sentence: null, steps: [], ended: [], nameless: 0, ...you },
  waiting: [],
  reference: '7F3-22C',
  ...changes,
});
const waiting: HomeAnswer['waiting'] = [
  {
    key: 'a',
    sentence: 'Wed P2: Amara’s lesson, no focus yet',
    href: '#/observations/1',
    about: 'Amara Okafor',
    due: '2026-11-11',
    minutes: 2,
  },
  {
    key: 'b',
    sentence: 'Thursday’s meeting: Amara has prepared',
    href: '#/observations/2',
    about: 'Amara Okafor',
    due: null,
    minutes: null,
  },
];
const role = (name: 'mentor' | 'trainee' | 'tutor' | 'coordinator', placementId: string | null) => ({
  id: `r-${name}`,
  role: name,
  placementId,
  schoolId: null,
});

const status = (changes: Partial<ScoreStatus>): ScoreStatus => ({
  linkId: '01930000-0000-7000-8000-0000000000d1', linkTitle: 'Lesson observations', state: 'nothing', sentence: 'Nothing to send yet.', value: null,
  maximum: null, at: null, nextTryAt: null, reason: null, remedy: null, canSendAgain: false, ...changes,
}); // prettier-ignore
const tutorsPlacements = ['Amara Okafor', 'Tomos Hughes', 'Jo Field', 'Ben Carter'].map((name, index) =>
  demoPlacement({
    id: `01930000-0000-7000-8000-0000000000c${index + 1}`,
    trainee: { personId: `p${index}`, name, givenName: name.split(' ')[0] ?? name },
    myRoles: ['tutor'],
    ...(index === 3 ? { people: [] } : {}),
  }),
);
const [amara, tomos, jo] = tutorsPlacements;
const scoreLines: PlacementScoreStatus[] = [
  { placementId: amara?.id ?? '', trainee: { personId: 'p0', name: 'Amara Okafor', givenName: 'Amara' }, links: [status({ state: 'sent', sentence: 'Sent to Moodle {at}: done (6 of 6)', at: '2026-11-12T14:02:00.000Z' })] },
  { placementId: tomos?.id ?? '', trainee: { personId: 'p1', name: 'Tomos Hughes', givenName: 'Tomos' }, links: [status({ state: 'waiting', sentence: 'Waiting: Moodle is busy, next try {nextTryAt}', nextTryAt: '2026-11-12T14:10:00.000Z' })] },
  { placementId: jo?.id ?? '', trainee: { personId: 'p2', name: 'Jo Field', givenName: 'Jo' }, links: [status({ state: 'not_sent', sentence: 'Not sent: Jo is not enrolled in this Moodle course. Enrol Jo, then press Send again.', canSendAgain: true })] },
]; // prettier-ignore

const page = (answers: Record<string, unknown>, me = demoMe()) => html`<home-page .api=${demoApi(answers)} .me=${me}></home-page>`;
const tutor = demoMe({
  name: 'Helen Ward',
  platform: { name: 'Northbridge Moodle', family: 'moodle' },
  roles: [role('tutor', null), role('tutor', amara?.id ?? '')],
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
      name: 'trainee',
      render: () =>
        page(
          { 'GET /api/home': home(), 'GET /api/placements': { placements: [demoPlacement({ myRoles: ['trainee'] })], next: null } },
          demoMe({ name: 'Amara Okafor', roles: [role('trainee', amara?.id ?? '')] }),
        ),
    },
    {
      name: 'tutor',
      render: () =>
        page(
          {
            'GET /api/home': home({}, { nameless: 2 }),
            'GET /api/placements': { placements: tutorsPlacements, next: null },
            'GET /api/score-status': { placements: scoreLines, next: null },
          },
          tutor,
        ),
    },
    {
      name: 'tutor-first',
      render: () => page({ 'GET /api/home': home() }, { ...tutor, roles: [role('tutor', null)] }),
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
                  { key: 'tutors', done: true, href: '#/placements/tutors' },
                  { key: 'placements', done: false, href: '#/placements' },
                  { key: 'letters', done: false, href: '#/placements' },
                  { key: 'gradebook', done: null, href: '#/placements/gradebook' },
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
    { name: 'failed', render: () => page({}) },
  ],
};
