import type { Route } from '../http/route.js';
import type { Ground } from '../slice.js';
import type { PlannedLessons } from './calendar-source.js';
import { calendarRoutes } from './calendar.routes.js';
import { createCalendars, type Calendars } from './calendar.service.js';

export interface Calendar {
  routes: Route[];
  calendars: Calendars;
}

/** Planned lessons for somebody's own calendar. */
export function createCalendar(ground: Ground, sources: readonly PlannedLessons[]): Calendar {
  const calendars = createCalendars(ground, sources);
  return { routes: calendarRoutes(calendars), calendars };
}
