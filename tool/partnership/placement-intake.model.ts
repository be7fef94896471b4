import type { Database, Tx, Value } from '../db/database.js';
import type { Finding } from './intake-plan.rules.js';
import type { GivenRow } from './intake-table.rules.js';
import type { IntakeView, RowState } from './placement-intake.shared.js';

const lockOf = (db: Database): string => (db.dialect === 'mysql' ? ' FOR UPDATE' : '');
const chunk = 100;
const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_unused, index) => all.slice(index * chunk, (index + 1) * chunk));

export interface IntakeSummary {
  ignored: string[];
  newSchools: string[];
}

export interface IntakeRecord {
  id: string;
  partnershipId: string;
  contextRef: string;
  platformKid: string;
  platformName: string;
  fileName: string;
  state: IntakeView['state'];
  revision: number;
  /** JSON of IntakeSummary */
  summary: string;
  createdBy: string;
  createdAt: string;
  confirmedBy: string | null;
}

const intakes = `SELECT n.id AS id, n.partnership_id AS partnershipId, n.context_ref AS contextRef, n.platform_kid AS platformKid,
    pf.name AS platformName, n.file_name AS fileName, n.state AS state, n.revision AS revision, n.summary AS summary,
    n.created_by AS createdBy, n.created_at AS createdAt, n.confirmed_by AS confirmedBy
  FROM placement_intake n JOIN platform pf ON pf.kid = n.platform_kid`;

export async function findIntake(db: Database, partnershipId: string, id: string, tx?: Tx): Promise<IntakeRecord | null> {
  const rows = await db.select<IntakeRecord>(
    `${intakes} WHERE n.id = :id AND n.partnership_id = :partnershipId`,
    { id, partnershipId },
    tx,
  );
  return rows[0] ?? null;
}

/** Locks the list for the rest of the transaction: it is confirmed once. */
export async function lockIntake(db: Database, partnershipId: string, id: string, tx: Tx): Promise<IntakeRecord | null> {
  await db.select(
    `SELECT id FROM placement_intake WHERE id = :id AND partnership_id = :partnershipId${lockOf(db)}`,
    { id, partnershipId },
    tx,
  );
  return findIntake(db, partnershipId, id, tx);
}

/** The newest lists of a partnership. */
export const findIntakes = (db: Database, partnershipId: string, limit: number): Promise<IntakeRecord[]> =>
  db.select<IntakeRecord>(
    `${intakes} WHERE n.partnership_id = :partnershipId ORDER BY n.created_at DESC, n.id DESC LIMIT ${Math.trunc(limit)}`,
    { partnershipId },
  );

/** For the job, which knows a row's id and nothing else. */
export async function findConfirmed(db: Database, id: string): Promise<IntakeRecord | null> {
  return (await db.select<IntakeRecord>(`${intakes} WHERE n.id = :id AND n.state = 'confirmed'`, { id }))[0] ?? null;
}

export const listConfirmed = (db: Database): Promise<{ id: string }[]> =>
  db.select<{ id: string }>("SELECT id FROM placement_intake WHERE state = 'confirmed' ORDER BY created_at LIMIT 100");

export async function insertIntake(
  db: Database,
  row: Omit<IntakeRecord, 'platformName' | 'state' | 'revision' | 'confirmedBy'>,
  tx: Tx,
): Promise<void> {
  await db.insert(
    'placement_intake',
    {
      id: row.id, partnership_id: row.partnershipId, context_ref: row.contextRef, platform_kid: row.platformKid, file_name: row.fileName,
      state: 'draft', revision: 1, summary: row.summary, created_by: row.createdBy, created_at: row.createdAt,
    },
    tx,
  ); // prettier-ignore
}

export interface PlannedRow {
  row: GivenRow;
  finding: Finding;
}

const flagOf = (finding: Finding): number => (finding.problem !== null || finding.notes.length > 0 ? 1 : 0);

