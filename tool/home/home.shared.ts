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

/** One of a coordinator's first steps; `done` is null where only the page it opens can tell. */
export const setUpStep = z.strictObject({
  key: z.enum(['tutors', 'placements', 'letters', 'gradebook']),
  done: z.nullable(z.boolean()),
  href: z.string(),
});
export type SetUpStep = z.infer<typeof setUpStep>;

/** A role of the reader's on a placement that somebody ended lately. */
export const endedRole = z.strictObject({
  id: z.string(),
  role: z.enum(['mentor', 'tutor']),
  trainee: z.strictObject({ name: z.string(), givenName: z.string() }),
  /** Who ended it; null where that is not known. */
  by: z.nullable(z.string()),
  /** ISO instant. */
  at: z.string(),
});
export type EndedRole = z.infer<typeof endedRole>;

/** Who the reader is here. */
export const standing = z.strictObject({
  /** One sentence; null for somebody who holds no role. */
  sentence: z.nullable(z.string()),
  steps: z.array(setUpStep),
  /** Newest first. */
  ended: z.array(endedRole),
  /** How many people of this course came without a name; told to those who can have it changed. */
  nameless: z.number(),
});
export type Standing = z.infer<typeof standing>;

/** What every launch opens on. */
export const homeAnswer = z.strictObject({
  you: standing,
  waiting: z.array(waitingItem),
  /** Six letters to read out to a course team: the end of the session's id, which the audit rows of this visit carry. */
  reference: z.string(),
});
export type HomeAnswer = z.infer<typeof homeAnswer>;
