import type { Database, Tx } from '../db/database.js';
import type { Role } from './viewer.js';

/** What a launch was for, beside opening the page: `review` of one person’s record, or a `preview` of what a trainee sees. */
export type Errand = 'review' | 'preview';

/** A row of `session`. */
export type SessionRow = Record<
  'token_hash' | 'id' | 'family_id' | 'identity_id' | 'partnership_id' | 'deployment_ref' | 'started_at' | 'used_at' | 'expires_at',
  string
> &
  Record<
    'context_ref' | 'link_ref' | 'locale' | 'time_zone' | 'role_now_on' | 'ended_at' | 'launch_nonce' | 'errand_ref' | 'carried_by',
    string | null
  > & {
    errand: Errand | null;
    clock_ahead: number | null;
  };

/** One row for each role held; a viewer without a role has one row with nulls. */
export interface ViewerRow extends Omit<SessionRow, 'token_hash' | 'ended_at' | 'launch_nonce' | 'carried_by' | 'clock_ahead'>, PlaceRow {
  platform_kid: string;
  sub: string;
  person_id: string | null;
  partnership_time_zone: string;
  role_id: string | null;
  role: Role | null;
  placement_id: string | null;
  school_id: string | null;
}

/** Names for the head of the page. */
export interface PlaceRow {
  person_name: string | null;
  identity_name: string | null;
  partnership_name: string;
  platform_name: string;
  issuer: string;
  token_url: string;
  context_title: string | null;
  link_title: string | null;
  shows: string | null;
  copied_from: string | null;
  /** Null until somebody has chosen what the link does. */
  chosen: string | null;
}

const viewerColumns = `s.id, s.family_id, s.identity_id, s.partnership_id, s.deployment_ref, s.context_ref, s.link_ref, s.locale, s.time_zone,
  s.role_now_on, s.started_at, s.used_at, s.expires_at, s.errand, s.errand_ref, i.platform_kid, i.sub, pa.time_zone AS partnership_time_zone, ip.person_id,
  r.id AS role_id, r.role, r.placement_id, r.school_id, p.name AS person_name, i.name AS identity_name, pa.name AS partnership_name,
  pl.name AS platform_name, pl.issuer, pl.token_url, c.title AS context_title, l.title AS link_title, l.copied_from,
  lp.shows, lp.link_ref AS chosen`;

export const sessionModel = (db: Database) => ({
  insert: (row: SessionRow, tx: Tx): Promise<void> => db.insert('session', row, tx),

  /**
   * Everything that decides whether this token still opens anything, and every role held, in one statement: the session alive, the
   * platform and deployment not suspended, the identity not retired. The names come along: every page asks for them first.
   */
  viewerRows: (tokenHash: string, now: string): Promise<ViewerRow[]> =>
    db.select<ViewerRow>(
      `SELECT ${viewerColumns} FROM session s
         JOIN identity i ON i.id = s.identity_id AND i.retired_at IS NULL
         JOIN platform pl ON pl.kid = i.platform_kid AND pl.active = 1 AND pl.retired_at IS NULL
         JOIN deployment d ON d.id = s.deployment_ref AND d.suspended_at IS NULL AND d.retired_at IS NULL
         JOIN partnership pa ON pa.id = s.partnership_id
         LEFT JOIN identity_person ip ON ip.identity_id = s.identity_id AND ip.partnership_id = s.partnership_id
         LEFT JOIN person p ON p.id = ip.person_id
         LEFT JOIN context c ON c.id = s.context_ref
         LEFT JOIN resource_link l ON l.id = s.link_ref
         LEFT JOIN link_policy lp ON lp.link_ref = s.link_ref AND lp.partnership_id = s.partnership_id
         LEFT JOIN role_held r ON r.person_id = ip.person_id AND r.partnership_id = s.partnership_id AND r.ended_at IS NULL
        WHERE s.token_hash = :tokenHash AND s.ended_at IS NULL AND s.expires_at > :now
        ORDER BY r.started_at, r.id`,
      { tokenHash, now },
    ),

  touch: (id: string, usedAt: string, expiresAt: string): Promise<number> =>
    db.run('UPDATE session SET used_at = :usedAt, expires_at = :expiresAt WHERE id = :id AND ended_at IS NULL AND used_at < :usedAt', {
      id,
      usedAt,
      expiresAt,
    }),

  enterPartnership: (id: string, partnershipId: string, tx: Tx): Promise<number> =>
    db.run('UPDATE session SET partnership_id = :partnershipId, role_now_on = NULL WHERE id = :id', { id, partnershipId }, tx),

  /** Held until the transaction ends, so that opening a tab and signing out happen one after the other. */
  lockFamily: async (familyId: string, tx: Tx): Promise<void> => {
    await db.select(`SELECT id FROM session WHERE id = :familyId${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`, { familyId }, tx);
  },

  endEvery: (at: string, tx: Tx): Promise<number> => db.run('UPDATE session SET ended_at = :at WHERE ended_at IS NULL', { at }, tx),

  endFrom: (platformKid: string, deploymentRef: string | null, at: string, tx: Tx): Promise<number> =>
    db.run(
      `UPDATE session SET ended_at = :at WHERE ended_at IS NULL AND deployment_ref IN (
         SELECT id FROM deployment WHERE platform_kid = :platformKid AND (:deploymentRef IS NULL OR id = :deploymentRef))`,
      { platformKid, deploymentRef, at },
      tx,
    ),

  endFamily: (familyId: string, at: string, tx: Tx): Promise<number> =>
    db.run('UPDATE session SET ended_at = :at WHERE family_id = :familyId AND ended_at IS NULL', { familyId, at }, tx),

  /** Sessions nobody can use any more, and the codes made from them. */
  removeExpired: async (before: string): Promise<void> => {
    await db.run('DELETE FROM continue_code WHERE expires_at < :before', { before });
    await db.run(
      'DELETE FROM session WHERE expires_at < :before AND NOT EXISTS (SELECT 1 FROM continue_code c WHERE c.session_id = session.id)',
      { before },
    );
  },
});
