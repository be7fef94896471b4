import { html } from 'lit';
import './observation-feedback.js';
import { exampleFeedback, examplePlanned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const conflict = { key: 'section/strengths', yours: 'You waited five seconds.', theirs: 'You waited, and hands went up.' };

export const demo: Demo = {
  element: 'observation-feedback',
  states: [
    { name: 'blank', render: () => html`<observation-feedback .view=${examplePlanned({ state: 'feedback' })}></observation-feedback>` },
    { name: 'half-written', render: () => html`<observation-feedback .view=${exampleFeedback()}></observation-feedback>` },
    {
      name: 'two-texts',
      render: () =>
        html`<observation-feedback .view=${exampleFeedback()} .conflicts=${new Map([[conflict.key, conflict]])}></observation-feedback>`,
    },
  ],
};
