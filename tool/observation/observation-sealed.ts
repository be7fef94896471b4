import type { Framework } from '../framework/framework.service.js';
import { createLessons } from '../lesson/lesson.service.js';
import type { SealedContent, SealedSource } from '../signature/sealed-source.js';
import type { Ground } from '../slice.js';
import { createTargetOutcomes } from '../target/target-outcome.service.js';
import { createTargets } from '../target/target.service.js';
import {
  leavesOf, readContent, recordKind, remarkLeaves, remarkRecordKind, remarkSkeleton, redactionKind, redactionLeaves, redactionSkeleton, selfViewKind, selfViewLeaves, selfViewSkeleton, skeletonOf,
} from './observation-content.js'; // prettier-ignore
import { observationNoteModel } from './observation-note.model.js';
import { observationPromptModel } from './observation-prompt.model.js';
import { observationRemarkModel } from './observation-remark.model.js';
import { observationSectionModel } from './observation-section.model.js';
import { observationRedactionModel } from './observation-redaction.model.js';
import { observationSelfViewModel } from './observation-self-view.model.js';
import { observationModel } from './observation.model.js';
import { textsOf } from './observation-texts.js';

/** Signed observations, and the texts beside them, for the check of every signature. */
export function createObservationSealed({ ground, framework }: { ground: Ground; framework: Framework }): SealedSource[] {
  const { db } = ground;
  const observations = observationModel(db);
  const remarks = observationRemarkModel(db);
  const redactions = observationRedactionModel(db);
  const parts = {
    framework,
    lessons: createLessons({ ground }),
    targets: createTargets({ ground, areasById: framework.areasById }),
    outcomes: createTargetOutcomes({ ground }),
    notes: observationNoteModel(db),
    sections: observationSectionModel(db),
    prompts: observationPromptModel(db),
    remarks,
    selfViews: observationSelfViewModel(db),
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
      kind: redactionKind,
      async page(partnershipId, after, limit) {
        const found: SealedContent[] = [];
        for (const removed of await redactions.removedPage(partnershipId, after, limit)) {
          const row = await observations.find(partnershipId, removed.observation_id);
          const text = row && (await textsOf(parts, row)).find((one) => one.part === removed.part)?.text;
          found.push({ id: removed.id, skeleton: redactionSkeleton(removed), leaves: redactionLeaves(removed, text ?? null) });
        }
        return found;
      },
    },
    {
      kind: selfViewKind,
      async page(partnershipId, after, limit) {
        const found: SealedContent[] = [];
        const views = await parts.selfViews.givenPage(partnershipId, after, limit);
        const given = await parts.selfViews.findGiven(views.map((one) => one.observationId));
        for (const { viewId, observationId, templateVersionId } of views) {
          const answers = given.filter((one) => one.observation_id === observationId);
          const [first] = answers;
          if (!first) continue;
          const form = await framework.findVersion(templateVersionId);
          found.push({ id: viewId, skeleton: selfViewSkeleton(first, form), leaves: selfViewLeaves(answers) });
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
