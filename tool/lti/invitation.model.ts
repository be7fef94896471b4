import type { Database, Tx } from '../db/database.js';

export interface InvitationRow {
  id: string;
  partnershipId: string;
  /** What the platform is to be called here; null where it says so itself. */
  name: string | null;
  partnershipName: string;
}

export const invitationModel = (db: Database) => ({
  insert: (row: { id: string; tokenHash: string; partnershipId: string; name: string | null; at: string; expiresAt: string }, tx?: Tx): Promise<void> =>
    db.insert(
      'platform_invitation',
      {
        id: row.id, token_hash: row.tokenHash, partnership_id: row.partnershipId, name: row.name, created_at: row.at, expires_at: row.expiresAt,
        tries: 0, held_until: null, used_at: null, platform_kid: null,
      },
      tx,
    ), // prettier-ignore

  findUsable: async (tokenHash: string, now: string, mostTries: number): Promise<InvitationRow | null> =>
    (
      await db.select<InvitationRow>(
        `SELECT i.id AS id, i.partnership_id AS partnershipId, i.name AS name, p.name AS partnershipName
           FROM platform_invitation i JOIN partnership p ON p.id = i.partnership_id
          WHERE i.token_hash = :tokenHash AND i.used_at IS NULL AND i.expires_at > :now AND i.tries < :mostTries`,
        { tokenHash, now, mostTries },
      )
    )[0] ?? null,

  /** @returns false where somebody else is at it */
  hold: async (id: string, now: string, until: string): Promise<boolean> =>
    (await db.run(
      `UPDATE platform_invitation SET held_until = :until, tries = tries + 1
        WHERE id = :id AND used_at IS NULL AND (held_until IS NULL OR held_until < :now)`,
      { id, now, until },
    )) === 1,

  release: (id: string, until: string): Promise<number> =>
    db.run('UPDATE platform_invitation SET held_until = NULL WHERE id = :id AND held_until = :until', { id, until }),

  /** @returns false where it was used meanwhile */
  spend: async (id: string, platformKid: string, now: string, tx: Tx): Promise<boolean> =>
    (await db.run(
      'UPDATE platform_invitation SET used_at = :now, held_until = NULL, platform_kid = :platformKid WHERE id = :id AND used_at IS NULL',
      { id, platformKid, now },
      tx,
    )) === 1,

  removeOld: (before: string): Promise<number> => db.run('DELETE FROM platform_invitation WHERE expires_at < :before', { before }),
});
