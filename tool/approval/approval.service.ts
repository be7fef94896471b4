import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { dayIn } from '../attention/day.rules.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import {
  findNewest, findRecorders, findRolesAtSchool, findRolesOfHuman, findSchool, findSchoolLines, findSchoolsOf, findVersions, holdPerson, holdSchool,
  insertApproval, setWithdrawn, type SchoolRow, type StoredApproval,
} from './approval.model.js'; // prettier-ignore
import { isBarred, mayReadApproval, maySeeEverySchool, recordsAs, uploaders } from './approval.policy.js';
import { contentProblems, settledContent, stateOn } from './approval.rules.js';
import {
  approvalBody, type ApprovalContent, type ApprovalHistory, type ApprovalVersion, type RecordingRole, type SchoolApproval, type SchoolApprovals,
} from './approval.shared.js'; // prettier-ignore

export interface ApprovalService {
  /** What a school agreed to, and who can change it. @throws Problem 404 */
  read(viewer: KnownViewer, schoolId: string): Promise<SchoolApproval>;
  /** Every version, newest first. @throws Problem 404 */
  history(viewer: KnownViewer, schoolId: string, before: number | null): Promise<ApprovalHistory>;
  /** Of every school for a coordinator, else of the schools one works with. */
  list(viewer: KnownViewer, after: string): Promise<SchoolApprovals>;
  /**
   * A new version; the same content again, or the same id again, changes nothing. @param seen the version last seen, null for none
   * @throws Problem 400, 404, 409 with the current one, 422 where the viewer works with lessons there themselves
   */
  record(viewer: KnownViewer, schoolId: string, approvalId: string, content: ApprovalContent, seen: number | null): Promise<SchoolApproval>;
  /** Takes effect with the next request of anybody. Twice is the same as once. @throws Problem 404, 422 where it is not the newest version, or as above */
  withdraw(viewer: KnownViewer, schoolId: string, approvalId: string): Promise<SchoolApproval>;
}

const pageLength = 25;
const somebody = 'Somebody who has left';

const contentOf = (stored: StoredApproval): ApprovalContent =>
  Object.fromEntries(Object.keys(approvalBody.shape).map((key) => [key, stored[key as keyof ApprovalContent]])) as ApprovalContent;
const same = (one: ApprovalContent, other: ApprovalContent): boolean =>
  (Object.keys(approvalBody.shape) as (keyof ApprovalContent)[]).every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));

