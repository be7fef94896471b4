import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { NoteBody, ObservationView, SectionView } from '../../tool/observation/observation.shared.js';
import type { TargetBody } from '../../tool/target/target.shared.js';
import { msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';

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

/** The part of an observation that a key names: `lesson`, `section/<name>`, `note/<id>`, `target/<id>`. */
export function partOf(key: string, { lesson, sections, notes, targets }: ObservationView): object | undefined {
  const [kind, id] = key.split('/');
  if (kind === 'lesson') return lesson;
  if (kind === 'section') return sections.find((one) => one.section === id);
  if (kind === 'note') return notes.find((one) => one.id === id);
  return kind === 'target' ? targets.find((one) => one.id === id) : undefined;
}

/** Words for which a record that was closed elsewhere has no place any more. */
export interface LeftOver {
  heading: string;
  text: string;
}

function headingOf(key: string, view: ObservationView): string {
  const [kind, id] = key.split('/');
  if (kind === 'lesson') return msg('Lesson');
  if (kind === 'section') return view.form.sections.find((one) => one.section === id)?.heading ?? '';
  if (kind === 'target') return msg(str`Target ${view.targets.findIndex((one) => one.id === id) + 1}`);
  const minuteMs = view.notes.find((one) => one.id === id)?.minuteMs ?? null;
  return minuteMs === null ? msg('Note') : msg(str`Note ${elapsed(minuteMs)}`);
}

/** What of these keys is on this page and not in the stored record, as the page has them in order; a note that was taken back is not missed. */
export function leftOverOf(keys: ReadonlySet<string>, here: ObservationView, stored: ObservationView): LeftOver[] {
  const ordered = [
    'lesson',
    ...here.sections.map(({ section }) => `section/${section}`),
    ...here.notes.map(({ id }) => `note/${id}`),
    ...here.targets.map(({ id }) => `target/${id}`),
  ];
  return ordered.flatMap((key) => {
    const part = keys.has(key) ? partOf(key, here) : undefined;
    const kept = partOf(key, stored);
    if (!part || ('withdrawn' in part && part.withdrawn)) return [];
    const text = readable(key, part).trim();
    return text === '' || (kept && readable(key, kept).trim() === text) ? [] : [{ heading: headingOf(key, here), text }];
  });
}
