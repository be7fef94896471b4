import { html } from 'lit';
import './history-page.js';
import type { HistoryEntry } from '../../tool/privacy/audit-history.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';

const placementId = '01930000-0000-7000-8000-0000000000c1';
let made = 0;
const entry = (at: string, action: string, by: string | null, change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: `01930000-0000-7000-8000-00000000${String((made += 1)).padStart(4, '0')}`, at, action, by, byRole: null, subject: null, object: null,
  trainee: 'Amara Okafor', placementId, ...change,
}); // prettier-ignore
const about = (name: string | null, role: string | null, text: string | null) => ({ subject: { name, role, text } });
const observation = { object: { kind: 'observation', id: '01930000-0000-7000-8000-e00000000001' }, ...about(null, null, '2026-11-11') };
const whole = { trainee: null, placementId: null };

const changes = [
  entry('2026-11-12T10:04:00.000Z', 'role.ended', 'Amara Okafor', about('James Boyle', 'mentor', null)),
  entry('2026-11-12T09:40:00.000Z', 'intake.confirmed', 'Ruth Adams', { ...whole, ...about(null, null, 'autumn.xlsx') }),
  entry('2026-11-12T09:36:00.000Z', 'role.request-granted', 'Ruth Adams', { ...whole, ...about(null, null, 'Jo Marsh') }),
  entry('2026-11-12T09:30:00.000Z', 'link.policy', 'Helen Ward', { ...whole, ...about(null, null, 'Critical Friend') }),
  entry('2026-11-10T14:00:00.000Z', 'code.used', 'Priya Nair', about('Priya Nair', 'mentor', 'Ms Nair')),
  entry('2026-11-10T09:12:00.000Z', 'code.made', 'Helen Ward', about(null, 'mentor', 'Ms Nair')),
  entry('2026-11-10T09:10:00.000Z', 'placement.made', 'Helen Ward', about('Amara Okafor', null, 'Harbour Academy')),
  entry('2026-11-10T09:02:00.000Z', 'role.started', 'Ruth Adams', { ...whole, ...about('Helen Ward', 'tutor', null) }),
  entry('2026-11-10T08:40:00.000Z', 'code.made', null, { ...whole, ...about(null, 'coordinator', null) }),
];
const record = [
  entry('2026-11-12T09:30:00.000Z', 'observation.read', 'Helen Ward', { ...observation, byRole: 'tutor' }),
  entry('2026-11-11T18:00:00.000Z', 'closing.written', 'Priya Nair'),
  entry('2026-11-11T17:02:00.000Z', 'score.sent', null),
  entry('2026-11-11T17:01:00.000Z', 'observation.acknowledged', 'Amara Okafor', observation),
  entry('2026-11-11T15:40:00.000Z', 'observation.signed', 'Priya Nair', observation),
  ...changes.slice(4, 7),
];

const page = (path: string, answer: object) => () =>
  html`<history-page
    .api=${demoApi({ 'GET /api/changes': answer, [`GET /api/placements/${placementId}/history`]: answer })}
    .me=${demoMe()}
    .path=${path}
  ></history-page>`;

export const demo: Demo = {
  element: 'history-page',
  states: [
    { name: 'changes', render: page('changes', { entries: changes, next: '2026-11-10T08:40:00.000Z_x' }) },
    { name: 'record', render: page(`history/${placementId}`, { entries: record, next: null }) },
    { name: 'nothing-yet', render: page('changes', { entries: [], next: null }) },
    { name: 'not-there', render: page('history/01930000-0000-7000-8000-000000000099', {}) },
  ],
};
