import type { Access, ObserverStanding } from './observation.policy.js';
import type { NoteBody, ObservationState, ObservationView } from './observation.shared.js';

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

export const sameNote = (one: NoteBody, other: NoteBody): boolean =>
  one.tag === other.tag &&
  one.body === other.body &&
  one.minuteMs === other.minuteMs &&
  one.notedAt === other.notedAt &&
  one.position === other.position;

/** What the viewer may do next; the page shows no button for the rest. */
export function powersOf(access: Access, state: ObservationState, isTrainee: boolean): ObservationView['may'] {
  const own = access === 'own';
  return {
    write: own && isDraft(state),
    sign: own && state === 'feedback',
    read: isTrainee && state === 'signed',
    differ: isTrainee && isSigned(state),
    correct: own && isSigned(state),
    withdraw: (own || access === 'kept') && isDraft(state),
  };
}

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
