import * as z from 'zod/mini';
import { currentTarget } from '../target/target.shared.js';
import { writtenText } from '../text.shared.js';
import { personNamed } from './placement.shared.js';

/** A page at most: what the next mentor should know, and no second record. */
export const closingLength = 4_000;

export const closingBody = z.strictObject({
  body: writtenText(closingLength).check(z.refine((value) => value.trim() !== '', 'Write a sentence first.')),
});

/** How a placement ended, in a few sentences for whoever is mentor next. */
export const closingStatement = z.strictObject({
  body: z.string(),
  writtenOn: z.string(),
  by: personNamed,
  revision: z.number(),
  /** Set where the words were erased: date and author stay. */
  erasedAt: z.nullable(z.string()),
});
export type ClosingStatement = z.infer<typeof closingStatement>;

export const handover = z.strictObject({
  /** This placement's own statement. */
  closing: z.nullable(closingStatement),
  mayWrite: z.boolean(),
  /** Names of who reads this placement's statement now, without the reader. */
  readers: z.array(z.string()),
  /** The placement the same trainee had before: its statement and what they work on, and nothing of its observations. */
  before: z.nullable(
    z.strictObject({
      school: z.string(),
      startsOn: z.string(),
      endsOn: z.string(),
      closing: z.nullable(closingStatement),
      targets: z.array(currentTarget),
    }),
  ),
});
export type Handover = z.infer<typeof handover>;
