import { html } from 'lit';
import './observation-release.js';
import './observation-release-choice.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { exampleFeedback, exampleWaiting, none } from '../observation-form/example-observation.js';
import type { Demo } from '../shared/demo.js';

const after = (how: 'talked' | 'day', change: Partial<ObservationView> = {}): ObservationView => ({
  ...exampleWaiting(),
  release: { how, at: '2026-11-25T15:40:00.000Z', released: false },
  ...change,
});
const observer = { access: 'own' as const, may: { ...none, release: true, correct: true } };

export const demo: Demo = {
  element: 'observation-release',
  states: [
    { name: 'choice', render: () => html`<observation-release-choice .view=${exampleFeedback()}></observation-release-choice>` },
    { name: 'after-the-talk', render: () => html`<observation-release .view=${after('talked', observer)}></observation-release>` },
    { name: 'on-a-day', render: () => html`<observation-release .view=${after('day', observer)}></observation-release>` },
    { name: 'trainee-after-the-talk', render: () => html`<observation-release .view=${after('talked')}></observation-release>` },
    { name: 'trainee-on-a-day', render: () => html`<observation-release .view=${after('day')}></observation-release>` },
  ],
};
