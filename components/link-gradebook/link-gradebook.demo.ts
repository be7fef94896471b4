import { html } from 'lit';
import type { LinkPolicyAnswer } from '../../tool/link/link.shared.js';
import { demoApi, type Demo } from '../shared/demo.js';
import './link-gradebook.js';

const answer: LinkPolicyAnswer = {
  link: { id: '01930000-0000-7000-8000-0000000000d1', title: 'Lesson observations' },
  policy: { shows: 'everything', sends: 'done', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null },
  revision: 0,
  sendsFromHere: true,
  rule: 'This is a count, not a mark. In Moodle, set its weight to 0 if your course total should ignore it.',
};
const page = (given: LinkPolicyAnswer) =>
  html`<link-gradebook .api=${demoApi({ 'GET /api/links/current/policy': given })}></link-gradebook>`;

export const demo: Demo = {
  element: 'link-gradebook',
  states: [
    { name: 'first', render: () => page(answer) },
    {
      name: 'running-count',
      render: () => page({ ...answer, revision: 3, policy: { ...answer.policy, sends: 'running_count', fromOn: '2026-09-09' } }),
    },
    { name: 'sends-nothing-from-here', render: () => page({ ...answer, sendsFromHere: false, rule: 'This is a count, not a mark.' }) },
  ],
};
