import * as z from 'zod/mini';
import { partKey } from '../framework/form.shared.js';
import { calendarDay, rowId, writtenText } from '../text.shared.js';
import { mostOutcomes, outcomeLength, pointNameLength } from './limits.shared.js';

const whole = z.int('is not a whole number');

/** One of the provider's own words for how somebody stands, and the number the gradebook shows for it. */
export const outcome = z.strictObject({
  key: partKey,
  label: writtenText(outcomeLength),
  /** Null where it sends nothing. */
  score: z.nullable(whole.check(z.gte(0, 'is below 0'), z.lte(1_000, 'is above 1,000'))),
});
export type Outcome = z.infer<typeof outcome>;

export const reviewPointBody = z.strictObject({
  name: writtenText(pointNameLength),
  dueOn: z.nullable(calendarDay),
  formVersionId: rowId,
  /** A final report: the school lead signs after the other three. */
  leadSigns: z.boolean(),
  outcomes: z.array(outcome).check(z.maxLength(mostOutcomes, `holds more than ${mostOutcomes} outcomes`)),
  /** Of the column in the gradebook; null where nothing is sent. */
  maximum: z.nullable(whole.check(z.gte(1, 'is below 1'), z.lte(1_000, 'is above 1,000'))),
});
export type ReviewPointBody = z.infer<typeof reviewPointBody>;

export const reviewPointLine = z.extend(reviewPointBody, {
  id: z.string(),
  revision: z.number(),
  /** Not opened any more for anybody; what was opened stays. */
  ended: z.boolean(),
  formName: z.string(),
  /** How many were opened. */
  opened: z.number(),
});
export type ReviewPointLine = z.infer<typeof reviewPointLine>;

export const reviewPointList = z.strictObject({
  points: z.array(reviewPointLine),
  /** Forms to choose from. */
  forms: z.array(z.strictObject({ versionId: z.string(), name: z.string(), version: z.number() })),
});
export type ReviewPointList = z.infer<typeof reviewPointList>;

export const reviewPointParams = z.strictObject({ pointId: rowId });
export const reviewPointEndedBody = z.strictObject({ ended: z.boolean() });
