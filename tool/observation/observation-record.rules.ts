import { answerInWords } from '../framework/answer.shared.js';
import type { LessonView } from '../lesson/lesson.shared.js';
import type { OutcomeView, TargetOutcome } from '../target/target.shared.js';
import type { ObservationRecord } from './observation-takeaway.shared.js';
import { periodName } from './period.shared.js';
import type { NoteTag, ObservationKind, ObservationState, ObservationView } from './observation.shared.js';

/** As it is taken away: what the page and its reader had is left out. */
export const recordOf = ({ access: _access, may: _may, visibleTo: _visibleTo, keptUntil: _keptUntil, redaction: _redaction, now, ...view }: ObservationView): ObservationRecord => ({
  format: 'critical-friend/observation-record/1',
  takenAt: now,
  ...view,
}); // prettier-ignore

/** Words of a file. A file is read where no page can translate it, so they are English, as the page's first language is. */
const stateWords: Readonly<Record<ObservationState, string>> = {
  planned: 'Planned', live: 'Lesson running', feedback: 'Draft, not signed', signed: 'Signed, not read yet', read: 'Signed and read',
  withdrawn: 'Withdrawn',
}; // prettier-ignore
/** How far a record is; of what is signed and not released, that it opens later. */
export const stateText = ({ state, release }: Pick<ObservationRecord, 'state' | 'release'>): string =>
  release?.released === false ? 'Signed, opens later' : stateWords[state];
export const kindWords: Readonly<Record<ObservationKind, string>> = { formal: 'Formal observation', drop_in: 'Drop-in' };
export const tagWords: Readonly<Record<NoteTag, string>> = {
  strength: 'Strength',
  question: 'Question',
  develop: 'Develop',
  prompt: 'Prompt',
  none: 'Note',
};
export const erasedWords = 'These words were erased.';

export const wordsOf = ({ body, erasedAt }: { body: string; erasedAt: string | null }): string => (erasedAt === null ? body : erasedWords);

/** A section's answer as the form's version asks it: a choice by its label. */
export const answerOf = (part: ObservationView['form']['sections'][number], stored: { body: string; erasedAt: string | null }): string =>
  stored.erasedAt === null ? answerInWords(part, stored.body) : erasedWords;

/** What a note says, and of a prompt why it was given then. */
export const noteWords = (note: ObservationView['notes'][number]): string =>
  note.erasedAt !== null || note.why.trim() === '' ? wordsOf(note) : `${note.body}\nWhy then: ${note.why}`;

/** Codes of the curriculum areas something is tagged with: `TS5, TS7`. */
export const areaCodes = ({ areas }: Pick<ObservationView, 'areas'>, areaIds: readonly string[]): string =>
  areas
    .filter(({ id }) => areaIds.includes(id))
    .map(({ code }) => code)
    .join(', ');

export const outcomeWords: Readonly<Record<TargetOutcome, string>> = {
  going_on: 'Still working on it',
  done: 'Done',
  park: 'Parked for now',
};

/** What was answered about a target of before; erased words keep their place. */
export const outcomeText = ({ outcome, because, erasedAt }: OutcomeView): string =>
  erasedAt === null ? [outcomeWords[outcome], because].filter((words) => words.trim() !== '').join(': ') : erasedWords;

/** `4:07` or `1:02:33` since the lesson's start; empty for a note written afterwards. */
export function minuteOf(minuteMs: number | null): string {
  if (minuteMs === null) return '';
  const seconds = Math.floor(minuteMs / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `24 November 2026`. @param day ISO day */
export const dayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

/** `24 November 2026 at 14:02`, in the school's zone. */
export const momentWords = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(instant));

/** `24 November 2026 · P2 · 09:05 · 8B · History: The Black Death` */
export const lessonWords = ({ day, period, starts, className, subject, topic }: LessonView): string =>
  [dayWords(day), period && periodName(period), starts, className, [subject, topic].filter(Boolean).join(': ')].filter(Boolean).join(' · ');
