import { html } from 'lit';
import type { SchoolApproval } from '../../tool/approval/approval.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { demoApproval as approval, demoApprovalVersion as version, demoSchool as school } from './demo-approval.js';
import './school-approval.js';
import './school-approval-state.js';

const none = approval({ state: 'none', current: null });
const withdrawn = { at: '2026-11-11T09:00:00.000Z', by: 'J. Marsh' };

const page = (answer: SchoolApproval, rest = '') =>
  html`<school-approval
    .api=${demoApi({ [`GET /api/schools/${school.id}/approval`]: answer })}
    .me=${demoMe({ name: 'J. Marsh' })}
    .path=${`approvals/${school.id}${rest}`}
  ></school-approval>`;
const lines = [
  { school, state: 'in-force', covers: ['photo', 'video'], fromOn: '2026-09-07', untilOn: '2026-12-18' },
  { school: { id: 'e2', name: 'Millbrook School' }, state: 'none', covers: [], fromOn: null, untilOn: null },
];
const card = (answer: SchoolApproval) => html`<school-approval-state .approval=${answer}></school-approval-state>`;

export const demo: Demo = {
  element: 'school-approval',
  states: [
    {
      name: 'list',
      render: () =>
        html`<school-approval
          .api=${demoApi({ 'GET /api/approvals': { schools: lines, next: 'e2' } })}
          .me=${demoMe()}
          .path=${'approvals'}
        ></school-approval>`,
    },
    { name: 'agreed', render: () => page(approval({ recordAs: 'school_lead' })) },
    { name: 'read-only', render: () => page(approval({ current: { ...version, version: 1 } })) },
    { name: 'none', render: () => page(none) },
    {
      name: 'taken-back',
      render: () => page(approval({ state: 'withdrawn', current: { ...version, withdrawn }, recordAs: 'coordinator' })),
    },
    { name: 'barred', render: () => page(approval({ barred: true })) },
    { name: 'form-new', render: () => page(approval({ state: 'none', current: null, recordAs: 'school_lead' }), '/change') },
    { name: 'form-change', render: () => page(approval({ recordAs: 'coordinator' }), '/change') },
    { name: 'failed', render: () => html`<school-approval .api=${demoApi({})} .me=${demoMe()}></school-approval>` },
    { name: 'card-agreed', render: () => card(approval()) },
    { name: 'card-none', render: () => card(none) },
    { name: 'card-ended', render: () => card(approval({ state: 'ended' })) },
  ],
};
