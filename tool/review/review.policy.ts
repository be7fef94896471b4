import type { Asker } from './evidence-source.js';
import type { ReviewKind, ReviewState, SignerRole } from './review.shared.js';

export interface ReviewFacts {
  placementId: string;
  schoolId: string;
  kind: ReviewKind;
  state: ReviewState;
  leadSigns: boolean;
}

type Place = Pick<ReviewFacts, 'placementId' | 'schoolId'>;
type Holder = Pick<Asker, 'roles'>;

const writing: readonly SignerRole[] = ['trainee', 'mentor', 'tutor'];

const holdsHere = (asker: Holder, role: SignerRole, { placementId, schoolId }: Place): boolean =>
  asker.roles.some(
    (held) => held.role === role && (role === 'school_lead' ? held.schoolId === schoolId : held.placementId === placementId),
  );

const isCoordinator = (asker: Holder): boolean => asker.roles.some((held) => held.role === 'coordinator');

/** As whom somebody may sign, by the roles they hold now. */
export const signsAs = (asker: Holder, facts: Place & Pick<ReviewFacts, 'leadSigns'>): SignerRole[] =>
  [...writing, 'school_lead' as const].filter((role) => (role !== 'school_lead' || facts.leadSigns) && holdsHere(asker, role, facts));

/**
 * The three who write it read it from the start. A school's lead reads a review once its words are fixed where they sign it, else once all
 * have signed; a coordinator once all have signed. A support plan is known to both from the start, because they carry it out.
 */
export function mayRead(asker: Holder, facts: ReviewFacts): boolean {
  if (writing.some((role) => holdsHere(asker, role, facts))) return true;
  const fixed = facts.state === 'complete' || (facts.state === 'sealed' && facts.leadSigns);
  if (holdsHere(asker, 'school_lead', facts)) return facts.kind === 'support_plan' || fixed;
  return isCoordinator(asker) && (facts.kind === 'support_plan' || facts.state === 'complete');
}

/** Mentor and tutor write the sections together, and begin a review or a plan. */
export const mayWrite = (asker: Holder, place: Place): boolean => holdsHere(asker, 'mentor', place) || holdsHere(asker, 'tutor', place);

export const isTrainee = (asker: Holder, place: Place): boolean => holdsHere(asker, 'trainee', place);

/** Any of the three who write it may open it again; whoever signs last has seen that the three agree. */
export const mayReopen = (asker: Holder, place: Place): boolean => writing.some((role) => holdsHere(asker, role, place));

/** What went to the gradebook is the tutor's and the coordinator's to put right. */
export const maySendAgain = (asker: Holder, place: Place): boolean => holdsHere(asker, 'tutor', place) || isCoordinator(asker);

/** A mentor's work is not judged by what the gradebook shows; everybody else who reads the review sees it. */
export const maySeeGradebook = (asker: Holder, place: Place): boolean => maySendAgain(asker, place) || isTrainee(asker, place);

/** Anybody who could read something of a placement's reviews sees the list of it. */
export const maySeeList = (asker: Holder, place: Place): boolean =>
  mayRead(asker, { ...place, kind: 'review', state: 'complete', leadSigns: true });

/** Which review points a partnership has, and what their outcomes are worth. */
export const maySetUpPoints = (asker: Holder): boolean => isCoordinator(asker);
