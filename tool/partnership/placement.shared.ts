import * as z from 'zod/mini';
import { calendarDay, rowId, writtenText } from '../text.shared.js';

export const roleName = z.enum(['trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator']);

export const personNamed = z.strictObject({ personId: z.string(), name: z.string(), givenName: z.string() });

/** When the platform's list of the course stopped naming somebody; nothing of theirs is erased because of it. */
export const leftCourse = z.strictObject({
  /** What people call the platform: Moodle, Canvas, or the name its operator gave it. */
  platform: z.string(),
  /** ISO instant. */
  at: z.string(),
});
export type LeftCourse = z.infer<typeof leftCourse>;

/** Somebody who works in this placement now: the trainee, mentors, tutors, coaches (not told to everybody), and the school's lead. */
export const placementPerson = z.strictObject({
  roleHeldId: z.string(),
  personId: z.string(),
  role: roleName,
  name: z.string(),
  givenName: z.string(),
  startedAt: z.string(),
  /** The platform their code was typed in; null where a tutor or coordinator named them. */
  from: z.nullable(z.string()),
});
export type PlacementPerson = z.infer<typeof placementPerson>;

/** One trainee in one school for a time, with its people, as one viewer sees it. */
export const placementView = z.strictObject({
  id: z.string(),
  trainee: personNamed,
  school: z.strictObject({ id: z.string(), name: z.string() }),
  subject: z.nullable(z.string()),
  phase: z.nullable(z.string()),
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  people: z.array(placementPerson),
  /** Set where the trainee is no longer in the course. */
  traineeLeft: z.nullable(leftCourse),
  /** What the viewer holds for this placement; `coordinator` alone means set-up and never the record. */
  myRoles: z.array(roleName),
  revision: z.number(),
});
export type PlacementView = z.infer<typeof placementView>;

export const placementList = z.strictObject({
  placements: z.array(placementView),
  /** Pass as `after` for the next ones; null at the end. */
  next: z.nullable(z.string()),
});
export const placementListQuery = z.strictObject({ after: z.optional(rowId) });

export const idParams = z.strictObject({ id: rowId });

/** Somebody of the course this page was opened from, or somebody the partnership already knows. */
export const whoBody = z.union([z.strictObject({ sub: writtenText(255) }), z.strictObject({ personId: rowId })]);
export type Who = z.infer<typeof whoBody>;

export const placementBody = z.strictObject({
  trainee: whoBody,
  school: writtenText(200).check(z.trim(), z.minLength(1, 'Which school?')),
  subject: z.nullable(writtenText(100)),
  phase: z.nullable(writtenText(100)),
  startsOn: calendarDay,
  endsOn: calendarDay,
});
export type PlacementBody = z.infer<typeof placementBody>;

/** Gives somebody the role of mentor or coach here, without a code. */
export const addPersonBody = z.strictObject({ role: z.enum(['mentor', 'coach']), who: whoBody });
export type AddPersonBody = z.infer<typeof addPersonBody>;

export const schoolList = z.strictObject({ schools: z.array(z.strictObject({ id: z.string(), name: z.string() })) });

/** Names for *Who can see this* on a page of setting up; the viewer is not among them. */
export const readersNamed = z.strictObject({ names: z.array(z.string()) });
