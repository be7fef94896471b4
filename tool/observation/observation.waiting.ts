import { dayIn } from '../attention/day.rules.js';
import type { Reader } from '../access/viewer.js';
import { addMs, toInstant } from '../clock.js';
import type { Due, WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { LessonDetails } from '../lesson/lesson.shared.js';
import type { WaitingRow } from './observation.model.js';
import type { Parts } from './observation-parts.js';
import { periodName } from './period.shared.js';
import { accessTo, isTrainee } from './observation.policy.js';
import { keptMs, keptUntil, observerStanding } from './observation.rules.js';

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

export const localeOf = (viewer: Reader): string => viewer.locale?.replaceAll('_', '-') ?? 'en-GB';

interface Words {
  when: string;
  trainee: string;
  observer: string;
}

type Said = Pick<WaitingItem, 'sentence' | 'minutes' | 'due'>;

const forMentor = (row: WaitingRow, { when, trainee }: Words, today: string): Said => {
  const day = (kind: Due['kind']): Due => ({ kind, at: row.lesson_on });
  if (row.state === 'live') return { sentence: `${trainee}’s lesson is running. Go on with your notes.`, minutes: null, due: day('since') };
  if (row.state === 'feedback') return { sentence: `${when}: finish and sign ${trainee}’s lesson`, minutes: 10, due: day('since') };
  if (row.lesson_on < today)
    return { sentence: `${when}: write up ${trainee}’s lesson, or withdraw the plan`, minutes: 10, due: day('since') };
  return row.has_focus === 1
    ? { sentence: `${when}: ${trainee}’s lesson, focus agreed`, minutes: null, due: day('on') }
    : { sentence: `${when}: ${trainee}’s lesson, no focus yet`, minutes: 2, due: day('by') };
};

const forTrainee = (row: WaitingRow, { when, observer }: Words): Said =>
  row.state === 'signed'
    ? {
        sentence: `${observer} has signed. Read it, then press “I have read this”.`,
        minutes: 5,
        due: { kind: 'since', at: row.signed_at ?? row.lesson_on },
      }
    : { sentence: `${when}: ${observer} comes to your lesson`, minutes: null, due: { kind: 'on', at: row.lesson_on } };

export const placementsAs = (viewer: Reader, role: 'mentor' | 'trainee' | 'tutor'): string[] =>
  viewer.roles.flatMap((held) => (held.role === role && held.placementId !== null ? [held.placementId] : []));

// Nobody's list is filled by leading a school.
export const factsOf = (row: Pick<WaitingRow, 'placement_id' | 'observer_person_id' | 'observer_until' | 'state'>, { ground }: Parts) => ({
  placementId: row.placement_id,
  schoolId: null,
  observerPersonId: row.observer_person_id,
  observerStanding: observerStanding(row.observer_until, toInstant(ground.clock.now())),
  state: row.state,
});

export const aboutOf = ({ personId, name }: { personId: string; name: string }): WaitingItem['about'] => ({ personId, name });

/** What a trainee sees differently, for its observer and the tutor. Nothing tells that it was read, so it leaves by itself. */
async function seenDifferently(parts: Parts, viewer: Reader): Promise<WaitingItem[]> {
  const [asMentor, asTutor] = [placementsAs(viewer, 'mentor'), placementsAs(viewer, 'tutor')];
  if (asMentor.length + asTutor.length === 0) return [];
  const since = toInstant(addMs(parts.ground.clock.now(), -differingMs));
  const rows = await parts.remarks.differing(viewer.partnershipId, viewer.personId, asMentor, asTutor, since, mostItems);
  if (rows.length === 0) return [];
  const placements = new Map((await parts.placements.listForViewer(viewer)).map((placement) => [placement.id, placement]));
  return rows.flatMap((row): WaitingItem[] => {
    const trainee = placements.get(row.placement_id)?.trainee;
    // What is signed is read alike whether or not its observer is a mentor still.
    const facts = factsOf({ ...row, observer_until: null }, parts);
    if (!trainee || accessTo(viewer, facts) === 'none') return [];
    const sentence = `${trainee.givenName} sees one lesson differently. Read ${trainee.givenName}’s view.`;
    const due: Due = { kind: 'since', at: row.said_at };
    return [{ key: `observation:${row.id}:differs`, sentence, href: `#/observations/${row.id}`, about: aboutOf(trainee), due, minutes: 3 }];
  });
}

/** What an observer has to plan, finish and sign, and what a trainee has to read. */
async function stepsWaiting(parts: Parts, viewer: Reader): Promise<WaitingItem[]> {
  const [asMentor, asTrainee] = [placementsAs(viewer, 'mentor'), placementsAs(viewer, 'trainee')];
  if (asMentor.length + asTrainee.length === 0) return [];
  const found = await parts.observations.waiting(viewer.partnershipId, viewer.personId, asMentor, asTrainee, mostItems);
  const now = parts.ground.clock.now();
  const today = dayIn(now, viewer.timeZone);
  const until = toInstant(addMs(now, aheadMs)).slice(0, 10);
  const rows = found.filter((row) => {
    if (accessTo(viewer, factsOf(row, parts)) === 'none' || (row.state === 'planned' && row.lesson_on > until)) return false;
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
      when: lessonTime(lesson.details, today, localeOf(viewer)),
      trainee: placement.trainee.givenName,
      observer: names.get(row.observer_person_id)?.givenName ?? 'Your mentor',
    };
    return [
      {
        key: `observation:${row.id}:${row.state}`,
        ...(own ? forMentor(row, words, today) : forTrainee(row, words)),
        href: `#/observations/${row.id}`,
        about: aboutOf(placement.trainee),
      },
    ];
  });
}

/** Drafts that are still a former mentor's to read and copy, and until when. */
async function draftsKept(parts: Parts, viewer: Reader): Promise<WaitingItem[]> {
  const since = toInstant(addMs(parts.ground.clock.now(), -keptMs));
  const rows = await parts.observations.kept(viewer.partnershipId, viewer.personId, since, mostItems);
  return rows.map((row) => {
    const until = keptUntil(row.observer_until ?? since);
    const lesson = longDay(row.lesson_on, viewer);
    return {
      key: `observation:${row.id}:kept`,
      sentence: `Your draft of the lesson on ${lesson} is not signed. Copy what you need.`,
      href: `#/draft/${row.id}`,
      about: null,
      due: { kind: 'until', at: until },
      minutes: null,
    };
  });
}

/** `12 November` */
const longDay = (day: string, viewer: Reader): string =>
  new Intl.DateTimeFormat(localeOf(viewer), { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

/** The list's lines from this slice: a tutor has only what a trainee sees differently. */
export const createObservationWaiting = (parts: Parts): WaitingSource => ({
  async waitingFor(viewer: Reader) {
    return [...(await stepsWaiting(parts, viewer)), ...(await seenDifferently(parts, viewer)), ...(await draftsKept(parts, viewer))];
  },
});
