import type { Database } from '../db/database.js';

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
