const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as milliseconds without a zone. */
function wallClock(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    // Swedish writes `2026-03-29 07:00:00`.
    clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
    clocks.set(timeZone, clock);
  }
  return Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`);
}

/**
 * The instant at which the clock on the wall shows this. A time that a change of clocks leaves out is as much later.
 * @param day ISO day @param time `09:05` @param timeZone IANA name
 */
export function instantAt(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const ahead = (instant: number): number => wallClock(instant, timeZone) - instant;
  // The first guess may lie on the other side of a clock change.
  return new Date(wall - ahead(wall - ahead(wall)));
}
