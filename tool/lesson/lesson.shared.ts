import * as z from 'zod/mini';
import { calendarDay, writtenText } from '../text.shared.js';

const line = z.nullable(writtenText(200));

/** What is known of a lesson before it is taught; only the day is needed. */
export const lessonDetails = z.strictObject({
  day: calendarDay,
  /** School time, `09:05`. */
  starts: z.nullable(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 09:05'))),
  /** As the school names it: `P2`. */
  period: line,
  className: line,
  subject: line,
  topic: line,
});
export type LessonDetails = z.infer<typeof lessonDetails>;

export const lessonView = z.extend(lessonDetails, { id: z.string(), revision: z.number() });
export type LessonView = z.infer<typeof lessonView>;
