import { html } from 'lit';
import './observation-live.js';
import { exampleLive } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const lessonMs = (): number => 754_000;

export const demo: Demo = {
  element: 'observation-live',
  states: [
    { name: 'just-begun', render: () => html`<observation-live .view=${exampleLive(0)} .lessonMs=${lessonMs}></observation-live>` },
    { name: 'with-notes', render: () => html`<observation-live .view=${exampleLive(6)} .lessonMs=${lessonMs}></observation-live>` },
  ],
};
