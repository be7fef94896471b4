import type { Database } from '../db/database.js';

/** How many placements that go on have no tutor. @param today ISO day */
export async function countWithoutTutor(db: Database, partnershipId: string, today: string): Promise<number> {
  const rows = await db.select<{ placements: number }>(
    // Written as a join: MariaDB turns NOT EXISTS into a reading of every role there is.
    `SELECT COUNT(*) AS placements FROM placement p
       LEFT JOIN role_held r ON r.placement_id = p.id AND r.role = 'tutor' AND r.partnership_id = p.partnership_id AND r.ended_at IS NULL
      WHERE p.partnership_id = :partnershipId AND p.ends_on >= :today AND r.id IS NULL`,
    { partnershipId, today },
  );
  return rows[0]?.placements ?? 0;
}

/** Whether the partnership has any tutor, placement, or mentor code yet. */
export async function hasAny(db: Database, partnershipId: string): Promise<{ tutors: boolean; placements: boolean; codes: boolean }> {
  const rows = await db.select<{ tutors: number; placements: number; codes: number }>(
    `SELECT
       EXISTS (SELECT 1 FROM role_held WHERE partnership_id = :partnershipId AND role = 'tutor' AND ended_at IS NULL) AS tutors,
       EXISTS (SELECT 1 FROM placement WHERE partnership_id = :partnershipId) AS placements,
       EXISTS (SELECT 1 FROM claim_code WHERE partnership_id = :partnershipId AND role = 'mentor') AS codes`,
    { partnershipId },
  );
  const [row] = rows;
  return { tutors: row?.tutors === 1, placements: row?.placements === 1, codes: row?.codes === 1 };
}
