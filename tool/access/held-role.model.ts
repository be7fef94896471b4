import type { Database, Tx } from '../db/database.js';
import type { HeldRole } from './viewer.js';

/** Every role somebody holds in a partnership. Until the transaction ends none of them can be ended by another. */
export const lockHeldRoles = (db: Database, partnershipId: string, personId: string, tx: Tx): Promise<HeldRole[]> =>
  db.select<HeldRole>(
    `SELECT id, role, placement_id AS placementId, school_id AS schoolId FROM role_held
      WHERE person_id = :personId AND partnership_id = :partnershipId AND ended_at IS NULL
      ORDER BY started_at, id${db.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : ''}`,
    { partnershipId, personId },
    tx,
  );
