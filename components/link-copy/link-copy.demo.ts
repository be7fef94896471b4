import { html } from 'lit';
import type { LinkCopy } from '../../tool/link/link.shared.js';
import { demoApi, type Demo } from '../shared/demo.js';
import './link-copy.js';

const policy: LinkCopy['policy'] = {
  shows: 'everything',
  sends: 'done',
  requiredCount: 6,
  kinds: [],
  countsPlacements: 'each',
  fromOn: null,
  untilOn: null,
};
const offer = (copy: LinkCopy) => html`<link-copy .api=${demoApi({ 'GET /api/links/current/copy': copy })}></link-copy>`;

export const demo: Demo = {
  element: 'link-copy',
  states: [
    { name: 'done', render: () => offer({ course: 'PGCE Secondary 2026', policy }) },
    { name: 'running-count', render: () => offer({ course: null, policy: { ...policy, sends: 'running_count' } }) },
  ],
};
