import { html } from 'lit';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import type { Demo } from '../shared/demo.js';
import './privacy-notice.js';

const notice: Notice = {
  version: 0,
  read: false,
  body: '',
  link: null,
  partnership: 'Northbridge Partnership',
  recordYears: 7,
  draftDays: 90,
};
const own: Notice = {
  ...notice,
  version: 1,
  body: 'Northbridge University is responsible for your training record.\nQuestions about your data: Dana Frost, 01234 567891.',
  link: 'https://northbridge.example/privacy',
};

export const demo: Demo = {
  element: 'privacy-notice',
  states: [
    { name: 'first-time', render: () => html`<privacy-notice .notice=${notice}></privacy-notice>` },
    { name: 'with-the-university-s-words', render: () => html`<privacy-notice .notice=${own}></privacy-notice>` },
  ],
};
