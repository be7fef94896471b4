import { html } from 'lit';
import './observation-notes.js';
import { exampleNotes } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const takenBack = exampleNotes(3).map((note, index) => ({ ...note, withdrawn: index === 1 }));

export const demo: Demo = {
  element: 'observation-notes',
  states: [
    { name: 'to-read', render: () => html`<observation-notes .notes=${exampleNotes(4)}></observation-notes>` },
    { name: 'to-change', render: () => html`<observation-notes .notes=${takenBack} editable></observation-notes>` },
    { name: 'three-hundred', render: () => html`<observation-notes .notes=${exampleNotes(300)} editable newestFirst></observation-notes>` },
  ],
};
