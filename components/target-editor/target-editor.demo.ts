import { html } from 'lit';
import './target-editor.js';
import { exampleFeedback } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const blank = { wording: '', actions: '', support: '', byOn: null };

export const demo: Demo = {
  element: 'target-editor',
  states: [
    { name: 'blank', render: () => html`<target-editor heading="Target 1" trainee="Amara" .target=${blank}></target-editor>` },
    {
      name: 'written',
      render: () =>
        html`<target-editor heading="Target 1" trainee="Amara" .target=${exampleFeedback().targets[0] ?? blank}></target-editor>`,
    },
  ],
};
