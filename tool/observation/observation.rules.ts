import { dayIn, daysBetween } from '../attention/day.rules.js';
import { addMs, toInstant } from '../clock.js';
import { instantAt } from '../wall-clock.js';
import type { Access, ObserverStanding } from './observation.policy.js';
import type { NoteBody, ObservationState, ObservationView, Release, WholeNote } from './observation.shared.js';

/** While it is a draft its observer writes; afterwards its words stay. */
export const isDraft = (state: ObservationState): boolean => state === 'planned' || state === 'live' || state === 'feedback';
export const isSigned = (state: ObservationState): boolean => state === 'signed' || state === 'read';

export type Step = 'start' | 'stop' | 'write_up' | 'sign' | 'read' | 'withdraw';

const steps: Readonly<Record<Step, { from: readonly ObservationState[]; to: ObservationState }>> = {
  start: { from: ['planned'], to: 'live' },
  stop: { from: ['live'], to: 'feedback' },
  write_up: { from: ['planned'], to: 'feedback' },
  sign: { from: ['feedback'], to: 'signed' },
  read: { from: ['signed'], to: 'read' },
  withdraw: { from: ['planned', 'live', 'feedback'], to: 'withdrawn' },
};

/** Where a second press of the same button finds the record; it changes nothing and is no error. */
const already: Readonly<Record<Step, readonly ObservationState[]>> = {
  start: ['live'],
  stop: ['feedback'],
  write_up: ['feedback'],
  sign: ['signed', 'read'],
  read: ['read'],
  withdraw: ['withdrawn'],
};

/** @returns the next state, `done` where the step was taken before, `refused` where it cannot be taken now */
export function take(step: Step, state: ObservationState): { to: ObservationState } | 'done' | 'refused' {
  if (already[step].includes(state)) return 'done';
  return steps[step].from.includes(state) ? { to: steps[step].to } : 'refused';
}

export type SaveDecision = 'create' | 'update' | 'same' | 'conflict';

/**
 * What an idempotent PUT of one text does. The same words again change nothing, whatever revision was named; revision 0 is a text nobody
 * has written yet, which may be written without naming it.
 */
export function decideSave(stored: { revision: number; same: boolean } | null, ifMatch: number | null): SaveDecision {
  if (!stored) return ifMatch === null ? 'create' : 'conflict';
  if (stored.same) return 'same';
  return (ifMatch ?? 0) === stored.revision ? 'update' : 'conflict';
}

/** The note as a request leaves it: what it does not name stays as it is stored. */
export const wholeNote = ({ areaIds, why, ...rest }: NoteBody, stored: WholeNote | null): WholeNote => ({
  ...rest,
  areaIds: areaIds ? [...new Set(areaIds)].toSorted() : (stored?.areaIds ?? []),
  why: why ?? stored?.why ?? '',
});

export const sameNote = (one: WholeNote, other: WholeNote): boolean =>
  one.tag === other.tag &&
  one.body === other.body &&
  one.minuteMs === other.minuteMs &&
  one.notedAt === other.notedAt &&
  one.position === other.position &&
  one.why === other.why &&
  one.areaIds.join() === other.areaIds.join();

export interface Standing {
  state: ObservationState;
  released: boolean;
  /** The trainee’s own view was given, or they chose to read first: either way it is no *first* view any more. */
  viewChosen: boolean;
}

/** @param row as stored @param now an instant */
export const standingOf = (
  row: { state: ObservationState; released_at: string | null; view_given_at: string | null; view_skipped_at: string | null },
  now: string,
): Standing => ({
  state: row.state,
  released: isReleased(row.released_at, now),
  viewChosen: row.view_given_at !== null || row.view_skipped_at !== null,
});

/** What the viewer may do next; the page shows no button for the rest. */
export function powersOf(access: Access, { state, released, viewChosen }: Standing, isTrainee: boolean): ObservationView['may'] {
  const own = access === 'own';
  const reads = isTrainee && access === 'record';
  return {
    write: own && isDraft(state),
    sign: own && state === 'feedback',
    release: own && state === 'signed' && !released,
    read: reads && state === 'signed',
    // Also to answer a question: both are the trainee's words beside a signed record.
    differ: reads && isSigned(state),
    correct: own && isSigned(state),
    withdraw: (own || access === 'kept') && isDraft(state),
    viewFirst: isTrainee && access !== 'none' && !viewChosen && (isDraft(state) || state === 'signed'),
  };
}

/** So long after the signature a record waits for the talk, and then no longer: nobody is needed for it to go on. */
export const talkWithinMs = 14 * 24 * 60 * 60_000;
/** So many days ahead a day of release may lie. */
export const mostDaysAhead = 28;

/**
 * From when a record that is signed now is read by others.
 * @param timeZone of the school, in which a day begins @returns an instant; null for a day too far ahead
 */
export function releaseOf(release: Release, now: Date, timeZone: string): string | null {
  if (release.how === 'now') return toInstant(now);
  if (release.how === 'talked') return toInstant(addMs(now, talkWithinMs));
  if (daysBetween(dayIn(now, timeZone), release.on) > mostDaysAhead) return null;
  const begins = toInstant(instantAt(release.on, '00:00', timeZone));
  return begins > toInstant(now) ? begins : toInstant(now);
}

/** Records of before there was a choice have no later moment: they count as released. @param releasedAt instant, may lie ahead */
export const isReleased = (releasedAt: string | null, now: string): boolean => releasedAt === null || releasedAt <= now;

/** How long an unsigned draft stays with a mentor whose role has ended. */
export const keptMs = 14 * 24 * 60 * 60_000;

/** `observer_until` of who is a mentor of the placement now; it sorts after every instant. */
export const stillMentor = '9';

/** @param until when the observer's role ended last, `stillMentor`, or null for who never had one. @param now an instant */
export function observerStanding(until: string | null, now: string): ObserverStanding {
  if (until === stillMentor) return 'mentor';
  return until !== null && keptUntil(until) > now ? 'former' : 'gone';
}

/** Until when a draft stays with its writer. @param endedAt instant at which their role ended */
export const keptUntil = (endedAt: string): string => new Date(Date.parse(endedAt) + keptMs).toISOString();
