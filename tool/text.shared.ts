import * as z from 'zod/mini';

// NUL and lone surrogates cannot be stored as UTF-8 and read back as they were.
// eslint-disable-next-line no-control-regex -- NUL is the one character both databases and canonical JSON cannot carry
const unstorable = /\u0000|\p{Surrogate}/u;

/** What people wrote: at most `most` UTF-16 code units, every character one that can be stored and read back. */
export const writtenText = (most: number) =>
  z.string().check(
    z.maxLength(most, `is longer than ${most} characters`),
    z.refine((value) => !unstorable.test(value), 'holds a character that cannot be stored'),
  );

/** A row's id as the browser mints it: a UUID in lower case. */
export const rowId = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not an id'));

/** A calendar date, `2025-11-12`. */
export const calendarDay = z.iso.date('is not a date');
