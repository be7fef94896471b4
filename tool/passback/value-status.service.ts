import type { PlatformRecord } from '../lti/launch.js';
import { platformTitle } from '../lti/platform-family.js';
import type { Ground } from '../slice.js';
import * as courses from './course.model.js';
import { findNewestOfPeople } from './score.model.js';
import { wayOf } from './score-status.rules.js';
import type { ScoreStatus } from './score-status.shared.js';

/** How an agreed value stands in the gradebook. */
export type ValueWay = Pick<ScoreStatus, 'state' | 'sentence' | 'at' | 'nextTryAt' | 'canSendAgain'>;

export interface ValueStatus {
  /**
   * Null where nothing was written for it. The caller has decided that its viewer may know.
   * @param given `what` the value is, in words; `givenName` of the trainee
   */
  of(given: { partnershipId: string; placementId: string; tag: string; what: string; givenName: string }): Promise<ValueWay | null>;
}

export function createValueStatus(given: {
  ground: Pick<Ground, 'db'>;
  platformByKid: (kid: string) => Promise<PlatformRecord | null>;
}): ValueStatus {
  const { db } = given.ground;
  return {
    async of({ partnershipId, placementId, tag, what, givenName }) {
      const place = await courses.findPlacementCourse(db, partnershipId, placementId);
      if (!place) return null;
      const row = (await findNewestOfPeople(db, partnershipId, [place.personId], tag)).find((one) => one.placementId === placementId);
      if (!row || row.state === 'superseded') return null;
      const platform = place.platformKid === null ? null : await given.platformByKid(place.platformKid);
      const words = { platform: platform ? platformTitle(platform) : 'the course', trainee: givenName };
      const { state, sentence, nextTryAt, canSendAgain } = wayOf(row, words, what);
      return { state, sentence, at: row.decidedAt, nextTryAt, canSendAgain };
    },
  };
}