export function createApprovals({ db, clock, audit }: Ground, people: People): ApprovalService {
  const shown = async (partnershipId: string, versions: readonly StoredApproval[]): Promise<ApprovalVersion[]> => {
    const ids = versions.flatMap((one) => [one.recordedById, ...(one.withdrawnById === null ? [] : [one.withdrawnById])]);
    const names = await people.namesOf(partnershipId, [...new Set(ids)]);
    const nameOf = (id: string | null): string => names.get(id ?? '')?.name ?? somebody;
    return versions.map((one) => ({
      id: one.id,
      version: one.version,
      ...contentOf(one),
      recordedBy: nameOf(one.recordedById),
      recordedAs: one.recordedAs,
      recordedAt: one.recordedAt,
      withdrawn: one.withdrawnAt === null ? null : { at: one.withdrawnAt, by: nameOf(one.withdrawnById) },
    }));
  };

  /** The school, where the viewer may know what it agreed to. */
  const opened = async (viewer: KnownViewer, schoolId: string, tx?: Tx) => {
    const school = await findSchool(db, viewer.partnershipId, schoolId, tx);
    const reader = { ...viewer, atSchool: await findRolesAtSchool(db, viewer.partnershipId, viewer.personId, schoolId, tx) };
    if (!school || !mayReadApproval(reader, schoolId)) throw notFound();
    const as = recordsAs(reader, schoolId);
    const barred = as !== null && isBarred({ atSchool: await findRolesOfHuman(db, viewer.partnershipId, viewer.personId, schoolId, tx) });
    return { school, as, barred };
  };

  const read: ApprovalService['read'] = async (viewer, schoolId) => {
    const { partnershipId } = viewer;
    const { school, as, barred } = await opened(viewer, schoolId);
    const newest = await findNewest(db, partnershipId, schoolId);
    const recorders = await findRecorders(db, partnershipId, schoolId, uploaders);
    const names = await people.namesOf(partnershipId, recorders);
    const [current] = newest ? await shown(partnershipId, [newest]) : [];
    const today = dayIn(clock.now(), school.timeZone);
    return {
      school: { id: school.id, name: school.name },
      today,
      timeZone: school.timeZone,
      state: stateOn(newest, today),
      current: current ?? null,
      ask: recorders.flatMap((id) => names.get(id)?.name ?? []),
      recordAs: barred ? null : as,
      barred,
    };
  };

  /** For whoever changes something: nobody else does at the same moment, and no role that would bar them begins meanwhile. */
  const changing = async (asked: KnownViewer, schoolId: string, tx: Tx): Promise<{ school: SchoolRow; as: RecordingRole }> => {
    await holdPerson(db, asked.partnershipId, asked.personId, tx);
    const viewer = await viewerNow(db, asked, tx);
    await holdSchool(db, viewer.partnershipId, schoolId, true, tx);
    const { school, as, barred } = await opened(viewer, schoolId, tx);
    if (as === null) throw notFound();
    if (barred) throw refused('own-approval', `You work with lessons at ${school.name} yourself, so somebody else has to agree.`);
    return { school, as };
  };

  const noted = (viewer: KnownViewer, action: string, schoolId: string, version: number, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'school', objectId: schoolId, detail: `version ${version}`,
      },
      tx,
    ); // prettier-ignore

  const changedMeanwhile = async (viewer: KnownViewer, newest: StoredApproval | null) => {
    const [current] = newest ? await shown(viewer.partnershipId, [newest]) : [];
    return conflict('Somebody else changed this while you wrote. Here is what is recorded now.', { current: current ?? null });
  };

  return {
    read,
    async history(viewer, schoolId, before) {
      await opened(viewer, schoolId);
      const found = await findVersions(db, viewer.partnershipId, schoolId, before ?? Number.MAX_SAFE_INTEGER, pageLength + 1);
      const page = found.slice(0, pageLength);
      return {
        versions: await shown(viewer.partnershipId, page),
        next: found.length > pageLength ? (page.at(-1)?.version ?? null) : null,
      };
    },
    async list(viewer, after) {
      const { partnershipId, personId, roles } = viewer;
      const led = roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []));
      const among = maySeeEverySchool(viewer) ? null : [...new Set([...led, ...(await findSchoolsOf(db, partnershipId, personId))])];
      const found = await findSchoolLines(db, partnershipId, among, after, pageLength + 1);
      const page = found.slice(0, pageLength);
      return {
        schools: page.map(({ id, name, timeZone, covers, ...days }) => ({
          school: { id, name },
          state: stateOn(days.fromOn === null ? null : days, dayIn(clock.now(), timeZone)),
          covers,
          fromOn: days.fromOn,
          untilOn: days.untilOn,
        })),
        next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
      };
    },
    async record(viewer, schoolId, approvalId, given, seen) {
      const content = settledContent(given);
      const once = async (tx: Tx): Promise<void> => {
        const { school, as } = await changing(viewer, schoolId, tx);
        const newest = await findNewest(db, viewer.partnershipId, schoolId, tx);
        if (newest && same(contentOf(newest), content) && (newest.id === approvalId || newest.withdrawnAt === null)) return;
        if ((newest?.version ?? 0) !== (seen ?? 0)) throw await changedMeanwhile(viewer, newest);
        const problems = contentProblems(content, as, dayIn(clock.now(), school.timeZone));
        if (problems.length > 0) throw badRequest('Some of it is not right yet. Nothing was stored.', problems);
        const version = (newest?.version ?? 0) + 1;
        const made = { ...content, id: approvalId, schoolId, version, recordedById: viewer.personId, recordedAs: as };
        await insertApproval(
          db,
          viewer.partnershipId,
          { ...made, recordedAt: instantNow(clock), withdrawnAt: null, withdrawnById: null },
          tx,
        );
        await noted(viewer, 'approval.recorded', schoolId, version, tx);
      };
      try {
        await db.transaction(once);
      } catch (error) {
        // The id belongs to an older version, or to something the viewer may not know of.
        if (isUniqueViolation(error)) throw conflict('This was recorded before. Open the page again and change what stands there now.');
        throw error;
      }
      return read(viewer, schoolId);
    },
    async withdraw(viewer, schoolId, approvalId) {
      await db.transaction(async (tx) => {
        await changing(viewer, schoolId, tx);
        const newest = await findNewest(db, viewer.partnershipId, schoolId, tx);
        if (!newest) throw notFound();
        if (newest.id !== approvalId)
          throw refused('changed-meanwhile', 'Somebody else changed this meanwhile. Read it again, then decide.');
        if (newest.withdrawnAt !== null) return;
        await setWithdrawn(db, viewer.partnershipId, approvalId, viewer.personId, instantNow(clock), tx);
        await noted(viewer, 'approval.withdrawn', schoolId, newest.version, tx);
      });
      return read(viewer, schoolId);
    },
  };
}
