import type { HeldRole, Role } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';

export interface RoleRow {
  id: string;
  personId: string;
  role: Role;
  placementId: string | null;
  schoolId: string | null;
  startedAt: string;
  endedAt: string | null;
}

export interface PlacementRoleRow extends RoleRow {
  placementId: string;
  platformName: string | null;
}

const columns = `r.id AS id, r.person_id AS personId, r.role AS role, r.placement_id AS placementId, r.school_id AS schoolId,
  r.started_at AS startedAt, r.ended_at AS endedAt`;

/** Who works in these placements now, with the platform their code was typed in. One statement for any number of placements. */
export async function findRolesOn(
  db: Database,
  partnershipId: string,
  placementIds: readonly string[],
  roles: readonly Role[],
  tx?: Tx,
): Promise<PlacementRoleRow[]> {
  if (placementIds.length === 0) return [];
  return db.select<PlacementRoleRow>(
    `SELECT ${columns}, pf.name AS platformName
       FROM role_held r
       LEFT JOIN claim_code c ON c.id = r.claim_code_id
       LEFT JOIN platform pf ON pf.kid = c.used_on_platform
      WHERE r.placement_id IN (:placementIds) AND r.role IN (:roles) AND r.partnership_id = :partnershipId AND r.ended_at IS NULL
      ORDER BY r.started_at, r.id`,
    { partnershipId, placementIds: [...placementIds], roles: [...roles] },
    tx,
  );
}

/** The leads of these schools now. One statement for any number of schools. */
export const findSchoolLeads = (db: Database, partnershipId: string, schoolIds: readonly string[], tx?: Tx): Promise<RoleRow[]> =>
  schoolIds.length === 0
    ? Promise.resolve([])
    : db.select<RoleRow>(
        `SELECT ${columns} FROM role_held r
          WHERE r.school_id IN (:schoolIds) AND r.role = 'school_lead' AND r.partnership_id = :partnershipId AND r.ended_at IS NULL
          ORDER BY r.started_at, r.id`,
        { partnershipId, schoolIds: [...new Set(schoolIds)] },
        tx,
      );

/**
 * Everybody who holds a role that could matter for a placement: on it, at a school, or in the whole partnership. Which of them does
 * matter is for a policy to say. One statement.
 */
export const findHoldersAround = (
  db: Database,
  partnershipId: string,
  placementId: string | null,
): Promise<(HeldRole & { personId: string })[]> =>
  db.select<HeldRole & { personId: string }>(
    `SELECT r.person_id AS personId, r.id AS id, r.role AS role, r.placement_id AS placementId, r.school_id AS schoolId FROM role_held r
      WHERE r.partnership_id = :partnershipId AND (r.placement_id = :placementId OR r.placement_id IS NULL) AND r.ended_at IS NULL
      ORDER BY r.started_at, r.id`,
    { partnershipId, placementId },
  );

/** Roles that belong to no placement: tutors, coordinators, lead mentors and schools' leads. */
export const findPartnershipRoles = (db: Database, partnershipId: string, roles: readonly Role[], tx?: Tx): Promise<RoleRow[]> =>
  db.select<RoleRow>(
    `SELECT ${columns} FROM role_held r
      WHERE r.partnership_id = :partnershipId AND r.role IN (:roles) AND r.placement_id IS NULL AND r.ended_at IS NULL
      ORDER BY r.started_at, r.id LIMIT 1000`,
    { partnershipId, roles: [...roles] },
    tx,
  );

/** How many trainees each tutor has now. */
export async function countPlacementsOf(db: Database, partnershipId: string, role: Role): Promise<Map<string, number>> {
  const rows = await db.select<{ personId: string; placements: number }>(
    `SELECT person_id AS personId, COUNT(*) AS placements FROM role_held
      WHERE partnership_id = :partnershipId AND role = :role AND placement_id IS NOT NULL AND ended_at IS NULL GROUP BY person_id`,
    { partnershipId, role },
  );
  return new Map(rows.map((row) => [row.personId, row.placements]));
}

