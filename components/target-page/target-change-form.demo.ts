import { html } from 'lit';
import './target-change-form.js';
import type { Demo } from '../shared/demo.js';
import { exampleTargets } from './example-targets.js';

const { offered, targets } = exampleTargets();
const [first, second, third] = targets;

export const demo: Demo = {
  element: 'target-change-form',
  states: [
    { name: 'done', render: () => html`<target-change-form status="closed" .offered=${offered}></target-change-form>` },
    { name: 'parked', render: () => html`<target-change-form status="parked"></target-change-form>` },
    {
      name: 'no-room',
      render: () => html`<target-change-form status="active" .active=${[first, second, third]}></target-change-form>`,
    },
  ],
};
