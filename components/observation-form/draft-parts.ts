import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { NoteBody, ObservationView, SectionView } from '../../tool/observation/observation.shared.js';
import type { TargetBody } from '../../tool/target/target.shared.js';

/** The list with this part in its place, or at its end. */
export const replace = <Part extends { id: string }>(parts: Part[], part: Part): Part[] =>
  parts.some((one) => one.id === part.id) ? parts.map((one) => (one.id === part.id ? part : one)) : [...parts, part];

export const lessonOf = ({ day, starts, period, className, subject, topic }: LessonDetails): LessonDetails => ({
  day,
  starts,
  period,
  className,
  subject,
  topic,
});
export const targetOf = ({ wording, actions, support, byOn, position, noteIds }: TargetBody): TargetBody => ({
  wording,
  actions,
  support,
  byOn,
  position,
  noteIds,
});
/** Milliseconds into the lesson; null outside it. */
export function minuteOf(notedAt: string, lesson: Pick<ObservationView, 'liveStartedAt' | 'liveEndedAt'>): number | null {
  if (lesson.liveStartedAt === null || notedAt < lesson.liveStartedAt) return null;
  if (lesson.liveEndedAt !== null && notedAt > lesson.liveEndedAt) return null;
  return Date.parse(notedAt) - Date.parse(lesson.liveStartedAt);
}

export const noteOf = ({ tag, body, minuteMs, notedAt, position }: NoteBody): NoteBody => ({ tag, body, minuteMs, notedAt, position });

/** A part as one text, to recognise our own words. */
export function textOf(key: string, part: object): string {
  if (key.startsWith('section/')) return (part as SectionView).body;
  if (key === 'lesson') return JSON.stringify(lessonOf(part as LessonDetails));
  if (key.startsWith('note/')) return JSON.stringify(noteOf(part as NoteBody));
  const target = targetOf(part as TargetBody);
  return JSON.stringify({ ...target, noteIds: target.noteIds.toSorted() });
}

/** A part as a person reads it. */
export function readable(key: string, part: object): string {
  if (key === 'lesson')
    return Object.values(lessonOf(part as LessonDetails))
      .filter(Boolean)
      .join(' · ');
  if (key.startsWith('target/')) {
    const { wording, actions, support, byOn } = part as TargetBody;
    return [wording, actions, support, byOn].filter(Boolean).join('\n');
  }
  return (part as { body: string }).body;
}
