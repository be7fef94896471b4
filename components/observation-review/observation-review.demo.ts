import { html } from 'lit';
import { demoApi, type Demo } from '../shared/demo.js';
import './observation-review.js';

export const demo: Demo = {
  element: 'observation-review',
  states: [{ name: 'nothing-to-open', render: () => html`<observation-review .api=${demoApi({})}></observation-review>` }],
};
