import { html } from 'lit';
import './observation-note-editor.js';
import { exampleAreas, exampleNotes, examplePrompted } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const [question] = exampleNotes(1);
const prompt = examplePrompted().notes.find((note) => note.tag === 'prompt');
const offered = exampleAreas.frameworks.flatMap((framework) => framework.areas.map((area) => area.id)).slice(0, 5);

export const demo: Demo = {
  element: 'observation-note-editor',
  states: [
    {
      name: 'question',
      render: () => html`<observation-note-editor .note=${question} .areas=${exampleAreas} .offered=${offered}></observation-note-editor>`,
    },
    { name: 'prompt', render: () => html`<observation-note-editor .note=${prompt}></observation-note-editor>` },
  ],
};
