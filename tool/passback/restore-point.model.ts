import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { LostTime } from './restore.rules.js';
import type { CellKey, ScoreRow } from './score.js';

export const insertRestorePoint = (db: Database, lost: LostTime, tx: Tx): Promise<void> =>
  db.insert('restore_point', { id: newId(), backed_up_at: lost.backedUpAt, restored_at: lost.restoredAt }, tx);

/** Lost times that this cell was not compared for yet; in an installation that was never restored there are none. */
export const findLostTimes = (db: Database, { linkRef, tag, sub }: CellKey): Promise<LostTime[]> =>
  db.select<LostTime>(
    `SELECT backed_up_at AS backedUpAt, restored_at AS restoredAt FROM restore_point
      WHERE restored_at > COALESCE((SELECT compared_at FROM score_stamp WHERE link_ref = :linkRef AND tag = :tag AND sub = :sub), '')`,
    { linkRef, tag, sub },
  );

export const markCompared = (db: Database, { linkRef, tag, sub }: CellKey, at: string, tx?: Tx): Promise<number> =>
  db.run('UPDATE score_stamp SET compared_at = :at WHERE link_ref = :linkRef AND tag = :tag AND sub = :sub', { linkRef, tag, sub, at }, tx);

/** What this cell was last known to show. */
export async function findLastDelivered(db: Database, row: ScoreRow): Promise<{ score: number; maximum: number } | null> {
  const rows = await db.select<{ score: number; maximum: number }>(
    `SELECT score, maximum FROM score_outbox
      WHERE link_ref = :linkRef AND tag = :tag AND sub = :sub AND version < :version AND state = 'delivered' ORDER BY version DESC LIMIT 1`,
    { linkRef: row.linkRef, tag: row.tag, sub: row.sub, version: row.version },
  );
  return rows[0] ?? null;
}

/** The newest thing that this database knows to have happened; null where nothing ever did. */
export const findNewestAct = async (db: Database): Promise<string | null> =>
  (await db.select<{ at: string | null }>('SELECT MAX(at) AS at FROM audit_event'))[0]?.at ?? null;
