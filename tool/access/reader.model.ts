import type { Database, Tx } from '../db/database.js';
import type { HeldRole } from './viewer.js';

/** A role held now, with the zone of the school it is held at. */
export interface ReaderRow extends HeldRole {
  schoolZone: string | null;
  partnershipZone: string;
}

/** Every role somebody holds in a partnership, oldest first. */
export const findReaderRows = (db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<ReaderRow[]> =>
  db.select<ReaderRow>(
    `SELECT r.id AS id, r.role AS role, r.placement_id AS placementId, r.school_id AS schoolId, s.time_zone AS schoolZone,
            pa.time_zone AS partnershipZone
       FROM role_held r
       JOIN partnership pa ON pa.id = r.partnership_id
       LEFT JOIN placement p ON p.id = r.placement_id
       LEFT JOIN school s ON s.id = COALESCE(r.school_id, p.school_id)
      WHERE r.person_id = :personId AND r.partnership_id = :partnershipId AND r.ended_at IS NULL
      ORDER BY r.started_at, r.id`,
    { partnershipId, personId },
    tx,
  );

export interface DoorRow {
  name: string;
  issuer: string;
  tokenUrl: string;
}

/** Platforms from which somebody can open the tool in this partnership: none of it suspended or retired. */
export const findDoors = (db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<DoorRow[]> =>
  db.select<DoorRow>(
    `SELECT DISTINCT pl.name AS name, pl.issuer AS issuer, pl.token_url AS tokenUrl
       FROM identity_person ip
       JOIN identity i ON i.id = ip.identity_id AND i.retired_at IS NULL
       JOIN platform pl ON pl.kid = i.platform_kid AND pl.active = 1 AND pl.retired_at IS NULL
       JOIN deployment d ON d.platform_kid = pl.kid AND d.suspended_at IS NULL AND d.retired_at IS NULL
       JOIN deployment_partnership dp ON dp.deployment_ref = d.id AND dp.partnership_id = ip.partnership_id
      WHERE ip.person_id = :personId AND ip.partnership_id = :partnershipId
      ORDER BY pl.name, pl.issuer`,
    { partnershipId, personId },
    tx,
  );
