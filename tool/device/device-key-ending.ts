import type { Database, Tx } from '../db/database.js';
import { removeEndedKeys } from './device-key.model.js';

/** A role has ended, and with it the keys to what its holder kept on a device: in the same transaction, after the role. */
export async function endDeviceKeys(db: Database, partnershipId: string, ended: readonly { personId: string }[], tx: Tx): Promise<void> {
  if (ended.length > 0) await removeEndedKeys(db, partnershipId, [...new Set(ended.map((role) => role.personId))], tx);
}
