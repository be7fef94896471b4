import { answerInWords } from '../../tool/framework/answer.shared.js';
import type { LessonDetails } from '../../tool/lesson/lesson.shared.js';
import type { NoteBody, NoteView, ObservationView, PromptPad, SectionView, WholeNote } from '../../tool/observation/observation.shared.js';
import type { OutcomeBody, TargetBody } from '../../tool/target/target.shared.js';
import { msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';
import { outcomeName } from '../target-outcome/outcome-words.js';

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
export const targetOf = ({ wording, why, actions, support, byOn, areaIds, link, position, noteIds }: TargetBody): TargetBody => ({
  wording,
  why,
  actions,
  support,
  byOn,
  areaIds,
  link,
  position,
  noteIds,
});
export const outcomeOf = ({ outcome, because, noteIds }: OutcomeBody): OutcomeBody => ({ outcome, because, noteIds });
/** Milliseconds into the lesson; null outside it. */
export function minuteOf(notedAt: string, lesson: Pick<ObservationView, 'liveStartedAt' | 'liveEndedAt'>): number | null {
  if (lesson.liveStartedAt === null || notedAt < lesson.liveStartedAt) return null;
  if (lesson.liveEndedAt !== null && notedAt > lesson.liveEndedAt) return null;
  return Date.parse(notedAt) - Date.parse(lesson.liveStartedAt);
}

export const noteOf = ({ tag, body, minuteMs, notedAt, position, areaIds = [], why = '' }: NoteBody): WholeNote => ({
  tag,
  body,
  minuteMs,
  notedAt,
  position,
  areaIds: areaIds.toSorted(),
  why,
});

/** As the server lists them. */
export const inOrder = (notes: readonly NoteView[]): NoteView[] =>
  notes.toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));

/** A part as one text, to recognise our own words. */
export function textOf(key: string, part: object): string {
  if (key.startsWith('section/')) return (part as SectionView).body;
  if (key === 'lesson') return JSON.stringify(lessonOf(part as LessonDetails));
  if (key === 'prompts') return (part as PromptPad).texts.join('\n');
  if (key.startsWith('note/')) return JSON.stringify(noteOf(part as NoteBody));
  if (key.startsWith('outcome/')) {
    const answer = outcomeOf(part as OutcomeBody);
    return JSON.stringify({ ...answer, noteIds: answer.noteIds.toSorted() });
  }
  const target = targetOf(part as TargetBody);
  return JSON.stringify({ ...target, noteIds: target.noteIds.toSorted(), areaIds: target.areaIds.toSorted() });
}

/** A part as a person reads it. @param form of the observation: a chosen answer is its label */
export function readable(key: string, part: object, form: ObservationView['form']): string {
  if (key === 'lesson')
    return Object.values(lessonOf(part as LessonDetails))
      .filter(Boolean)
      .join(' · ');
  if (key === 'prompts') return (part as PromptPad).texts.join('\n');
  if (key.startsWith('target/')) {
    const { wording, why, actions, support, byOn, link } = part as TargetBody;
    return [wording, why, actions, support, byOn, link?.title, link?.url].filter(Boolean).join('\n');
  }
  if (key.startsWith('outcome/')) {
    const { outcome, because } = part as OutcomeBody;
    return [outcomeName(outcome), because].filter(Boolean).join('\n');
  }
  const { body, why = '' } = part as { body: string; why?: string };
  const asked = form.sections.find(({ section }) => key === `section/${section}`);
  return [answerInWords(asked, body), why].filter(Boolean).join('\n');
}

/** The part of an observation that a key names: `lesson`, `section/<name>`, `note/<id>`, `target/<id>`, `outcome/<target>`, `prompts`. */
export function partOf(key: string, { lesson, sections, notes, targets, earlier, prompts }: ObservationView): object | undefined {
  const [kind, id] = key.split('/');
  if (kind === 'lesson') return lesson;
  if (kind === 'section') return sections.find((one) => one.section === id);
  if (kind === 'note') return notes.find((one) => one.id === id);
  if (kind === 'outcome') return earlier.find((one) => one.id === id)?.answer ?? undefined;
  if (kind === 'prompts') return prompts;
  return kind === 'target' ? targets.find((one) => one.id === id) : undefined;
}

/** A view whose parts carry the revisions that are stored; what was never stored is not in it. @param revisionOf by a part's key */
export function asStored(view: ObservationView, revisionOf: (key: string) => number | undefined): ObservationView {
  const revised = <Part extends { revision: number }>(key: string, part: Part): Part => ({
    ...part,
    revision: revisionOf(key) ?? part.revision,
  });
  const known = <Part extends { id: string; revision: number }>(kind: string, parts: readonly Part[]): Part[] =>
    parts.filter(({ id }) => revisionOf(`${kind}/${id}`) !== undefined).map((part) => revised(`${kind}/${part.id}`, part));
  return {
    ...view,
    lesson: revised('lesson', view.lesson),
    prompts: revised('prompts', view.prompts),
    sections: view.sections.map((one) => revised(`section/${one.section}`, one)),
    notes: known('note', view.notes),
    targets: known('target', view.targets),
    earlier: view.earlier.map((one) => {
      const { answer } = one;
      return { ...one, answer: answer && revisionOf(`outcome/${one.id}`) !== undefined ? revised(`outcome/${one.id}`, answer) : null };
    }),
  };
}

/** Words for which a record that was closed elsewhere has no place any more. */
export interface LeftOver {
  heading: string;
  text: string;
}

function headingOf(key: string, view: ObservationView): string {
  const [kind, id] = key.split('/');
  if (kind === 'lesson') return msg('Lesson');
  if (kind === 'prompts') return msg('Prompts');
  if (kind === 'section') return view.form.sections.find((one) => one.section === id)?.heading ?? '';
  if (kind === 'outcome') return view.earlier.find((one) => one.id === id)?.wording ?? '';
  if (kind === 'target') return msg(str`Target ${view.targets.findIndex((one) => one.id === id) + 1}`);
  const minuteMs = view.notes.find((one) => one.id === id)?.minuteMs ?? null;
  return minuteMs === null ? msg('Note') : msg(str`Note ${elapsed(minuteMs)}`);
}

/** What of these keys is on this page and not in the stored record, as the page has them in order; a note that was taken back is not missed. */
export function leftOverOf(keys: ReadonlySet<string>, here: ObservationView, stored: ObservationView): LeftOver[] {
  const ordered = [
    'lesson',
    ...here.earlier.map(({ id }) => `outcome/${id}`),
    'prompts',
    ...here.sections.map(({ section }) => `section/${section}`),
    ...here.notes.map(({ id }) => `note/${id}`),
    ...here.targets.map(({ id }) => `target/${id}`),
  ];
  return ordered.flatMap((key) => {
    const part = keys.has(key) ? partOf(key, here) : undefined;
    const kept = partOf(key, stored);
    if (!part || ('withdrawn' in part && part.withdrawn)) return [];
    const text = readable(key, part, here.form).trim();
    return text === '' || (kept && readable(key, kept, here.form).trim() === text) ? [] : [{ heading: headingOf(key, here), text }];
  });
}
