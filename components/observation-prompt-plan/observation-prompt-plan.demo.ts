import { html } from 'lit';
import './observation-prompt-plan.js';
import { examplePrompts } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-prompt-plan',
  states: [
    { name: 'none', render: () => html`<observation-prompt-plan trainee="Amara"></observation-prompt-plan>` },
    { name: 'three', render: () => html`<observation-prompt-plan trainee="Amara" .texts=${examplePrompts}></observation-prompt-plan>` },
  ],
};
