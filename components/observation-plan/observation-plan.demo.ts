import { html } from 'lit';
import './observation-plan.js';
import { examplePlanned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const { lesson } = examplePlanned();
const plan = { kind: 'formal' as const, lesson, focus: 'Waiting after a question' };

export const demo: Demo = {
  element: 'observation-plan',
  states: [
    { name: 'new', render: () => html`<observation-plan .plan=${{ ...plan, focus: '' }}></observation-plan>` },
    { name: 'write-up', render: () => html`<observation-plan .plan=${plan} writeUp></observation-plan>` },
    { name: 'saving-as-typed', render: () => html`<observation-plan .plan=${plan} saves></observation-plan>` },
  ],
};
