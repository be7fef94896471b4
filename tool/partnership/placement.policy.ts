import type { HeldRole, Role } from '../access/viewer.js';

/** As much of a viewer as these rules need; pure, so that each cell can be tested as a literal. */
export interface RoleHolder {
  personId: string | null;
  roles: readonly HeldRole[];
}

/** Roles whose holders read the training record of a placement; a coach's and a coordinator's do not. */
const recordRoles: readonly Role[] = ['trainee', 'mentor', 'tutor'];

const holdsAny = (viewer: RoleHolder, role: Role): boolean => viewer.roles.some((held) => held.role === role);
const holdsOn = (viewer: RoleHolder, role: Role, placementId: string): boolean =>
  viewer.roles.some((held) => held.role === role && held.placementId === placementId);

/** What the viewer holds for this placement, in the order a page names it. A coordinator's role reaches every placement, for set-up. */
export const rolesOn = (viewer: RoleHolder, placementId: string): Role[] => [
  ...recordRoles.filter((role) => holdsOn(viewer, role, placementId)),
  ...(holdsAny(viewer, 'coordinator') ? (['coordinator'] as const) : []),
];

/** Placements whose record the viewer may open. */
export const placementsHeld = (viewer: RoleHolder): string[] => [
  ...new Set(viewer.roles.flatMap((held) => (held.placementId !== null && recordRoles.includes(held.role) ? [held.placementId] : []))),
];

export const mayReadRecord = (viewer: RoleHolder, placementId: string): boolean => placementsHeld(viewer).includes(placementId);

/** The page about a placement: who, where, when. */
export const maySeePlacement = (viewer: RoleHolder, placementId: string): boolean => rolesOn(viewer, placementId).length > 0;

export const maySeeEveryPlacement = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator');

/** Make placements, and choose from the people of the course. */
export const maySetUp = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator') || holdsAny(viewer, 'tutor');

/** Change a placement, make and withdraw its codes. */
export const mayManage = (viewer: RoleHolder, placementId: string): boolean =>
  holdsAny(viewer, 'coordinator') || holdsOn(viewer, 'tutor', placementId);

export const mayNameTutors = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator');

/**
 * *This is not my mentor* belongs to the trainee, the tutor and the coordinator. A coordinator ends a tutor's role. Nobody ends their
 * own, a trainee's, or (here) a coordinator's.
 */
export function mayEndRole(viewer: RoleHolder, held: { role: Role; placementId: string | null; personId: string }): boolean {
  if (held.personId === viewer.personId) return false;
  if (held.role === 'tutor') return holdsAny(viewer, 'coordinator');
  if (held.role !== 'mentor' || held.placementId === null) return false;
  return holdsOn(viewer, 'trainee', held.placementId) || mayManage(viewer, held.placementId);
}
