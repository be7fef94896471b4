import { html } from 'lit';
import './observation-redaction.js';
import { exampleRead, exampleSigned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const decides = { decides: true, deciders: ['Ruth Adeyemi'], removals: [] };

export const demo: Demo = {
  element: 'observation-redaction',
  states: [
    { name: 'to-ask', render: () => html`<observation-redaction .view=${exampleSigned()}></observation-redaction>` },
    {
      name: 'to-decide',
      render: () => html`<observation-redaction .view=${exampleSigned({ redaction: decides })}></observation-redaction>`,
    },
    { name: 'after-words-went', render: () => html`<observation-redaction .view=${exampleRead()}></observation-redaction>` },
  ],
};
