import * as z from 'zod/mini';

/** Least, usual and most of each period a partnership may choose. */
export const retentionBounds = {
  recordYears: { least: 1, usual: 7, most: 15 },
  draftDays: { least: 14, usual: 90, most: 365 },
  rosterDays: { least: 30, usual: 365, most: 1_095 },
  auditYears: { least: 1, usual: 8, most: 15 },
} as const;

const within = ({ least, most }: { least: number; most: number }) =>
  z.int('is a whole number').check(z.gte(least, `is at least ${least}`), z.lte(most, `is at most ${most}`));

export const retentionSettings = z.strictObject({
  recordYears: within(retentionBounds.recordYears),
  draftDays: within(retentionBounds.draftDays),
  rosterDays: within(retentionBounds.rosterDays),
  auditYears: within(retentionBounds.auditYears),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

export const retentionAnswer = z.strictObject({
  settings: retentionSettings,
  /** 0: nobody has chosen yet. */
  revision: z.number(),
  /** Nothing goes before this day: the periods were changed a few days ago. */
  pausedUntil: z.nullable(z.string()),
  /** What would go: today, and by the time these many days have passed. */
  lines: z.array(
    z.strictObject({ what: z.string(), kept: z.string(), now: z.number(), in30Days: z.number(), in365Days: z.number(), held: z.number() }),
  ),
  lastRun: z.nullable(z.strictObject({ ranOn: z.string(), removed: z.array(z.strictObject({ what: z.string(), rows: z.number() })) })),
});
export type Retention = z.infer<typeof retentionAnswer>;
