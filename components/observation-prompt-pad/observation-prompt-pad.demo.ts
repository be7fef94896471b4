import { html } from 'lit';
import './observation-prompt-pad.js';
import { examplePrompts } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-prompt-pad',
  states: [{ name: 'three', render: () => html`<observation-prompt-pad .texts=${examplePrompts}></observation-prompt-pad>` }],
};
