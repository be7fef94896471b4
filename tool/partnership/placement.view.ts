import type { Role, Viewer } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';
import type { People } from './people.service.js';
import { namelessPerson, namelessTrainee } from './person-name.rules.js';
import type { PlacementRow } from './placement.model.js';
import { maySeeEveryPlacement } from './placement.policy.js';
import type { PlacementView } from './placement.shared.js';
import { findRolesOn, type PlacementRoleRow } from './role-held.model.js';

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const shownRoles: readonly Role[] = ['trainee', 'mentor', 'tutor'];

/** Rows as this viewer sees them: two statements for any number of placements. The caller has decided that the viewer may. */
export const createPlacementViews =
  (db: Database, people: People) =>
  async (viewer: Viewer, rows: readonly PlacementRow[], tx?: Tx): Promise<PlacementView[]> => {
    if (rows.length === 0) return [];
    const held = await findRolesOn(
      db,
      viewer.partnershipId,
      rows.map((row) => row.id),
      shownRoles,
      tx,
    );
    const personIds = [...rows.map((row) => row.traineePersonId), ...held.map((role) => role.personId)];
    const names = await people.namesOf(viewer.partnershipId, personIds, { standIn: '', ...(tx ? { tx } : {}) });
    const named = (personId: string, standIn: string) => {
      const shown = names.get(personId);
      return shown === undefined || shown.name === '' ? { personId, name: standIn, givenName: standIn } : { personId, ...shown };
    };
    const byPlacement = groupBy(held, (role) => role.placementId);

    return rows.map((row) => {
      const roles: PlacementRoleRow[] = byPlacement.get(row.id) ?? [];
      const mine = shownRoles.filter((role) => roles.some((one) => one.role === role && one.personId === viewer.personId));
      return {
        id: row.id,
        trainee: named(row.traineePersonId, namelessTrainee),
        school: { id: row.schoolId, name: row.schoolName },
        subject: row.subject,
        phase: row.phase,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        timeZone: row.timeZone,
        people: roles.map((role) => ({
          roleHeldId: role.id,
          role: role.role,
          ...named(role.personId, role.role === 'trainee' ? namelessTrainee : namelessPerson),
          startedAt: role.startedAt,
          from: role.platformName,
        })),
        myRoles: maySeeEveryPlacement(viewer) ? [...mine, 'coordinator'] : mine,
        revision: row.revision,
      };
    });
  };
