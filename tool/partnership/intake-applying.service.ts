import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { Ground } from '../slice.js';
import { planRows, type Finding, type Somebody, type Standing } from './intake-plan.rules.js';
import { readStanding } from './intake-standing.service.js';
import { smallLetters } from './intake-table.rules.js';
import type { PeopleInside } from './people.service.js';
import {
  findConfirmed, findIntake, findRows, findTaken, findWaiting, linkRow, markDone, settleRow, type IntakeRecord, type StoredRow,
} from './placement-intake.model.js'; // prettier-ignore
import type { RowState } from './placement-intake.shared.js';
import { ensureSchool, insertPlacement, updatePlacement } from './placement.model.js';
import { endRoles, lockRole, startRole } from './role-held.model.js';

/** Few enough that a launch which waits for them does not notice. */
const batchLength = 25;

const outOfDate =
  'Somebody changed this placement after the list was confirmed. Nothing was done for this row; look at it, or upload the list again.';
const otherDetails = 'When this person came, there was a placement with other details already. Nothing was done for this row; look at it.';

/** Somebody who has just come, by what their platform says of them. */
export interface Newcomer {
  studentNumber: string | null;
  email: string | null;
}

export interface IntakeApplying {
  /** Brings a confirmed list about, a few rows a transaction; goes on where another run stopped. */
  apply(intakeId: string): Promise<void>;
  /** Makes the placements that waited for people who are known by now: for anybody, or for this one. */
  settle(partnershipId: string, newcomer?: Newcomer): Promise<void>;
}

