import type { HeldRole } from '../access/viewer.js';

/** Which forms and frameworks a partnership uses, and what its own say: its coordinators. */
export const maySetUpForms = ({ roles }: { roles: readonly Pick<HeldRole, 'role'>[] }): boolean =>
  roles.some((held) => held.role === 'coordinator');
