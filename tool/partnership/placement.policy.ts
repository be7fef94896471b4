import type { HeldRole, Role } from '../access/viewer.js';
import { addDays } from '../attention/day.rules.js';
import { openAfterEndDays } from './placement.rules.js';

/** As much of a viewer as these rules need; pure, so that each cell can be tested as a literal. */
export interface RoleHolder {
  personId: string | null;
  roles: readonly HeldRole[];
}

/** As much of a placement as these rules need. */
export interface Place {
  id: string;
  schoolId: string;
}

/** Roles whose holders open the training record of a placement; a coach's and a coordinator's do not. */
const recordRoles: readonly Role[] = ['trainee', 'mentor', 'tutor'];
export const placementRoles: readonly Role[] = [...recordRoles, 'coach'];

const holdsAny = (viewer: RoleHolder, role: Role): boolean => viewer.roles.some((held) => held.role === role);
const holdsOn = (viewer: RoleHolder, role: Role, placementId: string): boolean =>
  viewer.roles.some((held) => held.role === role && held.placementId === placementId);

/** Schools whose lead the viewer is. A lead mentor's role names a school too and opens nothing there. */
export const schoolsLed = (viewer: RoleHolder): string[] => [
  ...new Set(viewer.roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []))),
];

/** What the viewer holds for this placement, in the order a page names it. A coordinator's role reaches every placement, for set-up. */
export const rolesOn = (viewer: RoleHolder, place: Place): Role[] => [
  ...placementRoles.filter((role) => holdsOn(viewer, role, place.id)),
  ...(schoolsLed(viewer).includes(place.schoolId) ? (['school_lead'] as const) : []),
  ...(holdsAny(viewer, 'coordinator') ? (['coordinator'] as const) : []),
];

const heldWith = (viewer: RoleHolder, roles: readonly Role[]): string[] => [
  ...new Set(viewer.roles.flatMap((held) => (held.placementId !== null && roles.includes(held.role) ? [held.placementId] : []))),
];

/** Placements whose record the viewer opens by a role of their own on it; a school's lead has none. */
export const placementsHeld = (viewer: RoleHolder): string[] => heldWith(viewer, recordRoles);

/** The same, and those a coach works in, whose page they see and whose record they do not. */
export const placementsJoined = (viewer: RoleHolder): string[] => heldWith(viewer, placementRoles);

/** May open the record; how much of it there is to read, each slice decides. */
export const mayReadRecord = (viewer: RoleHolder, place: Place): boolean =>
  placementsHeld(viewer).includes(place.id) || schoolsLed(viewer).includes(place.schoolId);

/** The page about a placement: who, where, when. */
export const maySeePlacement = (viewer: RoleHolder, place: Place): boolean => rolesOn(viewer, place).length > 0;

/** Coaching is private: who the coach is, a mentor and the school's lead are not told. */
export const maySeeCoaches = (viewer: RoleHolder, placementId: string): boolean =>
  holdsOn(viewer, 'trainee', placementId) || holdsOn(viewer, 'coach', placementId) || mayManage(viewer, placementId);

/** What the last mentor handed over, and writing such a statement: those who work on this trainee's record. */
export const mayReadHandover = (viewer: RoleHolder, placementId: string): boolean => placementsHeld(viewer).includes(placementId);
export const mayWriteClosing = (viewer: RoleHolder, placementId: string): boolean =>
  holdsOn(viewer, 'mentor', placementId) || holdsOn(viewer, 'tutor', placementId);

export const maySeeEveryPlacement = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator');

/**
 * Told somebody's e-mail address, to write to them that something waits: who works on the same record while it is open, and a coordinator
 * for setting up. Only of the people of that record: a coach's address nobody is told.
 * @param theirs roles that the other one holds on this placement now. @param today ISO day of its school
 */
export const mayTellAddress = (
  viewer: RoleHolder,
  place: { id: string; endsOn: string },
  theirs: readonly Role[],
  today: string,
): boolean =>
  theirs.some((role) => recordRoles.includes(role)) &&
  today <= addDays(place.endsOn, openAfterEndDays) &&
  (placementsHeld(viewer).includes(place.id) || holdsAny(viewer, 'coordinator'));

/** Make placements, and choose from the people of the course. */
export const maySetUp = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator') || holdsAny(viewer, 'tutor');

/** Change a placement, make and withdraw its codes. */
export const mayManage = (viewer: RoleHolder, placementId: string): boolean =>
  holdsAny(viewer, 'coordinator') || holdsOn(viewer, 'tutor', placementId);

/** Upload a list of placements, which also names tutors and makes codes. */
export const mayUploadPlacements = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator');

/** Name tutors, coordinators, school leads and lead mentors, and answer who asks to be added. */
export const mayNameRoles = (viewer: RoleHolder): boolean => holdsAny(viewer, 'coordinator');

/**
 * *This is not my mentor* (or coach) belongs to the trainee, the tutor and the coordinator; every other role is a coordinator's to end.
 * Nobody ends their own, so one coordinator always stays, and nobody a trainee's.
 */
export function mayEndRole(viewer: RoleHolder, held: { role: Role; placementId: string | null; personId: string }): boolean {
  if (held.personId === viewer.personId || held.role === 'trainee') return false;
  if (held.role !== 'mentor' && held.role !== 'coach') return holdsAny(viewer, 'coordinator');
  if (held.placementId === null) return false;
  return holdsOn(viewer, 'trainee', held.placementId) || mayManage(viewer, held.placementId);
}
