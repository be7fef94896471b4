import type { HeldRole, Role } from '../access/viewer.js';
import type { ObservationState } from './observation.shared.js';

/** As much of a viewer as these rules need. */
export interface Asker {
  personId: string | null;
  roles: readonly Pick<HeldRole, 'role' | 'placementId' | 'schoolId'>[];
}

/** Where an observation was made. */
export interface Place {
  placementId: string;
  /** null where the caller asks for people of the placement only: whoever leads its school is none of them. */
  schoolId: string | null;
}

/** `mentor` of the placement now; `former` for the days in which an unsigned draft is still theirs; `gone` afterwards. */
export type ObserverStanding = 'mentor' | 'former' | 'gone';

export interface ObservationFacts extends Place {
  observerPersonId: string;
  observerStanding: ObserverStanding;
  state: ObservationState;
}

/**
 * `own`: everything, as its observer. `kept`: the same to read, copy and withdraw, after their role has ended. `record`: what was signed.
 * `announcement`: that a lesson is watched, when, and the focus.
 */
export type Access = 'none' | 'announcement' | 'record' | 'kept' | 'own';

const signed: readonly ObservationState[] = ['signed', 'read'];

const drafts: readonly ObservationState[] = ['planned', 'live', 'feedback'];

/**
 * States each role sees of other people's observations. The words of a draft are nobody's but its writer's; the trainee knows of it from
 * the plan to the signature, because day and focus are agreed with them. A school's lead reads what was signed in their school. A coach,
 * a lead mentor and a coordinator see nothing because of that role.
 */
const statesSeen: Readonly<Record<Role, readonly ObservationState[]>> = {
  trainee: [...drafts, ...signed],
  mentor: signed,
  tutor: signed,
  school_lead: signed,
  coach: [],
  lead_mentor: [],
  coordinator: [],
};

const holdsHere = (asker: Asker, role: Role, placementId: string): boolean =>
  asker.roles.some((held) => held.role === role && held.placementId === placementId);

const reaches = (held: Asker['roles'][number], { placementId, schoolId }: Place): boolean =>
  held.role === 'school_lead' ? held.schoolId !== null && held.schoolId === schoolId : held.placementId === placementId;

export interface Reach {
  /** Sees their own observations in every state: only while they are a mentor of this placement. */
  own: boolean;
  /** A draft among these only while its observer is a mentor here: what somebody left behind is nobody else's. */
  states: ObservationState[];
}

/** What the bounded query asks for; `accessTo` says the same about one row. */
export function reachIn(asker: Asker, place: Place): Reach {
  const states = asker.roles.filter((held) => reaches(held, place)).flatMap((held) => statesSeen[held.role]);
  return { own: holdsHere(asker, 'mentor', place.placementId), states: [...new Set(states)] };
}

export function accessTo(asker: Asker, observation: ObservationFacts): Access {
  if (asker.personId === null) return 'none';
  const { own, states } = reachIn(asker, observation);
  const { state, observerStanding } = observation;
  const mine = observation.observerPersonId === asker.personId;
  if (mine && own) return 'own';
  if (mine && observerStanding === 'former' && drafts.includes(state)) return 'kept';
  if (!states.includes(state)) return 'none';
  if (signed.includes(state)) return 'record';
  return observerStanding === 'mentor' ? 'announcement' : 'none';
}

/** The role by which somebody sees an observation, for *Who has looked*; the first of several. */
export const roleOfLook = (asker: Asker, observation: ObservationFacts): Role | null =>
  asker.roles.find((held) => accessTo({ ...asker, roles: [held] }, observation) !== 'none')?.role ?? null;

/** *Who has looked* belongs to the trainee, whose record it is, and to who wrote it. */
export const maySeeLooks = (asker: Asker, observation: ObservationFacts): boolean => {
  const access = accessTo(asker, observation);
  return access === 'own' || (access !== 'none' && isTrainee(asker, observation.placementId));
};

export const mayPlan = (asker: Asker, placementId: string): boolean => holdsHere(asker, 'mentor', placementId);

export const maySeeList = (asker: Asker, place: Place): boolean => {
  const { own, states } = reachIn(asker, place);
  return own || states.length > 0;
};

/** The trainee reads and answers; nobody does it for them. */
export const isTrainee = (asker: Asker, placementId: string): boolean => holdsHere(asker, 'trainee', placementId);
