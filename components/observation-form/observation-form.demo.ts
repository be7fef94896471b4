import { html } from 'lit';
import './observation-form.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { exampleFeedback, exampleLive, examplePlanned, exampleSigned, exampleWaiting, none } from './example-observation.js';

const { id, placementId, lesson, trainee, observer } = examplePlanned();
const list = {
  observations: [{ id, kind: 'formal', state: 'planned', lesson, observer, mine: true, released: true, signedAt: null, readAt: null }],
  trainee,
  mayPlan: true,
  visibleTo: { signed: ['Amara Okafor', 'Helen Ward'], planned: ['Amara Okafor'] },
  next: null,
};
const placement = { id: placementId, trainee, school: { id: 's', name: 'Harbour Academy' }, subject: 'Science' };
const asked = { heading: 'Focus', hint: 'What the two of you agreed to look at. One thing is enough.' };
const forms = [
  { versionId: '019ab000-0000-7000-8000-000000000101', name: 'Lesson observation', focus: asked },
  { versionId: '019ab000-0000-7000-8000-000000000102', name: 'Drop-in', focus: asked },
];
const lists = {
  'GET /api/placements': { placements: [placement] },
  [`GET /api/placements/${placementId}/observations`]: list,
  [`GET /api/placements/${placementId}/forms`]: { forms },
};
const talkFirst = {
  access: 'own' as const,
  may: { ...none, release: true, correct: true },
  release: { how: 'talked' as const, at: '2026-11-25T15:40:00.000Z', released: false },
  visibleTo: { now: [], planOnly: ['Amara Okafor'], onceSigned: ['Amara Okafor', 'Helen Ward'] },
};
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
    { name: 'signed', render: one(exampleSigned({ may: { ...exampleSigned().may, viewFirst: false } })) },
    { name: 'signed-to-talk-about', render: one({ ...exampleSigned(), ...talkFirst }) },
    { name: 'signed-trainee-waits', render: one(exampleWaiting()) },
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
