import { Router } from 'express';
import { z } from 'zod';
import { Problem } from '../errors.js';
import { route, type Route } from '../http/route.js';
import type { Calendars } from './calendar.service.js';
import { calendarAnswer, calendarMade } from './calendar.shared.js';

export const calendarRoutes = (calendars: Calendars): Route[] => [
  route({
    method: 'get',
    path: '/api/calendar',
    summary: 'Whether you have an address for your calendar, and whether a program reads it. Trainee or mentor.',
    who: 'person',
    answer: calendarAnswer,
    handle: async ({ viewer }) => ({ body: await calendars.find(viewer) }),
  }),
  route({
    method: 'post',
    path: '/api/calendar',
    summary: 'Makes a secret address for your calendar and tells it this once; the one before ends. Trainee or mentor.',
    who: 'person',
    body: z.strictObject({}),
    answer: calendarMade,
    handle: async ({ viewer }) => ({ status: 201, body: await calendars.make(viewer) }),
  }),
  route({
    method: 'delete',
    path: '/api/calendar',
    summary: 'Ends the address for your calendar. Trainee or mentor.',
    who: 'person',
    answer: z.null(),
    handle: async ({ viewer }) => {
      await calendars.stop(viewer);
      return { status: 204, body: null };
    },
  }),
];

const address = '/calendar/:token.ics';

/** Where a calendar program comes, without a session; the address itself is the secret, and nothing here writes it down. */
export function calendarPages(calendars: Calendars): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(address, async (request, response) => {
    const file = await calendars.read(request.params.token);
    response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    response.setHeader('Cache-Control', 'private, no-store');
    response.end(file);
  });
  router.all(address, (_request, response) => {
    response.setHeader('Allow', 'GET');
    throw new Problem(405, 'method', 'Here only GET works.');
  });
  return router;
}
