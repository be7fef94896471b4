import { html, type TemplateResult } from 'lit';
import type { DigestAnswer } from '../../tool/digest/digest.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './digest-choice.js';

const answer: DigestAnswer = { rhythm: 'never', sends: true, address: 'p.nair@harbour.example', trouble: null };
const choice = (
  changes: Partial<DigestAnswer> = {},
  saved: Record<string, unknown> = { 'PUT /api/digest': { ...answer, rhythm: 'mondays' } },
) => html`<digest-choice .api=${demoApi({ 'GET /api/digest': { ...answer, ...changes }, ...saved })} .me=${demoMe()}></digest-choice>`;
const trouble = (what: 'unsent' | 'uncertain' | 'refused', rhythm: DigestAnswer['rhythm']): TemplateResult =>
  choice({ rhythm, trouble: { what, on: '2026-11-09' } });

export const demo: Demo = {
  element: 'digest-choice',
  states: [
    { name: 'never', render: () => choice() },
    { name: 'weekdays', render: () => choice({ rhythm: 'weekdays' }) },
    { name: 'no-mail-server-any-more', render: () => choice({ rhythm: 'mondays', sends: false }) },
    { name: 'no-address', render: () => choice({ address: null }) },
    { name: 'no-address-any-more', render: () => choice({ rhythm: 'mondays', address: null }) },
    { name: 'unsent', render: () => trouble('unsent', 'weekdays') },
    { name: 'uncertain', render: () => trouble('uncertain', 'weekdays') },
    { name: 'refused', render: () => trouble('refused', 'never') },
    { name: 'cannot-be-saved', render: () => choice({}, {}) },
  ],
};
