import { addMs, instantNow, toInstant } from '../clock.js';
import type { Parts } from './observation-parts.js';
import { isDraft, keptMs, observerStanding } from './observation.rules.js';

const batch = 200;

/**
 * Withdraws the drafts that mentors left behind, once they are nobody's any more. Their words stay for retention to decide about; nobody
 * reads them. Any number of processes may run it: each row is decided under its own lock.
 */
export async function withdrawLeftDrafts({ ground, observations }: Parts): Promise<void> {
  const { db, clock, audit } = ground;
  for (;;) {
    const left = await observations.left(toInstant(addMs(clock.now(), -keptMs)), batch);
    for (const { id, partnership_id: partnershipId } of left) {
      await db.transaction(async (tx) => {
        const row = await observations.findLocked(partnershipId, id, tx);
        const now = instantNow(clock);
        if (!row || !isDraft(row.state) || observerStanding(row.observer_until, now) !== 'gone') return;
        await observations.step(id, row.state, 'withdrawn', { withdrawn_at: now }, now, tx);
        const about = { objectKind: 'observation', objectId: id, placementId: row.placement_id };
        await audit.record({ action: 'observation.withdrawn', partnershipId, ...about, detail: 'its mentor left it unsigned' }, tx);
      });
    }
    if (left.length < batch) return;
  }
}
