import type { Database, Tx } from '../db/database.js';

/** Whose key, for which placement, on which device. */
export interface KeyHolder {
  partnershipId: string;
  personId: string;
  placementId: string;
  deviceId: string;
}

export interface SealedKey {
  id: string;
  sealed: string;
}

const ofHolder = `partnership_id = :partnershipId AND person_id = :personId AND placement_id = :placementId`;

export const deviceKeyModel = (db: Database) => ({
  /** Locked until the transaction ends. */
  find: async ({ partnershipId, personId, placementId, deviceId }: KeyHolder, tx: Tx): Promise<SealedKey | null> =>
    (
      await db.select<SealedKey>(
        `SELECT id, key_sealed AS sealed FROM device_key WHERE ${ofHolder} AND device_id = :deviceId${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
        { partnershipId, personId, placementId, deviceId },
        tx,
      )
    )[0] ?? null,

  /** @throws UniqueConstraintError where the same device asked at the same moment */
  insert: (holder: KeyHolder, { id, sealed }: SealedKey, now: string, tx: Tx): Promise<void> =>
    db.insert(
      'device_key',
      {
        id, partnership_id: holder.partnershipId, person_id: holder.personId, placement_id: holder.placementId, device_id: holder.deviceId,
        key_sealed: sealed, created_at: now, given_at: now,
      },
      tx,
    ), // prettier-ignore

  given: (id: string, now: string, tx: Tx): Promise<number> =>
    db.run('UPDATE device_key SET given_at = :now WHERE id = :id', { id, now }, tx),

  remove: async (ids: string[], tx: Tx): Promise<void> => {
    if (ids.length > 0) await db.run('DELETE FROM device_key WHERE id IN (:ids)', { ids }, tx);
  },

  /** Those of somebody's devices that asked longest ago, beyond the first few. */
  findBeyond: async ({ partnershipId, personId, placementId }: KeyHolder, most: number, tx: Tx): Promise<string[]> => {
    const rows = await db.select<{ id: string }>(
      `SELECT id FROM device_key WHERE ${ofHolder} ORDER BY given_at DESC, id DESC LIMIT 100 OFFSET ${Math.trunc(most)}`,
      { partnershipId, personId, placementId },
      tx,
    );
    return rows.map((row) => row.id);
  },
});

/** Keys of these people for placements on which they hold no role any more. */
export const removeEndedKeys = (db: Database, partnershipId: string, personIds: string[], tx: Tx): Promise<number> =>
  db.run(
    `DELETE FROM device_key WHERE partnership_id = :partnershipId AND person_id IN (:personIds) AND NOT EXISTS (
       SELECT 1 FROM role_held r WHERE r.person_id = device_key.person_id AND r.placement_id = device_key.placement_id
          AND r.partnership_id = device_key.partnership_id AND r.ended_at IS NULL)`,
    { partnershipId, personIds },
    tx,
  );

export const findSealedKeys = (db: Database, tx: Tx): Promise<SealedKey[]> =>
  db.select<SealedKey>('SELECT id, key_sealed AS sealed FROM device_key ORDER BY id', {}, tx);

export const resealKey = (db: Database, { id, sealed }: SealedKey, tx: Tx): Promise<number> =>
  db.run('UPDATE device_key SET key_sealed = :sealed WHERE id = :id', { id, sealed }, tx);
