const dayMs = 86_400_000;
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a zone. @param timeZone IANA name @returns ISO day */
export function dayIn(instant: Date | string, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
    formats.set(timeZone, format);
  }
  return format.format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** Whole days from one ISO day to another; below zero where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((noon(to) - noon(from)) / dayMs);

export const addDays = (day: string, days: number): string => isoDay(noon(day) + days * dayMs);

export const later = (one: string, other: string): string => (one > other ? one : other);
export const earlier = (one: string, other: string): string => (one < other ? one : other);

/** The Mondays of the last weeks, this one last. */
export function lastMondays(today: string, count: number): string[] {
  const weekday = (new Date(noon(today)).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  return Array.from({ length: count }, (_unused, index) => addDays(monday, (index - count + 1) * 7));
}

/** How many of these days fall into each week; null for a week outside the placement. @param mondays ISO days, oldest first */
export const countByWeek = (
  days: readonly string[],
  mondays: readonly string[],
  placement: { startsOn: string; endsOn: string },
): (number | null)[] =>
  mondays.map((monday) => {
    const next = addDays(monday, 7);
    const count = days.filter((day) => day >= monday && day < next).length;
    return count === 0 && (next <= placement.startsOn || monday > placement.endsOn) ? null : count;
  });
