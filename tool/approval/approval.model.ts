import type { Role } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';
import type { ApprovalContent, RecordingRole } from './approval.shared.js';

/** One version as it is stored, with ids for names. */
export type StoredApproval = ApprovalContent & {
  id: string;
  schoolId: string;
  version: number;
  recordedById: string;
  recordedAs: RecordingRole;
  recordedAt: string;
  withdrawnAt: string | null;
  withdrawnById: string | null;
};

type ListColumn = 'covers' | 'classes' | 'devices' | 'audience';
type Row = Omit<StoredApproval, ListColumn | 'approver'> & Record<ListColumn, string> & { approverName: string; approverRole: string };

const columns = `a.id AS id, a.school_id AS schoolId, a.version AS version, a.lawful_basis AS lawfulBasis, a.covers AS covers,
  a.classes AS classes, a.from_on AS fromOn, a.until_on AS untilOn, a.devices AS devices, a.opt_outs AS optOuts,
  a.retention_days AS retentionDays, a.audience AS audience, a.approver_name AS approverName, a.approver_role AS approverRole,
  a.agreed_on AS agreedOn, a.document AS document, a.recorded_by AS recordedById, a.recorded_as AS recordedAs,
  a.recorded_at AS recordedAt, a.withdrawn_at AS withdrawnAt, a.withdrawn_by AS withdrawnById`;

const toStored = ({ approverName, approverRole, ...row }: Row): StoredApproval => ({
  ...row,
  covers: JSON.parse(row.covers) as StoredApproval['covers'],
  classes: JSON.parse(row.classes) as StoredApproval['classes'],
  devices: JSON.parse(row.devices) as StoredApproval['devices'],
  audience: JSON.parse(row.audience) as StoredApproval['audience'],
  approver: { name: approverName, role: approverRole },
});

export interface SchoolRow {
  id: string;
  name: string;
  timeZone: string;
}

const schoolColumns = 's.id AS id, s.name AS name, COALESCE(s.time_zone, pt.time_zone) AS timeZone';
const schools = 'school s JOIN partnership pt ON pt.id = s.partnership_id';

export async function findSchool(db: Database, partnershipId: string, id: string, tx?: Tx): Promise<SchoolRow | null> {
  const [row] = await db.select<SchoolRow>(
    `SELECT ${schoolColumns} FROM ${schools} WHERE s.id = :id AND s.partnership_id = :partnershipId`,
    { id, partnershipId },
    tx,
  );
  return row ?? null;
}

/**
 * Keeps what the school agreed to as it is until the transaction ends: nobody records or withdraws meanwhile (`changing`), or nobody
 * does while somebody goes by it. On SQLite the transaction itself does that.
 */
export async function holdSchool(db: Database, partnershipId: string, id: string, changing: boolean, tx: Tx): Promise<void> {
  if (db.dialect === 'sqlite') return;
  const lock = changing ? 'FOR UPDATE' : 'LOCK IN SHARE MODE';
  await db.select(`SELECT id FROM school WHERE id = :id AND partnership_id = :partnershipId ${lock}`, { id, partnershipId }, tx);
}

/** Nobody gives this person a role until the transaction ends: whoever gives one locks them first. */
export async function holdPerson(db: Database, partnershipId: string, id: string, tx: Tx): Promise<void> {
  if (db.dialect === 'sqlite') return;
  await db.select('SELECT id FROM person WHERE id = :id AND partnership_id = :partnershipId FOR UPDATE', { id, partnershipId }, tx);
}

export async function findPlacementSchool(
  db: Database,
  partnershipId: string,
  placementId: string,
  tx?: Tx,
): Promise<{ schoolId: string; traineePersonId: string; endsOn: string } | null> {
  const [row] = await db.select<{ schoolId: string; traineePersonId: string; endsOn: string }>(
    `SELECT school_id AS schoolId, trainee_person_id AS traineePersonId, ends_on AS endsOn FROM placement
      WHERE id = :placementId AND partnership_id = :partnershipId`,
    { placementId, partnershipId },
    tx,
  );
  return row ?? null;
}

/** The version that counts. */
export async function findNewest(db: Database, partnershipId: string, schoolId: string, tx?: Tx): Promise<StoredApproval | null> {
  const [row] = await db.select<Row>(
    `SELECT ${columns} FROM school_approval a WHERE a.school_id = :schoolId AND a.partnership_id = :partnershipId
      ORDER BY a.version DESC LIMIT 1`,
    { schoolId, partnershipId },
    tx,
  );
  return row ? toStored(row) : null;
}

/** Newest first. @param before only versions older than this one */
export async function findVersions(
  db: Database,
  partnershipId: string,
  schoolId: string,
  before: number,
  limit: number,
): Promise<StoredApproval[]> {
  const rows = await db.select<Row>(
    `SELECT ${columns} FROM school_approval a
      WHERE a.school_id = :schoolId AND a.partnership_id = :partnershipId AND a.version < :before
      ORDER BY a.version DESC LIMIT ${Math.trunc(limit)}`,
    { schoolId, partnershipId, before },
  );
  return rows.map(toStored);
}

