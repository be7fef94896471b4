import type { Database, Tx } from '../db/database.js';

export interface HoldRow {
  id: string;
  personId: string | null;
  placementId: string | null;
  reason: string | null;
  placedBy: string | null;
  placedAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
}

const columns = `h.id AS id, h.person_id AS personId, h.placement_id AS placementId, h.reason AS reason, h.placed_by AS placedBy,
  h.placed_at AS placedAt, h.lifted_by AS liftedBy, h.lifted_at AS liftedAt`;

/**
 * SQL: no hold covers this row. A hold on a person covers every placement they have or work in, because that is where their record is.
 * @param placementOf SQL for the row's placement @param personOf SQL for the row's person
 */
export function notHeld({ placementOf, personOf }: { placementOf?: string | undefined; personOf?: string | undefined }): string {
  const covers = [
    ...(personOf === undefined ? [] : [`hold.person_id = ${personOf}`]),
    ...(placementOf === undefined
      ? []
      : [
          `hold.placement_id = ${placementOf}`,
          `hold.person_id = (SELECT held.trainee_person_id FROM placement held WHERE held.id = ${placementOf})`,
          `hold.person_id IN (SELECT works.person_id FROM role_held works WHERE works.placement_id = ${placementOf})`,
        ]),
  ];
  if (covers.length === 0) return '1 = 1';
  return `NOT EXISTS (SELECT 1 FROM privacy_hold hold
    WHERE hold.partnership_id = :partnershipId AND hold.lifted_at IS NULL AND (${covers.join(' OR ')}))`;
}

/** Holds that stand in the way of erasing this person: theirs, of their placements, and of the people who work there. */
export const findHoldsAgainst = (db: Database, partnershipId: string, personId: string, tx?: Tx): Promise<HoldRow[]> =>
  db.select<HoldRow>(
    `SELECT ${columns} FROM privacy_hold h
      WHERE h.partnership_id = :partnershipId AND h.lifted_at IS NULL AND (h.person_id = :personId
        OR h.placement_id IN (SELECT p.id FROM placement p WHERE p.trainee_person_id = :personId AND p.partnership_id = :partnershipId)
        OR h.placement_id IN (SELECT r.placement_id FROM role_held r WHERE r.person_id = :personId AND r.placement_id IS NOT NULL)
        OR h.person_id IN (SELECT r.person_id FROM role_held r JOIN placement p ON p.id = r.placement_id
             WHERE p.trainee_person_id = :personId AND p.partnership_id = :partnershipId))
      ORDER BY h.id`,
    { partnershipId, personId },
    tx,
  );

/** Newest first. @param before id of the last one seen, or null */
export const listHolds = (db: Database, partnershipId: string, before: string | null, limit: number): Promise<HoldRow[]> =>
  db.select<HoldRow>(
    `SELECT ${columns} FROM privacy_hold h WHERE h.partnership_id = :partnershipId AND (:before IS NULL OR h.id < :before)
      ORDER BY h.id DESC LIMIT ${Math.trunc(limit)}`,
    { partnershipId, before },
  );

export async function findHold(db: Database, partnershipId: string, id: string, tx: Tx): Promise<HoldRow | null> {
  const rows = await db.select<HoldRow>(
    `SELECT ${columns} FROM privacy_hold h WHERE h.id = :id AND h.partnership_id = :partnershipId`,
    { id, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

/** Whom a hold is about, for the list of what was changed. */
export const findHoldSubjects = (
  db: Database,
  partnershipId: string,
  ids: readonly string[],
): Promise<{ id: string; personId: string | null; school: string | null }[]> =>
  db.select(
    `SELECT h.id AS id, COALESCE(h.person_id, p.trainee_person_id) AS personId, s.name AS school FROM privacy_hold h
       LEFT JOIN placement p ON p.id = h.placement_id LEFT JOIN school s ON s.id = p.school_id
      WHERE h.id IN (:ids) AND h.partnership_id = :partnershipId`,
    { partnershipId, ids: [...ids] },
  );

export const insertHold = (
  db: Database,
  row: { id: string; partnershipId: string; personId: string | null; placementId: string | null; reason: string; by: string | null; now: string },
  tx: Tx,
): Promise<void> =>
  db.insert(
    'privacy_hold',
    {
      id: row.id, partnership_id: row.partnershipId, person_id: row.personId, placement_id: row.placementId, reason: row.reason,
      placed_by: row.by, placed_at: row.now,
    },
    tx,
  ); // prettier-ignore

export const liftHold = (db: Database, id: string, by: string | null, now: string, tx: Tx): Promise<number> =>
  db.run('UPDATE privacy_hold SET lifted_by = :by, lifted_at = :now WHERE id = :id AND lifted_at IS NULL', { id, by, now }, tx);

export async function placementIsHere(db: Database, partnershipId: string, placementId: string, tx: Tx): Promise<boolean> {
  const rows = await db.select(
    'SELECT 1 AS found FROM placement WHERE id = :placementId AND partnership_id = :partnershipId',
    { placementId, partnershipId },
    tx,
  );
  return rows.length > 0;
}

export const findPlacementsNamed = (
  db: Database,
  partnershipId: string,
  placementIds: string[],
  tx?: Tx,
): Promise<{ id: string; trainee: string; school: string }[]> =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db.select(
        `SELECT p.id AS id, p.trainee_person_id AS trainee, s.name AS school FROM placement p JOIN school s ON s.id = p.school_id
          WHERE p.id IN (:placementIds) AND p.partnership_id = :partnershipId`,
        { placementIds, partnershipId },
        tx,
      );
