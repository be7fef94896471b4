import { html, type TemplateResult } from 'lit';
import type { NoteTag, ObservationState, ObservationView, VisibleTo } from '../../tool/observation/observation.shared.js';
import type { LessonView } from '../../tool/lesson/lesson.shared.js';
import type { Advice } from '../../tool/observation/signing-advice.shared.js';
import { msg, str, getLocale } from '../shared/localize.js';
import { periodName } from '../../tool/observation/period.shared.js';
import { dayName, longDay } from '../shared/times.js';

const list = (names: readonly string[]): string => new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names);

/** `today · P2 · 09:05 · 8B · History: The Black Death` */
export function lessonLine(lesson: LessonView, timeZone?: string): string {
  const what = [lesson.subject, lesson.topic].filter(Boolean).join(': ');
  return [dayName(lesson.day, { timeZone }), lesson.period && periodName(lesson.period), lesson.starts, lesson.className, what]
    .filter(Boolean)
    .join(' · ');
}

/** *Your lesson* to its trainee, *Amara’s lesson* to everybody else. */
export const lessonHeading = ({ trainee }: Pick<ObservationView, 'trainee'>, readerId: string | null): string =>
  trainee.personId === readerId ? msg('Your lesson') : msg(str`${trainee.givenName}’s lesson`);

/** `Amara’s lesson, 24 November · Critical Friend`, for the browser’s tab. */
export const lessonTitle = (view: Pick<ObservationView, 'trainee' | 'lesson'>, readerId: string | null): string =>
  `${lessonHeading(view, readerId)}, ${longDay(view.lesson.day)} · Critical Friend`;

export const initialsHint = (): string => msg('Initials or seat, not pupils’ names.');

/** *Who can see this*, with names; the server's policy made the lists. @param signer null where the reader signs */
export function privacySentence(seen: VisibleTo, signer: string | null): string {
  const alone = seen.now.length === 0 && seen.planOnly.length === 0;
  const now = alone ? msg('Who can see this: only you.') : msg(str`Who can see this: ${list([msg('you'), ...seen.now])}.`);
  const plan = seen.planOnly.length > 0 ? msg(str`${list(seen.planOnly)} can see the date and the focus.`) : '';
  const names = list(seen.onceSigned);
  const signing = signer === null ? msg(str`${names} will see it when you sign.`) : msg(str`${names} will see it when ${signer} signs.`);
  const later = seen.onceSigned.length > 0 ? signing : '';
  return [now, plan, later].filter(Boolean).join(' ');
}

/** The line every screen with text carries. */
export const privacyLine = (view: ObservationView): TemplateResult =>
  html`<p class="privacy">${privacySentence(view.visibleTo, view.access === 'own' ? null : view.observer.givenName)}</p>`;

export const stateName = (state: ObservationState): string =>
  ({
    planned: msg('Planned'),
    live: msg('Lesson running'),
    feedback: msg('To finish and sign'),
    signed: msg('Signed, not read yet'),
    read: msg('Signed and read'),
    withdrawn: msg('Withdrawn'),
  })[state];

export const tagName = (tag: NoteTag): string =>
  ({ strength: msg('Strength'), question: msg('Question'), develop: msg('Develop'), none: msg('Note') })[tag];

/** Stands beside the word, never instead of it. */
export const tagSign: Readonly<Record<NoteTag, string>> = { strength: '+', question: '?', develop: '→', none: '·' };

/** What would be worth a look before signing; nothing of it stops anybody. */
export const adviceSentence = (advice: Advice): string =>
  ({
    no_targets: msg('There is no target yet. You can sign without one.'),
    target_without_evidence: msg('A target names no note it rests on.'),
    target_without_wording: msg('A target has no wording yet.'),
    no_impact: msg('Nothing is written about pupils’ learning.'),
  })[advice];
