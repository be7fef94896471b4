import { html } from 'lit';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import type { CodeUsed } from '../../tool/partnership/claim-code.shared.js';
import './partnership-code.js';

const nobody = demoMe({ personId: null, name: null, roles: [] });
const home = { you: { sentence: null, steps: [], nameless: 0 }, waiting: [], reference: '7F3-22C' };
const kept = [
  {
    key: 'k',
    sentence: 'Your draft of the lesson on 12 November is not signed. Copy what you need.',
    href: '#/draft/1',
    about: null,
    due: null,
    minutes: null,
  },
];
const joined: CodeUsed = {
  role: 'mentor',
  partnership: 'Northbridge University and its schools',
  school: null,
  placement: {
    id: '01930000-0000-7000-8000-0000000000c1',
    traineeName: 'Amara Okafor',
    traineeGivenName: 'Amara',
    schoolName: 'Harbour Academy',
    startsOn: '2026-09-09',
    endsOn: '2026-12-19',
  },
  seenBy: ['Amara', 'Helen Ward'],
};
const asking = { mayAsk: true, askedAt: null, told: ['Helen Ward'], declinedAt: null };
const answers = { 'GET /api/home': home, 'POST /api/codes/use': joined };
const refused = 'That code did not work. Check the letters, or ask the tutor named in your letter for a new one.';

export const demo: Demo = {
  element: 'partnership-code',
  states: [
    { name: 'first', render: () => html`<partnership-code .api=${demoApi(answers)} .me=${nobody}></partnership-code>` },
    {
      name: 'may-ask',
      render: () =>
        html`<partnership-code .api=${demoApi({ ...answers, 'GET /api/role-requests/own': asking })} .me=${nobody}></partnership-code>`,
    },
    {
      name: 'asked',
      render: () =>
        html`<partnership-code
          .api=${demoApi({ ...answers, 'GET /api/role-requests/own': { ...asking, askedAt: '2026-11-10T10:00:00.000Z' } })}
          .me=${nobody}
        ></partnership-code>`,
    },
    {
      name: 'declined',
      render: () =>
        html`<partnership-code
          .api=${demoApi({ ...answers, 'GET /api/role-requests/own': { ...asking, declinedAt: '2026-11-10T10:00:00.000Z' } })}
          .me=${nobody}
        ></partnership-code>`,
    },
    {
      name: 'draft-kept',
      render: () =>
        html`<partnership-code
          .api=${demoApi({ ...answers, 'GET /api/home': { ...home, waiting: kept } })}
          .me=${nobody}
        ></partnership-code>`,
    },
    {
      name: 'nameless',
      render: () => html`<partnership-code .api=${demoApi(answers)} .me=${{ ...nobody, identityName: null }}></partnership-code>`,
    },
    { name: 'another', render: () => html`<partnership-code .api=${demoApi(answers)} .me=${demoMe()}></partnership-code>` },
    {
      name: 'refused',
      render: () =>
        html`<h1>Welcome.</h1>
          <partnership-code-entry .problem=${refused}></partnership-code-entry>`,
    },
    {
      name: 'checking',
      render: () =>
        html`<h1>Welcome.</h1>
          <partnership-code-entry .busy=${true}></partnership-code-entry>`,
    },
    { name: 'joined', render: () => html`<partnership-joined .used=${joined}></partnership-joined>` },
    {
      name: 'joined-coach',
      render: () => html`<partnership-joined .used=${{ ...joined, role: 'coach' }}></partnership-joined>`,
    },
    {
      name: 'joined-school-lead',
      render: () =>
        html`<partnership-joined
          .used=${{ ...joined, role: 'school_lead', school: 'Harbour Academy', placement: null, seenBy: [] }}
        ></partnership-joined>`,
    },
    {
      name: 'coordinator',
      render: () =>
        html`<partnership-joined .used=${{ ...joined, role: 'coordinator', placement: null, seenBy: [] }}></partnership-joined>`,
    },
  ],
};
