import { html } from 'lit';
import './cf-notice.js';
import type { Demo } from './demo.js';

export const demo: Demo = {
  element: 'cf-notice',
  states: [
    {
      name: 'info',
      render: () => html`<cf-notice>Priya has signed. Read it, then press “I have read this”. That does not mean you agree.</cf-notice>`,
    },
    { name: 'good', render: () => html`<cf-notice kind="good">You are now Amara Okafor’s mentor.</cf-notice>` },
    { name: 'warning', render: () => html`<cf-notice kind="warning">Not sent yet. Keep this tab open.</cf-notice>` },
    {
      name: 'problem-with-action',
      render: () =>
        html`<cf-notice kind="problem"
          ><p>Not sent: Amara is not enrolled in this Moodle course. Enrol her, then press Send again.</p>
          <button slot="actions" type="button">Send again</button></cf-notice
        >`,
    },
  ],
};
