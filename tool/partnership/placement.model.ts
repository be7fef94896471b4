import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import { insertIfAbsent } from './person.model.js';

export interface PlacementRow {
  id: string;
  traineePersonId: string;
  schoolId: string;
  schoolName: string;
  contextRef: string | null;
  subject: string | null;
  phase: string | null;
  startsOn: string;
  endsOn: string;
  timeZone: string;
  revision: number;
}

const selected = `SELECT p.id AS id, p.trainee_person_id AS traineePersonId, p.school_id AS schoolId, s.name AS schoolName,
    p.context_ref AS contextRef, p.subject AS subject, p.phase AS phase, p.starts_on AS startsOn, p.ends_on AS endsOn,
    COALESCE(s.time_zone, t.time_zone) AS timeZone, p.revision AS revision
  FROM placement p JOIN school s ON s.id = p.school_id JOIN partnership t ON t.id = p.partnership_id`;

/** These placements, in the order they were made; unknown and foreign ids are left out. One statement. */
export async function findPlacements(db: Database, partnershipId: string, ids: readonly string[], tx?: Tx): Promise<PlacementRow[]> {
  if (ids.length === 0) return [];
  return db.select<PlacementRow>(
    `${selected} WHERE p.id IN (:ids) AND p.partnership_id = :partnershipId ORDER BY p.id`,
    { partnershipId, ids: [...ids] },
    tx,
  );
}

export async function findOptionalPlacement(db: Database, partnershipId: string, id: string, tx?: Tx): Promise<PlacementRow | null> {
  return (await findPlacements(db, partnershipId, [id], tx))[0] ?? null;
}

/** One page of every placement of the partnership. @param after id of the last one seen, or '' */
export const findPlacementPage = (db: Database, partnershipId: string, after: string, limit: number): Promise<PlacementRow[]> =>
  db.select<PlacementRow>(
    `${selected} WHERE p.partnership_id = :partnershipId AND p.id > :after ORDER BY p.id LIMIT ${Math.trunc(limit)}`,
    { partnershipId, after },
  );

/** True for an id in use anywhere, also in another partnership. */
export async function placementIdTaken(db: Database, id: string, tx: Tx): Promise<boolean> {
  return (await db.select('SELECT 1 AS found FROM placement WHERE id = :id', { id }, tx)).length > 0;
}

export interface PlacementChange {
  schoolId: string;
  subject: string | null;
  phase: string | null;
  startsOn: string;
  endsOn: string;
}

export async function insertPlacement(
  db: Database,
  row: PlacementChange & {
    id: string;
    partnershipId: string;
    traineePersonId: string;
    contextRef: string | null;
    createdBy: string;
    now: string;
  },
  tx: Tx,
): Promise<void> {
  await db.insert(
    'placement',
    {
      id: row.id, partnership_id: row.partnershipId, trainee_person_id: row.traineePersonId, school_id: row.schoolId,
      context_ref: row.contextRef, subject: row.subject, phase: row.phase, starts_on: row.startsOn, ends_on: row.endsOn,
      created_by: row.createdBy, created_at: row.now, revision: 1,
    },
    tx,
  ); // prettier-ignore
}

/** @returns false where the revision is not `revision` any more */
export async function updatePlacement(
  db: Database,
  target: { id: string; partnershipId: string; revision: number },
  change: PlacementChange,
  tx: Tx,
): Promise<boolean> {
  const matched = await db.run(
    `UPDATE placement SET school_id = :schoolId, subject = :subject, phase = :phase, starts_on = :startsOn, ends_on = :endsOn,
            revision = revision + 1
      WHERE id = :id AND partnership_id = :partnershipId AND revision = :revision`,
    { ...target, ...change },
    tx,
  );
  return matched === 1;
}

async function findSchoolByName(db: Database, partnershipId: string, name: string, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ id: string }>(
    'SELECT id FROM school WHERE partnership_id = :partnershipId AND LOWER(name) = LOWER(:name) ORDER BY created_at LIMIT 1',
    { partnershipId, name },
    tx,
  );
  return rows[0]?.id ?? null;
}

/** The school of this name, made where the partnership has none. Capital letters do not make another school. */
export async function ensureSchool(db: Database, partnershipId: string, name: string, now: string, tx: Tx): Promise<string> {
  const known = await findSchoolByName(db, partnershipId, name, tx);
  if (known !== null) return known;
  await insertIfAbsent(db, 'school', { id: newId(), partnership_id: partnershipId, name, time_zone: null, created_at: now }, tx);
  const made = await findSchoolByName(db, partnershipId, name, tx);
  if (made === null) throw new Error('A school that was just written is not there.');
  return made;
}

export const findSchools = (db: Database, partnershipId: string): Promise<{ id: string; name: string }[]> =>
  db.select<{ id: string; name: string }>(
    'SELECT id, name FROM school WHERE partnership_id = :partnershipId ORDER BY name, id LIMIT 1000',
    { partnershipId },
  );

export async function findPartnershipName(db: Database, partnershipId: string, tx?: Tx): Promise<string> {
  const rows = await db.select<{ name: string }>('SELECT name FROM partnership WHERE id = :partnershipId', { partnershipId }, tx);
  return rows[0]?.name ?? '';
}

/**
 * The course a trainee who is already known belongs to: that of their newest placement, else the one the page was opened from where
 * they are a member of it, else none. A tutor who opens the tool from a school's Canvas does not move the trainee there.
 */
export async function findTraineeCourse(
  db: Database,
  asked: { partnershipId: string; personId: string; contextRef: string | null },
  tx: Tx,
): Promise<string | null> {
  const [placed] = await db.select<{ contextRef: string }>(
    `SELECT context_ref AS contextRef FROM placement WHERE partnership_id = :partnershipId AND trainee_person_id = :personId
        AND context_ref IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1`,
    { partnershipId: asked.partnershipId, personId: asked.personId },
    tx,
  );
  if (placed || asked.contextRef === null) return placed?.contextRef ?? null;
  const [member] = await db.select<{ contextRef: string }>(
    `SELECT m.context_ref AS contextRef FROM membership m
       JOIN context c ON c.id = m.context_ref
       JOIN deployment d ON d.id = c.deployment_ref
       JOIN identity i ON i.platform_kid = d.platform_kid AND i.sub = m.sub
       JOIN identity_person ip ON ip.identity_id = i.id AND ip.partnership_id = :partnershipId AND ip.person_id = :personId
      WHERE m.context_ref = :contextRef AND m.left_at IS NULL LIMIT 1`,
    { ...asked },
    tx,
  );
  return member?.contextRef ?? null;
}
