import { html } from 'lit';
import { demoApi, type Demo } from '../shared/demo.js';
import './link-picker.js';

const api = demoApi({ 'POST /api/links/picks': { returnUrl: 'https://moodle.example/return', jwt: 'demo' } });

export const demo: Demo = {
  element: 'link-picker',
  states: [
    { name: 'moodle', render: () => html`<link-picker .api=${api} platform="Moodle" course="PGCE Secondary 2026"></link-picker>` },
    { name: 'canvas', render: () => html`<link-picker .api=${api} platform="Canvas"></link-picker>` },
    { name: 'nothing-to-add', render: () => html`<link-picker .api=${api} platform="Moodle" nothingToAdd></link-picker>` },
  ],
};
