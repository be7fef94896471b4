import { addMs, toInstant } from '../clock.js';
import type { AgeStep } from '../table-declaration.js';
import { retentionBounds, type RetentionSettings } from './retention.shared.js';

export const dayMs = 24 * 60 * 60_000;
/** After the periods were changed nothing goes for a week, so that a slip of the finger can be put right. */
export const pauseMs = 7 * dayMs;

export const usualSettings: RetentionSettings = {
  recordYears: retentionBounds.recordYears.usual,
  draftDays: retentionBounds.draftDays.usual,
  rosterDays: retentionBounds.rosterDays.usual,
  auditYears: retentionBounds.auditYears.usual,
};

/** The same day so many years earlier; 29 February becomes 28. */
export function yearsBefore(date: Date, years: number): Date {
  const earlier = new Date(date);
  earlier.setUTCFullYear(date.getUTCFullYear() - years);
  return earlier.getUTCMonth() === date.getUTCMonth() ? earlier : new Date(earlier.getTime() - dayMs);
}

/** What is older than this instant goes. */
export function beforeOf(after: AgeStep['after'], settings: RetentionSettings, now: Date): string {
  if ('days' in after) return toInstant(addMs(now, -after.days * dayMs));
  if (after.setting === 'recordYears' || after.setting === 'auditYears') return toInstant(yearsBefore(now, settings[after.setting]));
  return toInstant(addMs(now, -settings[after.setting] * dayMs));
}

/** The day before which a trainee's last placement must have ended for the record to go, `2019-07-22`. */
export const recordsEndedBefore = (settings: RetentionSettings, today: string): string =>
  toInstant(yearsBefore(new Date(`${today}T00:00:00.000Z`), settings.recordYears)).slice(0, 10);

/** `2026-11-12` in this zone. */
export const dayIn = (timeZone: string, now: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);

/** "{recordYears} years after …" → "7 years after …" */
export const withSettings = (words: string, settings: RetentionSettings): string =>
  words.replaceAll(/\{(recordYears|draftDays|rosterDays|auditYears)\}/g, (_all, name: keyof RetentionSettings) => String(settings[name]));
