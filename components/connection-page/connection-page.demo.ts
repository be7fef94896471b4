import { html } from 'lit';
import type { Connection, ConnectionLine, LineState } from '../../tool/connection/connection.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './connection-page.js';

const titles = [
  ['sign-in', 'Signing in'],
  ['roster', 'The list of people'],
  ['column', 'A column in the gradebook'],
  ['score', 'A score in it'],
  ['removal', 'Taking the column away again'],
  ['review', 'From the gradebook to a trainee’s work'],
  ['frame', 'This page inside the course'],
] as const;

const lines = (found: (readonly [LineState, string])[]): ConnectionLine[] =>
  titles.map(([name, title], index) => {
    const [state, sentence] = found[index] ?? ['waiting', ''];
    return { name, title, state, sentence };
  });

const signIn = [
  'works',
  'Critical Friend is opened from Moodle with a cookie of its own. Moodle accepts our key; the clocks agree.',
] as const;
const people = ['works', '13 people, read to the last page.'] as const;
const working = lines([
  signIn,
  people,
  ['works', 'A column for this check was made.'],
  ['works', 'Moodle took a score for nobody and said, as it should, that nobody is in the course.'],
  ['works', 'The column is gone again.'],
  ['works', 'The gradebook opens a trainee’s signed observations.'],
  ['works', 'The frame keeps its height and scrolls, as Moodle’s does. Cookies come back in it.'],
]);
const faulty = lines([
  signIn,
  [
    'fault',
    "The course does not share its list of people. In Moodle: Site administration, Plugins, External tool, Manage tools, Critical Friend, Services: set “IMS LTI Names and Role Provisioning” to “Use this service to retrieve members' information as per privacy settings”. Then open the activity again.",
  ],
  [
    'fault',
    'Critical Friend may send to columns that are there, and make none. In Moodle: Site administration, Plugins, External tool, Manage tools, Critical Friend, Services: set “IMS LTI Assignment and Grade Services” to “Use this service for grade sync and column management”. Then open the activity again.',
  ],
  ['not-tried', 'Not tried without a column.'],
  ['not-tried', 'Not tried without a column.'],
  ['not-tried', 'Not tried: no activity of this course has a column of its own yet.'],
  ['not-tried', 'Not tried: this page is in a tab of its own. Open it inside the course and check again.'],
]);
const school = lines([
  ['works', 'Critical Friend is opened from Canvas with a cookie of its own. Canvas accepts our key; the clocks agree.'],
  ['not-needed', 'No trainee’s course is in this Canvas, so no list is needed.'],
  ['not-needed', 'No trainee’s course is in this Canvas, so nothing goes to its gradebook.'],
  ['not-needed', 'Not needed without a column.'],
  ['not-needed', 'Not needed without a column.'],
  ['not-needed', 'Canvas has no such link of its own: SpeedGrader opens the activity.'],
  ['not-tried', 'Not tried: open this page from Canvas to try its frame.'],
]);

const began = '2026-11-12T10:31:00.000Z';
const university = (check: Connection['check']): Connection => ({
  id: 'a', name: 'Northbridge Moodle', course: 'PGCE Secondary 2026', here: true, check,
}); // prettier-ignore
const canvas = (check: Connection['check']): Connection => ({ id: 'b', name: 'Harbour Canvas', course: null, here: false, check });
const ended = (found: ConnectionLine[]): Connection['check'] => ({ id: 'c', beganAt: began, endedAt: began, goesOn: false, lines: found });

const page = (connections: Connection[]) =>
  html`<connection-page
    .api=${demoApi({ 'GET /api/connections': { connections }, 'GET /api/connections/a': connections[0] })}
    .me=${demoMe({ name: 'Ruth Adeyemi' })}
  ></connection-page>`;

export const demo: Demo = {
  element: 'connection-page',
  states: [
    { name: 'first', render: () => page([university(null), canvas(null)]) },
    {
      name: 'trying',
      render: () =>
        page([university({ id: 'c', beganAt: began, endedAt: null, goesOn: true, lines: lines([signIn, people]) }), canvas(null)]),
    },
    { name: 'works', render: () => page([university(ended(working)), canvas(ended(school))]) },
    { name: 'to-put-right', render: () => page([university(ended(faulty))]) },
    { name: 'interrupted', render: () => page([university({ id: 'c', beganAt: began, endedAt: null, goesOn: false, lines: working })]) },
  ],
};
