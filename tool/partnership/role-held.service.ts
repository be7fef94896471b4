import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { PeopleInside } from './people.service.js';
import { namelessPerson } from './person-name.rules.js';
import { findOptionalPlacement } from './placement.model.js';
import { mayEndRole, mayNameTutors } from './placement.policy.js';
import type { Who } from './placement.shared.js';
import { countPlacementsOf, endRoles, findPartnershipRoles, lockRole, startRole, type RoleRow } from './role-held.model.js';
import type { TutorListed } from './role.shared.js';

export interface RoleService {
  /** Names a tutor, and gives them a placement where one is named; doing it twice is the same as once. @throws Problem 404 */
  nameTutor(viewer: KnownViewer, who: Who, placementId: string | null): Promise<TutorListed[]>;
  tutors(viewer: KnownViewer): Promise<TutorListed[]>;
  /** Ends a role; its holder's next request finds it gone. Ending twice is the same as once. @throws Problem 404 */
  end(viewer: KnownViewer, roleHeldId: string): Promise<{ id: string; endedAt: string }>;
}

export function createRoles(ground: Ground, people: PeopleInside): RoleService {
  const { db, clock, audit } = ground;

  const record = (viewer: KnownViewer, action: string, role: Pick<RoleRow, 'id' | 'placementId' | 'role'>, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'role_held', objectId: role.id, placementId: role.placementId, detail: role.role,
      },
      tx,
    ); // prettier-ignore

  const give = async (viewer: KnownViewer, personId: string, placementId: string | null, tx: Tx): Promise<void> => {
    const { partnershipId } = viewer;
    const now = instantNow(clock);
    const started = await startRole(
      db,
      { partnershipId, personId, role: 'tutor', placementId, grantedBy: viewer.personId, claimCodeId: null, now },
      tx,
    );
    if (started.isNew) await record(viewer, 'role.started', { id: started.id, placementId, role: 'tutor' }, tx);
  };

  const tutors = async (viewer: KnownViewer): Promise<TutorListed[]> => {
    if (!mayNameTutors(viewer)) throw notFound();
    const held = await findPartnershipRoles(db, viewer.partnershipId, 'tutor');
    const counts = await countPlacementsOf(db, viewer.partnershipId, 'tutor');
    const names = await people.namesOf(
      viewer.partnershipId,
      held.map((role) => role.personId),
    );
    return held.map((role) => ({
      roleHeldId: role.id,
      personId: role.personId,
      ...(names.get(role.personId) ?? { name: namelessPerson, givenName: namelessPerson }),
      startedAt: role.startedAt,
      trainees: counts.get(role.personId) ?? 0,
    }));
  };

  return {
    tutors,
    async nameTutor(viewer, who, placementId) {
      if (!mayNameTutors(viewer)) throw notFound();
      await db.transaction(async (tx) => {
        const placement = placementId === null ? null : await findOptionalPlacement(db, viewer.partnershipId, placementId, tx);
        if (placementId !== null && !placement) throw notFound();
        const personId = await people.findPerson(viewer, who, tx);
        if (placement?.traineePersonId === personId) throw refused('own-tutor', 'Nobody can be their own tutor. Choose somebody else.');
        await give(viewer, personId, null, tx);
        if (placementId !== null) await give(viewer, personId, placementId, tx);
      });
      return tutors(viewer);
    },
    end: (viewer, roleHeldId) =>
      db.transaction(async (tx) => {
        const role = await lockRole(db, viewer.partnershipId, roleHeldId, tx);
        if (!role || !mayEndRole(viewer, role)) throw notFound();
        if (role.endedAt !== null) return { id: role.id, endedAt: role.endedAt };
        const now = instantNow(clock);
        const because = role.role === 'mentor' ? 'not-my-mentor' : 'ended';
        const ended = await endRoles(db, role, { partnershipId: viewer.partnershipId, by: viewer.personId, because, now }, tx);
        for (const one of ended) await record(viewer, 'role.ended', one, tx);
        return { id: role.id, endedAt: now };
      }),
  };
}
