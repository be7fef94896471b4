import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { toInstant } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { conflict, notFound } from '../errors.js';
import type { Ground } from '../slice.js';
import type { CurrentTarget } from '../target/target.shared.js';
import { closingSpace, findClosings, insertClosing, updateClosing, type ClosingRow } from './closing.model.js';
import type { ClosingStatement, Handover } from './handover.shared.js';
import type { PeopleInside } from './people.service.js';
import { namelessPerson } from './person-name.rules.js';
import { findOptionalPlacement, findPlacementBefore, findPlacementsAfter, type PlacementRow } from './placement.model.js';
import { mayReadHandover, mayWriteClosing } from './placement.policy.js';
import { findRolesOn } from './role-held.model.js';

/** What still stands of the targets of a placement; kept by the slice that owns targets. */
export type CurrentTargets = (at: { partnershipId: string; placementId: string; space: string }) => Promise<CurrentTarget[]>;

export interface HandoverService {
  /** How this placement closes, and what came before it. @throws Problem 404 */
  find(viewer: KnownViewer, placementId: string): Promise<Handover>;
  /** Writes or changes the closing statement; the same words again change nothing. @throws Problem 404, 409 with both texts */
  close(viewer: KnownViewer, placementId: string, body: string, revision: number | null): Promise<ClosingStatement>;
}

/** The calendar day of an instant in an IANA zone. */
const dayIn = (timeZone: string, instant: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

const differently = 'Somebody else changed this while you wrote. Here are both texts.';

export function createHandover(ground: Ground, people: PeopleInside, currentTargets: CurrentTargets): HandoverService {
  const { db, clock, audit } = ground;

  const statementOf = async (partnershipId: string, row: ClosingRow, tx?: Tx): Promise<ClosingStatement> => {
    const names = await people.namesOf(partnershipId, [row.authorPersonId], tx ? { tx } : {});
    const name = names.get(row.authorPersonId) ?? { name: namelessPerson, givenName: namelessPerson };
    const { writtenOn, revision, erasedAt } = row;
    return { body: row.body ?? '', writtenOn, by: { personId: row.authorPersonId, ...name }, revision, erasedAt };
  };

  /** Everybody whom the same policy lets read, by name: here, and where this placement is the one before. */
  const readersOf = async (viewer: KnownViewer, row: PlacementRow): Promise<string[]> => {
    const places = [row.id, ...(await findPlacementsAfter(db, viewer.partnershipId, row))];
    const held = await findRolesOn(db, viewer.partnershipId, places, ['trainee', 'mentor', 'tutor', 'coach']);
    const ids = held
      .filter(({ id, personId, role, placementId }) =>
        mayReadHandover({ personId, roles: [{ id, role, placementId, schoolId: null }] }, placementId),
      )
      .map((role) => role.personId)
      .filter((id) => id !== viewer.personId);
    const names = await people.namesOf(viewer.partnershipId, ids);
    return [...new Set(ids)].map((id) => names.get(id)?.name ?? namelessPerson);
  };

  const audited = (viewer: KnownViewer, action: string, placementId: string) => ({
    action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
    objectKind: 'placement', objectId: placementId, placementId,
  }); // prettier-ignore

  const write = (asked: KnownViewer, placementId: string, body: string, revision: number | null): Promise<ClosingStatement> =>
    db.transaction(async (tx) => {
      const { partnershipId, personId: authorPersonId } = asked;
      const row = await findOptionalPlacement(db, partnershipId, placementId, tx);
      if (!row || !mayWriteClosing(await viewerNow(db, asked, tx), placementId)) throw notFound();
      const [stored] = await findClosings(db, partnershipId, [placementId], tx);
      if (stored?.body === body) return statementOf(partnershipId, stored, tx);
      const differs = async () =>
        conflict(differently, { current: stored ? await statementOf(partnershipId, stored, tx) : null, yours: { body } });
      if (revision !== (stored?.revision ?? null)) throw await differs();
      const now = clock.now();
      const words = { body, writtenOn: dayIn(row.timeZone, now), authorPersonId, now: toInstant(now) };
      if (!stored) await insertClosing(db, { ...words, placementId, partnershipId }, tx);
      else if (!(await updateClosing(db, { placementId, partnershipId, revision: stored.revision }, words, tx))) throw await differs();
      await audit.record(audited(asked, 'closing.written', placementId), tx);
      const [written] = await findClosings(db, partnershipId, [placementId], tx);
      if (!written) throw notFound();
      return statementOf(partnershipId, written, tx);
    });

  return {
    async find(viewer, placementId) {
      const { partnershipId } = viewer;
      const row = await findOptionalPlacement(db, partnershipId, placementId);
      if (!row || !mayReadHandover(viewer, placementId)) throw notFound();
      const before = await findPlacementBefore(db, partnershipId, row);
      const closings = await findClosings(db, partnershipId, [row.id, ...(before ? [before.id] : [])]);
      const closingOf = async (id: string): Promise<ClosingStatement | null> => {
        const found = closings.find((one) => one.placementId === id);
        return found ? statementOf(partnershipId, found) : null;
      };
      if (before && row.traineePersonId !== viewer.personId) await audit.record(audited(viewer, 'handover.read', before.id));
      return {
        closing: await closingOf(row.id),
        mayWrite: mayWriteClosing(viewer, placementId),
        readers: await readersOf(viewer, row),
        before: before && {
          school: before.schoolName,
          startsOn: before.startsOn,
          endsOn: before.endsOn,
          closing: await closingOf(before.id),
          targets: await currentTargets({ partnershipId, placementId: before.id, space: closingSpace }),
        },
      };
    },
    async close(viewer, placementId, body, revision) {
      try {
        return await write(viewer, placementId, body, revision);
      } catch (error) {
        // Two first statements at once: the second finds the first one's words.
        if (isUniqueViolation(error)) return write(viewer, placementId, body, revision);
        throw error;
      }
    },
  };
}
