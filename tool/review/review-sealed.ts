import type { Framework } from '../framework/framework.service.js';
import type { SealedContent, SealedSource } from '../signature/sealed-source.js';
import type { Ground } from '../slice.js';
import { leavesOf, readContent, recordKind, remarkLeaves, remarkRecordKind, remarkSkeleton, skeletonOf } from './review-content.js';
import { reviewWordsModel } from './review-words.model.js';
import { reviewModel } from './review.model.js';

/** Signed reviews and support plans, and the texts beside them, for the check of every signature. */
export function createReviewSealed({ ground, framework }: { ground: Pick<Ground, 'db'>; framework: Framework }): SealedSource[] {
  const reviews = reviewModel(ground.db);
  const words = reviewWordsModel(ground.db);
  return [
    {
      kind: recordKind,
      async page(partnershipId, after, limit) {
        const found: SealedContent[] = [];
        for (const row of await reviews.signedPage(partnershipId, after, limit)) {
          const form = await framework.findVersion(row.template_version_id);
          found.push({ id: row.id, skeleton: skeletonOf(row, form), leaves: leavesOf(await readContent({ words }, row.id)) });
        }
        return found;
      },
    },
    {
      kind: remarkRecordKind,
      page: async (partnershipId, after, limit) =>
        (await words.remarkPage(partnershipId, after, limit)).map((remark) => ({
          id: remark.id,
          skeleton: remarkSkeleton(remark),
          leaves: remarkLeaves(remark),
        })),
    },
  ];
}
