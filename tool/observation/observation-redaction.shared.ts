import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';
import { personNamed } from './observation.shared.js';

/** Why words go: what the gap says. */
export const redactionReason = z.enum(['pupil', 'person', 'private', 'other']);
export type RedactionReason = z.infer<typeof redactionReason>;

/** A passage of one text, in UTF-16 code units: `start` is in it, `end` is not. */
export const passage = z.strictObject({ start: z.int().check(z.gte(0)), end: z.int().check(z.gte(1)) });
export type Passage = z.infer<typeof passage>;

/**
 * Names one text of a record: `section/strengths`, `note/<id>`, `note/<id>/why`, `target/<id>/wording`, `outcome/<target id>/because`,
 * `prompt/0`, `remark/<id>`, `view/<section>`, `lesson/topic`.
 */
const part = z.string().check(z.regex(/^[a-z]+\/[0-9a-zA-Z_-]{1,64}(\/[a-z]+)?$/, 'is no text of a record'));

/** The words to go are named by their places only: they are in no request and in no log. */
export const redactionBody = z.strictObject({
  part,
  passages: z.array(passage).check(z.minLength(1), z.maxLength(50, 'holds more than 50 passages')),
  reason: redactionReason,
  /** In one's own words, without those that go; may be empty. */
  note: writtenText(500),
});
export type RedactionBody = z.infer<typeof redactionBody>;

/** `overtaken`: other words of the same text went first, so these places mean nothing any more. */
export const redactionState = z.enum(['asked', 'removed', 'left', 'overtaken']);
export type RedactionState = z.infer<typeof redactionState>;
export const redactionParams = z.strictObject({ observationId: rowId, redactionId: rowId });
export const redactionDone = z.strictObject({ state: redactionState });

/** What was asked for, as those see it who decide: the one text and the places, and nothing else of the record. */
export const redactionAsk = z.strictObject({
  id: z.string(),
  part: z.string(),
  text: z.string(),
  passages: z.array(passage),
  reason: redactionReason,
  note: z.string(),
  askedBy: personNamed,
  askedAt: z.string(),
});
export type RedactionAsk = z.infer<typeof redactionAsk>;
export const redactionAsks = z.strictObject({
  trainee: personNamed,
  /** ISO day of the lesson. */
  lessonOn: z.string(),
  timeZone: z.string(),
  asks: z.array(redactionAsk),
  /** Others who decide and see the same. */
  deciders: z.array(z.string()),
});
export type RedactionAsks = z.infer<typeof redactionAsks>;
