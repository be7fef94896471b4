import type { Database, Tx } from '../db/database.js';
import type { Sealing } from '../lti/sealing.js';
import { findSealedKeys, resealKey } from './device-key.model.js';

/**
 * Seals anew what an older secret sealed. One that opens with neither secret is left: its device is given a new one when it asks.
 * @returns how many there were
 */
export async function resealDeviceKeys(db: Database, sealing: Sealing, tx: Tx): Promise<number> {
  let resealed = 0;
  for (const { id, sealed } of await findSealedKeys(db, tx)) {
    const key = sealing.isCurrent(sealed) ? null : sealing.open('device-key', sealed, id);
    if (key === null) continue;
    await resealKey(db, { id, sealed: sealing.seal('device-key', key, id) }, tx);
    resealed += 1;
  }
  return resealed;
}
