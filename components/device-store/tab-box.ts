import { read, write } from './device-database.js';
import { keyFrom, newSecret, seal, unseal, type Sealed } from './sealed-box.js';

interface TabRow {
  name: string;
  sealed: Sealed;
  /** Milliseconds since 1970: when it was put there. */
  at: number;
}

interface TabSecret {
  id: string;
  secret: string;
}

/** What an older tab left behind opens for nobody: its secret went with it. */
const keptMs = 2 * 24 * 60 * 60_000;

/** Beside the session of the launch, so that signing out takes it too (`app-shell/session-store.ts`). */
const storageName = (): string => `critical-friend:${/^\/at\/([\w-]+)$/.exec(location.pathname)?.[1] ?? 'page'}:device`;

let tab: { name: string; secret: Promise<{ id: string; key: CryptoKey }> } | null = null;

function secretOf(name: string): TabSecret {
  try {
    const before = sessionStorage.getItem(name);
    if (before !== null) return JSON.parse(before) as TabSecret;
  } catch {
    // Refused, or not ours: the secret lives as long as this page.
  }
  const made = { id: crypto.randomUUID(), secret: newSecret() };
  try {
    sessionStorage.setItem(name, JSON.stringify(made));
  } catch {
    // The same.
  }
  return made;
}

function thisTab(): Promise<{ id: string; key: CryptoKey }> {
  const name = storageName();
  if (tab?.name !== name) {
    const { id, secret } = secretOf(name);
    tab = { name, secret: keyFrom(secret).then((key) => ({ id, key })) };
  }
  return tab.secret;
}

/** Keeps something that only this tab can read again: its secret lies in its sessionStorage and goes with it. */
export async function keepInTab(name: string, value: unknown): Promise<void> {
  const { id, key } = await thisTab();
  const row: TabRow = { name: `${id}/${name}`, sealed: await seal(key, value, `${id}/${name}`), at: Date.now() };
  await write(['tab'], (store) => void store('tab').put(row));
}

/** What this tab kept under a name; null where it kept nothing. */
export async function readInTab<Value>(name: string): Promise<Value | null> {
  const { id, key } = await thisTab();
  const row = await read<TabRow | undefined>('tab', (store) => store.get(`${id}/${name}`));
  return row ? unseal<Value>(key, row.sealed, row.name) : null;
}

/** Takes away what tabs kept that are long gone. */
export async function sweepTabs(): Promise<void> {
  const rows = await read<TabRow[]>('tab', (store) => store.getAll());
  const old = rows.filter((row) => row.at < Date.now() - keptMs);
  if (old.length > 0) await write(['tab'], (store) => old.forEach(({ name }) => void store('tab').delete(name)));
}
