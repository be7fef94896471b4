import * as z from 'zod/mini';
import { rowId } from '../text.shared.js';

/** Where somebody without a role stands with asking to be added in the course their page was opened from. */
export const ownRequest = z.strictObject({
  /** False for who holds a role, or does not teach in this course as far as the platform says. */
  mayAsk: z.boolean(),
  /** When they asked; null where nothing is open. */
  askedAt: z.nullable(z.string()),
  /** Names of who is told, or will be. */
  told: z.array(z.string()),
  /** When their last request was declined; null where none was, or a newer one is open. */
  declinedAt: z.nullable(z.string()),
});
export type OwnRequest = z.infer<typeof ownRequest>;

/** Somebody who asks to be added, for a coordinator to answer. */
export const requestListed = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  course: z.nullable(z.string()),
  /** The platform they came from, by the name its operator gave it. */
  platform: z.string(),
  askedAt: z.string(),
});
export type RequestListed = z.infer<typeof requestListed>;

export const requestList = z.strictObject({
  requests: z.array(requestListed),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export type RequestList = z.infer<typeof requestList>;
export const requestListQuery = z.strictObject({ after: z.optional(rowId) });

export const requestDecided = z.strictObject({ id: z.string(), outcome: z.enum(['granted', 'declined']) });
export type RequestDecided = z.infer<typeof requestDecided>;
