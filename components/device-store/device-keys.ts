import type { DeviceKey, DeviceKeysAnswer } from '../../tool/device/device.shared.js';
import type { Api } from '../shared/api.js';
import { read, write } from './device-database.js';
import { keyFrom } from './sealed-box.js';
import { keepInTab, readInTab } from './tab-box.js';

/** A key in use: its name on the device, and the key itself, which cannot be read out again. */
export interface OpenKey {
  keyId: string;
  key: CryptoKey;
}

/** As many as the server gives at once. */
const most = 20;

async function deviceId(): Promise<string> {
  const before = await read<string | undefined>('device', (store) => store.get('id'));
  if (before !== undefined) return before;
  const made = crypto.randomUUID();
  // `add` fails where another tab was first; then its id is the one to read.
  await write(['device'], (store) => void store('device').add(made, 'id')).catch(() => undefined);
  return (await read<string | undefined>('device', (store) => store.get('id'))) ?? made;
}

const nameIn = (placementId: string): string => `key/${placementId}`;

/** Asks the server for this person's keys on this device and keeps them in the tab, for when there is no network. @throws ProblemError | NetworkError */
export async function fetchKeys(api: Api, placementIds: readonly string[]): Promise<DeviceKey[]> {
  const body = { deviceId: await deviceId(), placementIds: placementIds.slice(0, most) };
  const { keys } = await api.post<DeviceKeysAnswer>('/api/device-keys', body, { background: true });
  for (const one of keys) await keepInTab(nameIn(one.placementId), one);
  return keys;
}

const inUse = ({ keyId, key }: DeviceKey): Promise<OpenKey> => keyFrom(key).then((opened) => ({ keyId, key: opened }));

/** The key this tab was given for a placement; null where it was given none. */
export async function keyInTab(placementId: string): Promise<OpenKey | null> {
  const kept = await readInTab<DeviceKey>(nameIn(placementId));
  return kept ? inUse(kept) : null;
}

/** The same, asked for where the tab has none. @throws ProblemError | NetworkError */
export async function keyFor(api: Api, placementId: string): Promise<OpenKey | null> {
  const kept = await keyInTab(placementId);
  if (kept) return kept;
  const [given] = await fetchKeys(api, [placementId]);
  return given ? inUse(given) : null;
}
