import { html } from 'lit';
import './observation-prompt-review.js';
import { examplePrompted } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-prompt-review',
  states: [
    { name: 'to-say-why', render: () => html`<observation-prompt-review .view=${examplePrompted()} editable></observation-prompt-review>` },
    { name: 'to-read', render: () => html`<observation-prompt-review .view=${examplePrompted()}></observation-prompt-review>` },
  ],
};
