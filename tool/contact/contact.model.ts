import type { Role } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';

/** Who changed a row last, and its revision. */
interface Changed {
  changedBy: string;
  changedAt: string;
  revision: number;
}
const changedColumns = 'c.changed_by AS changedBy, c.changed_at AS changedAt, c.revision AS revision';

/** What a change writes beside what was typed. */
export interface Change {
  partnershipId: string;
  by: string;
  now: string;
  /** The one last seen; null for the first. */
  revision: number | null;
}

export interface NamedSchool {
  id: string;
  name: string;
}

export async function findSchool(db: Database, partnershipId: string, id: string, tx?: Tx): Promise<NamedSchool | null> {
  const [row] = await db.select<NamedSchool>(
    'SELECT id, name FROM school WHERE id = :id AND partnership_id = :partnershipId',
    { id, partnershipId },
    tx,
  );
  return row ?? null;
}

/** The school of a placement. */
export async function findPlacementSchool(db: Database, partnershipId: string, placementId: string, tx?: Tx): Promise<NamedSchool | null> {
  const [row] = await db.select<NamedSchool>(
    `SELECT s.id AS id, s.name AS name FROM placement p JOIN school s ON s.id = p.school_id
      WHERE p.id = :placementId AND p.partnership_id = :partnershipId`,
    { placementId, partnershipId },
    tx,
  );
  return row ?? null;
}

export interface SchoolContactRow extends Changed {
  leadName: string | null;
  leadTelephone: string | null;
  documentsUrl: string | null;
}

export async function findSchoolContact(db: Database, partnershipId: string, schoolId: string, tx?: Tx): Promise<SchoolContactRow | null> {
  const [row] = await db.select<SchoolContactRow>(
    `SELECT c.lead_name AS leadName, c.lead_telephone AS leadTelephone, c.documents_url AS documentsUrl, ${changedColumns}
       FROM school_contact c WHERE c.school_id = :schoolId AND c.partnership_id = :partnershipId`,
    { schoolId, partnershipId },
    tx,
  );
  return row ?? null;
}

/** @returns false where the revision is another one. @throws UniqueConstraintError where somebody else recorded the first at the same moment */
export async function writeSchoolContact(
  db: Database,
  schoolId: string,
  words: Pick<SchoolContactRow, 'leadName' | 'leadTelephone' | 'documentsUrl'>,
  { partnershipId, by, now, revision }: Change,
  tx: Tx,
): Promise<boolean> {
  if (revision === null) {
    const { leadName, leadTelephone, documentsUrl } = words;
    const row = { school_id: schoolId, lead_name: leadName, lead_telephone: leadTelephone, documents_url: documentsUrl };
    await db.insert('school_contact', { ...row, partnership_id: partnershipId, changed_by: by, changed_at: now, revision: 1 }, tx);
    return true;
  }
  const matched = await db.run(
    `UPDATE school_contact SET lead_name = :leadName, lead_telephone = :leadTelephone, documents_url = :documentsUrl, changed_by = :by,
            changed_at = :now, revision = revision + 1
      WHERE school_id = :schoolId AND partnership_id = :partnershipId AND revision = :revision`,
    { ...words, schoolId, partnershipId, by, now, revision },
    tx,
  );
  return matched === 1;
}

export interface SomeoneRow extends Changed {
  name: string | null;
  reach: string | null;
}

/** Whose somebody else to talk to: a placement's, or (null) the usual one of the partnership. */
const tableOf = (placementId: string | null): string => (placementId === null ? 'partnership_contact' : 'placement_contact');
const whereOf = (placementId: string | null): string =>
  `partnership_id = :partnershipId${placementId === null ? '' : ' AND placement_id = :placementId'}`;

export async function findSomeone(db: Database, partnershipId: string, placementId: string | null, tx?: Tx): Promise<SomeoneRow | null> {
  const [row] = await db.select<SomeoneRow>(
    `SELECT c.name AS name, c.reach AS reach, ${changedColumns} FROM ${tableOf(placementId)} c WHERE ${whereOf(placementId)}`,
    { partnershipId, placementId },
    tx,
  );
  return row ?? null;
}

