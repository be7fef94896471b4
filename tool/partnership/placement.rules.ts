import type { FieldProblem } from '../errors.js';

/** What is still open after the last day is told for two months, and people may write to each other about it; then the placement is history. */
export const openAfterEndDays = 60;

/** No placement lasts longer; a longer one is a typing error in a year. */
const longestYears = 3;

const yearsLater = (day: string, years: number): string => `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;

/** What is wrong with the days of a placement (calendar dates of the school); empty where nothing is. */
export function problemsWithDays(startsOn: string, endsOn: string): FieldProblem[] {
  if (endsOn <= startsOn) return [{ pointer: '/endsOn', detail: 'The last day comes after the first.' }];
  if (endsOn > yearsLater(startsOn, longestYears))
    return [{ pointer: '/endsOn', detail: 'A placement lasts three years at most. Check the year.' }];
  return [];
}

/** Spaces as people type them in a name: one between words, none outside. */
export const tidyLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

export const tidyOptional = (text: string | null): string | null => (text === null || tidyLine(text) === '' ? null : tidyLine(text));
