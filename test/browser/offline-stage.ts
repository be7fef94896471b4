import type { Page } from 'playwright-core';
import { readAssets, type AssetFiles } from '../../tool/http/assets.js';
import { newId } from '../../tool/ids.js';
import { createPartnership } from '../../tool/partnership/partnership.js';
import { scratchSqlite } from '../database.js';
import { startBalancer } from '../integration/processes/balancer.js';
import { makePlacement, people, type PlacementStory } from '../integration/processes/placement-story.js';
import { startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { startPlatform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';
import { sure } from '../sure.js';
import { startBrowser, type BrowserOptions, type TestBrowser } from './harness.js';

export type Somebody = keyof typeof people;

/** The tool at one address under a university's Moodle, one placement, and a browser that all of them use. */
export interface OfflineStage {
  browser: TestBrowser;
  story: PlacementStory;
  origin: string;
  tool(): RunningTool;
  /** The activity in its frame, by a launch. */
  openFrame(who: Somebody): Promise<Page>;
  /** The same in a tab of its own. */
  openTab(who: Somebody): Promise<Page>;
  /** Turns a page to an observation. */
  turnTo(page: Page, id: string): Promise<void>;
  /** A lesson that was planned, and not begun. @returns its id */
  plan(): Promise<string>;
  /** The tool goes on as another build of itself. */
  serve(assets: AssetFiles): Promise<void>;
  close(): Promise<void>;
}

export async function openOfflineStage(options: BrowserOptions): Promise<OfflineStage> {
  const [scratch, balancer, browser] = [scratchSqlite(), await startBalancer(), await startBrowser(options)];
  const now: { tool: RunningTool | null } = { tool: null };
  const running = (): RunningTool => sure(now.tool);
  const serve = async (assets: AssetFiles): Promise<void> => {
    const before = now.tool;
    now.tool = await startTool(scratch, { PUBLIC_URL: balancer.origin }, { assets });
    balancer.serve([running().config.port]);
    await before?.close();
  };
  await serve(readAssets());
  const first = running();
  const moodle = await startPlatform({
    mode: 'moodle',
    ...university,
    registration: [{ clientId: 'c1', deploymentId: '1' }],
    tool: first.urls,
  });
  const { partnershipId } = await first.register(moodle.registration, 'Northbridge Partnership', { frameOrigins: [moodle.origin] });
  const founders = createPartnership({ ground: first.services, readRoster: () => Promise.reject(new Error('reads no roster')) });
  const story = await makePlacement(moodle, balancer.origin, (await founders.makeCoordinatorCode(partnershipId, null)).code);

  const openFrame = async (who: Somebody): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${moodle.origin}/as/${people[who]}/activity/1`);
    await page.frameLocator('#contentframe').getByText('You are here as').first().waitFor();
    return page;
  };
  return {
    browser,
    story,
    origin: balancer.origin,
    tool: running,
    openFrame,
    openTab: async (who) => {
      const page = await openFrame(who);
      const opens = page.context().waitForEvent('page');
      await page.frameLocator('#contentframe').getByRole('button', { name: /own tab/i }).click(); // prettier-ignore
      const tab = await opens;
      await page.close({ runBeforeUnload: false });
      await tab.getByText('You are here as').first().waitFor();
      return tab;
    },
    turnTo: async (page, id) => {
      await page.evaluate((hash) => (location.hash = hash), `#/observations/${id}`);
      await page.locator('observation-page').waitFor();
    },
    plan: async () => {
      const id = newId();
      const lesson = { day: '2026-11-12', starts: null, period: 'P2', className: 'Year 8', subject: 'Mathematics', topic: 'Ratio' };
      const { placementId } = story;
      await story.mentor.put(`/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false });
      return id;
    },
    serve,
    close: async () => {
      await browser.close();
      await moodle.close();
      await now.tool?.close();
      await balancer.close();
      await scratch.drop();
    },
  };
}

/** Waits until this tab can be opened again without a network: a worker keeps its page, and the lesson lies on the device. */
export const readyForOffline = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    async () => {
      const kept = await caches.match(location.pathname, { cacheName: 'critical-friend-pages' });
      return navigator.serviceWorker.controller !== null && kept !== undefined;
    },
    undefined,
    { polling: 50 },
  );
  await page.waitForFunction(
    async (id) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open('critical-friend');
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error ?? new Error('no database'));
      });
      const count = await new Promise<number>((resolve) => {
        const asked = opened.transaction('view').objectStore('view').index('of').count(id);
        asked.onsuccess = () => resolve(asked.result);
      });
      opened.close();
      return count > 0;
    },
    /observations\/([\w-]+)/.exec(page.url())?.[1] ?? '',
    { polling: 50 },
  );
};

/** Everything the browser keeps for the tool, as readable as it gets: names, and ciphertext byte by byte. */
export const everythingKept = (page: Page): Promise<{ words: string; cached: string[]; texts: number }> =>
  page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('critical-friend');
      asked.onsuccess = () => resolve(asked.result);
    });
    const rows: unknown[] = [];
    let texts = 0;
    for (const name of opened.objectStoreNames) {
      const found = await new Promise<unknown[]>((resolve) => {
        const asked = opened.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
      if (name === 'text') texts = found.length;
      rows.push(...found);
    }
    opened.close();
    const letters = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const words = JSON.stringify([rows, Object.entries(localStorage)], (_key, value: unknown) => {
      if (value instanceof ArrayBuffer) return letters(new Uint8Array(value));
      return value instanceof Uint8Array ? letters(value) : value;
    });
    const cached: string[] = [];
    for (const name of await caches.keys())
      for (const one of await (await caches.open(name)).keys()) cached.push(new URL(one.url).pathname);
    return { words, cached, texts };
  });
