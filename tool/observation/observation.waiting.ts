import type { KnownViewer } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { LessonDetails } from '../lesson/lesson.shared.js';
import type { WaitingRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { periodName } from './period.shared.js';
import { accessTo, isTrainee } from './observation.policy.js';

const dayMs = 24 * 60 * 60_000;
/** A planned lesson appears a week before; until then nothing is waiting. */
const aheadMs = 7 * dayMs;
/** How long it waits that a trainee sees a lesson differently. */
const differingMs = 14 * dayMs;
const mostItems = 60;

/** `Wed P2`, `Wed 12 Nov P2` where it is not this week's, `Wed 09:05` where the period has no name. */
export function lessonTime(lesson: Pick<LessonDetails, 'day' | 'period' | 'starts'>, today: string, locale: string): string {
  const date = new Date(`${lesson.day}T12:00:00Z`);
  const apart = Math.abs(date.getTime() - new Date(`${today}T12:00:00Z`).getTime()) / dayMs;
  const parts: Intl.DateTimeFormatOptions = apart < 7 ? { weekday: 'short' } : { weekday: 'short', day: 'numeric', month: 'short' };
  const day = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(date).replaceAll(',', '');
  return [day, lesson.period ? periodName(lesson.period) : lesson.starts].filter(Boolean).join(' ');
}

interface Words {
  when: string;
  trainee: string;
  observer: string;
}

const forMentor = (row: WaitingRow, { when, trainee }: Words): Pick<WaitingItem, 'sentence' | 'minutes'> => {
  if (row.state === 'live') return { sentence: `${trainee}’s lesson is running. Go on with your notes.`, minutes: null };
  if (row.state === 'feedback') return { sentence: `${when}: finish and sign ${trainee}’s lesson`, minutes: 10 };
  return row.has_focus === 1
    ? { sentence: `${when}: ${trainee}’s lesson, focus agreed`, minutes: null }
    : { sentence: `${when}: ${trainee}’s lesson, no focus yet`, minutes: 2 };
};

const forTrainee = (row: WaitingRow, { when, observer }: Words): Pick<WaitingItem, 'sentence' | 'minutes'> =>
  row.state === 'signed'
    ? { sentence: `${observer} has signed. Read it, then press “I have read this”.`, minutes: 5 }
    : { sentence: `${when}: ${observer} comes to your lesson`, minutes: null };

const placementsAs = (viewer: KnownViewer, role: 'mentor' | 'trainee' | 'tutor'): string[] =>
  viewer.roles.flatMap((held) => (held.role === role && held.placementId !== null ? [held.placementId] : []));

/** What a trainee sees differently, for its observer and the tutor. Nothing tells that it was read, so it leaves by itself. */
async function seenDifferently(parts: Parts, viewer: KnownViewer): Promise<WaitingItem[]> {
  const [asMentor, asTutor] = [placementsAs(viewer, 'mentor'), placementsAs(viewer, 'tutor')];
  if (asMentor.length + asTutor.length === 0) return [];
  const since = toInstant(addMs(parts.ground.clock.now(), -differingMs));
  const rows = await parts.remarks.differing(viewer.partnershipId, viewer.personId, asMentor, asTutor, since, mostItems);
  if (rows.length === 0) return [];
  const placements = new Map((await parts.placements.listForViewer(viewer)).map((placement) => [placement.id, placement]));
  return rows.flatMap((row): WaitingItem[] => {
    const trainee = placements.get(row.placement_id)?.trainee;
    const facts = { placementId: row.placement_id, observerPersonId: row.observer_person_id, state: row.state };
    if (!trainee || accessTo(viewer, facts) === 'none') return [];
    const sentence = `${trainee.givenName} sees one lesson differently. Read ${trainee.givenName}’s view.`;
    return [
      { key: `observation:${row.id}:differs`, sentence, href: `#/observations/${row.id}`, about: trainee.name, due: null, minutes: 3 },
    ];
  });
}

/** What an observer has to plan, finish and sign, and what a trainee has to read. */
async function stepsWaiting(parts: Parts, viewer: KnownViewer): Promise<WaitingItem[]> {
  const [asMentor, asTrainee] = [placementsAs(viewer, 'mentor'), placementsAs(viewer, 'trainee')];
  if (asMentor.length + asTrainee.length === 0) return [];
  const found = await parts.observations.waiting(viewer.partnershipId, viewer.personId, asMentor, asTrainee, mostItems);
  const now = parts.ground.clock.now();
  const today = toInstant(now).slice(0, 10);
  const until = toInstant(addMs(now, aheadMs)).slice(0, 10);
  const rows = found.filter((row) => {
    const facts = { placementId: row.placement_id, observerPersonId: row.observer_person_id, state: row.state };
    if (accessTo(viewer, facts) === 'none' || (row.state === 'planned' && row.lesson_on > until)) return false;
    // A plan whose day has passed is the observer's to write up or withdraw; the trainee has nothing to do about it.
    return !(row.state === 'planned' && row.lesson_on < today && isTrainee(viewer, row.placement_id));
  });
  if (rows.length === 0) return [];
  const lessons = await parts.lessons.find(
    viewer.partnershipId,
    rows.map((row) => row.lesson_id),
  );
  const placements = new Map((await parts.placements.listForViewer(viewer)).map((placement) => [placement.id, placement]));
  const names = await parts.people.namesOf(viewer.partnershipId, [...new Set(rows.map((row) => row.observer_person_id))]);
  return rows.flatMap((row): WaitingItem[] => {
    const [lesson, placement] = [lessons.get(row.lesson_id), placements.get(row.placement_id)];
    if (!lesson || !placement) return [];
    const own = row.observer_person_id === viewer.personId;
    const words = {
      when: lessonTime(lesson.details, today, viewer.locale?.replaceAll('_', '-') ?? 'en-GB'),
      trainee: placement.trainee.givenName,
      observer: names.get(row.observer_person_id)?.givenName ?? 'Your mentor',
    };
    return [
      {
        key: `observation:${row.id}:${row.state}`,
        ...(own ? forMentor(row, words) : forTrainee(row, words)),
        href: `#/observations/${row.id}`,
        about: own ? placement.trainee.name : null,
        due: row.state === 'signed' ? row.signed_at : row.lesson_on,
      },
    ];
  });
}

/** The list's lines from this slice: a tutor has only what a trainee sees differently. */
export const createObservationWaiting = (parts: Parts): WaitingSource => ({
  async waitingFor(viewer: KnownViewer) {
    return [...(await stepsWaiting(parts, viewer)), ...(await seenDifferently(parts, viewer))];
  },
});
