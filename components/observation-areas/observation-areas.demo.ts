import { html } from 'lit';
import './observation-areas.js';
import { exampleAreas } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const offered = exampleAreas.frameworks.flatMap((framework) => framework.areas.map((area) => area.id)).slice(0, 5);

export const demo: Demo = {
  element: 'observation-areas',
  states: [
    {
      name: 'none-chosen',
      render: () => html`<observation-areas label="Areas of the last note" .areas=${exampleAreas} .offered=${offered}></observation-areas>`,
    },
    {
      name: 'two-chosen',
      render: () =>
        html`<observation-areas
          label="Areas of the last note"
          .areas=${exampleAreas}
          .offered=${offered}
          .chosen=${offered.slice(1, 3)}
        ></observation-areas>`,
    },
  ],
};
