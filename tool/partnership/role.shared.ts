import * as z from 'zod/mini';
import { rowId, writtenText } from '../text.shared.js';
import { leftCourse, whoBody } from './placement.shared.js';

/** A tutor's role may name a placement as well, and gives them that trainee too. */
const tutorHere = { role: z.literal('tutor'), placementId: z.optional(rowId) };
const schoolLead = { role: z.literal('school_lead'), schoolId: rowId };
const everywhere = { role: z.enum(['lead_mentor', 'coordinator']) };
const onPlacement = { role: z.enum(['mentor', 'coach']), placementId: rowId };

/** Names somebody a tutor, a coordinator, a lead mentor, or the lead of a school. */
export const nameRoleBody = z.union([
  z.strictObject({ ...tutorHere, who: whoBody }),
  z.strictObject({ ...schoolLead, who: whoBody }),
  z.strictObject({ ...everywhere, who: whoBody }),
]);
export type NameRoleBody = z.infer<typeof nameRoleBody>;

/** What somebody who asked to be added is given. */
export const grantBody = z.union([
  z.strictObject(tutorHere),
  z.strictObject(schoolLead),
  z.strictObject(everywhere),
  z.strictObject(onPlacement),
]);
export type GrantBody = z.infer<typeof grantBody>;

/** Makes a code for the letter to somebody whom the list of the course does not name. */
export const roleCodeBody = z.union([
  z.strictObject({ name: writtenText(200).check(z.trim(), z.minLength(1, 'Who is the letter to?')), role: z.literal('school_lead'), schoolId: rowId }),
  z.strictObject({
    name: writtenText(200).check(z.trim(), z.minLength(1, 'Who is the letter to?')),
    role: z.enum(['tutor', 'coordinator', 'lead_mentor']),
  }),
]); // prettier-ignore
export type RoleCodeBody = z.infer<typeof roleCodeBody>;

const listed = {
  roleHeldId: z.string(),
  personId: z.string(),
  name: z.string(),
  givenName: z.string(),
  startedAt: z.string(),
  /** Set where they are in no course of the platform any more. */
  left: z.nullable(leftCourse),
};
export const tutorListed = z.strictObject({ ...listed, trainees: z.number() });
export type TutorListed = z.infer<typeof tutorListed>;

export const roleListed = z.strictObject({
  ...listed,
  role: z.enum(['coordinator', 'school_lead', 'lead_mentor']),
  school: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
});
export type RoleListed = z.infer<typeof roleListed>;

export const roleList = z.strictObject({ tutors: z.array(tutorListed), others: z.array(roleListed) });
export type RoleList = z.infer<typeof roleList>;

export const roleEnded = z.strictObject({ id: z.string(), endedAt: z.string() });