export async function insertRows(
  db: Database,
  owner: { intakeId: string; partnershipId: string },
  planned: readonly PlannedRow[],
  tx: Tx,
): Promise<void> {
  for (const some of chunks(planned)) {
    const values: Record<string, Value> = { ...owner };
    const lines = some.map(({ row, finding }, index) => {
      const given: Record<string, Value> = {
        line: row.line, state: finding.state, flagged: flagOf(finding), number: row.studentNumber, email: row.email, trainee: row.traineeName,
        school: row.school, subject: row.subject, phase: row.phase, starts: row.startsOn, ends: row.endsOn, tutor: row.tutor,
        mentor: row.mentorName, mentorEmail: row.mentorEmail, problems: JSON.stringify(row.problems), finding: JSON.stringify(finding),
        placement: finding.placementId,
      }; // prettier-ignore
      const places = Object.entries(given).map(([name, value]) => {
        values[`${name}${index}`] = value;
        return `:${name}${index}`;
      });
      return `(:intakeId, :partnershipId, ${places.join(', ')})`;
    });
    await db.run(
      `INSERT INTO placement_intake_row (intake_id, partnership_id, line, state, flagged, student_number, email, trainee_name, school, subject,
         phase, starts_on, ends_on, tutor, mentor_name, mentor_email, problems, finding, placement_id) VALUES ${lines.join(', ')}`,
      values,
      tx,
    );
  }
}

/** What a fresh look found, for a list that is not confirmed yet. */
export async function updateFinding(db: Database, intakeId: string, line: number, finding: Finding, tx: Tx): Promise<void> {
  await db.run(
    `UPDATE placement_intake_row SET state = :state, flagged = :flagged, finding = :finding, placement_id = :placementId
      WHERE intake_id = :intakeId AND line = :line`,
    { intakeId, line, state: finding.state, flagged: flagOf(finding), finding: JSON.stringify(finding), placementId: finding.placementId },
    tx,
  );
}

export async function updateDraft(db: Database, id: string, summary: string, tx: Tx): Promise<void> {
  await db.run('UPDATE placement_intake SET revision = revision + 1, summary = :summary WHERE id = :id', { id, summary }, tx);
}

export async function markConfirmed(db: Database, id: string, by: string, now: string, tx: Tx): Promise<void> {
  await db.run(
    "UPDATE placement_intake SET state = 'confirmed', confirmed_by = :by, confirmed_at = :now WHERE id = :id",
    { id, by, now },
    tx,
  );
}

/** Done as soon as no row is left to be done; another process may still hold some, and says so itself. */
export async function markDone(db: Database, id: string, now: string): Promise<void> {
  await db.run(
    `UPDATE placement_intake SET state = 'done', done_at = :now WHERE id = :id AND state = 'confirmed'
        AND NOT EXISTS (SELECT 1 FROM placement_intake_row r WHERE r.intake_id = :id AND r.state IN ('new', 'change'))`,
    { id, now },
  );
}

export interface StoredRow extends GivenRow {
  intakeId: string;
  state: RowState;
  finding: Finding;
  placementId: string | null;
}

interface RawRow extends Omit<StoredRow, 'problems' | 'finding'> {
  problems: string;
  finding: string;
}

const rowColumns = `r.intake_id AS intakeId, r.line AS line, r.state AS state, r.student_number AS studentNumber, r.email AS email,
  r.trainee_name AS traineeName, r.school AS school, r.subject AS subject, r.phase AS phase, r.starts_on AS startsOn, r.ends_on AS endsOn,
  r.tutor AS tutor, r.mentor_name AS mentorName, r.mentor_email AS mentorEmail, r.problems AS problems, r.finding AS finding,
  r.placement_id AS placementId`;

const readRows = (rows: RawRow[]): StoredRow[] =>
  rows.map((row) => ({ ...row, problems: JSON.parse(row.problems) as string[], finding: JSON.parse(row.finding) as Finding }));

export interface RowChoice {
  after?: number;
  flagged?: boolean;
  states?: readonly RowState[];
  withMentor?: boolean;
  limit?: number;
}

/** Rows of one list in the order of the spreadsheet. */
export async function findRows(db: Database, intakeId: string, choice: RowChoice = {}, tx?: Tx): Promise<StoredRow[]> {
  const { after = 0, flagged = false, states = [], withMentor = false, limit } = choice;
  const rows = await db.select<RawRow>(
    `SELECT ${rowColumns} FROM placement_intake_row r WHERE r.intake_id = :intakeId AND r.line > :after
       ${flagged ? 'AND r.flagged = 1' : ''} ${states.length > 0 ? 'AND r.state IN (:states)' : ''}
       ${withMentor ? 'AND r.mentor_name IS NOT NULL' : ''}
      ORDER BY r.line ${limit === undefined ? '' : `LIMIT ${Math.trunc(limit)}`}`,
    { intakeId, after, states: [...states] },
    tx,
  );
  return readRows(rows);
}

