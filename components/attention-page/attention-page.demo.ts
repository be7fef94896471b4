import { html } from 'lit';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { demoTable } from '../tutor-table/demo-trainees.js';
import './attention-page.js';

export const demo: Demo = {
  element: 'attention-page',
  states: [
    {
      name: 'trainees',
      render: () =>
        html`<attention-page
          .api=${demoApi({ 'GET /api/attention/trainees': demoTable(3) })}
          .me=${demoMe()}
          .path=${'trainees'}
        ></attention-page>`,
    },
  ],
};
