import { html, nothing, type TemplateResult } from 'lit';
import type { NoteTag, ObservationList, ObservationState, ObservationView, VisibleTo } from '../../tool/observation/observation.shared.js';
import type { LessonView } from '../../tool/lesson/lesson.shared.js';
import type { Advice } from '../../tool/observation/signing-advice.shared.js';
import { msg, str } from '../shared/localize.js';
import { listOfNames, whoCanSee } from '../shared/names.js';
import { periodName } from '../../tool/observation/period.shared.js';
import { dayName, dayOf, longDay } from '../shared/times.js';

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

/**
 * *Who can see this*, with names; the server's policy made the lists.
 * @param signer null where the reader signs
 * @param focusTold false for a lesson written up afterwards: nobody agreed its focus, so nobody is told it
 */
export function privacySentence(seen: VisibleTo, signer: string | null, focusTold = true): string {
  const planners = listOfNames(seen.planOnly);
  const plan = focusTold
    ? msg(str`${planners} can see when it is, the class, the topic and the focus.`)
    : msg(str`${planners} can see when it was, the class and the topic.`);
  const names = listOfNames(seen.onceSigned);
  const signing = signer === null ? msg(str`${names} will see it when you sign.`) : msg(str`${names} will see it when ${signer} signs.`);
  return [whoCanSee(seen.now), seen.planOnly.length > 0 ? plan : '', seen.onceSigned.length > 0 ? signing : ''].filter(Boolean).join(' ');
}

/** The line every screen with text carries. */
export const privacyLine = (view: ObservationView): TemplateResult => {
  const focusTold = view.state === 'planned' || view.liveStartedAt !== null;
  return html`<p class="privacy">
    ${privacySentence(view.visibleTo, view.access === 'own' || view.access === 'kept' ? null : view.observer.givenName, focusTold)}
  </p>`;
};

/** Above a draft that its writer may only read and copy any more. */
export function keptNotice({ keptUntil, timeZone, trainee }: ObservationView): TemplateResult | typeof nothing {
  if (keptUntil === null) return nothing;
  const day = longDay(dayOf(new Date(keptUntil), timeZone));
  return html`<cf-notice kind="info">
    <p>${msg(str`You are no longer ${trainee.givenName}’s mentor, so this draft cannot be signed.`)}</p>
    <p>${msg(str`It stays yours until ${day}. Copy what you need; nobody else reads it.`)}</p>
  </cf-notice>`;
}

/** The same for a placement's list. */
export const listPrivacyLine = ({ visibleTo: { signed } }: ObservationList): TemplateResult =>
  html`<p class="privacy">${whoCanSee(signed)} ${msg('Before it is signed, only who writes it can see the words.')}</p>`;

export const stateName = (state: ObservationState): string =>
  ({
    planned: msg('Planned'),
    live: msg('Lesson running'),
    feedback: msg('To finish and sign'),
    signed: msg('Signed, not read yet'),
    read: msg('Signed and read'),
    withdrawn: msg('Withdrawn'),
  })[state];

/** Another device was first: what it did, where what is stored takes the place of what was on this page. */
export const elsewhereSentence = (state: ObservationState): string =>
  ({
    planned: msg('This lesson was changed on another device. Here is what is stored.'),
    live: msg('This lesson was already started on another device. Here is what is stored.'),
    feedback: msg('This lesson was already ended on another device. Here is what is stored.'),
    signed: msg('This observation was already signed on another device. Here is what was signed.'),
    read: msg('This observation was already signed on another device. Here is what was signed.'),
    withdrawn: msg('This observation was withdrawn on another device.'),
  })[state];

export const tagName = (tag: NoteTag): string =>
  ({ strength: msg('Strength'), question: msg('Question'), develop: msg('Develop'), none: msg('Note') })[tag];

/** Stands beside the word, never instead of it. */
export const tagSign: Readonly<Record<NoteTag, string>> = { strength: '+', question: '?', develop: '→', none: '·' };

/** What would be worth a look before signing; nothing of it stops anybody. */
export const adviceSentence = (advice: Advice): string =>
  ({
    lesson_unnamed: msg('It does not say which lesson it was: no period, time or class. That cannot be added later.'),
    no_targets: msg('There is no target yet. You can sign without one.'),
    target_without_evidence: msg('A target names no note it rests on.'),
    target_without_wording: msg('A target has no wording yet.'),
    no_impact: msg('Nothing is written about pupils’ learning.'),
  })[advice];
