import type { Database, Tx } from '../db/database.js';

export interface FoundedPartnership {
  id: string;
  name: string;
}

export async function findPartnershipByName(db: Database, name: string, tx?: Tx): Promise<FoundedPartnership | null> {
  return (await db.select<FoundedPartnership>('SELECT id, name FROM partnership WHERE name = :name', { name }, tx))[0] ?? null;
}

export const insertPartnership = (
  db: Database,
  row: FoundedPartnership & { timeZone: string; locale: string; now: string },
  tx: Tx,
): Promise<void> =>
  db.insert('partnership', { id: row.id, name: row.name, time_zone: row.timeZone, locale: row.locale, created_at: row.now }, tx);

export const listPartnerships = (db: Database): Promise<FoundedPartnership[]> =>
  db.select<FoundedPartnership>('SELECT id, name FROM partnership ORDER BY name, id');
