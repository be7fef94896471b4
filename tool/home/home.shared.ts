import * as z from 'zod/mini';

/** The day that matters to a line, and how: to be done `by` it, happens `on` it, waits `since` it, goes on `until` it. */
export const due = z.strictObject({
  kind: z.enum(['by', 'on', 'since', 'until']),
  /** ISO instant or day. */
  at: z.string(),
});
export type Due = z.infer<typeof due>;

const line = {
  /** Stable within the list, for example `observation:0198…:sign`. */
  key: z.string(),
  /** One sentence under twenty words, with people's names. */
  sentence: z.string(),
  /** Path inside the widget page, for example `#/observations/0198…`. */
  href: z.string(),
  /** The trainee it is about; null for matters of the partnership. */
  about: z.nullable(z.strictObject({ personId: z.string(), name: z.string() })),
  /** Null where no day matters. */
  due: z.nullable(due),
};

/** One line of **Waiting for you**. */
export const waitingItem = z.strictObject({
  ...line,
  /** Rough minutes of work, null where unknown. */
  minutes: z.nullable(z.number()),
});
export type WaitingItem = z.infer<typeof waitingItem>;

/** Somebody whose turn it is. */
export const waitedFor = z.strictObject({
  /** Null for who has a letter with a mentor code and has not typed it yet. */
  personId: z.nullable(z.string()),
  name: z.string(),
  givenName: z.string(),
});
export type WaitedFor = z.infer<typeof waitedFor>;

/** One line of **Waiting for others**: in a matter of the reader's it is somebody else's turn. */
export const waitingOther = z.strictObject({
  ...line,
  /** Where they work together: whoever asks for an address names it. */
  placementId: z.string(),
  /** Any one of them can do it; empty where no name is known. */
  people: z.array(waitedFor),
});
export type WaitingOther = z.infer<typeof waitingOther>;

/** One of a coordinator's first steps; `done` is null where only the page it opens can tell. */
export const setUpStep = z.strictObject({
  key: z.enum(['tutors', 'placements', 'letters', 'gradebook', 'connection']),
  done: z.nullable(z.boolean()),
  href: z.string(),
});
export type SetUpStep = z.infer<typeof setUpStep>;

/** A role of the reader's on a placement that somebody ended lately. */
export const endedRole = z.strictObject({
  id: z.string(),
  role: z.enum(['mentor', 'coach', 'tutor']),
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
  /** What has waited longest comes first. */
  others: z.array(waitingOther),
  /** Six letters to read out to a course team: the end of the session's id, which the audit rows of this visit carry. */
  reference: z.string(),
});
export type HomeAnswer = z.infer<typeof homeAnswer>;
