import { html } from 'lit';
import './cf-dialog.js';
import type { Demo } from './demo.js';

export const demo: Demo = {
  element: 'cf-dialog',
  states: [
    { name: 'closed', render: () => html`<cf-dialog heading="You already have three targets"></cf-dialog>` },
    {
      name: 'open',
      render: () =>
        html`<cf-dialog heading="You already have three targets" open>
          <p>Which one shall we park?</p>
          <button slot="actions" class="quiet" type="button">Keep all three</button>
          <button slot="actions" class="primary" type="button">Park it</button>
        </cf-dialog>`,
    },
  ],
};
