import type { Activity, AttentionSource, MentorActivity } from '../attention/attention-source.js';
import type { Database } from '../db/database.js';
import { observationModel } from './observation.model.js';

/** What tutors' tables know of observations: days and counts of those that are signed. A draft is its writer's alone. */
export function createObservationAttention(db: Database): { facts: AttentionSource<'observation'>; mentors: MentorActivity } {
  const observations = observationModel(db);
  return {
    facts: {
      fact: 'observation',
      async factsOf({ partnershipId, placementIds, since }) {
        const found = new Map<string, Activity>();
        const [sums, recent] = await Promise.all([
          observations.sumSigned(partnershipId, placementIds),
          observations.listSignedDays(partnershipId, placementIds, since),
        ]);
        for (const { placementId, ...sum } of sums) found.set(placementId, { ...sum, days: [] });
        for (const { placementId, day } of recent) found.get(placementId)?.days.push(day);
        return found;
      },
    },
    mentors: { activityOfMentors: (partnershipId, placementIds) => observations.sumSignedByObserver(partnershipId, placementIds) },
  };
}
