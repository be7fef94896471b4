import { instantNow } from '../clock.js';
import type { ReviewEvidence } from '../review/evidence-source.js';
import { recordKind } from './observation-content.js';
import type { Parts } from './observation-parts.js';
import { recordSpace } from './observation.model.js';
import { reachIn } from './observation.policy.js';
import { isSigned } from './observation.rules.js';

const most = 200;

/**
 * Signed lessons and the targets agreed in them, for a review point: days and wordings, and no answer of anybody to a question of the form.
 * Asks the same policy as the list of observations.
 */
export const createReviewEvidence = (parts: Parts): ReviewEvidence => ({
  async evidenceOf(asker, { partnershipId, placementId, schoolId }, tx) {
    const states = reachIn(asker, { placementId, schoolId }).states.filter(isSigned);
    if (states.length === 0) return [];
    const at = { partnershipId, placementId, personId: asker.personId, now: instantNow(parts.ground.clock) };
    const rows = await parts.observations.list(at, { own: false, states, unreleased: false }, null, most, tx);
    const lessonIds = rows.map((row) => row.lesson_id);
    const lessons = await parts.lessons.find(partnershipId, lessonIds, tx);
    const observers = rows.map((row) => row.observer_person_id);
    const names = await parts.people.namesOf(partnershipId, [...new Set(observers)], tx ? { tx } : {});
    const ids = rows.map((row) => row.id);
    const targets = await parts.targets.findAgreedIn({ partnershipId, space: recordSpace, kind: recordKind }, ids, tx);
    return rows.flatMap((row) => {
      const details = lessons.get(row.lesson_id)?.details;
      const lesson = [details?.subject, details?.className, details?.topic].filter(Boolean).join(', ') || 'A lesson';
      const common = { recordId: row.id, on: row.lesson_on };
      const seenBy = names.get(row.observer_person_id)?.name ?? 'a former mentor';
      return [
        { ...common, kind: 'observation' as const, id: row.id, wording: `${lesson} (seen by ${seenBy})` },
        ...targets
          .filter(({ recordId }) => recordId === row.id)
          .map(({ id, wording }) => ({ ...common, kind: 'target' as const, id, wording })),
      ];
    });
  },
});
