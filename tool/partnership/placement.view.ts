import type { Role, Viewer } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';
import { platformTitle } from '../lti/platform-family.js';
import { findLeftTrainees, type LeaverRow } from './leaver.model.js';
import type { People } from './people.service.js';
import { namelessPerson, namelessTrainee } from './person-name.rules.js';
import type { PlacementRow } from './placement.model.js';
import { maySeeCoaches, maySeeEveryPlacement, schoolsLed } from './placement.policy.js';
import type { LeftCourse, PlacementView } from './placement.shared.js';
import { findRolesOn, findSchoolLeads, type PlacementRoleRow, type RoleRow } from './role-held.model.js';

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const shownRoles: readonly Role[] = ['trainee', 'mentor', 'coach', 'tutor'];

export const leftCourseOf = (leaver: LeaverRow | undefined): LeftCourse | null =>
  leaver ? { platform: platformTitle({ ...leaver, name: leaver.platformName }), at: leaver.leftAt } : null;

/** Rows as this viewer sees them: four statements for any number of placements. The caller has decided that the viewer may. */
export const createPlacementViews =
  (db: Database, people: People) =>
  async (
    viewer: Pick<Viewer, 'partnershipId' | 'personId' | 'roles'>,
    rows: readonly PlacementRow[],
    tx?: Tx,
  ): Promise<PlacementView[]> => {
    if (rows.length === 0) return [];
    const { partnershipId } = viewer;
    const ids = rows.map((row) => row.id);
    const held = await findRolesOn(db, partnershipId, ids, shownRoles, tx);
    const leads = await findSchoolLeads(
      db,
      partnershipId,
      rows.map((row) => row.schoolId),
      tx,
    );
    const left = await findLeftTrainees(db, partnershipId, ids, tx);
    const personIds = [...rows.map((row) => row.traineePersonId), ...[...held, ...leads].map((role) => role.personId)];
    const names = await people.namesOf(partnershipId, personIds, { standIn: '', ...(tx ? { tx } : {}) });
    const named = (personId: string, standIn: string) => {
      const shown = names.get(personId);
      return shown === undefined || shown.name === '' ? { personId, name: standIn, givenName: standIn } : { personId, ...shown };
    };
    const personOf = (role: RoleRow, from: string | null) => ({
      roleHeldId: role.id,
      role: role.role,
      ...named(role.personId, role.role === 'trainee' ? namelessTrainee : namelessPerson),
      startedAt: role.startedAt,
      from,
    });
    const byPlacement = groupBy(held, (role) => role.placementId);
    const bySchool = groupBy(leads, (role) => role.schoolId ?? '');
    const led = schoolsLed(viewer);

    return rows.map((row) => {
      const roles: PlacementRoleRow[] = byPlacement.get(row.id) ?? [];
      // By the rows, and not by the viewer: who has just made a placement holds a role in it that their request did not begin with.
      const mine = shownRoles.filter((role) => roles.some((one) => one.role === role && one.personId === viewer.personId));
      const coaches = maySeeCoaches(viewer, row.id) || mine.includes('tutor');
      return {
        id: row.id,
        trainee: named(row.traineePersonId, namelessTrainee),
        school: { id: row.schoolId, name: row.schoolName },
        subject: row.subject,
        phase: row.phase,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        timeZone: row.timeZone,
        people: [
          ...roles.filter((role) => coaches || role.role !== 'coach').map((role) => personOf(role, role.platformName)),
          ...(bySchool.get(row.schoolId) ?? []).map((role) => personOf(role, null)),
        ],
        traineeLeft: leftCourseOf(left.get(row.id)),
        myRoles: [
          ...mine,
          ...(led.includes(row.schoolId) ? (['school_lead'] as const) : []),
          ...(maySeeEveryPlacement(viewer) ? (['coordinator'] as const) : []),
        ],
        revision: row.revision,
      };
    });
  };
