import type { HeldRole, Role } from '../access/viewer.js';

interface RoleHolder {
  roles: readonly HeldRole[];
}
const holds = (viewer: RoleHolder, role: Role): boolean => viewer.roles.some((held) => held.role === role);

/** The table of trainees shows a tutor their own; a coordinator sets up and never reads. */
export const mayHaveTrainees = (viewer: RoleHolder): boolean => holds(viewer, 'tutor');

/** Schools, their mentors, days and counts: set-up, and never a text. */
export const maySeeSchools = (viewer: RoleHolder): boolean => holds(viewer, 'coordinator');

export const mayReadRules = (viewer: RoleHolder): boolean => holds(viewer, 'tutor') || holds(viewer, 'coordinator');

/** A tutor chooses for their own table, a coordinator for every tutor who has not chosen. */
export const mayChooseRules = (viewer: RoleHolder, whose: 'mine' | 'partnership'): boolean =>
  holds(viewer, whose === 'mine' ? 'tutor' : 'coordinator');
