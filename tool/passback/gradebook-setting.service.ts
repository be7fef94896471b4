import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { notFound } from '../errors.js';
import type { Ground } from '../slice.js';
import { findFormativeOnly, lockGradebookSetting, replaceFormativeOnly } from './gradebook-setting.model.js';
import type { GradebookSetting } from './gradebook-setting.shared.js';
import { mayChangeSetting, mayReadSetting } from './score-status.policy.js';

export interface GradebookSettings {
  /** @throws Problem 404 for all but tutors and coordinators */
  read(viewer: KnownViewer): Promise<GradebookSetting>;
  /** The same again changes nothing. @throws Problem 404 for all but coordinators */
  change(viewer: KnownViewer, formativeOnly: boolean): Promise<GradebookSetting>;
}

export function createGradebookSetting({ db, clock, audit }: Pick<Ground, 'db' | 'clock' | 'audit'>): GradebookSettings {
  return {
    async read(viewer) {
      if (!mayReadSetting(viewer)) throw notFound();
      return { formativeOnly: await findFormativeOnly(db, viewer.partnershipId), mayChange: mayChangeSetting(viewer) };
    },
    change: (viewer, formativeOnly) =>
      db.transaction(async (tx) => {
        const { partnershipId } = viewer;
        await lockGradebookSetting(db, partnershipId, tx);
        if (!mayChangeSetting(await viewerNow(db, viewer, tx))) throw notFound();
        if ((await findFormativeOnly(db, partnershipId, tx)) !== formativeOnly) {
          await replaceFormativeOnly(db, { partnershipId, formativeOnly, at: instantNow(clock) }, tx);
          await audit.record(
            {
              action: formativeOnly ? 'gradebook.lessons-out' : 'gradebook.lessons-free', partnershipId, personId: viewer.personId,
              identityId: viewer.identityId, sessionId: viewer.sessionId, objectKind: 'partnership', objectId: partnershipId,
            },
            tx,
          ); // prettier-ignore
        }
        return { formativeOnly, mayChange: true };
      }),
  };
}
