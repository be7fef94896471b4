import { html } from 'lit';
import './observation-record.js';
import { examplePlanned, exampleRead, exampleSigned } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const may = { write: false, sign: false, read: false, differ: false, correct: false, withdraw: false };
const announced = examplePlanned({ access: 'announcement', may });
const check = { intact: true, changed: [], erased: [], signatures: [], remarksIntact: true };

export const demo: Demo = {
  element: 'observation-record',
  states: [
    { name: 'announced', render: () => html`<observation-record .view=${announced}></observation-record>` },
    { name: 'to-read', render: () => html`<observation-record .view=${exampleSigned()}></observation-record>` },
    {
      name: 'read-and-seen-differently',
      render: () => html`<observation-record .view=${exampleRead()} .check=${check}></observation-record>`,
    },
    {
      name: 'changed-behind-its-signatures',
      render: () => html`<observation-record .view=${exampleRead()} .check=${{ ...check, intact: false }}></observation-record>`,
    },
  ],
};
