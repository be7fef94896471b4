import type { HeldRole } from '../access/viewer.js';

interface Asker {
  roles: readonly Pick<HeldRole, 'placementId'>[];
}

/** Whoever works on a placement now may keep what they write about it on a device; nobody asks for another. */
export const mayKeepOnDevice = ({ roles }: Asker, placementId: string): boolean => roles.some((held) => held.placementId === placementId);
