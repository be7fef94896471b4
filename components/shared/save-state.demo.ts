import { html } from 'lit';
import type { Demo } from './demo.js';
import './save-state.js';

const at = '2026-11-12T10:31:00.000Z';

export const demo: Demo = {
  element: 'save-state',
  states: [
    { name: 'untouched', render: () => html`<save-state untouched></save-state>` },
    { name: 'saved', render: () => html`<save-state state="saved" .at=${at} time-zone="Europe/London"></save-state>` },
    { name: 'saving', render: () => html`<save-state state="saving"></save-state>` },
    { name: 'waiting', render: () => html`<save-state state="waiting"></save-state>` },
    {
      name: 'not-saved',
      render: () => html`<save-state state="not-saved" sentence="Not saved: copy your text and tell us 7F3-22K"></save-state>`,
    },
  ],
};
