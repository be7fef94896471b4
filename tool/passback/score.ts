/** One person's cell in one link's column. */
export interface CellKey {
  linkRef: string;
  tag: string;
  sub: string;
}

export type ScoreState = 'waiting' | 'sending' | 'delivered' | 'superseded' | 'failed';

export interface ScoreRow extends CellKey {
  id: string;
  partnershipId: string;
  placementId: string | null;
  personId: string;
  version: number;
  score: number;
  maximum: number;
  comment: string;
  stampSecond: number;
  submittedAt: string;
  state: ScoreState;
  attempts: number;
  nextTryAt: string;
  leaseUntil: string | null;
  leaseOwner: string | null;
  outcomeUnknown: number;
  commentSent: number;
  fault: string | null;
  faultDetail: string | null;
  createdAt: string;
  /** When it last waited for us and not for its platform: switched off here, or moved. */
  heldAt: string | null;
  decidedAt: string | null;
}
