import { html } from 'lit';
import { usualDays, type AttentionRules } from '../../tool/attention/attention.shared.js';
import { demoApi, type Demo } from '../shared/demo.js';
import './attention-rules.js';

const rules = (changes: Partial<AttentionRules> = {}): AttentionRules => ({
  mine: null, partnership: null, usual: usualDays, meetings: false, may: { mine: true, partnership: true }, ...changes,
}); // prettier-ignore
const page = (whose: 'mine' | 'partnership', answer: unknown) =>
  html`<attention-rules .api=${demoApi({ 'GET /api/attention/rules': answer })} .whose=${whose}></attention-rules>`;

export const demo: Demo = {
  element: 'attention-rules',
  states: [
    { name: 'tutor', render: () => page('mine', rules()) },
    { name: 'tutor-chosen', render: () => page('mine', rules({ mine: { days: { ...usualDays, target: null }, revision: 2 } })) },
    { name: 'coordinator', render: () => page('partnership', rules({ meetings: true })) },
  ],
};
