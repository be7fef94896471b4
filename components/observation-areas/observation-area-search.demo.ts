import { html } from 'lit';
import './observation-area-search.js';
import { exampleAreas } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const first = exampleAreas.frameworks.flatMap((framework) => framework.areas.map((area) => area.id)).slice(0, 1);

export const demo: Demo = {
  element: 'observation-area-search',
  states: [
    {
      name: 'one-chosen',
      render: () => html`<observation-area-search .frameworks=${exampleAreas.frameworks} .chosen=${first}></observation-area-search>`,
    },
  ],
};
