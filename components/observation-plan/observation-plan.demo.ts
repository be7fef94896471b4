import { html } from 'lit';
import './observation-plan.js';
import { examplePlanned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const { lesson } = examplePlanned();
const plan = { kind: 'formal' as const, lesson, focus: 'Waiting after a question', prompts: ['Wait', 'Ask the back row'] };

const asked = { heading: 'Focus', hint: 'What the two of you agreed to look at. One thing is enough.' };
const forms = ['Lesson observation', 'Drop-in', 'Subject observation'].map((name) => ({ versionId: name, name, focus: asked }));

export const demo: Demo = {
  element: 'observation-plan',
  states: [
    { name: 'new', render: () => html`<observation-plan .plan=${{ ...plan, focus: '' }}></observation-plan>` },
    {
      name: 'several-forms',
      render: () => html`<observation-plan .plan=${{ ...plan, focus: '' }} .forms=${forms}></observation-plan>`,
    },
    { name: 'write-up', render: () => html`<observation-plan .plan=${plan} writeUp></observation-plan>` },
    { name: 'saving-as-typed', render: () => html`<observation-plan .plan=${plan} saves></observation-plan>` },
  ],
};
