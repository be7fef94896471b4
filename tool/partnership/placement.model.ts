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

/** One page of the placements at these schools. @param after id of the last one seen, or '' */
export const findPlacementsAt = (
  db: Database,
  partnershipId: string,
  schoolIds: readonly string[],
  after: string,
  limit: number,
): Promise<PlacementRow[]> =>
  db.select<PlacementRow>(
    `${selected} WHERE p.school_id IN (:schoolIds) AND p.partnership_id = :partnershipId AND p.id > :after
      ORDER BY p.id LIMIT ${Math.trunc(limit)}`,
    { partnershipId, schoolIds: [...schoolIds], after },
  );

/**
 * The placement the same trainee had before this one: of those that began and ended earlier the last to end. Null for a first one.
 * @param of the placement that has one before it
 */
export async function findPlacementBefore(db: Database, partnershipId: string, of: PlacementRow, tx?: Tx): Promise<PlacementRow | null> {
  const rows = await db.select<PlacementRow>(
    `${selected} WHERE p.partnership_id = :partnershipId AND p.trainee_person_id = :trainee AND p.id <> :id
        AND p.starts_on < :startsOn AND p.ends_on < :endsOn
      ORDER BY p.ends_on DESC, p.starts_on DESC, p.id DESC LIMIT 1`,
    { partnershipId, trainee: of.traineePersonId, id: of.id, startsOn: of.startsOn, endsOn: of.endsOn },
    tx,
  );
  return rows[0] ?? null;
}

/** The placements of the same trainee that have this one before them, as `findPlacementBefore` finds it. */
export async function findPlacementsAfter(db: Database, partnershipId: string, of: PlacementRow): Promise<string[]> {
  const rows = await db.select<{ id: string }>(
    `SELECT p.id AS id FROM placement p
      WHERE p.partnership_id = :partnershipId AND p.trainee_person_id = :trainee AND p.starts_on > :startsOn AND p.ends_on > :endsOn
        AND NOT EXISTS (SELECT 1 FROM placement b WHERE b.partnership_id = p.partnership_id AND b.trainee_person_id = p.trainee_person_id
          AND b.starts_on < p.starts_on AND b.ends_on < p.ends_on AND (b.ends_on, b.starts_on, b.id) > (:endsOn, :startsOn, :id))`,
    { partnershipId, trainee: of.traineePersonId, id: of.id, startsOn: of.startsOn, endsOn: of.endsOn },
  );
  return rows.map((row) => row.id);
}

/** ISO day; null where there is no such placement. */
export async function findFirstDay(db: Database, partnershipId: string, id: string, tx: Tx): Promise<string | null> {
  const rows = await db.select<{ startsOn: string }>(
    'SELECT starts_on AS startsOn FROM placement WHERE id = :id AND partnership_id = :partnershipId',
    { id, partnershipId },
    tx,
  );
  return rows[0]?.startsOn ?? null;
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

export const findSchools = (db: Database, partnershipId: string, tx?: Tx): Promise<{ id: string; name: string }[]> =>
  db.select<{ id: string; name: string }>(
    'SELECT id, name FROM school WHERE partnership_id = :partnershipId ORDER BY name, id LIMIT 1000',
    { partnershipId },
    tx,
  );

/** One page of schools by name, which no two of a partnership share. @param after id of the last one seen, or '' */
export const findSchoolPage = (
  db: Database,
  partnershipId: string,
  after: string,
  limit: number,
): Promise<{ id: string; name: string }[]> =>
  db.select<{ id: string; name: string }>(
    `SELECT id, name FROM school WHERE partnership_id = :partnershipId
        ${after === '' ? '' : 'AND name > (SELECT s.name FROM school s WHERE s.id = :after AND s.partnership_id = :partnershipId)'}
      ORDER BY name LIMIT ${Math.trunc(limit)}`,
    { partnershipId, after },
  );

/** The placements in these schools that have not ended. @param today ISO day */
export const findCurrentPlacementsAt = (
  db: Database,
  partnershipId: string,
  schoolIds: string[],
  today: string,
): Promise<PlacementRow[]> =>
  schoolIds.length === 0
    ? Promise.resolve([])
    : db.select<PlacementRow>(
        `${selected} WHERE p.school_id IN (:schoolIds) AND p.partnership_id = :partnershipId AND p.ends_on >= :today ORDER BY p.id`,
        { partnershipId, schoolIds, today },
      );

/** Names of these schools; those of another partnership are left out. */
export async function findSchoolNames(db: Database, partnershipId: string, ids: readonly string[], tx?: Tx): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select<{ id: string; name: string }>(
    'SELECT id, name FROM school WHERE id IN (:ids) AND partnership_id = :partnershipId ORDER BY name, id',
    { ids: [...new Set(ids)], partnershipId },
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

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

/** Newest first. */
export const findPlacementsOfAccount = (
  db: Database,
  partnershipId: string,
  { identityId, contextRef }: { identityId: string; contextRef: string },
): Promise<{ id: string; schoolId: string }[]> =>
  db.select<{ id: string; schoolId: string }>(
    `SELECT p.id AS id, p.school_id AS schoolId FROM identity_person ip
       JOIN placement p ON p.trainee_person_id = ip.person_id AND p.partnership_id = ip.partnership_id AND p.context_ref = :contextRef
      WHERE ip.identity_id = :identityId AND ip.partnership_id = :partnershipId ORDER BY p.starts_on DESC, p.id DESC`,
    { partnershipId, identityId, contextRef },
  );
