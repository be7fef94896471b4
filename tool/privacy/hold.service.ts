import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import { newId } from '../ids.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { findHold, insertHold, liftHold, listHolds, placementIsHere } from './hold.model.js';
import { viewsOfHolds } from './hold.view.js';
import { mayAdminister } from './privacy.policy.js';
import type { Hold, HoldBody, Holds, PeopleFound } from './privacy.shared.js';
import { findPlacementsOf, findRolesNow, findSubject, lockPartnership, searchPeople } from './subject.model.js';

export interface HoldService {
  /** Stops erasure and retention of a person, or of one placement, until it is lifted. @throws Problem 404 */
  place(viewer: KnownViewer, body: HoldBody): Promise<Hold>;
  /** Lifting twice is the same as once. @throws Problem 404 */
  lift(viewer: KnownViewer, id: string): Promise<Hold>;
  list(viewer: KnownViewer, before: string | null): Promise<Holds>;
  /** People whose data somebody asks about. @throws Problem 404 */
  search(viewer: KnownViewer, letters: string): Promise<PeopleFound>;
}

const pageSize = 50;
const mostPeople = 20;

export function createHolds({ db, clock, audit }: Ground, people: People): HoldService {
  const one = async (partnershipId: string, id: string, tx: Tx): Promise<Hold> => {
    const row = await findHold(db, partnershipId, id, tx);
    const [view] = row ? await viewsOfHolds(db, people, partnershipId, [row], tx) : [];
    if (!view) throw notFound();
    return view;
  };
  const record = (viewer: KnownViewer, action: string, id: string, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'privacy_hold', objectId: id,
      },
      tx,
    ); // prettier-ignore

  return {
    place: (viewer, body) =>
      db.transaction(async (tx) => {
        const { partnershipId } = viewer;
        await lockPartnership(db, partnershipId, tx);
        if (!mayAdminister(await viewerNow(db, viewer, tx))) throw notFound();
        const personId = 'personId' in body ? body.personId : null;
        const placementId = 'placementId' in body ? body.placementId : null;
        const isHere =
          personId === null
            ? await placementIsHere(db, partnershipId, placementId ?? '', tx)
            : (await findSubject(db, partnershipId, personId, tx)) !== null;
        if (!isHere) throw notFound();
        const id = newId();
        const row = { id, partnershipId, personId, placementId, reason: body.reason.trim(), by: viewer.personId, now: instantNow(clock) };
        await insertHold(db, row, tx);
        await record(viewer, 'hold.placed', id, tx);
        return one(partnershipId, id, tx);
      }),

    lift: (viewer, id) =>
      db.transaction(async (tx) => {
        await lockPartnership(db, viewer.partnershipId, tx);
        if (!mayAdminister(await viewerNow(db, viewer, tx))) throw notFound();
        if (!(await findHold(db, viewer.partnershipId, id, tx))) throw notFound();
        if ((await liftHold(db, id, viewer.personId, instantNow(clock), tx)) === 1) await record(viewer, 'hold.lifted', id, tx);
        return one(viewer.partnershipId, id, tx);
      }),

    async list(viewer, before) {
      if (!mayAdminister(viewer)) throw notFound();
      const found = await listHolds(db, viewer.partnershipId, before, pageSize + 1);
      const page = found.slice(0, pageSize);
      const holds = await viewsOfHolds(db, people, viewer.partnershipId, page);
      return { holds, next: found.length > pageSize ? (page.at(-1)?.id ?? null) : null };
    },

    async search(viewer, letters) {
      if (!mayAdminister(viewer)) throw notFound();
      const { partnershipId } = viewer;
      const found = await searchPeople(db, partnershipId, letters.trim(), mostPeople + 1);
      const page = found.slice(0, mostPeople);
      const personIds = page.map((person) => person.personId);
      const names = await people.namesOf(partnershipId, personIds);
      const roles = await findRolesNow(db, partnershipId, personIds);
      const placements = await findPlacementsOf(db, partnershipId, personIds);
      return {
        people: page.map(({ personId, erasedAt }) => ({
          personId,
          name: names.get(personId)?.name ?? '',
          roles: roles.filter((held) => held.personId === personId).map((held) => held.role),
          erasedAt,
          placements: placements
            .filter((placement) => placement.traineePersonId === personId)
            .map(({ placementId, school, startsOn, endsOn }) => ({ placementId, school, startsOn, endsOn })),
        })),
        more: found.length > mostPeople,
      };
    },
  };
}
