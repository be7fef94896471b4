import { html } from 'lit';
import './observation-list.js';
import { examplePlanned } from '../observation-form/example-observation.js';
import type { ObservationList, ObservationSummary } from '../../tool/observation/observation.shared.js';
import type { Demo } from '../shared/demo.js';

const { lesson, trainee, observer, placementId } = examplePlanned();
const summary = (state: ObservationSummary['state'], number: number): ObservationSummary => ({
  id: `01930000-0000-7000-8000-e0000000000${number}`, kind: 'formal', state, observer, mine: true, lesson: { ...lesson, period: `P${number}` },
  signedAt: null, readAt: null,
}); // prettier-ignore
const list: ObservationList = {
  observations: (['planned', 'feedback', 'signed', 'read'] as const).map(summary),
  trainee,
  mayPlan: true,
  visibleTo: { signed: ['Amara Okafor', 'Helen Ward'], planned: ['Amara Okafor'] },
  next: '2026-11-04_x',
};
const empty: ObservationList = { ...list, observations: [], next: null };

export const demo: Demo = {
  element: 'observation-list',
  states: [
    { name: 'mentor', render: () => html`<observation-list .list=${list} .placementId=${placementId}></observation-list>` },
    { name: 'mentor-none-yet', render: () => html`<observation-list .list=${empty} .placementId=${placementId}></observation-list>` },
    { name: 'trainee-none-yet', render: () => html`<observation-list .list=${{ ...empty, mayPlan: false }} own></observation-list>` },
  ],
};
