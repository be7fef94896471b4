import type { Database, Tx } from '../db/database.js';

export type ScopeAnswer = 'granted' | 'stripped' | 'not_offered';

export interface RegistrationRow {
  platformKid: string;
  partnershipId: string;
  family: string;
  registeredAt: string;
  changedAt: string;
  decision: string | null;
  decidedAt: string | null;
}

export interface ScopeRow {
  scope: string;
  /** What the platform said when it was registered; null where it was added by hand. */
  registered: ScopeAnswer | null;
  /** What its token service really gave. */
  granted: 'yes' | 'no' | null;
}

const columns = `platform_kid AS platformKid, partnership_id AS partnershipId, family, registered_at AS registeredAt, changed_at AS changedAt,
  decision, decided_at AS decidedAt`;

export const registrationModel = (db: Database) => ({
  find: async (platformKid: string, tx?: Tx): Promise<RegistrationRow | null> =>
    (
      await db.select<RegistrationRow>(
        `SELECT ${columns} FROM platform_registration WHERE platform_kid = :platformKid`,
        { platformKid },
        tx,
      )
    )[0] ?? null,

  listOf: (partnershipId: string): Promise<RegistrationRow[]> =>
    db.select<RegistrationRow>(
      `SELECT ${columns} FROM platform_registration WHERE partnership_id = :partnershipId ORDER BY registered_at DESC, platform_kid`,
      { partnershipId },
    ),

  countWaiting: async (partnershipId: string): Promise<number> => {
    const [row] = await db.select<{ n: number }>(
      `SELECT COUNT(*) AS n FROM platform_registration r JOIN platform p ON p.kid = r.platform_kid AND p.retired_at IS NULL
        WHERE r.partnership_id = :partnershipId
          AND (p.pending_at IS NOT NULL
               OR EXISTS (SELECT 1 FROM deployment d WHERE d.platform_kid = p.kid AND d.pending_at IS NOT NULL AND d.retired_at IS NULL))`,
      { partnershipId },
    );
    return row?.n ?? 0;
  },

  put: async (row: { platformKid: string; partnershipId: string; family: string; at: string }, tx: Tx): Promise<void> => {
    const changed = await db.run(
      `UPDATE platform_registration SET partnership_id = :partnershipId, family = :family, changed_at = :at WHERE platform_kid = :platformKid`,
      row,
      tx,
    );
    if (changed > 0) return;
    await db.insert(
      'platform_registration',
      {
        platform_kid: row.platformKid, partnership_id: row.partnershipId, family: row.family, registered_at: row.at, changed_at: row.at,
        decision: null, decided_at: null, decided_by: null,
      },
      tx,
    ); // prettier-ignore
  },

  /** @param decision null where it waits once more */
  decide: (platformKid: string, decision: 'approved' | 'declined' | null, by: string | null, at: string | null, tx: Tx): Promise<number> =>
    db.run(
      'UPDATE platform_registration SET decision = :decision, decided_by = :by, decided_at = :at WHERE platform_kid = :platformKid',
      { platformKid, decision, by, at },
      tx,
    ),

  scopes: (platformKid: string, tx?: Tx): Promise<ScopeRow[]> =>
    db.select<ScopeRow>(
      'SELECT scope, registered, granted FROM platform_scope WHERE platform_kid = :platformKid ORDER BY scope',
      { platformKid },
      tx,
    ),

  insertScope: (platformKid: string, row: ScopeRow, at: string, tx: Tx): Promise<void> =>
    db.insert('platform_scope', { platform_kid: platformKid, ...row, seen_at: at }, tx),

  updateScope: (platformKid: string, row: ScopeRow, at: string, tx: Tx): Promise<number> =>
    db.run(
      'UPDATE platform_scope SET registered = :registered, granted = :granted, seen_at = :at WHERE platform_kid = :platformKid AND scope = :scope',
      { platformKid, ...row, at },
      tx,
    ),
});
