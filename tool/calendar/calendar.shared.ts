import * as z from 'zod/mini';

/** Whether somebody has an address, and whether a calendar program reads it. */
export const calendarAnswer = z.strictObject({
  madeAt: z.nullable(z.string()),
  /** To the hour; null until a program reads it. */
  readAt: z.nullable(z.string()),
});
export type CalendarAnswer = z.infer<typeof calendarAnswer>;

/** Told once, when it is made. */
export const calendarMade = z.strictObject({ address: z.string(), madeAt: z.string() });
export type CalendarMade = z.infer<typeof calendarMade>;
