import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer, Viewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation } from '../db/database.js';
import { conflict, notFound } from '../errors.js';
import type { Ground } from '../slice.js';
import { findNotice, insertNotice, markNoticeRead } from './notice.model.js';
import { mayAdminister } from './privacy.policy.js';
import type { Notice } from './privacy.shared.js';
import type { RetentionService } from './retention.service.js';

export interface Notices {
  /** Who can see what and for how long, with the university's own words. */
  show(viewer: Viewer): Promise<Notice>;
  /** Shown once a person and version; saying it twice is the same as once. A version that is not the newest changes nothing. */
  markRead(viewer: Viewer, version: number): Promise<void>;
  /** A new version, which everybody is shown once. @throws Problem 404, 409 */
  change(viewer: KnownViewer, words: { body: string; link: string | null }, ifMatch: number | null): Promise<Notice>;
}

export function createNotices(ground: Ground, retention: Pick<RetentionService, 'settingsOf'>): Notices {
  const { db, clock } = ground;

  const show = async (viewer: Viewer): Promise<Notice> => {
    const row = await findNotice(db, viewer.partnershipId, viewer.identityId);
    const { recordYears, draftDays } = await retention.settingsOf(viewer.partnershipId);
    return {
      version: row.version ?? 0, read: row.wasRead > 0, body: row.body ?? '', link: row.link, partnership: row.partnership,
      recordYears, draftDays,
    }; // prettier-ignore
  };

  return {
    show,
    async markRead({ partnershipId, identityId }, version) {
      const newest = await findNotice(db, partnershipId, identityId);
      if ((newest.version ?? 0) !== version) return;
      await markNoticeRead(db, { partnershipId, identityId, version, now: instantNow(clock) });
    },
    async change(viewer, { body, link }, ifMatch) {
      const { partnershipId, personId, identityId, sessionId } = viewer;
      const otherFirst = async (): Promise<Error> =>
        conflict('Somebody else changed the notice meanwhile. Here are both texts.', {
          current: await show(viewer),
          yours: { body, link },
        });
      const isNewest = await db
        .transaction(async (tx) => {
          if (!mayAdminister(await viewerNow(db, viewer, tx))) throw notFound();
          const stored = (await findNotice(db, partnershipId, identityId, tx)).version ?? 0;
          if ((ifMatch ?? 0) !== stored) return false;
          const version = stored + 1;
          await insertNotice(db, { partnershipId, version, body: body.trim(), link, by: personId, now: instantNow(clock) }, tx);
          await ground.audit.record(
            {
              action: 'notice.changed',
              partnershipId,
              personId,
              identityId,
              sessionId,
              objectKind: 'partnership',
              objectId: partnershipId,
            },
            tx,
          );
          return true;
        })
        .catch((error: unknown) => {
          if (isUniqueViolation(error)) return false;
          throw error;
        });
      if (!isNewest) throw await otherFirst();
      return show(viewer);
    },
  };
}
