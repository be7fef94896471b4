import { html } from 'lit';
import './observation-note-entry.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-note-entry',
  states: [
    { name: 'empty', render: () => html`<observation-note-entry></observation-note-entry>` },
    { name: 'beside-another-main-button', render: () => html`<observation-note-entry secondary></observation-note-entry>` },
  ],
};
