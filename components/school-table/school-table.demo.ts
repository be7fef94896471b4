import { html } from 'lit';
import type { SchoolRow } from '../../tool/attention/attention.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './school-table.js';

const trainee = (n: number, name: string) => ({ placementId: `01930000-0000-7000-8000-0000000000c${n}`, name });
const [amara, jamal, connor] = [trainee(1, 'Amara Okafor'), trainee(2, 'Jamal Hussain'), trainee(3, 'Connor Bell')];
const school = (changes: Partial<SchoolRow>): SchoolRow => ({
  id: '01930000-0000-7000-8000-0000000000e1',
  name: 'Harbour Academy',
  trainees: [amara, connor, jamal],
  lastOn: '2026-11-12',
  mentors: [
    { personId: 'm1', name: 'James Boyle', startedAt: '2026-11-02T09:00:00.000Z', trainees: [jamal], lastOn: null, signed: 0 },
    { personId: 'm2', name: 'Priya Nair', startedAt: '2026-09-09T09:00:00.000Z', trainees: [amara, jamal], lastOn: '2026-11-12', signed: 11 },
  ],
  withoutMentor: [connor],
  openCodes: [{ placementId: connor.placementId, trainee: 'Connor Bell', nameGiven: 'Mr Price', expiresAt: '2026-12-02T09:00:00.000Z' }],
  ...changes,
}); // prettier-ignore
const empty = school({ id: 'e2', name: 'Millbrook School', trainees: [], mentors: [], withoutMentor: [], openCodes: [], lastOn: null });

const path = 'GET /api/attention/schools';
const page = (answers: Record<string, unknown>) => html`<school-table .api=${demoApi(answers)} .me=${demoMe()}></school-table>`;

export const demo: Demo = {
  element: 'school-table',
  states: [
    { name: 'schools', render: () => page({ [path]: { schools: [school({}), empty], next: empty.id } }) },
    { name: 'none-yet', render: () => page({ [path]: { schools: [], next: null } }) },
    { name: 'failed', render: () => page({}) },
  ],
};
