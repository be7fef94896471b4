import type { Framework } from '../framework/framework.service.js';
import { createLessons } from '../lesson/lesson.service.js';
import type { SealedContent, SealedSource } from '../signature/sealed-source.js';
import type { Ground } from '../slice.js';
import { createTargets } from '../target/target.service.js';
import {
  leavesOf, readContent, recordKind, remarkLeaves, remarkRecordKind, remarkSkeleton, skeletonOf,
} from './observation-content.js'; // prettier-ignore
import { observationNoteModel } from './observation-note.model.js';
import { observationRemarkModel } from './observation-remark.model.js';
import { observationSectionModel } from './observation-section.model.js';
import { observationModel } from './observation.model.js';

/** Signed observations, and the texts beside them, for the check of every signature. */
export function createObservationSealed({ ground, framework }: { ground: Ground; framework: Framework }): SealedSource[] {
  const { db } = ground;
  const observations = observationModel(db);
  const remarks = observationRemarkModel(db);
  const parts = {
    lessons: createLessons({ ground }),
    targets: createTargets({ ground }),
    notes: observationNoteModel(db),
    sections: observationSectionModel(db),
  };
  return [
    {
      kind: recordKind,
      async page(partnershipId, after, limit) {
        const found: SealedContent[] = [];
        for (const row of await observations.signedPage(partnershipId, after, limit)) {
          const form = await framework.findVersion(row.template_version_id);
          found.push({
            id: row.id,
            skeleton: skeletonOf(row, row.trainee_person_id, form),
            leaves: leavesOf(await readContent(parts, row)),
          });
        }
        return found;
      },
    },
    {
      kind: remarkRecordKind,
      page: async (partnershipId, after, limit) =>
        (await remarks.page(partnershipId, after, limit)).map((remark) => ({
          id: remark.id,
          skeleton: remarkSkeleton(remark),
          leaves: remarkLeaves(remark),
        })),
    },
  ];
}