/** Rows of a partnership's lists that wait for somebody; with `who`, for this person alone. */
export async function findWaiting(
  db: Database,
  partnershipId: string,
  who: { studentNumber: string; email: string } | null,
  tx?: Tx,
): Promise<StoredRow[]> {
  const rows = await db.select<RawRow>(
    `SELECT ${rowColumns} FROM placement_intake_row r JOIN placement_intake n ON n.id = r.intake_id AND n.state <> 'draft'
      WHERE r.partnership_id = :partnershipId AND r.state = 'waiting'
        ${who === null ? '' : 'AND (r.student_number = :studentNumber OR r.email = :email)'}
      ORDER BY r.intake_id, r.line`,
    { partnershipId, studentNumber: who?.studentNumber ?? '', email: who?.email ?? '' },
    tx,
  );
  return readRows(rows);
}

/** Partnerships in whose confirmed lists somebody is waited for. */
export async function listWaitingPartnerships(db: Database): Promise<string[]> {
  const rows = await db.select<{ partnershipId: string }>(
    "SELECT DISTINCT partnership_id AS partnershipId FROM placement_intake_row WHERE state = 'waiting'",
  );
  return rows.map((row) => row.partnershipId);
}

/** Compare and set: of two processes that come to one row, one gets true. */
export async function settleRow(
  db: Database,
  row: { intakeId: string; line: number; from: RowState; to: RowState; placementId: string | null; finding: Finding; now: string },
  tx: Tx,
): Promise<boolean> {
  const matched = await db.run(
    `UPDATE placement_intake_row SET state = :to, placement_id = :placementId, finding = :finding, flagged = :flagged, settled_at = :now
      WHERE intake_id = :intakeId AND line = :line AND state = :from`,
    {
      intakeId: row.intakeId, line: row.line, from: row.from, to: row.to, placementId: row.placementId, now: row.now,
      finding: JSON.stringify(row.finding), flagged: flagOf(row.finding),
    },
    tx,
  ); // prettier-ignore
  return matched === 1;
}

/** A row points to the placement that was made for it. */
export async function linkRow(db: Database, row: { intakeId: string; line: number; placementId: string }, tx: Tx): Promise<void> {
  await db.run('UPDATE placement_intake_row SET placement_id = :placementId WHERE intake_id = :intakeId AND line = :line', row, tx);
}

/** Placements that rows of this list stand for. */
export async function findTaken(db: Database, intakeId: string, tx: Tx): Promise<Set<string>> {
  const rows = await db.select<{ placementId: string }>(
    'SELECT placement_id AS placementId FROM placement_intake_row WHERE intake_id = :intakeId AND placement_id IS NOT NULL',
    { intakeId },
    tx,
  );
  return new Set(rows.map((row) => row.placementId));
}

export interface RowCount {
  intakeId: string;
  state: RowState;
  amount: number;
  /** MariaDB answers a sum as text. */
  flagged: number | string;
}

/** How many rows are in which state, one statement for any number of lists. */
export const countRows = (db: Database, intakeIds: readonly string[], tx?: Tx): Promise<RowCount[]> =>
  intakeIds.length === 0
    ? Promise.resolve([])
    : db.select<RowCount>(
        `SELECT intake_id AS intakeId, state, COUNT(*) AS amount, SUM(flagged) AS flagged FROM placement_intake_row
          WHERE intake_id IN (:intakeIds) GROUP BY intake_id, state`,
        { intakeIds: [...intakeIds] },
        tx,
      );

/**
 * Forgets what is not needed any more: lists nobody confirmed, waiting rows whose placement would be over, and done lists for which nobody
 * waits. @param before instants and a day; what is older goes
 */
export async function forgetOld(db: Database, before: { draft: string; done: string; today: string }): Promise<number> {
  await db.run("DELETE FROM placement_intake_row WHERE state = 'waiting' AND ends_on < :today", { today: before.today });
  const old = await db.select<{ id: string }>(
    `SELECT id FROM placement_intake WHERE state = 'draft' AND created_at < :draft
      UNION ALL
     SELECT n.id FROM placement_intake n WHERE n.state = 'done' AND n.created_at < :done
        AND NOT EXISTS (SELECT 1 FROM placement_intake_row r WHERE r.intake_id = n.id AND r.state = 'waiting')
      LIMIT 100`,
    before,
  );
  if (old.length === 0) return 0;
  const ids = old.map((one) => one.id);
  await db.transaction(async (tx) => {
    await db.run('DELETE FROM placement_intake_row WHERE intake_id IN (:ids)', { ids }, tx);
    await db.run('DELETE FROM placement_intake WHERE id IN (:ids)', { ids }, tx);
  });
  return ids.length;
}
