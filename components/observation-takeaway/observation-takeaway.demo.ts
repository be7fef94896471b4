import { html } from 'lit';
import './observation-takeaway.js';
import type { Demo } from '../shared/demo.js';

const tooLong = { problem: 'This record is too long for a PDF. Print it from this page, or take the CSV or JSON.' };

export const demo: Demo = {
  element: 'observation-takeaway',
  states: [
    { name: 'one-record', render: () => html`<observation-takeaway></observation-takeaway>` },
    { name: 'all-records', render: () => html`<observation-takeaway of="all"></observation-takeaway>` },
    { name: 'taken', render: () => html`<observation-takeaway .outcome=${{ problem: null }}></observation-takeaway>` },
    { name: 'not-made', render: () => html`<observation-takeaway .outcome=${tooLong}></observation-takeaway>` },
  ],
};
