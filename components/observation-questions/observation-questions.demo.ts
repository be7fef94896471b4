import { html } from 'lit';
import './observation-questions.js';
import { exampleAnswered, exampleSigned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-questions',
  states: [
    { name: 'to-answer', render: () => html`<observation-questions .view=${exampleSigned()}></observation-questions>` },
    { name: 'answered', render: () => html`<observation-questions .view=${exampleAnswered()}></observation-questions>` },
  ],
};
