import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import { findLeavers } from './leaver.model.js';
import type { PeopleInside } from './people.service.js';
import { isSameMail, namelessPerson } from './person-name.rules.js';
import { findMail } from './person.model.js';
import { findOptionalPlacement, findSchoolNames } from './placement.model.js';
import { mayEndRole, mayManage, mayNameRoles } from './placement.policy.js';
import type { AddPersonBody } from './placement.shared.js';
import { leftCourseOf } from './placement.view.js';
import { countPlacementsOf, endRoles, findPartnershipRoles, lockRole, startRole, type RoleRow } from './role-held.model.js';
import { settleRequestsOf } from './role-request.model.js';
import type { GrantBody, NameRoleBody, RoleList, RoleListed } from './role.shared.js';

export interface RoleService {
  /** Names somebody for a role, a tutor for a placement too; doing it twice is the same as once. @throws Problem 404, 422 */
  name(viewer: KnownViewer, body: NameRoleBody): Promise<RoleList>;
  /** Everybody who holds a role beyond single placements. @throws Problem 404 */
  list(viewer: KnownViewer): Promise<RoleList>;
  /** Makes somebody a mentor or a coach here; doing it twice is the same as once. @throws Problem 404, 422 */
  addTo(viewer: KnownViewer, placementId: string, body: AddPersonBody): Promise<void>;
  /** Ends a role; its holder's next request finds it gone. Ending twice is the same as once. @throws Problem 404 */
  end(viewer: KnownViewer, roleHeldId: string): Promise<{ id: string; endedAt: string }>;
}

/** Gives a role inside the caller's transaction, who has asked the policy. @throws Problem 404, 422 for a trainee's own placement */
export type GiveRole = (viewer: KnownViewer, personId: string, given: GrantBody, tx: Tx) => Promise<void>;

const others = ['coordinator', 'school_lead', 'lead_mentor'] as const;

export function createGiveRole({ db, clock, audit }: Ground): GiveRole {
  const start = async (
    viewer: KnownViewer,
    personId: string,
    where: Pick<RoleRow, 'role' | 'placementId' | 'schoolId'>,
    tx: Tx,
  ): Promise<void> => {
    const now = instantNow(clock);
    const given = { ...where, partnershipId: viewer.partnershipId, personId, grantedBy: viewer.personId, claimCodeId: null, now };
    const started = await startRole(db, given, tx);
    if (started.isNew) await audit.record(roleEntry(viewer, 'role.started', { ...where, id: started.id }), tx);
  };

  return async (viewer, personId, given, tx) => {
    const { partnershipId } = viewer;
    const placementId = 'placementId' in given ? (given.placementId ?? null) : null;
    const schoolId = given.role === 'school_lead' ? given.schoolId : null;
    if (placementId !== null) {
      const placement = await findOptionalPlacement(db, partnershipId, placementId, tx);
      if (!placement) throw notFound();
      const { traineePersonId } = placement;
      const [mail, theirs] = [await findMail(db, partnershipId, personId, tx), await findMail(db, partnershipId, traineePersonId, tx)];
      if (traineePersonId === personId || isSameMail(mail, theirs))
        throw refused('own-placement', 'Nobody can be their own tutor, mentor or coach. Choose somebody else.');
    }
    if (schoolId !== null && !(await findSchoolNames(db, partnershipId, [schoolId], tx)).has(schoolId)) throw notFound();
    if (given.role === 'tutor') await start(viewer, personId, { role: 'tutor', placementId: null, schoolId: null }, tx);
    if (given.role !== 'tutor' || placementId !== null) await start(viewer, personId, { role: given.role, placementId, schoolId }, tx);
    await settleRequestsOf(db, { partnershipId, personId, now: instantNow(clock) }, tx);
  };
}

const roleEntry = (viewer: KnownViewer, action: string, role: Pick<RoleRow, 'id' | 'placementId' | 'role'>) => ({
  action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
  objectKind: 'role_held', objectId: role.id, placementId: role.placementId, detail: role.role,
}); // prettier-ignore

export function createRoles(ground: Ground, people: PeopleInside, give: GiveRole): RoleService {
  const { db, clock, audit } = ground;

  const list = async (viewer: KnownViewer): Promise<RoleList> => {
    if (!mayNameRoles(viewer)) throw notFound();
    const { partnershipId } = viewer;
    const held = await findPartnershipRoles(db, partnershipId, ['tutor', ...others]);
    const personIds = held.map((role) => role.personId);
    const counts = await countPlacementsOf(db, partnershipId, 'tutor');
    const names = await people.namesOf(partnershipId, personIds);
    const leavers = await findLeavers(db, partnershipId, personIds);
    const schools = await findSchoolNames(
      db,
      partnershipId,
      held.flatMap((role) => role.schoolId ?? []),
    );
    const shown = ({ id, personId, startedAt }: RoleRow) => ({
      roleHeldId: id,
      personId,
      ...(names.get(personId) ?? { name: namelessPerson, givenName: namelessPerson }),
      startedAt,
      left: leftCourseOf(leavers.get(personId)),
    });
    return {
      tutors: held.filter((role) => role.role === 'tutor').map((role) => ({ ...shown(role), trainees: counts.get(role.personId) ?? 0 })),
      others: held.flatMap((role): RoleListed[] => {
        const kind = others.find((one) => one === role.role);
        const school = role.schoolId === null ? undefined : schools.get(role.schoolId);
        return kind
          ? [{ ...shown(role), role: kind, school: school === undefined ? null : { id: role.schoolId ?? '', name: school } }]
          : [];
      }),
    };
  };

  return {
    list,
    async name(viewer, { who, ...given }) {
      await db.transaction(async (tx) => {
        if (!mayNameRoles(await viewerNow(db, viewer, tx))) throw notFound();
        await give(viewer, await people.findPerson(viewer, who, tx), given, tx);
      });
      return list(viewer);
    },
    addTo: (viewer, placementId, { who, role }) =>
      db.transaction(async (tx) => {
        if (!mayManage(await viewerNow(db, viewer, tx), placementId)) throw notFound();
        // Before the person: a foreign placement makes nobody a person here.
        if (!(await findOptionalPlacement(db, viewer.partnershipId, placementId, tx))) throw notFound();
        await give(viewer, await people.findPerson(viewer, who, tx), { role, placementId }, tx);
      }),
    end: (viewer, roleHeldId) =>
      db.transaction(async (tx) => {
        const role = await lockRole(db, viewer.partnershipId, roleHeldId, tx);
        // Whoever ends a coordinator is one until the commit, so that of two who end each other one stays.
        if (!role || !mayEndRole(await viewerNow(db, viewer, tx), role)) throw notFound();
        if (role.endedAt !== null) return { id: role.id, endedAt: role.endedAt };
        const now = instantNow(clock);
        const because = role.role === 'mentor' ? 'not-my-mentor' : 'ended';
        const ended = await endRoles(db, role, { partnershipId: viewer.partnershipId, by: viewer.personId, because, now }, tx);
        for (const one of ended) await audit.record(roleEntry(viewer, 'role.ended', one), tx);
        return { id: role.id, endedAt: now };
      }),
  };
}
