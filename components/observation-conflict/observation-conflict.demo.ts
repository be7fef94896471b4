import { html } from 'lit';
import './observation-conflict.js';
import type { Demo } from '../shared/demo.js';

export const demo: Demo = {
  element: 'observation-conflict',
  states: [
    {
      name: 'two-texts',
      render: () =>
        html`<observation-conflict yours="You waited five seconds." theirs="You waited, and hands went up."></observation-conflict>`,
    },
  ],
};
