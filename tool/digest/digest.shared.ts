import * as z from 'zod/mini';

/** How often somebody is e-mailed when something waits for them. */
export const rhythm = z.enum(['never', 'weekdays', 'mondays']);
export type Rhythm = z.infer<typeof rhythm>;

/** What went wrong with the last e-mail. `uncertain`: the mail server fell silent when it had the text already. */
export const trouble = z.enum(['unsent', 'uncertain', 'refused']);
export type Trouble = z.infer<typeof trouble>;

/** Somebody's own choice. */
export const digestAnswer = z.strictObject({
  rhythm,
  /** Whether this installation has a mail server. */
  sends: z.boolean(),
  /** The reader's own address, as their platform sent it; null where it sent none that can be used. */
  address: z.nullable(z.string()),
  /** Null where all is well; `on` is an ISO day. */
  trouble: z.nullable(z.strictObject({ what: trouble, on: z.string() })),
});
export type DigestAnswer = z.infer<typeof digestAnswer>;

export const digestBody = z.strictObject({ rhythm });
