import type { Database, Tx } from '../db/database.js';

/** Somebody whom the platform's list of a course no longer names. */
export interface LeaverRow {
  leftAt: string;
  platformName: string;
  issuer: string;
  tokenUrl: string;
}

const platform = 'pl.name AS platformName, pl.issuer AS issuer, pl.token_url AS tokenUrl';

/**
 * Trainees who have left the course of their placement, by placement. One statement for any number of placements. Outer joins keep the
 * order: with inner ones MariaDB may begin with everybody of the platform, where its figures of a table that has just grown are old.
 */
export async function findLeftTrainees(
  db: Database,
  partnershipId: string,
  placementIds: readonly string[],
  tx?: Tx,
): Promise<Map<string, LeaverRow>> {
  if (placementIds.length === 0) return new Map();
  const rows = await db.select<Omit<LeaverRow, 'leftAt'> & { placementId: string; leftAt: string | null }>(
    `SELECT p.id AS placementId, m.left_at AS leftAt, ${platform}
       FROM placement p
       LEFT JOIN context c ON c.id = p.context_ref
       LEFT JOIN deployment d ON d.id = c.deployment_ref
       LEFT JOIN platform pl ON pl.kid = d.platform_kid
       LEFT JOIN identity_person ip ON ip.person_id = p.trainee_person_id AND ip.partnership_id = p.partnership_id
       LEFT JOIN identity i ON i.id = ip.identity_id AND i.platform_kid = d.platform_kid
       LEFT JOIN membership m ON m.context_ref = p.context_ref AND m.sub = i.sub
      WHERE p.id IN (:placementIds) AND p.partnership_id = :partnershipId`,
    { partnershipId, placementIds: [...placementIds] },
    tx,
  );
  return new Map(rows.flatMap(({ placementId, leftAt, ...rest }) => (leftAt === null ? [] : [[placementId, { ...rest, leftAt }]])));
}

/** People of the partnership who are in no course any more that they were in, with the last one they left. One statement, joined as above. */
export async function findLeavers(db: Database, partnershipId: string, personIds: readonly string[]): Promise<Map<string, LeaverRow>> {
  if (personIds.length === 0) return new Map();
  const rows = await db.select<Omit<LeaverRow, 'leftAt'> & { personId: string; leftAt: string | null; still: number }>(
    `SELECT ip.person_id AS personId, MAX(CASE WHEN d.id IS NULL THEN NULL ELSE m.left_at END) AS leftAt,
            MAX(CASE WHEN d.id IS NOT NULL AND m.left_at IS NULL THEN 1 ELSE 0 END) AS still,
            MAX(pl.name) AS platformName, MAX(pl.issuer) AS issuer, MAX(pl.token_url) AS tokenUrl
       FROM identity_person ip
       LEFT JOIN identity i ON i.id = ip.identity_id
       LEFT JOIN membership m ON m.sub = i.sub
       LEFT JOIN context c ON c.id = m.context_ref
       LEFT JOIN deployment d ON d.id = c.deployment_ref AND d.platform_kid = i.platform_kid
       LEFT JOIN platform pl ON pl.kid = i.platform_kid
      WHERE ip.person_id IN (:personIds) AND ip.partnership_id = :partnershipId
      GROUP BY ip.person_id`,
    { partnershipId, personIds: [...new Set(personIds)] },
  );
  return new Map(
    rows.flatMap(({ personId, leftAt, still, ...rest }) => (still === 1 || leftAt === null ? [] : [[personId, { ...rest, leftAt }]])),
  );
}
