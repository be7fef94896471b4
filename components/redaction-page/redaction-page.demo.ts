import { html } from 'lit';
import './redaction-page.js';
import type { RedactionAsks } from '../../tool/observation/observation-redaction.shared.js';
import { exampleSigned } from '../observation-form/example-observation.js';
import { demoApi, type Demo } from '../shared/demo.js';

const { id, trainee, observer } = exampleSigned();
const text = 'You waited five seconds after “why”, and Kim put a hand up.';
const start = text.indexOf('Kim');
const asked: RedactionAsks = {
  trainee,
  lessonOn: '2026-11-11',
  timeZone: 'Europe/London',
  deciders: ['Ruth Adeyemi'],
  asks: [
    {
      id: '01930000-0000-7000-8000-a00000000001', part: 'section/strengths', text, passages: [{ start, end: start + 3 }], reason: 'pupil', note: '',
      askedBy: observer, askedAt: '2026-11-12T09:00:00.000Z',
    },
  ],
}; // prettier-ignore

export const demo: Demo = {
  element: 'redaction-page',
  states: [
    {
      name: 'asked',
      render: () =>
        html`<redaction-page
          .api=${demoApi({ [`GET /api/observations/${id}/redactions`]: asked })}
          path="redactions/${id}"
        ></redaction-page>`,
    },
    { name: 'nothing-there', render: () => html`<redaction-page .api=${demoApi({})} path="redactions/${id}"></redaction-page>` },
  ],
};
