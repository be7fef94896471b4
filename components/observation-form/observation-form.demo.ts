import { html } from 'lit';
import './observation-form.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { exampleFeedback, exampleLive, examplePlanned, exampleSigned } from './example-observation.js';

const { id, placementId, lesson, trainee, observer } = examplePlanned();
const list = {
  observations: [{ id, kind: 'formal', state: 'planned', lesson, observer, mine: true, signedAt: null, readAt: null }],
  trainee,
  mayPlan: true,
  visibleTo: { signed: ['Amara Okafor', 'Helen Ward'], planned: ['Amara Okafor'] },
  next: null,
};
const placement = { id: placementId, trainee, school: { id: 's', name: 'Harbour Academy' }, subject: 'Science' };
const lists = { 'GET /api/placements': { placements: [placement] }, [`GET /api/placements/${placementId}/observations`]: list };
const one = (view: ObservationView) => () =>
  html`<observation-form
    .api=${demoApi({ [`GET /api/observations/${id}`]: view })}
    .me=${demoMe()}
    path="observations/${id}"
  ></observation-form>`;
const at = (path: string) => () => html`<observation-form .api=${demoApi(lists)} .me=${demoMe()} .path=${path}></observation-form>`;

export const demo: Demo = {
  element: 'observation-form',
  states: [
    { name: 'list', render: at('observations') },
    { name: 'plan', render: at(`observations/plan/${placementId}`) },
    { name: 'write-up', render: at(`observations/write-up/${placementId}`) },
    { name: 'planned', render: one(examplePlanned()) },
    { name: 'live', render: one(exampleLive(6)) },
    { name: 'feedback', render: one(exampleFeedback()) },
    { name: 'signed', render: one(exampleSigned()) },
    {
      name: 'kept',
      render: one({
        ...exampleFeedback(),
        access: 'kept',
        may: { ...exampleFeedback().may, write: false, sign: false, withdraw: true },
        keptUntil: '2026-11-26T09:00:00.000Z',
        visibleTo: { now: [], planOnly: [], onceSigned: [] },
      }),
    },
    { name: 'not-there', render: at('observations/01930000-0000-7000-8000-000000000099') },
  ],
};
