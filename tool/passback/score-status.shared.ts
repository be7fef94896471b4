import * as z from 'zod/mini';

/** How one trainee's count stands in the gradebook, for one link of their course. */
export const scoreStatus = z.strictObject({
  linkId: z.string(),
  linkTitle: z.nullable(z.string()),
  state: z.enum(['sent', 'waiting', 'not_sent', 'nothing']),
  /** One sentence; `{at}` and `{nextTryAt}` stand where the page puts those instants as people say them. */
  sentence: z.string(),
  /** What the gradebook holds or will; in `nothing`, how many are signed and read so far. */
  value: z.nullable(z.number()),
  maximum: z.nullable(z.number()),
  /** When it was delivered, or given up. */
  at: z.nullable(z.string()),
  nextTryAt: z.nullable(z.string()),
  /** A stable word for programs; null where all is well. */
  reason: z.nullable(z.string()),
  /** What to do, as a sentence of its own; it is also part of `sentence`. */
  remedy: z.nullable(z.string()),
  canSendAgain: z.boolean(),
});
export type ScoreStatus = z.infer<typeof scoreStatus>;

export const placementScoreStatus = z.strictObject({
  placementId: z.string(),
  trainee: z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() }),
  links: z.array(scoreStatus),
});
export type PlacementScoreStatus = z.infer<typeof placementScoreStatus>;

export const scoreStatusParams = z.strictObject({ placementId: z.uuid('is not an id') });
export const sendAgainBody = z.strictObject({ linkId: z.uuid('is not an id') });
