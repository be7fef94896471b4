import type { HeldRole } from '../access/viewer.js';

interface RoleHolder {
  roles: readonly HeldRole[];
}

const holdsOn = (viewer: RoleHolder, role: HeldRole['role'], placementId: string): boolean =>
  viewer.roles.some((held) => held.role === role && held.placementId === placementId);
const isCoordinator = (viewer: RoleHolder): boolean => viewer.roles.some((held) => held.role === 'coordinator');

/** What was sent about a trainee is read by their tutor, a coordinator, and the trainee; not by a mentor, whose work it counts. */
export const mayReadScoreStatus = (viewer: RoleHolder, placementId: string): boolean =>
  isCoordinator(viewer) || holdsOn(viewer, 'tutor', placementId) || holdsOn(viewer, 'trainee', placementId);

export const maySendAgain = (viewer: RoleHolder, placementId: string): boolean =>
  isCoordinator(viewer) || holdsOn(viewer, 'tutor', placementId);
