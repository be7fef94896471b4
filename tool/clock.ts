/** The one source of time. Tests and the practice page may move it; in production it is the machine's clock. */
export interface Clock {
  now(): Date;
}

/** An instant as it is stored and sent: ISO 8601, UTC, milliseconds, 24 characters; sorts as text. */
export type Instant = string;

export const systemClock: Clock = { now: () => new Date() };

export const toInstant = (date: Date): Instant => date.toISOString();

export const instantNow = (clock: Clock): Instant => toInstant(clock.now());

export const addMs = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

/** A clock a test or the practice page can move. Refused in production by the composition root. */
export class MovableClock implements Clock {
  #offsetMs = 0;
  #frozen: Date | null = null;

  now(): Date {
    return this.#frozen ? new Date(this.#frozen) : new Date(Date.now() + this.#offsetMs);
  }

  advance(ms: number): void {
    if (this.#frozen) this.#frozen = addMs(this.#frozen, ms);
    else this.#offsetMs += ms;
  }

  setTo(date: Date): void {
    this.#frozen = new Date(date);
  }

  release(): void {
    this.#frozen = null;
  }
}
