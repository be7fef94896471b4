import { html } from 'lit';
import './observation-looks.js';
import type { LookList } from '../../tool/observation/observation.shared.js';
import type { Demo } from '../shared/demo.js';

const look = (name: string, role: string | null, firstAt: string, lastAt: string): LookList['looks'][number] => ({
  by: { personId: `p-${name}`, name, givenName: name.split(' ')[0] ?? name }, role, firstAt, lastAt,
}); // prettier-ignore
const looks = [
  look('Helen Ward', 'tutor', '2026-11-11T16:02:00.000Z', '2026-11-12T09:30:00.000Z'),
  look('Priya Nair', 'mentor', '2026-11-11T15:41:00.000Z', '2026-11-11T15:41:00.000Z'),
];

export const demo: Demo = {
  element: 'observation-looks',
  states: [
    {
      name: 'trainee',
      render: () => html`<observation-looks .looks=${looks} .timeZone=${'Europe/London'} .historyOf=${'c1'}></observation-looks>`,
    },
    { name: 'nobody', render: () => html`<observation-looks .looks=${[]}></observation-looks>` },
  ],
};
