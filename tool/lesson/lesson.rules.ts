import type { LessonDetails } from './lesson.shared.js';

/** A line somebody left blank is no line; one with spaces round it means the words. */
const settled = (line: string | null): string | null => line?.trim() || null;

/** Details as they are stored: trimmed, blank lines as null. */
export const settledDetails = (details: LessonDetails): LessonDetails => ({
  day: details.day,
  starts: details.starts,
  period: settled(details.period),
  className: settled(details.className),
  subject: settled(details.subject),
  topic: settled(details.topic),
});

export const sameDetails = (one: LessonDetails, other: LessonDetails): boolean =>
  (['day', 'starts', 'period', 'className', 'subject', 'topic'] as const).every((name) => one[name] === other[name]);
