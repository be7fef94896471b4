import { createEvents, type DateTime, type EventAttributes } from 'ics';
import { addDays, dayIn } from '../attention/day.rules.js';
import { instantAt } from '../wall-clock.js';
import type { PlannedLesson } from './calendar-source.js';

/** What was planned for before this is no news for a calendar. @returns ISO day, a month and a zone before now */
export const firstDay = (now: Date): string => addDays(dayIn(now, 'UTC'), -32);

/** `Lesson observation, Harbour Academy, Period 2`: what may stand on a telephone that lies on a table. */
const titleOf = ({ school, period }: PlannedLesson): string => {
  const named = period?.trim() ?? '';
  return ['Lesson observation', school, /^P?\d+$/i.test(named) ? `Period ${named.replace(/^P/i, '')}` : named].filter(Boolean).join(', ');
};

type Start = Pick<EventAttributes, 'start' | 'startInputType' | 'startOutputType'> & ({ end: DateTime } | { duration: { hours: number } });

const dateOf = (day: string): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

function startOf({ day, starts, timeZone }: PlannedLesson): Start {
  if (starts === null) return { start: dateOf(day), end: dateOf(addDays(day, 1)) };
  const at = instantAt(day, starts, timeZone);
  const start: DateTime = [...dateOf(at.toISOString().slice(0, 10)), at.getUTCHours(), at.getUTCMinutes()];
  return { start, startInputType: 'utc', startOutputType: 'utc', duration: { hours: 1 } };
}

/**
 * The file a calendar program reads (RFC 5545).
 * @param host where the identifiers are unique @param url the reader's learning platform, or null
 */
export function calendarFile(lessons: readonly PlannedLesson[], host: string, url: string | null): string {
  const events = lessons.map((lesson): EventAttributes => ({
    ...startOf(lesson),
    uid: `${lesson.id}@${host}`,
    title: titleOf(lesson),
    classification: 'PRIVATE',
    status: lesson.cancelled ? 'CANCELLED' : 'CONFIRMED',
    sequence: lesson.revision + (lesson.cancelled ? 1 : 0),
    ...(url === null ? {} : { url }),
  }));
  const { error, value } = createEvents(events, { productId: 'critical-friend', method: 'PUBLISH', calName: 'Lesson observations' });
  if (error || value === null) throw error ?? new Error('There is no calendar.');
  return value;
}
