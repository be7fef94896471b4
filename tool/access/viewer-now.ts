import type { Database, Tx } from '../db/database.js';
import { lockHeldRoles } from './held-role.model.js';
import type { KnownViewer } from './viewer.js';

/**
 * The viewer with the roles they hold now. A request's own viewer was read when it began, and a role may have ended since: every
 * transaction that writes asks its policy about this one. Who ends a role of theirs at the same moment either has done so, and it is
 * not here, or waits until `tx` ends.
 */
export const viewerNow = async (db: Database, viewer: KnownViewer, tx: Tx): Promise<KnownViewer> => ({
  ...viewer,
  roles: await lockHeldRoles(db, viewer.partnershipId, viewer.personId, tx),
});
