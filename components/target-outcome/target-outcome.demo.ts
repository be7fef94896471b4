import { html } from 'lit';
import './target-outcome.js';
import { exampleEarlier } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const [done, open] = exampleEarlier();

export const demo: Demo = {
  element: 'target-outcome',
  states: [
    { name: 'asked', render: () => html`<target-outcome .earlier=${open}></target-outcome>` },
    { name: 'done', render: () => html`<target-outcome .earlier=${done}></target-outcome>` },
    {
      name: 'parked',
      render: () =>
        html`<target-outcome .earlier=${{ ...done, answer: { ...done?.answer, outcome: 'park', because: '' } }}></target-outcome>`,
    },
  ],
};
