import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer, Viewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { Problem, notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import type { Ground } from '../slice.js';
import { hashClaimCode, hashesToTry, newClaimCode } from './claim-code.js';
import {
  findCode, findCodeByHash, findCodesOf, findRoleCodes, findTries, insertCode, recordTry, spendCode, withdrawCode, type CodeRow, type NewCode,
} from './claim-code.model.js'; // prettier-ignore
import { codeEndsAt, stateOfCode, triesWindowMs, waitBeforeTry } from './claim-code.rules.js';
import { showClaimCode, type CodeListed, type CodeMade, type CodeUsed, type RoleCodeList } from './claim-code.shared.js';
import type { PeopleInside } from './people.service.js';
import { isSameMail } from './person-name.rules.js';
import {
  fillPersonName,
  findMail,
  findPersonOfIdentity,
  insertPerson,
  lockIdentity,
  lockPerson,
  type IdentityRow,
} from './person.model.js';
import { findFirstDay, findOptionalPlacement, findPartnershipName, findSchoolNames } from './placement.model.js';
import { mayManage, mayNameRoles } from './placement.policy.js';
import { tidyLine } from './placement.rules.js';
import { findRolesOn, findSchoolLeads, startRole } from './role-held.model.js';
import { settleRequestsOf } from './role-request.model.js';
import type { RoleCodeBody } from './role.shared.js';

/** Lets a session go on in another partnership of the same deployment; kept by the slice that owns sessions. */
export type EnterPartnership = (sessionId: string, partnershipId: string, tx: Tx) => Promise<void>;

export interface ClaimCodeService {
  /** @throws Problem 404 */
  make(viewer: KnownViewer, placementId: string, name: string, role: 'mentor' | 'coach'): Promise<CodeMade>;
  /** For somebody whom the list of the course does not name. @throws Problem 404 */
  makeForRole(viewer: KnownViewer, body: RoleCodeBody): Promise<CodeMade>;
  /** For the operator's command: a code for the first coordinator of a partnership. */
  makeForCoordinator(partnershipId: string, name: string | null): Promise<CodeMade>;
  list(viewer: KnownViewer, placementId: string): Promise<CodeListed[]>;
  /** One page of the codes that belong to no placement. @throws Problem 404 */
  listForRoles(viewer: KnownViewer, before: string | null): Promise<RoleCodeList>;
  /** Withdrawing twice is the same as once. @throws Problem 404, 422 where it was used */
  withdraw(viewer: KnownViewer, codeId: string): Promise<CodeListed>;
  /** @throws Problem 422 (one answer for wrong, used, expired, withdrawn and foreign codes), 429 after ten tries in an hour */
  use(viewer: Viewer, typed: string): Promise<CodeUsed>;
}

const pageLength = 50;

const codeRefused = (): Problem =>
  refused('code', 'That code did not work. Check the letters, or ask the tutor named in your letter for a new one.');

const tooManyTries = (waitMs: number): Problem =>
  new Problem(429, 'too-many-tries', 'That was the tenth code in an hour. Wait a while, or ask the tutor named in your letter.', {
    headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
  });

export type CodeGiven = Pick<NewCode, 'partnershipId' | 'role' | 'placementId' | 'schoolId' | 'nameGiven' | 'createdBy'>;

/** Draws a code and stores its hash; what it answers is the only copy of the letters. The caller has asked whether this may be. */
export async function storeCode(
  { db, clock, config }: Pick<Ground, 'db' | 'clock' | 'config'>,
  code: CodeGiven,
  tx: Tx,
): Promise<CodeMade> {
  const letters = newClaimCode();
  const now = clock.now();
  const startsOn = code.placementId === null ? null : await findFirstDay(db, code.partnershipId, code.placementId, tx);
  const expiresAt = toInstant(codeEndsAt(now, startsOn));
  const id = await insertCode(db, { ...code, hash: hashClaimCode(config.secretKeys, letters), createdAt: toInstant(now), expiresAt }, tx);
  return { id, code: showClaimCode(letters), name: code.nameGiven ?? '', expiresAt };
}

export function createClaimCodes(ground: Ground, people: PeopleInside, enterPartnership: EnterPartnership | null): ClaimCodeService {
  const { db, clock, audit, config } = ground;

  const store = (code: CodeGiven, tx: Tx): Promise<CodeMade> => storeCode(ground, code, tx);

  const record = (viewer: Viewer, action: string, code: { id: string; placementId: string | null; partnershipId: string }, personId: string | null, tx: Tx) =>
    audit.record(
      {
        action, partnershipId: code.partnershipId, personId, identityId: viewer.identityId, sessionId: viewer.sessionId, objectKind: 'claim_code',
        objectId: code.id, placementId: code.placementId,
      },
      tx,
    ); // prettier-ignore

  const listed = async (viewer: KnownViewer, codes: (CodeRow & { usedFrom: string | null })[]): Promise<CodeListed[]> => {
    const now = instantNow(clock);
    const names = await people.namesOf(
      viewer.partnershipId,
      codes.flatMap((code) => code.usedByPersonId ?? []),
    );
    const schools = await findSchoolNames(
      db,
      viewer.partnershipId,
      codes.flatMap((code) => code.schoolId ?? []),
    );
    return codes.map((code) => ({
      id: code.id,
      name: code.nameGiven,
      role: code.role,
      school: code.schoolId === null ? null : (schools.get(code.schoolId) ?? null),
      state: stateOfCode(code, now),
      createdAt: code.createdAt,
      expiresAt: code.expiresAt,
      usedAt: code.usedAt,
      usedBy: code.usedByPersonId === null ? null : (names.get(code.usedByPersonId)?.name ?? null),
      usedFrom: code.usedFrom,
    }));
  };

  /** The person this identity is in the code's partnership, known or new; null where the code is not for them or already spent. */
  const spend = async (viewer: Viewer, identity: IdentityRow, code: CodeRow, tx: Tx): Promise<string | null> => {
    const known = await findPersonOfIdentity(db, identity.id, code.partnershipId, tx);
    if (code.placementId !== null) {
      const placement = await findOptionalPlacement(db, code.partnershipId, code.placementId, tx);
      const trainee = placement?.traineePersonId ?? '';
      if (trainee === known || isSameMail(identity.email, await findMail(db, code.partnershipId, trainee, tx))) return null;
    }
    const personId = known ?? newId();
    const now = instantNow(clock);
    if (!(await spendCode(db, { id: code.id, now, personId, identityId: identity.id, platformKid: viewer.platformKid }, tx))) return null;
    if (known === null) {
      const { givenName, email, studentNumber } = identity;
      const name = identity.name ?? code.nameGiven;
      await insertPerson(
        db,
        { id: personId, partnershipId: code.partnershipId, identityId: identity.id, now, name, givenName, email, studentNumber },
        tx,
      );
    } else {
      await lockPerson(db, code.partnershipId, known, tx);
      if (code.nameGiven !== null) await fillPersonName(db, known, code.nameGiven, tx);
    }
    return personId;
  };

  const answer = async (code: CodeRow, tx: Tx): Promise<CodeUsed> => {
    const partnership = await findPartnershipName(db, code.partnershipId, tx);
    const row = code.placementId === null ? null : await findOptionalPlacement(db, code.partnershipId, code.placementId, tx);
    if (!row) {
      const schools = await findSchoolNames(db, code.partnershipId, code.schoolId === null ? [] : [code.schoolId], tx);
      return { role: code.role, partnership, school: schools.get(code.schoolId ?? '') ?? null, placement: null, seenBy: [] };
    }
    const tutors = await findRolesOn(db, code.partnershipId, [row.id], ['tutor'], tx);
    // The school's lead reads what a mentor signs, and is not told who coaches.
    const leads = code.role === 'mentor' ? await findSchoolLeads(db, code.partnershipId, [row.schoolId], tx) : [];
    const others = [...tutors, ...leads];
    const names = await people.namesOf(code.partnershipId, [row.traineePersonId, ...others.map((one) => one.personId)], { tx });
    const trainee = names.get(row.traineePersonId) ?? { name: '', givenName: '' };
    return {
      role: code.role,
      partnership,
      school: null,
      placement: {
        id: row.id, traineeName: trainee.name, traineeGivenName: trainee.givenName, schoolName: row.schoolName, startsOn: row.startsOn, endsOn: row.endsOn,
      },
      seenBy: [trainee.givenName, ...others.flatMap((one) => names.get(one.personId)?.name ?? [])],
    }; // prettier-ignore
  };

  /** A try that is refused still counts, so the transaction ends well and only then the refusal is thrown. */
  const tryCode = (viewer: Viewer, typed: string): Promise<CodeUsed | Problem> =>
    db.transaction(async (tx) => {
      const identity = await lockIdentity(db, viewer.identityId, tx);
      if (!identity) return codeRefused();
      const now = clock.now();
      const since = toInstant(addMs(now, -triesWindowMs));
      const wait = waitBeforeTry(await findTries(db, identity.id, since, tx), now.getTime());
      if (wait > 0) return tooManyTries(wait);
      await recordTry(db, identity.id, toInstant(now), since, tx);
      const code = await findCodeByHash(db, hashesToTry(config.secretKeys, typed), viewer.deploymentRef, tx);
      const elsewhere = code !== null && code.partnershipId !== viewer.partnershipId;
      if (!code || (elsewhere && !enterPartnership)) return codeRefused();
      const personId = await spend(viewer, identity, code, tx);
      if (personId === null) return codeRefused();
      const { partnershipId, role, placementId, schoolId } = code;
      const given = {
        partnershipId,
        personId,
        role,
        placementId,
        schoolId,
        grantedBy: code.createdBy,
        claimCodeId: code.id,
        now: toInstant(now),
      };
      await startRole(db, given, tx);
      await settleRequestsOf(db, { partnershipId, personId, now: toInstant(now) }, tx);
      if (elsewhere && enterPartnership) await enterPartnership(viewer.sessionId, partnershipId, tx);
      await record(viewer, 'code.used', code, personId, tx);
      return answer(code, tx);
    });

  return {
    make(viewer, placementId, name, role) {
      const { partnershipId, personId } = viewer;
      return db.transaction(async (tx) => {
        if (!mayManage(await viewerNow(db, viewer, tx), placementId)) throw notFound();
        if (!(await findOptionalPlacement(db, partnershipId, placementId, tx))) throw notFound();
        const made = await store({ partnershipId, role, placementId, schoolId: null, nameGiven: tidyLine(name), createdBy: personId }, tx);
        await record(viewer, 'code.made', { id: made.id, placementId, partnershipId }, personId, tx);
        return made;
      });
    },
    makeForRole: (viewer, body) =>
      db.transaction(async (tx) => {
        const { partnershipId, personId } = viewer;
        if (!mayNameRoles(await viewerNow(db, viewer, tx))) throw notFound();
        const schoolId = body.role === 'school_lead' ? body.schoolId : null;
        if (schoolId !== null && !(await findSchoolNames(db, partnershipId, [schoolId], tx)).has(schoolId)) throw notFound();
        const code = { partnershipId, role: body.role, placementId: null, schoolId, nameGiven: tidyLine(body.name), createdBy: personId };
        const made = await store(code, tx);
        await record(viewer, 'code.made', { id: made.id, placementId: null, partnershipId }, personId, tx);
        return made;
      }),
    makeForCoordinator: (partnershipId, name) =>
      db.transaction(async (tx) => {
        const made = await store(
          { partnershipId, role: 'coordinator', placementId: null, schoolId: null, nameGiven: name, createdBy: null },
          tx,
        );
        await audit.record(
          { action: 'code.made', partnershipId, objectKind: 'claim_code', objectId: made.id, detail: 'for a coordinator, by the operator' },
          tx,
        );
        return made;
      }),
    async list(viewer, placementId) {
      if (!mayManage(viewer, placementId)) throw notFound();
      if (!(await findOptionalPlacement(db, viewer.partnershipId, placementId))) throw notFound();
      return listed(viewer, await findCodesOf(db, viewer.partnershipId, [placementId]));
    },
    async listForRoles(viewer, before) {
      if (!mayNameRoles(viewer)) throw notFound();
      const found = await findRoleCodes(db, viewer.partnershipId, before, pageLength + 1);
      const page = found.slice(0, pageLength);
      return { codes: await listed(viewer, page), next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null };
    },
    async withdraw(viewer, codeId) {
      await db.transaction(async (tx) => {
        const found = await findCode(db, viewer.partnershipId, codeId, tx);
        const now = await viewerNow(db, viewer, tx);
        if (!found || !(found.placementId === null ? mayNameRoles(now) : mayManage(now, found.placementId))) throw notFound();
        if (!(await withdrawCode(db, codeId, instantNow(clock), tx))) {
          throw refused('code-used', 'Somebody has used this code already. You can end their access instead.');
        }
        await record(viewer, 'code.withdrawn', found, viewer.personId, tx);
      });
      const now = await findCode(db, viewer.partnershipId, codeId);
      const [shown] = now ? await listed(viewer, [{ ...now, usedFrom: null }]) : [];
      if (!shown) throw notFound();
      return shown;
    },
    async use(viewer, typed) {
      const outcome = await tryCode(viewer, typed);
      if (outcome instanceof Problem) throw outcome;
      return outcome;
    },
  };
}
