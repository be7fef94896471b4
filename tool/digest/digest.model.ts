import type { Database, Tx } from '../db/database.js';
import type { Rhythm, Trouble } from './digest.shared.js';

export interface DigestKey {
  partnershipId: string;
  personId: string;
}

export interface DigestRow extends DigestKey {
  rhythm: Rhythm;
  /** Null where nothing is sent any more. */
  nextAt: string | null;
  /** How often this morning's e-mail was tried in vain. */
  tries: number;
  trouble: Trouble | null;
  troubleOn: string | null;
}

export type DueRow = DigestRow & { nextAt: string; email: string | null };

/** What a claim or its outcome writes. */
export type DigestChange = Pick<DigestRow, 'rhythm' | 'nextAt' | 'tries' | 'trouble' | 'troubleOn'>;

const columns = `d.partnership_id AS partnershipId, d.person_id AS personId, d.rhythm AS rhythm, d.next_at AS nextAt, d.tries AS tries,
  d.trouble AS trouble, d.trouble_on AS troubleOn`;
const ofPerson = 'partnership_id = :partnershipId AND person_id = :personId';

export const digestModel = (db: Database) => ({
  /** Locked until the transaction ends, where there is one. */
  find: async ({ partnershipId, personId }: DigestKey, tx?: Tx): Promise<DigestRow | null> => {
    const lock = tx && db.dialect === 'mysql' ? ' FOR UPDATE' : '';
    const rows = await db.select<DigestRow>(`SELECT ${columns} FROM digest d WHERE ${ofPerson}${lock}`, { partnershipId, personId }, tx);
    return rows[0] ?? null;
  },

  findAddress: async ({ partnershipId, personId }: DigestKey, tx?: Tx): Promise<string | null> => {
    const rows = await db.select<{ email: string | null }>(
      'SELECT email FROM person WHERE id = :personId AND partnership_id = :partnershipId',
      { partnershipId, personId },
      tx,
    );
    return rows[0]?.email ?? null;
  },

  /** Those whose time has come, longest ago first. */
  findDue: (now: string, limit: number): Promise<DueRow[]> =>
    db.select<DueRow>(
      `SELECT ${columns}, p.email AS email FROM digest d
         JOIN person p ON p.id = d.person_id AND p.partnership_id = d.partnership_id
        WHERE d.next_at <= :now ORDER BY d.next_at, d.person_id LIMIT ${Math.trunc(limit)}`,
      { now },
    ),

  /** Begins, or changes what is there. */
  choose: async ({ partnershipId, personId }: DigestKey, rhythm: Rhythm, nextAt: string, now: string, tx: Tx): Promise<void> => {
    await db.run(
      `INSERT INTO digest (partnership_id, person_id, rhythm, next_at, tries, trouble, trouble_on, started_at, changed_at)
       VALUES (:partnershipId, :personId, :rhythm, :nextAt, 0, NULL, NULL, :now, :now)
       ${db.dialect === 'mysql' ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (partnership_id, person_id) DO UPDATE SET'}
         rhythm = :rhythm, next_at = :nextAt, tries = 0, trouble = NULL, trouble_on = NULL, changed_at = :now`,
      { partnershipId, personId, rhythm, nextAt, now },
      tx,
    );
  },

  /** Changes a row while it still stands as it was seen: of all who try, one does. */
  change: async (
    seen: DigestKey & { nextAt: string },
    { rhythm, nextAt, tries, trouble, troubleOn }: DigestChange,
    tx?: Tx,
  ): Promise<boolean> =>
    (await db.run(
      `UPDATE digest SET rhythm = :rhythm, next_at = :nextAt, tries = :tries, trouble = :trouble, trouble_on = :troubleOn
        WHERE ${ofPerson} AND next_at = :seenAt`,
      { partnershipId: seen.partnershipId, personId: seen.personId, seenAt: seen.nextAt, rhythm, nextAt, tries, trouble, troubleOn },
      tx,
    )) === 1,

  insertStop: ({ partnershipId, personId }: DigestKey, tokenHash: string, now: string, tx: Tx): Promise<void> =>
    db.insert('digest_stop', { token_hash: tokenHash, partnership_id: partnershipId, person_id: personId, made_at: now }, tx),

  findOfStop: async (tokenHash: string, tx: Tx): Promise<DigestKey | null> => {
    const rows = await db.select<DigestKey>(
      'SELECT partnership_id AS partnershipId, person_id AS personId FROM digest_stop WHERE token_hash = :tokenHash',
      { tokenHash },
      tx,
    );
    return rows[0] ?? null;
  },

  /** @returns whether there was one */
  remove: async ({ partnershipId, personId }: DigestKey, tx: Tx): Promise<boolean> =>
    (await db.run(`DELETE FROM digest WHERE ${ofPerson}`, { partnershipId, personId }, tx)) > 0,

  removeStops: async ({ partnershipId, personId }: DigestKey, tx: Tx): Promise<void> => {
    await db.run(`DELETE FROM digest_stop WHERE ${ofPerson}`, { partnershipId, personId }, tx);
  },
});
