import type { Api } from '../shared/api.js';
import { read, write } from './device-database.js';
import { everyTextRow, keptView } from './device-desk.js';
import { fetchKeys, keyInTab } from './device-keys.js';
import { sweepTabs } from './tab-box.js';

/** Something this person wrote about on this device that no page is sending now. */
export interface WaitingTexts<View> {
  of: string;
  /** As it was last shown here; null where only the texts are left. */
  view: View | null;
}

const dayMs = 24 * 60 * 60_000;
/** Longer than any draft is kept: by then the server has forgotten the key. */
const textLifeMs = 400 * dayMs;

/** Writers whose page lives: it sends what is theirs. */
async function livingWriters(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => name?.split('/').at(-1) ?? []));
}

/**
 * What is found on this device and opens for this person; somebody else's stays unread and unmentioned. Never throws.
 * @param placementIds those the person works on now
 */
export async function findWaiting<View>(api: Api, placementIds: readonly string[]): Promise<WaitingTexts<View>[]> {
  try {
    const living = await livingWriters();
    const rows = (await everyTextRow()).filter((row) => placementIds.includes(row.placementId) && !living.has(row.writer));
    const missing: string[] = [];
    for (const id of new Set(rows.map((row) => row.placementId))) if (!(await keyInTab(id))) missing.push(id);
    if (missing.length > 0) await fetchKeys(api, missing);
    const found = new Set<string>();
    for (const row of rows) if ((await keyInTab(row.placementId))?.keyId === row.keyId) found.add(row.of);
    return await Promise.all([...found].map(async (of) => ({ of, view: (await keptView<View>(of))?.view ?? null })));
  } catch {
    return [];
  }
}

/** Takes away what nobody needs any more: things as they were a day ago with nothing unsent, and what closed tabs left. */
export async function sweepDevice(): Promise<void> {
  await sweepTabs();
  const texts = await everyTextRow();
  const waiting = new Set(texts.map(({ keyId, of }) => `${keyId}/${of}`));
  const views = await read<{ keyId: string; of: string; at: number }[]>('view', (store) => store.getAll());
  const now = Date.now();
  await write(['text', 'view'], (store) => {
    for (const { keyId, of, at } of views) if (at < now - dayMs && !waiting.has(`${keyId}/${of}`)) store('view').delete([keyId, of]);
    for (const { keyId, of, writer, key, at } of texts) if (at < now - textLifeMs) store('text').delete([keyId, of, writer, key]);
  });
}
