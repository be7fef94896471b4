import * as z from 'zod/mini';
import { writtenText } from '../text.shared.js';

/** Somebody who has opened an activity of this course or is in its list of people. */
export const coursePerson = z.strictObject({
  /** For choosing only; never shown. */
  sub: z.string(),
  name: z.string(),
  /** False where the platform sends no name and `name` is a stand-in. */
  named: z.boolean(),
  studentNumber: z.nullable(z.string()),
  personId: z.nullable(z.string()),
  opened: z.boolean(),
  /** Instant since which the course's list does not name them any more; only people of the partnership stay in this list. */
  leftAt: z.nullable(z.string()),
  /** What they are in the course; null where the platform does not say one of these. It gives no right here. */
  courseRole: z.nullable(z.enum(['teacher', 'student'])),
});
export type CoursePerson = z.infer<typeof coursePerson>;

export const coursePeople = z.strictObject({
  course: z.nullable(z.string()),
  people: z.array(coursePerson),
  /** True where there are more than are shown; search for a name. */
  more: z.boolean(),
  /** When the platform's whole list was last read. */
  rosterReadAt: z.nullable(z.string()),
  canReadRoster: z.boolean(),
});
export type CoursePeople = z.infer<typeof coursePeople>;

export const coursePeopleQuery = z.strictObject({ search: z.optional(writtenText(100)) });

export const rosterRead = z.strictObject({ people: z.number(), added: z.number(), left: z.number(), without: z.number() });
export type RosterRead = z.infer<typeof rosterRead>;
