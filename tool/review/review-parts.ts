import type { Framework } from '../framework/framework.service.js';
import type { Outbox } from '../passback/outbox.js';
import type { ValueStatus } from '../passback/value-status.service.js';
import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import type { Signatures } from '../signature/signature.service.js';
import type { Ground } from '../slice.js';
import type { ReviewEvidence } from './evidence-source.js';
import { reviewPointModel } from './review-point.model.js';
import { reviewWordsModel } from './review-words.model.js';
import { reviewModel } from './review.model.js';

/** What the composition root gives this slice. */
export interface ReviewNeeds {
  ground: Ground;
  people: People;
  placements: Placements;
  framework: Framework;
  signatures: Signatures;
  outbox: Outbox;
  values: ValueStatus;
  evidence: readonly ReviewEvidence[];
}

/** What the use cases share. */
export interface Parts extends ReviewNeeds {
  points: ReturnType<typeof reviewPointModel>;
  reviews: ReturnType<typeof reviewModel>;
  words: ReturnType<typeof reviewWordsModel>;
}

export const partsOf = (needs: ReviewNeeds): Parts => ({
  ...needs,
  points: reviewPointModel(needs.ground.db),
  reviews: reviewModel(needs.ground.db),
  words: reviewWordsModel(needs.ground.db),
});
