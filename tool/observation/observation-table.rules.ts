import {
  answerOf,
  areaCodes,
  erasedWords,
  kindWords,
  lessonWords,
  minuteOf,
  noteWords,
  outcomeText,
  stateText,
  tagWords,
  wordsOf,
} from './observation-record.rules.js';
import type { ObservationRecord } from './observation-takeaway.shared.js';

export type Line = (string | null)[];

/** One line for each thing of a record; `Part` says which. Instants are UTC, days ISO 8601. */
export const tableHead: Line = [
  'Observation', 'Day', 'Lesson', 'Trainee', 'Observer', 'School', 'Record', 'Part', 'Minute', 'Kind', 'Curriculum areas', 'Words', 'By', 'At', 'Rests on',
]; // prettier-ignore

interface Part {
  part: string;
  minute?: string;
  kind?: string;
  areas?: string;
  words?: string;
  by?: string;
  at?: string | null;
  noteIds?: readonly string[];
}

const targetWords = (target: ObservationRecord['targets'][number], names: { trainee: string; observer: string }): string =>
  target.erasedAt !== null
    ? erasedWords
    : [
        target.wording,
        target.why.trim() && `Why: ${target.why}`,
        target.actions.trim() && `${names.trainee} will: ${target.actions}`,
        target.support.trim() && `${names.observer} will: ${target.support}`,
        target.byOn && `By: ${target.byOn}`,
        target.link && `To read or watch: ${[target.link.title, target.link.url].filter(Boolean).join(', ')}`,
      ]
        .filter(Boolean)
        .join('\n');

function partsOf(record: ObservationRecord): Part[] {
  const { form, sections, notes, targets, earlier, prompts, answers, remarks, signatures, observer, trainee, traineeView } = record;
  const names = { trainee: trainee.givenName, observer: observer.givenName };
  return [
    ...earlier.flatMap(({ wording, answer }): Part[] =>
      answer ? [{ part: 'A target of before', kind: answer.outcome, words: [wording, outcomeText(answer)].filter(Boolean).join('\n'), by: observer.name, noteIds: answer.noteIds }] : [],
    ),
    ...form.sections.flatMap((asked): Part[] => {
      const stored = sections.find((one) => one.section === asked.section);
      if (!stored || (stored.body.trim() === '' && stored.erasedAt === null)) return [];
      return [{ part: asked.heading, words: answerOf(asked, stored), by: observer.name, at: stored.changedAt, noteIds: stored.noteIds }];
    }),
    ...form.sections.flatMap((asked): Part[] => {
      const own = traineeView?.answers.find((one) => one.section === asked.section);
      return own ? [{ part: `${asked.heading}, before reading`, words: wordsOf(own), by: trainee.name, at: traineeView?.givenAt ?? null }] : [];
    }),
    ...targets.map(
      (target): Part => ({
        part: 'Target', kind: target.status, areas: areaCodes(record, target.areaIds), words: targetWords(target, names), by: observer.name, noteIds: target.noteIds,
      }),
    ),
    ...(prompts.erasedAt === null ? prompts.texts : [erasedWords]).map((words): Part => ({ part: 'Prompt agreed', words, by: observer.name })),
    ...notes.map(
      (note): Part => ({
        part: note.withdrawn ? 'Note, taken back' : 'Note',
        minute: minuteOf(note.minuteMs), kind: tagWords[note.tag], areas: areaCodes(record, note.areaIds), words: noteWords(note), by: observer.name,
        at: note.notedAt,
      }),
    ),
    ...answers.map(
      (answer): Part => ({
        part: 'Answer', words: wordsOf(answer), by: answer.by.name, at: answer.createdAt, noteIds: [answer.noteId],
      }),
    ),
    ...remarks.map(
      (remark): Part => ({
        part: remark.kind === 'differs' ? 'Seen differently' : 'Correction', words: wordsOf(remark), by: remark.by.name, at: remark.createdAt,
      }),
    ),
    ...signatures.map(
      ({ meaning, by, role, signedAt }): Part => ({ part: meaning === 'signed' ? 'Signed' : 'Read', kind: role, by: by.name, at: signedAt }),
    ),
  ]; // prettier-ignore
}

/** The lines of one record; one that holds nothing yet has a line all the same. */
export function linesOf(record: ObservationRecord): Line[] {
  const { id, lesson, trainee, observer, school, kind } = record;
  const about = [id, lesson.day, lessonWords(lesson), trainee.name, observer.name, school, `${kindWords[kind]}, ${stateText(record)}`];
  const cited = (noteIds: readonly string[] = []): string =>
    record.notes
      .filter((note) => noteIds.includes(note.id))
      .map((note) => [minuteOf(note.minuteMs), wordsOf(note)].filter(Boolean).join(' '))
      .join('\n');
  const parts = partsOf(record);
  return (parts.length === 0 ? [{ part: 'Nothing written yet' }] : parts).map(
    ({ part, minute = '', kind: sort = '', areas = '', words = '', by = '', at = null, noteIds }) =>
      [...about, part, minute, sort, areas, words, by, at, cited(noteIds)], // prettier-ignore
  );
}