/** @throws UniqueConstraintError where the id is taken */
export const insertApproval = (db: Database, partnershipId: string, made: StoredApproval, tx: Tx): Promise<void> =>
  db.insert(
    'school_approval',
    {
      id: made.id, partnership_id: partnershipId, school_id: made.schoolId, version: made.version, lawful_basis: made.lawfulBasis,
      covers: JSON.stringify(made.covers), classes: JSON.stringify(made.classes), from_on: made.fromOn, until_on: made.untilOn,
      devices: JSON.stringify(made.devices), opt_outs: made.optOuts, retention_days: made.retentionDays, audience: JSON.stringify(made.audience),
      approver_name: made.approver.name, approver_role: made.approver.role, agreed_on: made.agreedOn, document: made.document,
      recorded_by: made.recordedById, recorded_as: made.recordedAs, recorded_at: made.recordedAt,
    },
    tx,
  ); // prettier-ignore

export const setWithdrawn = (db: Database, partnershipId: string, id: string, by: string, now: string, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE school_approval SET withdrawn_at = :now, withdrawn_by = :by
      WHERE id = :id AND partnership_id = :partnershipId AND withdrawn_at IS NULL`,
    { id, partnershipId, by, now },
    tx,
  );

/** SQL over two rows of `person`: one human, as far as platforms tell. Who has an account at school and one at university is two people here. */
const sameHuman = (one: string, other: string): string =>
  `(${one}.id = ${other}.id OR (${one}.email <> '' AND LOWER(${one}.email) = LOWER(${other}.email)))`;

/** What somebody holds on placements at a school, also with another account of theirs: for what they must not do, and never for what they may. */
export async function findRolesOfHuman(db: Database, partnershipId: string, personId: string, schoolId: string, tx?: Tx): Promise<Role[]> {
  const rows = await db.select<{ role: Role }>(
    `SELECT DISTINCT r.role AS role FROM placement p
       JOIN role_held r ON r.placement_id = p.id AND r.partnership_id = p.partnership_id AND r.ended_at IS NULL
       JOIN person u ON u.id = r.person_id
       JOIN person me ON me.id = :personId AND me.partnership_id = p.partnership_id
      WHERE p.school_id = :schoolId AND p.partnership_id = :partnershipId AND ${sameHuman('me', 'u')}`,
    { partnershipId, personId, schoolId },
    tx,
  );
  return rows.map((row) => row.role);
}

/** Whether one of these people is this one under another account. */
export async function isOneHuman(db: Database, partnershipId: string, personId: string, others: string[], tx?: Tx): Promise<boolean> {
  const rows = await db.select(
    `SELECT 1 AS found FROM person me JOIN person u ON u.id IN (:others) AND u.partnership_id = me.partnership_id AND ${sameHuman('me', 'u')}
      WHERE me.id = :personId AND me.partnership_id = :partnershipId LIMIT 1`,
    { partnershipId, personId, others },
    tx,
  );
  return rows.length > 0;
}

/** What somebody holds on placements at a school. */
export async function findRolesAtSchool(db: Database, partnershipId: string, personId: string, schoolId: string, tx?: Tx): Promise<Role[]> {
  const rows = await db.select<{ role: Role }>(
    `SELECT DISTINCT r.role AS role FROM role_held r JOIN placement p ON p.id = r.placement_id
      WHERE r.person_id = :personId AND r.ended_at IS NULL AND r.partnership_id = :partnershipId AND p.school_id = :schoolId`,
    { partnershipId, personId, schoolId },
    tx,
  );
  return rows.map((row) => row.role);
}

/**
 * Who can record it: the school's leads, else the coordinators, without those who work with its lessons; who has been it longest first.
 * @param barred roles on a placement of the school that keep somebody from it
 */
export async function findRecorders(
  db: Database,
  partnershipId: string,
  schoolId: string,
  barred: readonly Role[],
  tx?: Tx,
): Promise<string[]> {
  const rows = await db.select<{ personId: string; role: Role }>(
    `SELECT r.person_id AS personId, r.role AS role FROM role_held r
      WHERE r.partnership_id = :partnershipId AND r.role IN ('school_lead', 'coordinator') AND r.ended_at IS NULL
        AND (r.role = 'coordinator' OR r.school_id = :schoolId)
        AND NOT EXISTS (SELECT 1 FROM placement p
          JOIN role_held h ON h.placement_id = p.id AND h.ended_at IS NULL AND h.role IN (:barred)
          JOIN person u ON u.id = h.person_id
          JOIN person me ON me.id = r.person_id
          WHERE p.school_id = :schoolId AND p.partnership_id = r.partnership_id AND ${sameHuman('me', 'u')})
      ORDER BY r.role DESC, r.started_at, r.id LIMIT 20`,
    { partnershipId, schoolId, barred: [...barred] },
    tx,
  );
  const first = rows[0]?.role;
  return [...new Set(rows.filter((row) => row.role === first).map((row) => row.personId))];
}

/** The schools of the placements somebody works in. */
export async function findSchoolsOf(db: Database, partnershipId: string, personId: string): Promise<string[]> {
  const rows = await db.select<{ schoolId: string }>(
    `SELECT DISTINCT p.school_id AS schoolId FROM role_held r JOIN placement p ON p.id = r.placement_id
      WHERE r.person_id = :personId AND r.ended_at IS NULL AND r.partnership_id = :partnershipId`,
    { partnershipId, personId },
  );
  return rows.map((row) => row.schoolId);
}

export type SchoolLine = SchoolRow & { covers: StoredApproval['covers'] } & (
    Pick<StoredApproval, 'fromOn' | 'untilOn' | 'withdrawnAt'> | Record<'fromOn' | 'untilOn' | 'withdrawnAt', null>
  );

/** A page of schools by name with what counts there. @param among their ids; null: all @param after id of the last one seen, or '' */
export async function findSchoolLines(
  db: Database,
  partnershipId: string,
  among: readonly string[] | null,
  after: string,
  limit: number,
): Promise<SchoolLine[]> {
  if (among?.length === 0) return [];
  const rows = await db.select<Omit<SchoolLine, 'covers'> & { covers: string | null }>(
    `SELECT ${schoolColumns}, a.covers AS covers, a.from_on AS fromOn, a.until_on AS untilOn, a.withdrawn_at AS withdrawnAt
       FROM ${schools}
       LEFT JOIN school_approval a ON a.school_id = s.id
        AND a.version = (SELECT MAX(v.version) FROM school_approval v WHERE v.school_id = s.id)
      WHERE s.partnership_id = :partnershipId ${among === null ? '' : 'AND s.id IN (:among)'}
        ${after === '' ? '' : 'AND s.name > (SELECT o.name FROM school o WHERE o.id = :after AND o.partnership_id = :partnershipId)'}
      ORDER BY s.name LIMIT ${Math.trunc(limit)}`,
    { partnershipId, after, among: [...(among ?? [])] },
  );
  return rows.map((row) => ({ ...row, covers: JSON.parse(row.covers ?? '[]') as StoredApproval['covers'] }) as SchoolLine);
}

/** Approvals that count, end between two days, and are needed by a placement that goes on. @param among ids of schools; null: all */
export const findEnding = (
  db: Database,
  partnershipId: string,
  among: readonly string[] | null,
  from: string,
  until: string,
): Promise<{ schoolId: string; schoolName: string; untilOn: string }[]> =>
  db.select<{ schoolId: string; schoolName: string; untilOn: string }>(
    `SELECT s.id AS schoolId, s.name AS schoolName, a.until_on AS untilOn
       FROM school_approval a JOIN school s ON s.id = a.school_id
      WHERE a.partnership_id = :partnershipId AND a.until_on BETWEEN :from AND :until AND a.withdrawn_at IS NULL
        ${among === null ? '' : 'AND a.school_id IN (:among)'}
        AND NOT EXISTS (SELECT 1 FROM school_approval n WHERE n.school_id = a.school_id AND n.version > a.version)
        AND EXISTS (SELECT 1 FROM placement p WHERE p.school_id = a.school_id AND p.partnership_id = a.partnership_id
          AND p.ends_on > a.until_on)
      ORDER BY a.until_on, s.name LIMIT 60`,
    { partnershipId, from, until, among: [...(among ?? [])] },
  );

/** Schools that somebody else took the newest approval back for lately, and where somebody is placed still. */
export const findTakenBack = (
  db: Database,
  partnershipId: string,
  reader: { personId: string; since: string; today: string },
): Promise<{ schoolId: string; schoolName: string; withdrawnAt: string }[]> =>
  db.select<{ schoolId: string; schoolName: string; withdrawnAt: string }>(
    `SELECT s.id AS schoolId, s.name AS schoolName, a.withdrawn_at AS withdrawnAt
       FROM school_approval a JOIN school s ON s.id = a.school_id
      WHERE a.partnership_id = :partnershipId AND a.until_on >= :today AND a.withdrawn_at > :since AND a.withdrawn_by <> :personId
        AND NOT EXISTS (SELECT 1 FROM school_approval n WHERE n.school_id = a.school_id AND n.version > a.version)
        AND EXISTS (SELECT 1 FROM placement p WHERE p.school_id = a.school_id AND p.partnership_id = a.partnership_id AND p.ends_on >= :today)
      ORDER BY a.withdrawn_at DESC, s.name LIMIT 60`,
    { partnershipId, ...reader },
  );
