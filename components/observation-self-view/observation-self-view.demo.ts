import { html } from 'lit';
import './observation-self-view.js';
import type { ObservationView, SelfView } from '../../tool/observation/observation.shared.js';
import { exampleSigned, exampleWaiting, none } from '../observation-form/example-observation.js';
import { demoApi, type Demo } from '../shared/demo.js';

const answer = {
  section: 'strengths' as const,
  body: 'They waited for me, and I waited for them.',
  revision: 2,
  changedAt: '2026-11-11T12:10:00.000Z',
};
const empty: SelfView = { answers: [], givenAt: null, skippedAt: null };
const begun: SelfView = { ...empty, answers: [answer] };
const one = (view: ObservationView, stored: SelfView) => () =>
  html`<observation-self-view
    .api=${demoApi({ [`GET /api/observations/${view.id}/my-view`]: stored })}
    .view=${view}
  ></observation-self-view>`;
const given = { givenAt: '2026-11-11T12:20:00.000Z', answers: [{ section: 'strengths' as const, body: answer.body, erasedAt: null }] };

export const demo: Demo = {
  element: 'observation-self-view',
  states: [
    { name: 'folded', render: one(exampleWaiting(), empty) },
    { name: 'begun', render: one(exampleWaiting(), begun) },
    { name: 'asked-before-reading', render: one(exampleSigned({ may: { ...none, read: true, differ: true, viewFirst: true } }), empty) },
    { name: 'given-and-waiting', render: one(exampleWaiting({ may: none, traineeView: given }), empty) },
    { name: 'read-first', render: one(exampleSigned(), begun) },
  ],
};
