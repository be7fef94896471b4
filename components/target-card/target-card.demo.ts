import { html } from 'lit';
import './target-card.js';
import { exampleSigned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const [target] = exampleSigned().targets;

export const demo: Demo = {
  element: 'target-card',
  states: [
    { name: 'agreed', render: () => html`<target-card trainee="Amara" observer="Priya" .target=${target}></target-card>` },
    {
      name: 'erased',
      render: () =>
        html`<target-card trainee="Amara" observer="Priya" .target=${{ ...target, erasedAt: '2026-12-01T09:00:00.000Z' }}></target-card>`,
    },
  ],
};
