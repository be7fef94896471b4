import { html } from 'lit';
import type { ListedPlatform } from '../../tool/registration/registration.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './platform-page.js';

const moodle: ListedPlatform = {
  id: 'a54c9856f31e288d91620000000000aa', name: 'Northbridge Moodle', family: 'moodle', issuer: 'https://moodle.northbridge.example', clientId: 'uKFkelSejA8B2WG',
  registeredAt: '2026-11-20T10:31:00.000Z', state: 'open', missing: [], deployments: [{ id: '01930000-0000-7000-8000-0000000000d1', deploymentId: '4', state: 'open' }],
}; // prettier-ignore
const canvas: ListedPlatform = {
  ...moodle, id: 'b54c9856f31e288d91620000000000bb', name: 'Harbour Schools', family: 'canvas', issuer: 'https://canvas.instructure.com', clientId: '10000000000001',
  deployments: [{ id: '01930000-0000-7000-8000-0000000000d2', deploymentId: '7:harbour', state: 'waits' }],
}; // prettier-ignore

const page = (answers: Record<string, unknown>) => html`<platform-page .api=${demoApi(answers)} .me=${demoMe()}></platform-page>`;
const listed = (...platforms: ListedPlatform[]) => page({ 'GET /api/platforms': { platforms } });

export const demo: Demo = {
  element: 'platform-page',
  states: [
    { name: 'none-yet', render: () => listed() },
    {
      name: 'one-waits',
      render: () => listed({ ...moodle, state: 'waits', missing: ['column', 'scores'] }, { ...canvas, deployments: [] }),
    },
    { name: 'approved-and-never-opened', render: () => listed({ ...canvas, deployments: [] }) },
    { name: 'a-part-waits', render: () => listed(moodle, canvas) },
    { name: 'off-and-declined', render: () => listed({ ...moodle, state: 'off', missing: ['people'] }, { ...canvas, state: 'declined' }) },
    { name: 'failed', render: () => page({}) },
  ],
};
