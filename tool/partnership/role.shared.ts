import * as z from 'zod/mini';
import { rowId } from '../text.shared.js';
import { whoBody } from './placement.shared.js';

/** Names somebody a tutor; with a placement, gives them that trainee too. */
export const nameTutorBody = z.strictObject({
  role: z.literal('tutor'),
  who: whoBody,
  placementId: z.optional(rowId),
});

export const tutorListed = z.strictObject({
  roleHeldId: z.string(),
  personId: z.string(),
  name: z.string(),
  givenName: z.string(),
  startedAt: z.string(),
  trainees: z.number(),
});
export type TutorListed = z.infer<typeof tutorListed>;
export const tutorList = z.strictObject({ tutors: z.array(tutorListed) });

export const roleEnded = z.strictObject({ id: z.string(), endedAt: z.string() });
