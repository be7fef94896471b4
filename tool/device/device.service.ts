import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { notFound } from '../errors.js';
import { newId, newSecret } from '../ids.js';
import type { Sealing } from '../lti/sealing.js';
import type { Ground } from '../slice.js';
import { deviceKeyModel, type KeyHolder } from './device-key.model.js';
import { mayKeepOnDevice } from './device.policy.js';
import type { DeviceKey } from './device.shared.js';

/** Of each person for each placement; beyond these the one that asked longest ago is forgotten. A private window counts as a new one. */
const mostDevices = 20;

export interface DeviceKeys {
  /**
   * The keys of this device for these placements, made where there are none; the same device is given the same ones again.
   * @throws Problem 404 where the viewer holds no role on one of them
   */
  give(viewer: KnownViewer, deviceId: string, placementIds: readonly string[]): Promise<DeviceKey[]>;
}

export function createDeviceKeys({ db, clock }: Ground, sealing: Sealing): DeviceKeys {
  const model = deviceKeyModel(db);

  const make = async (holder: KeyHolder, now: string, tx: Tx): Promise<DeviceKey> => {
    const [id, key] = [newId(), newSecret()];
    await model.insert(holder, { id, sealed: sealing.seal('device-key', key, id) }, now, tx);
    await model.remove(await model.findBeyond(holder, mostDevices, tx), tx);
    return { placementId: holder.placementId, keyId: id, key };
  };

  const known = async (holder: KeyHolder, now: string, tx: Tx): Promise<DeviceKey | null> => {
    const row = await model.find(holder, tx);
    if (row === null) return null;
    const key = sealing.open('device-key', row.sealed, row.id);
    if (key === null) {
      // Sealed under a secret that is gone: nothing on the device opens with it any more, so it may as well have a new one.
      await model.remove([row.id], tx);
      return null;
    }
    await model.given(row.id, now, tx);
    return { placementId: holder.placementId, keyId: row.id, key };
  };

  const giveOne = async (holder: KeyHolder, now: string, tx: Tx): Promise<DeviceKey> => {
    const before = await known(holder, now, tx);
    if (before) return before;
    try {
      return await make(holder, now, tx);
    } catch (error) {
      // Another tab of the same device asked at the same moment.
      const made = isUniqueViolation(error) ? await known(holder, now, tx) : null;
      if (made) return made;
      throw error;
    }
  };

  return {
    give: (viewer, deviceId, placementIds) =>
      db.transaction(async (tx) => {
        const asker = await viewerNow(db, viewer, tx);
        const wanted = [...new Set(placementIds)].sort();
        if (!wanted.every((placementId) => mayKeepOnDevice(asker, placementId))) throw notFound();
        const { partnershipId, personId } = viewer;
        const now = instantNow(clock);
        const keys: DeviceKey[] = [];
        for (const placementId of wanted) keys.push(await giveOne({ partnershipId, personId, placementId, deviceId }, now, tx));
        return keys;
      }),
  };
}
