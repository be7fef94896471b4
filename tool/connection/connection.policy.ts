import type { HeldRole } from '../access/viewer.js';

/** Checking asks the platform for everybody in a course and makes a column for a moment: the coordinator's, and nobody else's. */
export const mayCheck = (asker: { roles: readonly Pick<HeldRole, 'role'>[] }): boolean =>
  asker.roles.some((held) => held.role === 'coordinator');