/** Ended ones too: ending twice is the same as ending once. Locks the row. */
export async function lockRole(db: Database, partnershipId: string, id: string, tx: Tx): Promise<RoleRow | null> {
  const rows = await db.select<RoleRow>(
    `SELECT ${columns} FROM role_held r WHERE r.id = :id AND r.partnership_id = :partnershipId${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
    { id, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

export interface EndedRow {
  id: string;
  role: 'mentor' | 'coach' | 'tutor';
  personId: string;
  placementId: string;
  traineePersonId: string;
  endedAt: string;
  endedBy: string | null;
}

// Whoever holds the same role there again has nothing to be told.
const endedRoles = `SELECT r.id AS id, r.role AS role, r.person_id AS personId, r.placement_id AS placementId,
    p.trainee_person_id AS traineePersonId, r.ended_at AS endedAt, r.ended_by AS endedBy
  FROM role_held r JOIN placement p ON p.id = r.placement_id
  WHERE r.partnership_id = :partnershipId AND r.ended_at > :since
    AND NOT EXISTS (SELECT 1 FROM role_held n WHERE n.person_id = r.person_id AND n.placement_id = r.placement_id AND n.role = r.role
      AND n.partnership_id = r.partnership_id AND n.ended_at IS NULL)`;

/** The roles on placements that one person had and that ended after an instant, newest first. */
export const findEndedOf = (db: Database, partnershipId: string, personId: string, since: string): Promise<EndedRow[]> =>
  db.select<EndedRow>(
    `${endedRoles} AND r.person_id = :personId AND r.role IN ('mentor', 'coach', 'tutor') ORDER BY r.ended_at DESC, r.id LIMIT 20`,
    { partnershipId, personId, since },
  );

/** The mentors of these placements whose role ended after an instant. One statement for any number of placements. */
export const findEndedMentorsOn = (
  db: Database,
  partnershipId: string,
  placementIds: readonly string[],
  since: string,
): Promise<EndedRow[]> =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db.select<EndedRow>(`${endedRoles} AND r.placement_id IN (:placementIds) AND r.role = 'mentor' ORDER BY r.ended_at, r.id`, {
        partnershipId,
        placementIds: [...placementIds],
        since,
      });

export interface NewRole {
  partnershipId: string;
  personId: string;
  role: Role;
  placementId: string | null;
  /** Of a school's lead. */
  schoolId: string | null;
  grantedBy: string | null;
  claimCodeId: string | null;
  now: string;
}

/**
 * Gives a role unless the person holds it already, in which case nobody ends it before this transaction does. The caller has locked
 * the person.
 * @returns the id of the role held, and whether it is new
 */
export async function startRole(db: Database, given: NewRole, tx: Tx): Promise<{ id: string; isNew: boolean }> {
  const [held] = await db.select<{ id: string }>(
    `SELECT id FROM role_held WHERE person_id = :personId AND ended_at IS NULL AND partnership_id = :partnershipId AND role = :role
        AND COALESCE(placement_id, '') = :placementId AND COALESCE(school_id, '') = :schoolId${db.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : ''}`,
    {
      personId: given.personId, partnershipId: given.partnershipId, role: given.role, placementId: given.placementId ?? '',
      schoolId: given.schoolId ?? '',
    },
    tx,
  ); // prettier-ignore
  if (held) return { id: held.id, isNew: false };
  const id = newId();
  await db.insert(
    'role_held',
    {
      id, partnership_id: given.partnershipId, person_id: given.personId, role: given.role, placement_id: given.placementId, school_id: given.schoolId,
      granted_by: given.grantedBy, claim_code_id: given.claimCodeId, started_at: given.now,
    },
    tx,
  ); // prettier-ignore
  return { id, isNew: true };
}

/** Ends one role; ending the role of tutor in the partnership ends it for each trainee too. @returns the ids that ended now */
export async function endRoles(
  db: Database,
  role: RoleRow,
  ending: { partnershipId: string; by: string; because: string; now: string },
  tx: Tx,
): Promise<RoleRow[]> {
  const alike = role.role === 'tutor' && role.placementId === null;
  const affected = alike
    ? await db.select<RoleRow>(
        `SELECT ${columns} FROM role_held r
          WHERE r.person_id = :personId AND r.ended_at IS NULL AND r.partnership_id = :partnershipId AND r.role = 'tutor'`,
        { personId: role.personId, partnershipId: ending.partnershipId },
        tx,
      )
    : [role];
  await db.run(
    'UPDATE role_held SET ended_at = :now, ended_by = :by, ended_because = :because WHERE id IN (:ids) AND ended_at IS NULL',
    { now: ending.now, by: ending.by, because: ending.because, ids: affected.map((one) => one.id) },
    tx,
  );
  return affected;
}
