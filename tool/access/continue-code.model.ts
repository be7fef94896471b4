import type { Database, Tx } from '../db/database.js';
import type { SessionRow } from './session.model.js';

export const continueCodeModel = (db: Database) => ({
  insert: (codeHash: string, sessionId: string, expiresAt: string): Promise<void> =>
    db.insert('continue_code', { code_hash: codeHash, session_id: sessionId, expires_at: expiresAt, used_at: null }),

  /** Spends a code. False where it is unknown, used or too old. */
  spend: async (codeHash: string, now: string, tx: Tx): Promise<boolean> =>
    (await db.run(
      'UPDATE continue_code SET used_at = :now WHERE code_hash = :codeHash AND used_at IS NULL AND expires_at > :now',
      { codeHash, now },
      tx,
    )) === 1,

  /** The family of the session a code was made from, whether or not it is still alive. */
  familyOf: async (codeHash: string, tx: Tx): Promise<string | null> =>
    (
      await db.select<{ familyId: string }>(
        'SELECT s.family_id AS familyId FROM continue_code c JOIN session s ON s.id = c.session_id WHERE c.code_hash = :codeHash',
        { codeHash },
        tx,
      )
    )[0]?.familyId ?? null,

  /** The session a code was made from, while everything it stands on is alive. */
  sessionOf: async (codeHash: string, now: string, tx: Tx): Promise<SessionRow | null> =>
    (
      await db.select<SessionRow>(
        `SELECT s.* FROM continue_code c
           JOIN session s ON s.id = c.session_id AND s.ended_at IS NULL AND s.expires_at > :now
           JOIN identity i ON i.id = s.identity_id AND i.retired_at IS NULL
           JOIN platform pl ON pl.kid = i.platform_kid AND pl.active = 1 AND pl.retired_at IS NULL
           JOIN deployment d ON d.id = s.deployment_ref AND d.suspended_at IS NULL AND d.retired_at IS NULL
          WHERE c.code_hash = :codeHash`,
        { codeHash, now },
        tx,
      )
    )[0] ?? null,
});
