import { dayIn } from '../attention/day.rules.js';
import { instantNow } from '../clock.js';
import { createFramework } from '../framework/framework.service.js';
import { createLessons } from '../lesson/lesson.service.js';
import { createSignatures } from '../signature/signature.service.js';
import type { Ground } from '../slice.js';
import { createTargetOutcomes } from '../target/target-outcome.service.js';
import { createTargets } from '../target/target.service.js';
import { observationNoteModel } from './observation-note.model.js';
import { observationPromptModel } from './observation-prompt.model.js';
import { appendRedaction, readRedactions, type LoggedRedaction } from './observation-redaction-log.js';
import { observationRedactionModel, type RedactionRow } from './observation-redaction.model.js';
import { canCut } from './observation-redaction.rules.js';
import { passagesOf, removeWords } from './observation-redaction-removal.js';
import { observationRemarkModel } from './observation-remark.model.js';
import { observationSectionModel } from './observation-section.model.js';
import { observationSelfViewModel } from './observation-self-view.model.js';
import { textsOf } from './observation-texts.js';
import { observationModel } from './observation.model.js';

/** Writes the log of what was removed; repeats what a stopped process left. The places then go from the database. */
export async function settleRedactions({ config, clock, db }: Pick<Ground, 'config' | 'clock' | 'db'>): Promise<void> {
  const redactions = observationRedactionModel(db);
  for (;;) {
    const open = await redactions.unlogged();
    for (const { zone, identityId, ...row } of open) {
      const at = row.decided_at ?? instantNow(clock);
      await appendRedaction(config.dataDir, {
        at, day: dayIn(at, zone), partnershipId: row.partnership_id, observationId: row.observation_id, redactionId: row.id, part: row.part,
        passages: passagesOf(row), reason: row.reason, askedBy: row.asked_by, decidedBy: row.decided_by ?? row.asked_by,
        decidedAs: row.decided_as ?? 'coordinator', identityId,
      }); // prettier-ignore
      await redactions.markLogged(row.id, instantNow(clock));
    }
    if (open.length < 100) return;
  }
}

/**
 * After a restore: words that a backup has again go again, in the order in which they went.
 * @returns how many, and ids of those whose text is not as it was when they went: somebody has to look
 */
export async function reapplyRedactions(ground: Ground): Promise<{ again: number; missed: string[] }> {
  const { db, config, audit } = ground;
  const framework = createFramework({ ground });
  const parts = {
    observations: observationModel(db),
    redactions: observationRedactionModel(db),
    signatures: createSignatures({ ground }),
    lessons: createLessons({ ground }),
    targets: createTargets({ ground, areasById: framework.areasById }),
    outcomes: createTargetOutcomes({ ground }),
    prompts: observationPromptModel(db),
    framework,
    notes: observationNoteModel(db),
    sections: observationSectionModel(db),
    remarks: observationRemarkModel(db),
    selfViews: observationSelfViewModel(db),
  };
  const apply = (line: LoggedRedaction): Promise<'again' | 'done' | 'missed'> =>
    db.transaction(async (tx) => {
      const row = await parts.observations.findLocked(line.partnershipId, line.observationId, tx);
      const stored = await parts.redactions.findOne(line.redactionId, tx);
      if (!row || (stored && stored.state !== 'asked')) return 'done';
      const found = (await textsOf(parts, row, tx)).find((one) => one.part === line.part);
      if (!found) return 'done';
      if (!canCut(found.text, line.passages)) return 'missed';
      const asked: RedactionRow = stored ?? {
        id: line.redactionId, observation_id: row.id, placement_id: row.placement_id, partnership_id: row.partnership_id, part: line.part,
        passages: JSON.stringify(line.passages), reason: line.reason, note: null, state: 'asked', asked_by: line.askedBy, asked_at: line.at,
        decided_by: null, decided_as: null, decided_at: null, salt: null, erased_at: null,
      }; // prettier-ignore
      if (!stored) await parts.redactions.insert(asked, tx);
      const by = { personId: line.decidedBy, identityId: line.identityId, role: line.decidedAs };
      await removeWords(parts, { row, asked, found }, { by, at: line.at, day: line.day }, tx);
      await parts.redactions.markLogged(line.redactionId, line.at, tx);
      const about = { objectKind: 'observation', objectId: row.id, placementId: row.placement_id };
      await audit.record({ action: 'observation.redacted', partnershipId: row.partnership_id, ...about, detail: line.reason }, tx);
      return 'again';
    });
  const result = { again: 0, missed: [] as string[] };
  for (const line of await readRedactions(config.dataDir)) {
    const done = await apply(line);
    if (done === 'again') result.again += 1;
    else if (done === 'missed') result.missed.push(line.redactionId);
  }
  return result;
}
