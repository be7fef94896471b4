import { html } from 'lit';
import './observation-record.js';
import {
  exampleAnswered,
  exampleOrdinary,
  examplePlanned,
  examplePrompts,
  exampleRead,
  exampleSigned,
  none,
} from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const announced = examplePlanned({ access: 'announcement', may: none });
const check = { intact: true, changed: [], erased: [], signatures: [], remarksIntact: true };

export const demo: Demo = {
  element: 'observation-record',
  states: [
    { name: 'announced', render: () => html`<observation-record .view=${announced}></observation-record>` },
    {
      name: 'announced-with-prompts',
      render: () =>
        html`<observation-record
          .view=${{ ...announced, prompts: { texts: examplePrompts, revision: 0, erasedAt: null } }}
        ></observation-record>`,
    },
    { name: 'answered', render: () => html`<observation-record .view=${exampleAnswered()}></observation-record>` },
    { name: 'to-read', render: () => html`<observation-record .view=${exampleSigned()}></observation-record>` },
    {
      name: 'read-and-seen-differently',
      render: () => html`<observation-record .view=${exampleRead()} .check=${check}></observation-record>`,
    },
    { name: 'ordinary', render: () => html`<observation-record .view=${exampleOrdinary()} .check=${check}></observation-record>` },
    {
      name: 'changed-behind-its-signatures',
      render: () => html`<observation-record .view=${exampleRead()} .check=${{ ...check, intact: false }}></observation-record>`,
    },
  ],
};
