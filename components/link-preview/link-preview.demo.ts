import { html } from 'lit';
import type { Demo } from '../shared/demo.js';
import './link-preview-page.js';

export const demo: Demo = {
  element: 'link-preview',
  states: [
    { name: 'everything', render: () => html`<link-preview></link-preview>` },
    { name: 'observations', render: () => html`<link-preview shows="observations" sends="running_count" .count=${8}></link-preview>` },
    { name: 'sends-nothing', render: () => html`<link-preview sends="nothing"></link-preview>` },
    { name: 'test-student', render: () => html`<link-preview-page .returnUrl=${'https://canvas.example/courses/1'}></link-preview-page>` },
    { name: 'switched-role', render: () => html`<link-preview-page switched></link-preview-page>` },
  ],
};
