import type { Database, Tx } from '../db/database.js';

/** Coordinators change what their partnership uses one after another: the first statement of each change. */
export async function lockSetUp(db: Database, partnershipId: string, tx: Tx): Promise<void> {
  const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  await db.select(`SELECT id FROM partnership WHERE id = :partnershipId${lock}`, { partnershipId }, tx);
}
