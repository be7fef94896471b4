import type { KnownViewer, Viewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { Problem, notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import type { Ground } from '../slice.js';
import { claimCodeLifeMs, hashClaimCode, hashesToTry, newClaimCode } from './claim-code.js';
import {
  findCode, findCodeByHash, findCodesOf, findTries, insertCode, recordTry, spendCode, withdrawCode, type CodeRow, type NewCode,
} from './claim-code.model.js'; // prettier-ignore
import { stateOfCode, triesWindowMs, waitBeforeTry } from './claim-code.rules.js';
import { showClaimCode, type CodeListed, type CodeMade, type CodeUsed } from './claim-code.shared.js';
import type { PeopleInside } from './people.service.js';
import { fillPersonName, findPersonOfIdentity, insertPerson, lockIdentity, lockPerson, type IdentityRow } from './person.model.js';
import { findOptionalPlacement, findPartnershipName } from './placement.model.js';
import { mayManage, mayNameTutors } from './placement.policy.js';
import { tidyLine } from './placement.rules.js';
import { findRolesOn, startRole } from './role-held.model.js';

/** Lets a session go on in another partnership of the same deployment; kept by the slice that owns sessions. */
export type EnterPartnership = (sessionId: string, partnershipId: string, tx: Tx) => Promise<void>;

export interface ClaimCodeService {
  /** @throws Problem 404 */
  make(viewer: KnownViewer, placementId: string, name: string): Promise<CodeMade>;
  /** For the operator's command: a code for the first coordinator of a partnership. */
  makeForCoordinator(partnershipId: string, name: string | null): Promise<CodeMade>;
  list(viewer: KnownViewer, placementId: string): Promise<CodeListed[]>;
  /** Withdrawing twice is the same as once. @throws Problem 404, 422 where it was used */
  withdraw(viewer: KnownViewer, codeId: string): Promise<CodeListed>;
  /** @throws Problem 422 (one answer for wrong, used, expired, withdrawn and foreign codes), 429 after ten tries in an hour */
  use(viewer: Viewer, typed: string): Promise<CodeUsed>;
}

const codeRefused = (): Problem =>
  refused('code', 'That code did not work. Check the letters, or ask the tutor named in your letter for a new one.');

const tooManyTries = (waitMs: number): Problem =>
  new Problem(429, 'too-many-tries', 'That was the tenth code in an hour. Wait a while, or ask the tutor named in your letter.', {
    headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
  });

export function createClaimCodes(ground: Ground, people: PeopleInside, enterPartnership: EnterPartnership | null): ClaimCodeService {
  const { db, clock, audit, config } = ground;

  const store = async (
    code: Pick<NewCode, 'partnershipId' | 'role' | 'placementId' | 'nameGiven' | 'createdBy'>,
    tx: Tx,
  ): Promise<CodeMade> => {
    const letters = newClaimCode();
    const now = clock.now();
    const expiresAt = toInstant(addMs(now, claimCodeLifeMs));
    const id = await insertCode(db, { ...code, hash: hashClaimCode(config.secretKeys, letters), createdAt: toInstant(now), expiresAt }, tx);
    return { id, code: showClaimCode(letters), name: code.nameGiven ?? '', expiresAt };
  };

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
    return codes.map((code) => ({
      id: code.id,
      name: code.nameGiven,
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
    if (known !== null && code.placementId !== null) {
      const placement = await findOptionalPlacement(db, code.partnershipId, code.placementId, tx);
      if (placement?.traineePersonId === known) return null;
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
    if (!row) return { role: code.role, partnership, placement: null, seenBy: [] };
    const tutors = await findRolesOn(db, code.partnershipId, [row.id], ['tutor'], tx);
    const names = await people.namesOf(code.partnershipId, [row.traineePersonId, ...tutors.map((tutor) => tutor.personId)], { tx });
    const trainee = names.get(row.traineePersonId) ?? { name: '', givenName: '' };
    return {
      role: code.role,
      partnership,
      placement: {
        id: row.id, traineeName: trainee.name, traineeGivenName: trainee.givenName, schoolName: row.schoolName, startsOn: row.startsOn, endsOn: row.endsOn,
      },
      seenBy: [trainee.givenName, ...tutors.flatMap((tutor) => names.get(tutor.personId)?.name ?? [])],
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
      const { partnershipId, role, placementId } = code;
      const given = { partnershipId, personId, role, placementId, grantedBy: code.createdBy, claimCodeId: code.id, now: toInstant(now) };
      await startRole(db, given, tx);
      if (elsewhere && enterPartnership) await enterPartnership(viewer.sessionId, partnershipId, tx);
      await record(viewer, 'code.used', code, personId, tx);
      return answer(code, tx);
    });

  return {
    async make(viewer, placementId, name) {
      if (!mayManage(viewer, placementId)) throw notFound();
      const { partnershipId, personId } = viewer;
      return db.transaction(async (tx) => {
        if (!(await findOptionalPlacement(db, partnershipId, placementId, tx))) throw notFound();
        const made = await store({ partnershipId, role: 'mentor', placementId, nameGiven: tidyLine(name), createdBy: personId }, tx);
        await record(viewer, 'code.made', { id: made.id, placementId, partnershipId }, personId, tx);
        return made;
      });
    },
    makeForCoordinator: (partnershipId, name) =>
      db.transaction(async (tx) => {
        const made = await store({ partnershipId, role: 'coordinator', placementId: null, nameGiven: name, createdBy: null }, tx);
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
    async withdraw(viewer, codeId) {
      const found = await findCode(db, viewer.partnershipId, codeId);
      const may = found && (found.placementId === null ? mayNameTutors(viewer) : mayManage(viewer, found.placementId));
      if (!may) throw notFound();
      await db.transaction(async (tx) => {
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