export function createIntakeApplying(ground: Ground, people: PeopleInside): IntakeApplying {
  const { db, clock, audit } = ground;

  const record = (intake: IntakeRecord, action: string, placementId: string, object: { kind: string; id: string }, detail: string | null, tx: Tx) =>
    audit.record(
      {
        action, partnershipId: intake.partnershipId, personId: intake.confirmedBy, objectKind: object.kind, objectId: object.id, placementId,
        ...(detail === null ? {} : { detail }),
      },
      tx,
    ); // prettier-ignore

  /** Whoever is a person already is asked for as one: of two thousand rows most name the same few tutors. */
  const personOf = (intake: IntakeRecord, { sub, contextRef }: Somebody, standing: Standing, tx: Tx): Promise<string> => {
    const personId = standing.people.find((one) => one.sub === sub && one.personId !== null)?.personId ?? null;
    return people.findPerson({ partnershipId: intake.partnershipId, contextRef }, personId === null ? { sub } : { personId }, tx);
  };

  const giveTutor = async (intake: IntakeRecord, placementId: string, finding: Finding, standing: Standing, tx: Tx): Promise<void> => {
    if (finding.tutor === null) return;
    const { partnershipId, confirmedBy } = intake;
    const now = instantNow(clock);
    const personId = await personOf(intake, finding.tutor, standing, tx);
    const given = { partnershipId, personId, role: 'tutor' as const, grantedBy: confirmedBy, schoolId: null, claimCodeId: null, now };
    for (const where of [null, placementId]) {
      const started = await startRole(db, { ...given, placementId: where }, tx);
      if (started.isNew) await record(intake, 'role.started', placementId, { kind: 'role_held', id: started.id }, 'tutor', tx);
    }
    for (const id of finding.endsRoles) {
      const role = await lockRole(db, partnershipId, id, tx);
      if (!role || role.endedAt !== null) continue;
      await endRoles(db, role, { partnershipId, by: confirmedBy ?? intake.createdBy, because: 'ended', now }, tx);
      await record(intake, 'role.ended', placementId, { kind: 'role_held', id }, 'tutor', tx);
    }
  };

  const make = async (intake: IntakeRecord, row: StoredRow, finding: Finding, standing: Standing, tx: Tx): Promise<string> => {
    const placementId = newId();
    if (finding.trainee === null) throw new Error('A row without a trainee cannot be made.');
    const { partnershipId, createdBy, confirmedBy } = intake;
    const now = instantNow(clock);
    const traineePersonId = await personOf(intake, finding.trainee, standing, tx);
    const schoolId = await ensureSchool(db, partnershipId, row.school ?? '', now, tx);
    const { subject, phase, startsOn, endsOn } = row;
    await insertPlacement(
      db,
      {
        id: placementId, partnershipId, traineePersonId, schoolId, subject, phase, startsOn: startsOn ?? '', endsOn: endsOn ?? '',
        contextRef: finding.trainee.contextRef, createdBy: confirmedBy ?? createdBy, now,
      },
      tx,
    ); // prettier-ignore
    const given = { partnershipId, placementId, grantedBy: confirmedBy, schoolId: null, claimCodeId: null, now };
    await startRole(db, { ...given, personId: traineePersonId, role: 'trainee' }, tx);
    await record(intake, 'placement.made', placementId, { kind: 'placement', id: placementId }, null, tx);
    await giveTutor(intake, placementId, finding, standing, tx);
    return placementId;
  };

  /** @returns false where somebody changed the placement at this very moment */
  const change = async (intake: IntakeRecord, row: StoredRow, finding: Finding, standing: Standing, tx: Tx): Promise<boolean> => {
    const before = standing.placements.find((one) => one.id === finding.placementId);
    if (!before) return false;
    const { partnershipId } = intake;
    if (finding.changes.some((one) => one.field !== 'tutor')) {
      const next = {
        schoolId: await ensureSchool(db, partnershipId, row.school ?? before.school, instantNow(clock), tx),
        subject: row.subject ?? before.subject, phase: row.phase ?? before.phase,
        startsOn: row.startsOn ?? before.startsOn, endsOn: row.endsOn ?? before.endsOn,
      }; // prettier-ignore
      if (!(await updatePlacement(db, { id: before.id, partnershipId, revision: before.revision }, next, tx))) return false;
      await record(intake, 'placement.changed', before.id, { kind: 'placement', id: before.id }, null, tx);
    }
    await giveTutor(intake, before.id, finding, standing, tx);
    return true;
  };

  /** Does what a row means now. Whoever comes to the row second finds its state changed, and has done nothing. */
  const settleOne = async (intake: IntakeRecord, row: StoredRow, finding: Finding, standing: Standing, tx: Tx): Promise<void> => {
    const { intakeId, line, state: from } = row;
    const to = (state: RowState, said: Finding = finding): Promise<boolean> =>
      settleRow(db, { intakeId, line, from, to: state, placementId: said.placementId, finding: said, now: instantNow(clock) }, tx);
    const fail = (problem: string): Promise<boolean> => to('failed', { ...finding, problem });
    if (finding.state === 'error') await fail(finding.problem ?? outOfDate);
    else if (from === 'waiting' && finding.state === 'change') await fail(otherDetails);
    else if (from !== 'waiting' && !sameDeed(row.finding, finding)) await fail(outOfDate);
    else if (finding.state === 'unchanged') await to('unchanged');
    else if (finding.state === 'change') await ((await change(intake, row, finding, standing, tx)) ? to('changed') : fail(outOfDate));
    else if (await to('made')) await linkRow(db, { intakeId, line, placementId: await make(intake, row, finding, standing, tx) }, tx);
  };

  const settleRows = async (intake: IntakeRecord, rows: readonly StoredRow[], tx: Tx): Promise<void> => {
    const { partnershipId, platformKid, contextRef, createdBy } = intake;
    const taken = await findTaken(db, intake.id, tx);
    // What a row itself stands for is not taken from it.
    for (const row of rows) if (row.placementId !== null) taken.delete(row.placementId);
    const standing = await readStanding({ db, people }, { partnershipId, platformKid, contextRef, uploaderId: createdBy, taken }, rows, tx);
    const findings = planRows(rows, standing);
    for (const [index, row] of rows.entries()) {
      const finding = findings[index];
      if (finding && finding.state !== 'waiting') await settleOne(intake, row, finding, standing, tx);
    }
  };

  return {
    async apply(intakeId) {
      const intake = await findConfirmed(db, intakeId);
      if (!intake) return;
      for (let more = true; more;) {
        more = await db.transaction(async (tx) => {
          const rows = await findRows(db, intakeId, { states: ['new', 'change'], limit: batchLength }, tx);
          if (rows.length > 0) await settleRows(intake, rows, tx);
          return rows.length > 0;
        });
      }
      await markDone(db, intakeId, instantNow(clock));
    },

    async settle(partnershipId, newcomer) {
      const who = newcomer ? { studentNumber: newcomer.studentNumber ?? '', email: smallLetters(newcomer.email ?? '') } : null;
      const waiting = await findWaiting(db, partnershipId, who);
      for (const intakeId of new Set(waiting.map((row) => row.intakeId))) {
        const intake = await findIntake(db, partnershipId, intakeId);
        const own = waiting.filter((row) => row.intakeId === intakeId);
        for (let from = 0; intake && from < own.length; from += batchLength) {
          const rows = own.slice(from, from + batchLength);
          await db.transaction((tx) => settleRows(intake, rows, tx));
        }
      }
    },
  };
}

/** What was confirmed is what would be done now; what is only worth a look may have changed by the rows before. */
function sameDeed(one: Finding, other: Finding): boolean {
  const deed = ({ notes: _notes, ...rest }: Finding): string => JSON.stringify(rest);
  return deed(one) === deed(other);
}
