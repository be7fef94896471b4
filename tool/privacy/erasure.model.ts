import type { Database, Tx } from '../db/database.js';
import type { Because } from './erasure.rules.js';

export interface ErasureRow {
  id: string;
  partnershipId: string;
  personId: string;
  because: Because;
  reference: string | null;
  preparedBy: string | null;
  preparedAt: string;
  confirmedBy: string | null;
  doneAt: string | null;
  /** JSON of ErasureCount[]. */
  counts: string;
}

const columns = `id, partnership_id AS partnershipId, person_id AS personId, because, reference, prepared_by AS preparedBy,
  prepared_at AS preparedAt, confirmed_by AS confirmedBy, done_at AS doneAt, counts`;

export const erasureModel = (db: Database) => ({
  insert: (row: ErasureRow, tx: Tx): Promise<void> =>
    db.insert(
      'erasure',
      {
        id: row.id, partnership_id: row.partnershipId, person_id: row.personId, because: row.because, reference: row.reference,
        prepared_by: row.preparedBy, prepared_at: row.preparedAt, confirmed_by: row.confirmedBy, done_at: row.doneAt, counts: row.counts,
      },
      tx,
    ), // prettier-ignore

  async find(partnershipId: string, id: string, tx: Tx): Promise<ErasureRow | null> {
    const rows = await db.select<ErasureRow>(
      `SELECT ${columns} FROM erasure WHERE id = :id AND partnership_id = :partnershipId`,
      { id, partnershipId },
      tx,
    );
    return rows[0] ?? null;
  },

  /** Receipts, newest first. @param before id of the last one seen, or null */
  listDone: (partnershipId: string, before: string | null, limit: number): Promise<ErasureRow[]> =>
    db.select<ErasureRow>(
      `SELECT ${columns} FROM erasure WHERE partnership_id = :partnershipId AND done_at IS NOT NULL AND (:before IS NULL OR id < :before)
        ORDER BY id DESC LIMIT ${Math.trunc(limit)}`,
      { partnershipId, before },
    ),

  finish: (id: string, by: string | null, now: string, counts: string, tx: Tx): Promise<number> =>
    db.run(
      'UPDATE erasure SET confirmed_by = :by, done_at = :now, counts = :counts WHERE id = :id AND done_at IS NULL',
      { id, by, now, counts },
      tx,
    ),

  /** Done, and not yet in the file that a restore reads; a few at a time. */
  unlogged: (): Promise<ErasureRow[]> =>
    db.select<ErasureRow>(`SELECT ${columns} FROM erasure WHERE done_at IS NOT NULL AND logged_at IS NULL ORDER BY id LIMIT 100`),

  markLogged: (id: string, now: string): Promise<number> => db.run('UPDATE erasure SET logged_at = :now WHERE id = :id', { id, now }),
});
