import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { Problem, conflict, notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import type { Queue } from '../queue/queue.js';
import type { Ground } from '../slice.js';
import { planRows, saidAgain, type Finding } from './intake-plan.rules.js';
import { readStanding } from './intake-standing.service.js';
import { readTable, smallLetters, type GivenRow } from './intake-table.rules.js';
import { decodeFile } from './intake-text.rules.js';
import type { People } from './people.service.js';
import { namelessPerson } from './person-name.rules.js';
import {
  countRows, findIntake, findIntakes, findRows, findWaiting, insertIntake, insertRows, lockIntake, markConfirmed, settleRow, updateDraft,
  updateFinding,
  type IntakeRecord, type IntakeSummary, type StoredRow,
} from './placement-intake.model.js'; // prettier-ignore
import { rowState, type IntakeBody, type IntakeRow, type IntakeRows, type IntakeView } from './placement-intake.shared.js';
import { findSchools } from './placement.model.js';
import { mayUploadPlacements } from './placement.policy.js';
import { tidyLine } from './placement.rules.js';

/** Names the job that brings a confirmed list about; its row is the list. */
export const intakeJob = 'placement-intake';

export interface IntakeService {
  /** Reads a file and tries it out; nothing but the trial is stored. @throws Problem 404, 422 where it is no list of placements */
  upload(viewer: KnownViewer, body: IntakeBody): Promise<IntakeView>;
  find(viewer: KnownViewer, id: string): Promise<IntakeView>;
  /** The twenty newest lists. */
  list(viewer: KnownViewer): Promise<IntakeView[]>;
  rows(viewer: KnownViewer, id: string, after: number, flagged: boolean): Promise<IntakeRows>;
  /**
   * Starts exactly what the trial showed. Where placements or people have changed meanwhile it stores a fresh trial and shows that.
   * Confirmed already: the same answer. @throws Problem 404, 409 with the fresh trial as `current`, 428
   */
  confirm(viewer: KnownViewer, id: string, revision: number | null): Promise<IntakeView>;
}

const pageLength = 200;
const mostListed = 20;

/** A list as it was understood, without what became of it. */
const givenOf = (row: StoredRow): GivenRow => ({
  line: row.line, studentNumber: row.studentNumber, email: row.email, traineeName: row.traineeName, school: row.school, subject: row.subject,
  phase: row.phase, startsOn: row.startsOn, endsOn: row.endsOn, tutor: row.tutor, mentorName: row.mentorName, mentorEmail: row.mentorEmail,
  problems: row.problems,
}); // prettier-ignore

const viewOfRow = (row: StoredRow): IntakeRow => ({
  line: row.line,
  state: row.state,
  problem: row.finding.problem,
  notes: row.finding.notes,
  trainee: row.finding.trainee?.name ?? row.traineeName,
  studentNumber: row.studentNumber,
  email: row.email,
  school: row.school,
  subject: row.subject,
  phase: row.phase,
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  tutor: row.finding.tutor?.name ?? row.tutor,
  mentor: row.mentorName,
  changes: row.finding.changes,
  placementId: row.placementId,
});

export function createIntakes(ground: Ground, people: People, queue: Queue): IntakeService {
  const { db, clock, audit } = ground;

  const viewsOf = async (partnershipId: string, records: readonly IntakeRecord[], tx?: Tx): Promise<IntakeView[]> => {
    const counted = await countRows(
      db,
      records.map((one) => one.id),
      tx,
    );
    const makers = records.map((one) => one.createdBy);
    const names = await people.namesOf(partnershipId, makers, tx ? { tx } : {});
    return records.map((record) => {
      const summary = JSON.parse(record.summary) as IntakeSummary;
      const own = counted.filter((one) => one.intakeId === record.id);
      const counts = Object.fromEntries(
        rowState.options.map((state) => [state, own.find((one) => one.state === state)?.amount ?? 0]),
      ) as IntakeView['counts'];
      const { id, fileName, state, revision, createdAt, createdBy, platformName } = record;
      return {
        id, fileName, state, revision, createdAt, counts, ...summary,
        createdBy: names.get(createdBy)?.name ?? namelessPerson,
        platform: platformName,
        total: own.reduce((sum, one) => sum + one.amount, 0),
        flagged: own.reduce((sum, one) => sum + Number(one.flagged), 0),
      }; // prettier-ignore
    });
  };

  const viewOf = async (record: IntakeRecord, tx?: Tx): Promise<IntakeView> => {
    const [view] = await viewsOf(record.partnershipId, [record], tx);
    if (!view) throw notFound();
    return view;
  };

  const recordOf = async (viewer: KnownViewer, id: string): Promise<IntakeRecord> => {
    const record = mayUploadPlacements(viewer) ? await findIntake(db, viewer.partnershipId, id) : null;
    if (!record) throw notFound();
    return record;
  };

  const tryOut = async (record: Omit<IntakeRecord, 'platformName' | 'summary'>, rows: readonly GivenRow[], ignored: string[], tx: Tx) => {
    const { partnershipId, platformKid, contextRef, createdBy } = record;
    const asked = { partnershipId, platformKid, contextRef, uploaderId: createdBy, taken: new Set<string>() };
    const findings = planRows(rows, await readStanding({ db, people }, asked, rows, tx));
    const known = new Set((await findSchools(db, partnershipId, tx)).map((school) => smallLetters(school.name)));
    const schools = new Map<string, string>();
    for (const [index, { school }] of rows.entries()) {
      if (school !== null && findings[index]?.state !== 'error' && !known.has(smallLetters(school)))
        schools.set(smallLetters(school), school);
    }
    const summary: IntakeSummary = { ignored, newSchools: [...schools.values()].sort((one, other) => one.localeCompare(other, 'en-GB')) };
    return { findings, summary: JSON.stringify(summary) };
  };

  const record = (viewer: KnownViewer, action: string, id: string, rows: number, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'placement_intake', objectId: id, detail: `${rows} rows`,
      },
      tx,
    ); // prettier-ignore

  /** Compares a trial with how things are now. @returns false where it was out of date, and a fresh one is stored instead */
  const stillTrue = async (intake: IntakeRecord, stored: readonly StoredRow[], tx: Tx): Promise<boolean> => {
    const { ignored } = JSON.parse(intake.summary) as IntakeSummary;
    const { findings, summary } = await tryOut(intake, stored.map(givenOf), ignored, tx);
    const different = stored.flatMap((row, index) => {
      const finding = findings[index];
      return finding && JSON.stringify(finding) !== JSON.stringify(row.finding) ? [{ line: row.line, finding }] : [];
    });
    if (different.length === 0) return true;
    for (const { line, finding } of different) await updateFinding(db, intake.id, line, finding, tx);
    await updateDraft(db, intake.id, summary, tx);
    return false;
  };

  const confirmOnce = (asked: KnownViewer, id: string, revision: number | null): Promise<{ changed: boolean }> =>
    db.transaction(async (tx) => {
      if (!mayUploadPlacements(await viewerNow(db, asked, tx))) throw notFound();
      const intake = await lockIntake(db, asked.partnershipId, id, tx);
      if (!intake) throw notFound();
      if (revision === null) throw new Problem(428, 'revision-missing', 'Say which revision you have read: If-Match.');
      if (intake.state !== 'draft') return { changed: false };
      if (intake.revision !== revision) return { changed: true };
      const stored = await findRows(db, id, {}, tx);
      if (!(await stillTrue(intake, stored, tx))) return { changed: true };
      const now = instantNow(clock);
      for (const row of saidAgain(await findWaiting(db, asked.partnershipId, null, tx), stored)) {
        await settleRow(db, { ...row, from: 'waiting', to: 'replaced', now }, tx);
      }
      await markConfirmed(db, id, asked.personId, now, tx);
      await record(asked, 'intake.confirmed', id, stored.length, tx);
      return { changed: false };
    });

  return {
    async upload(viewer, { fileName, file }) {
      if (!mayUploadPlacements(viewer)) throw notFound();
      const { partnershipId, contextRef, platformKid, personId } = viewer;
      if (contextRef === null) {
        throw refused('no-course', 'Open Critical Friend from a course of your university and upload the list there. Nothing was stored.');
      }
      const decoded = decodeFile(Buffer.from(file, 'base64'));
      const table = 'problem' in decoded ? decoded : readTable(decoded.text);
      if ('problem' in table) throw refused('no-list', table.problem);
      const id = newId();
      const intake = {
        id, partnershipId, contextRef, platformKid, fileName: tidyLine(fileName), createdBy: personId, createdAt: instantNow(clock),
        state: 'draft' as const, revision: 1, confirmedBy: null,
      }; // prettier-ignore
      await db.transaction(async (tx) => {
        if (!mayUploadPlacements(await viewerNow(db, viewer, tx))) throw notFound();
        const { findings, summary } = await tryOut(intake, table.rows, table.ignored, tx);
        await insertIntake(db, { ...intake, summary }, tx);
        const planned = table.rows.map((row, index) => ({ row, finding: findings[index] as Finding }));
        await insertRows(db, { intakeId: id, partnershipId }, planned, tx);
        await record(viewer, 'intake.uploaded', id, planned.length, tx);
      });
      return viewOf(await recordOf(viewer, id));
    },

    find: async (viewer, id) => viewOf(await recordOf(viewer, id)),

    async list(viewer) {
      if (!mayUploadPlacements(viewer)) throw notFound();
      return viewsOf(viewer.partnershipId, await findIntakes(db, viewer.partnershipId, mostListed));
    },

    async rows(viewer, id, after, flagged) {
      const intake = await recordOf(viewer, id);
      const found = await findRows(db, intake.id, { after, flagged, limit: pageLength + 1 });
      const page = found.slice(0, pageLength);
      return { rows: page.map(viewOfRow), next: found.length > pageLength ? (page.at(-1)?.line ?? null) : null };
    },

    async confirm(viewer, id, revision) {
      const { changed } = await confirmOnce(viewer, id, revision);
      const current = await viewOf(await recordOf(viewer, id));
      if (changed) {
        throw conflict('Placements or people changed since you looked. Nothing was done. Look at the list again, then confirm.', {
          current,
        });
      }
      queue.wake(intakeJob, id);
      return current;
    },
  };
}
