import { html, type TemplateResult } from 'lit';
import type { CalendarAnswer } from '../../tool/calendar/calendar.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import './calendar-address.js';

const address = 'https://critical-friend.example/calendar/q0vOZrJ5vKQy9nN2m0hU3sT8wXyZaBcDeFgHiJkLmNo.ics';
const made = { address, madeAt: '2026-11-12T09:31:00.000Z' };
const line = (answer: CalendarAnswer | null): TemplateResult =>
  html`<calendar-address
    .api=${demoApi({ ...(answer ? { 'GET /api/calendar': answer } : {}), 'POST /api/calendar': made, 'DELETE /api/calendar': null })}
    .me=${demoMe()}
  ></calendar-address>`;

export const demo: Demo = {
  element: 'calendar-address',
  states: [
    { name: 'none', render: () => line({ madeAt: null, readAt: null }) },
    { name: 'read', render: () => line({ madeAt: '2026-11-03T09:30:00.000Z', readAt: '2026-11-12T08:00:00.000Z' }) },
    { name: 'not-read-yet', render: () => line({ madeAt: '2026-11-03T09:30:00.000Z', readAt: null }) },
    { name: 'cannot-be-asked', render: () => line(null) },
  ],
};
