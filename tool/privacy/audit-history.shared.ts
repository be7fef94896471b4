import * as z from 'zod/mini';

/** One line of what happened, with the names of today. */
export const historyEntry = z.strictObject({
  id: z.string(),
  at: z.string(),
  /** For example `role.ended`; the page has the words. */
  action: z.string(),
  /** Who did it; null where no person did. */
  by: z.nullable(z.string()),
  /** The role by which somebody looked; null for everything else. */
  byRole: z.nullable(z.string()),
  /** Whose role or code it is, and in which role; what a thing is called. */
  subject: z.nullable(z.strictObject({ name: z.nullable(z.string()), role: z.nullable(z.string()), text: z.nullable(z.string()) })),
  /** What it was about, to open it. */
  object: z.nullable(z.strictObject({ kind: z.string(), id: z.string() })),
  /** Of whose placement. */
  trainee: z.nullable(z.string()),
  placementId: z.nullable(z.string()),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const historyList = z.strictObject({
  entries: z.array(historyEntry),
  /** Pass as `after` for the earlier ones; null at the end. */
  next: z.nullable(z.string()),
});
export type HistoryList = z.infer<typeof historyList>;

export const historyQuery = z.strictObject({
  after: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z_[0-9a-f-]{36}$/, 'is not a place in the list'))),
});
