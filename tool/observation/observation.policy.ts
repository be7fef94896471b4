import type { HeldRole, Role } from '../access/viewer.js';
import type { ObservationState } from './observation.shared.js';

/** As much of a viewer as these rules need. */
export interface Asker {
  personId: string | null;
  roles: readonly Pick<HeldRole, 'role' | 'placementId'>[];
}

export interface ObservationFacts {
  placementId: string;
  observerPersonId: string;
  state: ObservationState;
}

/** `own`: everything, as its observer. `record`: what was signed. `announcement`: that a lesson is watched, when, and the focus. */
export type Access = 'none' | 'announcement' | 'record' | 'own';

const signed: readonly ObservationState[] = ['signed', 'read'];

/**
 * States each role of a placement sees of other people's observations. The words of a draft are nobody's but its writer's; the
 * trainee knows of it from the plan to the signature, because day and focus are agreed with them. A coach, a lead mentor and a coordinator see nothing because of that role.
 */
const statesSeen: Readonly<Record<Role, readonly ObservationState[]>> = {
  trainee: ['planned', 'live', 'feedback', ...signed],
  mentor: signed,
  tutor: signed,
  coach: [],
  lead_mentor: [],
  school_lead: [],
  coordinator: [],
};

const holdsHere = (asker: Asker, role: Role, placementId: string): boolean =>
  asker.roles.some((held) => held.role === role && held.placementId === placementId);

export interface Reach {
  /** Sees their own observations in every state: only while they are a mentor of this placement. */
  own: boolean;
  states: ObservationState[];
}

/** What the bounded query asks for; `accessTo` says the same about one row. */
export function reachIn(asker: Asker, placementId: string): Reach {
  const states = asker.roles.filter((held) => held.placementId === placementId).flatMap((held) => statesSeen[held.role]);
  return { own: holdsHere(asker, 'mentor', placementId), states: [...new Set(states)] };
}

export function accessTo(asker: Asker, observation: ObservationFacts): Access {
  if (asker.personId === null) return 'none';
  const { own, states } = reachIn(asker, observation.placementId);
  if (own && observation.observerPersonId === asker.personId) return 'own';
  if (!states.includes(observation.state)) return 'none';
  return signed.includes(observation.state) ? 'record' : 'announcement';
}

export const mayPlan = (asker: Asker, placementId: string): boolean => holdsHere(asker, 'mentor', placementId);

export const maySeeList = (asker: Asker, placementId: string): boolean => {
  const { own, states } = reachIn(asker, placementId);
  return own || states.length > 0;
};

/** The trainee reads and answers; nobody does it for them. */
export const isTrainee = (asker: Asker, placementId: string): boolean => holdsHere(asker, 'trainee', placementId);
