import type { Database, Tx } from '../db/database.js';

export interface CalendarKey {
  partnershipId: string;
  personId: string;
}

export interface CalendarRow extends CalendarKey {
  madeAt: string;
  readAt: string | null;
}

const ofPerson = 'partnership_id = :partnershipId AND person_id = :personId';
const columns = 'partnership_id AS partnershipId, person_id AS personId, made_at AS madeAt, read_at AS readAt';

export const calendarModel = (db: Database) => ({
  find: async ({ partnershipId, personId }: CalendarKey): Promise<CalendarRow | null> =>
    (await db.select<CalendarRow>(`SELECT ${columns} FROM calendar_feed WHERE ${ofPerson}`, { partnershipId, personId }))[0] ?? null,

  findByToken: async (tokenHash: string): Promise<CalendarRow | null> =>
    (await db.select<CalendarRow>(`SELECT ${columns} FROM calendar_feed WHERE token_hash = :tokenHash`, { tokenHash }))[0] ?? null,

  /** In place of the one before. */
  put: async ({ partnershipId, personId }: CalendarKey, tokenHash: string, now: string, tx: Tx): Promise<void> => {
    await db.run(
      `INSERT INTO calendar_feed (partnership_id, person_id, token_hash, made_at, read_at) VALUES (:partnershipId, :personId, :tokenHash, :now, NULL)
       ${db.dialect === 'mysql' ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (partnership_id, person_id) DO UPDATE SET'}
         token_hash = :tokenHash, made_at = :now, read_at = NULL`,
      { partnershipId, personId, tokenHash, now },
      tx,
    );
  },

  markRead: async (tokenHash: string, now: string): Promise<void> => {
    await db.run('UPDATE calendar_feed SET read_at = :now WHERE token_hash = :tokenHash', { tokenHash, now });
  },

  /** @returns whether there was one */
  remove: async ({ partnershipId, personId }: CalendarKey, tx: Tx): Promise<boolean> =>
    (await db.run(`DELETE FROM calendar_feed WHERE ${ofPerson}`, { partnershipId, personId }, tx)) > 0,
});
