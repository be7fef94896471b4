import { getLocale, msg, str } from './localize.js';

export interface TimeOptions {
  /** IANA zone of the school; the device's own where absent. */
  timeZone?: string | undefined;
  /** For tests and the practice clock. */
  now?: Date;
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs about a millisecond; a list of notes needs the same one hundreds of times.
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = getLocale();
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

const zone = (timeZone: string | undefined): Intl.DateTimeFormatOptions => (timeZone === undefined ? {} : { timeZone });

/** The calendar day of an instant in a zone, `2026-11-12`. */
export function dayOf(instant: Date, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone(timeZone) }).formatToParts(
    instant,
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `14:02` */
export const timeOfDay = (instant: string, timeZone?: string): string =>
  format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone(timeZone) }).format(new Date(instant));

const asUtcNoon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The calendar day it is now. */
export const todayIn = (options: TimeOptions): string => dayOf(options.now ?? new Date(), options.timeZone);

/** Whole days from today, below zero for what has been. */
const daysFromToday = (day: string, options: TimeOptions): number =>
  Math.round((asUtcNoon(day).getTime() - asUtcNoon(todayIn(options)).getTime()) / 86_400_000);

/** `Wed 12 Nov`, with the year when it is another one; `today`, `tomorrow` and `yesterday` by name. @param day ISO day */
export function dayName(day: string, options: TimeOptions = {}): string {
  const apart = daysFromToday(day, options);
  if (apart === 0) return msg('today');
  if (apart === 1) return msg('tomorrow');
  if (apart === -1) return msg('yesterday');
  const year: Intl.DateTimeFormatOptions = day.slice(0, 4) === todayIn(options).slice(0, 4) ? {} : { year: 'numeric' };
  return format({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...year })
    .format(asUtcNoon(day))
    .replaceAll(',', '');
}

/** `today 14:02`, `Wed 12 Nov 09:30`. @param instant ISO instant */
export function moment(instant: string, options: TimeOptions = {}): string {
  const day = dayName(dayOf(new Date(instant), options.timeZone), options);
  const time = timeOfDay(instant, options.timeZone);
  return msg(str`${day} ${time}`);
}

/** `12 November`, with the year when asked. @param day ISO day */
export const longDay = (day: string, withYear = false): string =>
  format({ day: 'numeric', month: 'long', timeZone: 'UTC', ...(withYear ? { year: 'numeric' } : {}) }).format(asUtcNoon(day));

/** A day as people name it from here: `today`, `tomorrow`, `yesterday`, `Wednesday` within six days, else `12 November`. @param day ISO day */
export function nearDay(day: string, options: TimeOptions = {}): string {
  const apart = Math.abs(daysFromToday(day, options));
  if (apart <= 1) return dayName(day, options);
  if (apart <= 6) return format({ weekday: 'long', timeZone: 'UTC' }).format(asUtcNoon(day));
  return longDay(day, day.slice(0, 4) !== todayIn(options).slice(0, 4));
}

/** `12 November`, with the year where it is not this one. @param day ISO day */
export const dayAndYear = (day: string): string => longDay(day, day.slice(0, 4) !== todayIn({}).slice(0, 4));

/** `9 September – 19 December`, with the year where it is not this one. */
export const dayRange = (from: string, to: string): string => {
  const [first, last, present] = [from.slice(0, 4), to.slice(0, 4), todayIn({}).slice(0, 4)];
  return `${longDay(from, first !== present && first !== last)} – ${longDay(to, last !== present)}`;
};

/** Time since a start as a clock shows it: `4:07`, `1:02:33`. @param elapsedMs never below zero on screen */
export function elapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `3 Nov`. @param day ISO day */
export const shortDay = (day: string): string => format({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(asUtcNoon(day));

/** `today`, `yesterday`, `9 days ago`, `in 3 days`. @param day ISO day @param today ISO day */
export const daysAgo = (day: string, today: string): string => {
  const days = Math.round((asUtcNoon(day).getTime() - asUtcNoon(today).getTime()) / 86_400_000);
  return new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' }).format(days, 'day');
};
