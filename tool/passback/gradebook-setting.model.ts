import type { Database, Tx } from '../db/database.js';

/** Whether single lessons stay out of the gradebook; they do where nobody said anything. */
export async function findFormativeOnly(db: Database, partnershipId: string, tx?: Tx): Promise<boolean> {
  const rows = await db.select<{ kept: number }>(
    'SELECT formative_only AS kept FROM gradebook_setting WHERE partnership_id = :partnershipId',
    { partnershipId },
    tx,
  );
  return rows[0]?.kept !== 0;
}

/** The caller holds the lock of the partnership's row. */
export async function replaceFormativeOnly(
  db: Database,
  row: { partnershipId: string; formativeOnly: boolean; at: string },
  tx: Tx,
): Promise<void> {
  const { partnershipId, formativeOnly, at } = row;
  await db.run('DELETE FROM gradebook_setting WHERE partnership_id = :partnershipId', { partnershipId }, tx);
  await db.insert('gradebook_setting', { partnership_id: partnershipId, formative_only: formativeOnly ? 1 : 0, changed_at: at }, tx);
}

/** Coordinators change it one after another. */
export async function lockGradebookSetting(db: Database, partnershipId: string, tx: Tx): Promise<void> {
  const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  await db.select(`SELECT id FROM partnership WHERE id = :partnershipId${lock}`, { partnershipId }, tx);
}
