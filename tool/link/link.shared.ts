import * as z from 'zod/mini';

/** What opens behind the link. */
const linkShows = z.enum(['everything', 'observations']);

/**
 * What the gradebook shows. `done`: nothing before the required number are signed and read, then all of them.
 * `running_count`: how many so far, of the required number.
 */
const linkSends = z.enum(['nothing', 'done', 'running_count']);

const day = z.iso.date('is not a date');

export const linkPolicy = z.strictObject({
  shows: linkShows,
  sends: linkSends,
  requiredCount: z.int().check(z.minimum(1, 'is at least 1'), z.maximum(100, 'is at most 100')),
  /** Kinds of observation that count; an empty list counts every kind. */
  kinds: z.array(z.string().check(z.regex(/^[a-z_]{1,32}$/, 'is not a kind of observation'))).check(z.maxLength(20)),
  /** `each`: a second placement starts its own count. */
  countsPlacements: z.enum(['each', 'both']),
  /** First and last day of lessons that count; null where open. */
  fromOn: z.nullable(day),
  untilOn: z.nullable(day),
});
export type LinkPolicy = z.infer<typeof linkPolicy>;

/** As much of it as is chosen when an activity is placed; the rest is set on the page of the gradebook. */
export const linkChoice = z.pick(linkPolicy, { shows: true, sends: true, requiredCount: true });
export type LinkChoice = z.infer<typeof linkChoice>;

export const linkPolicyAnswer = z.strictObject({
  link: z.strictObject({ id: z.string(), title: z.nullable(z.string()) }),
  policy: linkPolicy,
  /** 0 until somebody has chosen. */
  revision: z.number(),
  /** False where the link is not in a course of trainees: it sends nothing whatever is chosen. */
  sendsFromHere: z.boolean(),
  /** One sentence that stands under the choice. */
  rule: z.string(),
});
export type LinkPolicyAnswer = z.infer<typeof linkPolicyAnswer>;

/** An activity that came with a copy of a course, and what its original does there now. */
export const linkCopy = z.strictObject({
  course: z.nullable(z.string()),
  policy: linkPolicy,
});
export type LinkCopy = z.infer<typeof linkCopy>;

/** Carry it over, or start anew with what a link does until somebody chooses. */
export const linkCopyAnswer = z.strictObject({ carry: z.boolean() });
