import { html } from 'lit';
import './observation-cite.js';
import { exampleNotes } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const notes = exampleNotes(4);
const first = notes.slice(0, 1).map((note) => note.id);

export const demo: Demo = {
  element: 'observation-cite',
  states: [
    { name: 'none-named', render: () => html`<observation-cite subject="Strengths" .notes=${notes}></observation-cite>` },
    { name: 'one-named', render: () => html`<observation-cite subject="Strengths" .notes=${notes} .noteIds=${first}></observation-cite>` },
  ],
};
