import type { HeldRole } from '../access/viewer.js';

/** Sees which learning platforms are connected, and says yes or no to one that waits: whoever sets the partnership up. */
export const mayDecide = ({ roles }: { roles: readonly Pick<HeldRole, 'role'>[] }): boolean =>
  roles.some((held) => held.role === 'coordinator');
