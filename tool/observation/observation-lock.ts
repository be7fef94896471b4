import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import type { Parts } from './observation-parts.js';
import { accessTo, isTrainee, type Access, type ObservationFacts } from './observation.policy.js';
import { isDraft, observerStanding } from './observation.rules.js';
import type { ObservationRow } from './observation.model.js';

/** @param now an instant */
export const factsOf = (row: ObservationRow, now: string): ObservationFacts => ({
  placementId: row.placement_id,
  schoolId: row.school_id,
  observerPersonId: row.observer_person_id,
  observerStanding: observerStanding(row.observer_until, now),
  state: row.state,
});

/** The words where a record cannot be written any more. */
export const closed = (state: ObservationRow['state']) =>
  state === 'withdrawn'
    ? refused('withdrawn', 'This observation was withdrawn. Your text is still on this page; copy it if you need it.')
    : refused(
        'signed',
        'This observation is signed, so its words stay as they are. Your text is still on this page; add a correction beside it.',
      );

export interface Locked {
  row: ObservationRow;
  access: Access;
  /** The viewer is the trainee of this placement. */
  byTrainee: boolean;
  tx: Tx;
  /** Raises the whole observation's revision after a change. @returns the new one */
  touch(lessonOn?: string): Promise<number>;
}

/**
 * Runs one use case in one transaction, under the lock of the observation's row: saving, signing and reading happen one after another
 * in any number of processes. Access is that of the roles held now. @throws Problem 404 where the viewer may not know of it
 */
export const locked = <T>(parts: Parts, viewer: KnownViewer, id: string, work: (locked: Locked) => Promise<T>): Promise<T> =>
  parts.ground.db.transaction(async (tx) => {
    const row = await parts.observations.findLocked(viewer.partnershipId, id, tx);
    const now = await viewerNow(parts.ground.db, viewer, tx);
    const access = row ? accessTo(now, factsOf(row, instantNow(parts.ground.clock))) : 'none';
    if (!row || access === 'none') throw notFound();
    const touch = async (lessonOn: string | null = null) => {
      await parts.observations.touch(id, instantNow(parts.ground.clock), lessonOn, tx);
      return row.revision + 1;
    };
    return work({ row, access, byTrainee: isTrainee(now, row.placement_id), tx, touch });
  });

/** The same, for its observer while it is a draft. @throws Problem 404, 422 once it is signed or withdrawn */
export const lockedDraft = <T>(parts: Parts, viewer: KnownViewer, id: string, work: (locked: Locked) => Promise<T>): Promise<T> =>
  locked(parts, viewer, id, async (held) => {
    if (held.access !== 'own') throw notFound();
    if (!isDraft(held.row.state)) throw closed(held.row.state);
    return work(held);
  });
