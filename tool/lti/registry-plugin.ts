import type { DatabasePlugin } from 'ltijs';
import type { Clock } from '../clock.js';
import { instantNow } from '../clock.js';
import type { KeyRow, PlatformRow, RegistryModel } from './registry.model.js';
import type { Sealing } from './sealing.js';

type Fields = Record<string, unknown>;
type Table = 'platform' | 'platform_key';

/** Names of ltijs's fields beside our columns, for each of its four collections. */
const collections = {
  platform: {
    table: 'platform',
    columns: {
      kid: 'kid', platformUrl: 'issuer', clientId: 'client_id', platformName: 'name', authEndpoint: 'auth_url',
      accesstokenEndpoint: 'token_url', authorizationServer: 'token_audience',
    },
  },
  platformStatus: { table: 'platform', columns: { id: 'kid' } },
  publickey: { table: 'platform_key', columns: { kid: 'kid', platformUrl: 'issuer', clientId: 'client_id', key: 'public_pem' } },
  privatekey: { table: 'platform_key', columns: { kid: 'kid', platformUrl: 'issuer', clientId: 'client_id' } },
} as const satisfies Record<string, { table: Table; columns: Record<string, string> }>; // prettier-ignore
type Collection = keyof typeof collections;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The database plugin that ltijs asks for, over the tables `platform` and `platform_key`. Private keys are sealed with our own
 * AES-256-GCM, whatever ltijs passes as its encryption key. An undefined value in a query matches nothing: ltijs cleans up after
 * a failed registration with `{ kid: undefined }`, which must never mean "every key".
 */
export function createRegistryPlugin(model: RegistryModel, sealing: Sealing, clock: Clock): DatabasePlugin {
  const columnOf = (collection: Collection, field: string): string | undefined =>
    (collections[collection].columns as Record<string, string>)[field];

  const whereOf = (collection: Collection, query: Fields): Record<string, string> | null => {
    const where: Record<string, string> = {};
    for (const [field, value] of Object.entries(query)) {
      const column = columnOf(collection, field);
      if (column === undefined || typeof value !== 'string') return null;
      where[column] = value;
    }
    return where;
  };

  const itemOf = (collection: Collection, row: PlatformRow & KeyRow): Fields => {
    if (collection === 'platformStatus') return { id: row.kid, active: row.active === 1 };
    const item: Fields = {};
    for (const [field, column] of Object.entries(collections[collection].columns)) item[field] = row[column] ?? undefined;
    if (collection === 'platform') item.authConfig = { method: row.auth_method, key: row.auth_key };
    if (collection === 'privatekey') {
      item.key = sealing.open('platform-key', row.private_sealed, row.kid);
      if (item.key === null)
        throw new Error('A stored private key cannot be opened: is SECRET_KEY, or SECRET_KEY_PREVIOUS, the one that sealed it?');
    }
    return item;
  };

  const changeOf = (collection: Collection, item: Fields, kid: string): Partial<PlatformRow & KeyRow> => {
    const change: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(item)) {
      const column = columnOf(collection, field);
      if (column !== undefined) change[column] = value ?? null;
    }
    if (collection === 'platform' && typeof item.authConfig === 'object' && item.authConfig !== null) {
      const { method, key } = item.authConfig as Fields;
      Object.assign(change, { auth_method: text(method), auth_key: text(key) });
    }
    if (collection === 'platformStatus' && item.active !== undefined) change.active = item.active === true ? 1 : 0;
    if (collection === 'privatekey' && item.key !== undefined) change.private_sealed = sealing.seal('platform-key', text(item.key), kid);
    return change;
  };

  const freshRow = (collection: Collection, item: Fields): PlatformRow | KeyRow => {
    const kid = text(item.kid);
    const made = { kid, created_at: instantNow(clock) };
    if (collections[collection].table === 'platform_key') {
      return {
        issuer: '', client_id: '', public_pem: '', private_sealed: '', platform_kid: null, signs_from: null, retired_at: null, ...made,
        ...changeOf(collection, item, kid),
      }; // prettier-ignore
    }
    return {
      issuer: '', client_id: '', name: '', auth_url: '', token_url: '', token_audience: null, auth_method: '', auth_key: '', active: 1,
      frame_origins: '[]', practice: 0, retired_at: null, pending_at: null, learns_deployments: null, ...made, ...changeOf(collection, item, kid),
    }; // prettier-ignore
  };

  const signingRow = async (platformKid: string): Promise<KeyRow | null> => {
    const now = instantNow(clock);
    const usable = (await model.keysOf(platformKid)).filter((row) => row.retired_at === null && (row.signs_from ?? '') <= now);
    return usable.at(-1) ?? null;
  };

  const plugin: DatabasePlugin = {
    setup: () => Promise.resolve(true),
    Close: () => Promise.resolve(true),

    async Get(_encryptionKey, collection, query = {}) {
      const where = whereOf(collection, query);
      if (where === null) return false;
      // A platform's key is asked for by the platform's name, which its first key shares; what signs for it now may be a later one.
      const signing =
        collections[collection].table === 'platform_key' && where['kid'] !== undefined ? await signingRow(where['kid']) : null;
      const rows = signing ? [signing] : await model.find(collections[collection].table, where);
      const items = rows.map((row) => itemOf(collection, row as PlatformRow & KeyRow));
      return items.length > 0 && items;
    },

    async Insert(_encryptionKey, collection, item, index = {}) {
      await model.insert(collections[collection].table, freshRow(collection, { ...index, ...item }));
      return true;
    },

    // One row, changed in place or made: never deleted first, so nobody reading meanwhile finds nothing.
    async Replace(_encryptionKey, collection, query, item, index = {}) {
      const { table } = collections[collection];
      const whole = { ...query, ...index, ...item };
      // ltijs names a key pair by its platform; each pair has its own kid, and an older pair of the platform stays.
      const where = whereOf(collection, table === 'platform_key' ? { kid: whole.kid } : query);
      if (where === null) return false;
      await model.transaction(async (tx) => {
        const [row] = await model.find(table, where, tx);
        if (row) await model.update(table, { kid: row.kid }, changeOf(collection, whole, row.kid), tx);
        else await model.insert(table, freshRow(collection, whole), tx);
      });
      return true;
    },

    async Modify(_encryptionKey, collection, query, change) {
      const where = whereOf(collection, query);
      if (where === null) return false;
      await model.transaction(async (tx) => {
        for (const row of await model.find(collections[collection].table, where, tx)) {
          await model.update(collections[collection].table, { kid: row.kid }, changeOf(collection, change, row.kid), tx);
        }
      });
      return true;
    },

    async Delete(collection, query) {
      const where = whereOf(collection, query);
      if (where === null || Object.keys(where).length === 0) return false;
      if (collection === 'platformStatus') return true;
      await model.remove(collections[collection].table, where);
      return true;
    },
  };
  return plugin;
}
