import type { Database } from '../db/database.js';

export interface Look {
  personId: string;
  /** The role by which they saw it; null where that was not written down. */
  role: string | null;
  firstAt: string;
  lastAt: string;
}

export interface LookedAt {
  partnershipId: string;
  placementId: string;
  kind: string;
  id: string;
}

/** Everybody else who looked at one thing, the latest first. */
export const findLooks = (db: Database, { kind, ...about }: LookedAt, viewerId: string, limit: number): Promise<Look[]> =>
  db.select<Look>(
    `SELECT person_id AS personId, detail AS role, MIN(at) AS firstAt, MAX(at) AS lastAt FROM audit_event
      WHERE placement_id = :placementId AND partnership_id = :partnershipId AND object_kind = :kind AND object_id = :id
        AND action = :action AND person_id <> :viewerId
      GROUP BY person_id, detail ORDER BY lastAt DESC, person_id LIMIT :limit`,
    { ...about, kind, action: `${kind}.read`, viewerId, limit },
  );
