import * as z from 'zod/mini';

/** One line of **Waiting for you**. */
export const waitingItem = z.strictObject({
  /** Stable within the list, for example `observation:0198…:sign`. */
  key: z.string(),
  /** One sentence under twenty words, with people's names. */
  sentence: z.string(),
  /** Path inside the widget page, for example `#/observations/0198…`. */
  href: z.string(),
  /** Whose name the list is grouped by; null for matters of the partnership. */
  about: z.nullable(z.string()),
  /** ISO instant or day; null where nothing is due. */
  due: z.nullable(z.string()),
  /** Rough minutes of work, null where unknown. */
  minutes: z.nullable(z.number()),
});
export type WaitingItem = z.infer<typeof waitingItem>;

export const waitingList = z.strictObject({ items: z.array(waitingItem) });
