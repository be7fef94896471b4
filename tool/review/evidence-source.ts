import type { HeldRole } from '../access/viewer.js';
import type { Tx } from '../db/database.js';

/** Who asks, as far as a policy needs them. */
export interface Asker {
  personId: string;
  roles: readonly Pick<HeldRole, 'role' | 'placementId' | 'schoolId'>[];
}

export interface EvidencePlace {
  partnershipId: string;
  placementId: string;
  schoolId: string;
}

/** A signed record or something agreed in one: what it is called and where it is read. Never an answer on a scale. */
export interface Evidence {
  kind: 'observation' | 'target';
  id: string;
  /** The observation that is opened by the link. */
  recordId: string;
  /** Day of the lesson. */
  on: string;
  wording: string;
}

/** Each slice that has signed records of the training record registers one; coaching has none, and never will. */
export interface ReviewEvidence {
  /** What the asker may read of a placement, newest first; empty for who may read nothing. */
  evidenceOf(asker: Asker, place: EvidencePlace, tx?: Tx): Promise<Evidence[]>;
}
