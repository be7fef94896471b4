import * as z from 'zod/mini';
import { actionsLength, wordingLength } from './limits.shared.js';
import { calendarDay, rowId, writtenText } from '../text.shared.js';

export const targetStatus = z.enum(['draft', 'active', 'withdrawn']);
export type TargetStatus = z.infer<typeof targetStatus>;

/** A target as its writer sends it. */
export const targetBody = z.strictObject({
  wording: writtenText(wordingLength),
  /** What the trainee will do. */
  actions: writtenText(actionsLength),
  /** What the mentor and the school will do. */
  support: writtenText(actionsLength),
  byOn: z.nullable(calendarDay),
  position: z.int().check(z.gte(0), z.lte(99)),
  /** Notes of the same observation it rests on. */
  noteIds: z.array(rowId).check(z.maxLength(50, 'holds more than 50 notes')),
});
export type TargetBody = z.infer<typeof targetBody>;

export const targetView = z.extend(targetBody, {
  id: z.string(),
  status: targetStatus,
  revision: z.number(),
  /** Set where the words were erased: date and reason stay. */
  erasedAt: z.nullable(z.string()),
});
export type TargetView = z.infer<typeof targetView>;

/** A target as the next mentor sees it: its words, and not the lesson they come from. */
export const currentTarget = z.strictObject({
  id: z.string(),
  wording: z.nullable(z.string()),
  actions: z.nullable(z.string()),
  support: z.nullable(z.string()),
  byOn: z.nullable(z.string()),
  agreedAt: z.string(),
});
export type CurrentTarget = z.infer<typeof currentTarget>;
