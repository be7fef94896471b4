import { html } from 'lit';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import type { CodeUsed } from '../../tool/partnership/claim-code.shared.js';
import './partnership-code.js';

const nobody = demoMe({ personId: null, name: null, roles: [] });
const home = { you: { sentence: null, steps: [], nameless: 0 }, waiting: [], reference: '7F3-22C' };
const joined: CodeUsed = {
  role: 'mentor',
  partnership: 'Northbridge University and its schools',
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
const answers = { 'GET /api/home': home, 'POST /api/codes/use': joined };
const refused = 'That code did not work. Check the letters, or ask the tutor named in your letter for a new one.';

export const demo: Demo = {
  element: 'partnership-code',
  states: [
    { name: 'first', render: () => html`<partnership-code .api=${demoApi(answers)} .me=${nobody}></partnership-code>` },
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
      name: 'coordinator',
      render: () =>
        html`<partnership-joined .used=${{ ...joined, role: 'coordinator', placement: null, seenBy: [] }}></partnership-joined>`,
    },
  ],
};