/** @returns false where the revision is another one. @throws UniqueConstraintError as above */
export async function writeSomeone(
  db: Database,
  placementId: string | null,
  words: Pick<SomeoneRow, 'name' | 'reach'>,
  { partnershipId, by, now, revision }: Change,
  tx: Tx,
): Promise<boolean> {
  if (revision === null) {
    const row = { ...words, partnership_id: partnershipId, changed_by: by, changed_at: now, revision: 1 };
    await db.insert(tableOf(placementId), placementId === null ? row : { ...row, placement_id: placementId }, tx);
    return true;
  }
  const matched = await db.run(
    `UPDATE ${tableOf(placementId)} SET name = :name, reach = :reach, changed_by = :by, changed_at = :now, revision = revision + 1
      WHERE ${whereOf(placementId)} AND revision = :revision`,
    { ...words, partnershipId, placementId, by, now, revision },
    tx,
  );
  return matched === 1;
}

/** What somebody holds on placements at a school. */
export async function findRolesAtSchool(db: Database, partnershipId: string, personId: string, schoolId: string): Promise<Role[]> {
  const rows = await db.select<{ role: Role }>(
    `SELECT DISTINCT r.role AS role FROM role_held r JOIN placement p ON p.id = r.placement_id
      WHERE r.person_id = :personId AND r.ended_at IS NULL AND r.partnership_id = :partnershipId AND p.school_id = :schoolId`,
    { partnershipId, personId, schoolId },
  );
  return rows.map((row) => row.role);
}

/** The mentors and tutors of a placement now. */
export const findJudges = (
  db: Database,
  partnershipId: string,
  placementId: string,
  tx?: Tx,
): Promise<{ personId: string; role: 'mentor' | 'tutor' }[]> =>
  db.select<{ personId: string; role: 'mentor' | 'tutor' }>(
    `SELECT person_id AS personId, role AS role FROM role_held
      WHERE placement_id = :placementId AND role IN ('mentor', 'tutor') AND partnership_id = :partnershipId AND ended_at IS NULL
      ORDER BY started_at, id`,
    { partnershipId, placementId },
    tx,
  );

export interface Recorder {
  personId: string;
  role: 'school_lead' | 'coordinator';
}

/** The leads of a school and the coordinators, who has been it longest first. @param schoolId null for coordinators alone */
export const findRecorders = (db: Database, partnershipId: string, schoolId: string | null): Promise<Recorder[]> =>
  db.select<Recorder>(
    `SELECT person_id AS personId, role AS role FROM role_held
      WHERE partnership_id = :partnershipId AND role IN ('school_lead', 'coordinator') AND ended_at IS NULL
        AND (role = 'coordinator' OR school_id = :schoolId)
      ORDER BY role DESC, started_at, id LIMIT 20`,
    { partnershipId, schoolId },
  );

// A school where nobody is placed any more needs nobody's telephone.
const isMissing = `c.lead_name IS NULL AND EXISTS (SELECT 1 FROM placement p
  WHERE p.school_id = s.id AND p.partnership_id = s.partnership_id AND p.ends_on >= :today)`;
const schoolsWith = `school s LEFT JOIN school_contact c ON c.school_id = s.id AND c.partnership_id = s.partnership_id
  WHERE s.partnership_id = :partnershipId`;

/** Schools with trainees now and without a safeguarding lead. @param among ids of schools; null: all */
export async function countMissing(db: Database, partnershipId: string, among: readonly string[] | null, today: string): Promise<number> {
  if (among?.length === 0) return 0;
  const [row] = await db.select<{ missing: number }>(
    `SELECT COUNT(*) AS missing FROM ${schoolsWith} AND ${isMissing} ${among === null ? '' : 'AND s.id IN (:among)'}`,
    { partnershipId, today, among: [...(among ?? [])] },
  );
  return row?.missing ?? 0;
}

export interface ContactLine extends NamedSchool {
  leadName: string | null;
  documentsUrl: string | null;
}

/** A page of schools by name. @param asked `among` ids of schools, null for all; `after` id of the last one seen, or ''; `missing` only those of `countMissing` */
export const findContactLines = (
  db: Database,
  partnershipId: string,
  { among, after, missing, today }: { among: readonly string[] | null; after: string; missing: boolean; today: string },
  limit: number,
): Promise<ContactLine[]> =>
  among?.length === 0
    ? Promise.resolve([])
    : db.select<ContactLine>(
        `SELECT s.id AS id, s.name AS name, c.lead_name AS leadName, c.documents_url AS documentsUrl FROM ${schoolsWith}
            ${missing ? `AND ${isMissing}` : ''} ${among === null ? '' : 'AND s.id IN (:among)'}
            ${after === '' ? '' : 'AND s.name > (SELECT o.name FROM school o WHERE o.id = :after AND o.partnership_id = :partnershipId)'}
          ORDER BY s.name LIMIT ${Math.trunc(limit)}`,
        { partnershipId, today, after, among: [...(among ?? [])] },
      );
