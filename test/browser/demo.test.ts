import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { useDemoPage } from './demo-page.js';
import type { DemoServer } from './demo-server.js';
import type { TestBrowser } from './harness.js';

let server: DemoServer;
let browser: TestBrowser;
let page: Page;

useDemoPage((given) => ({ server, browser, page } = given));

async function stateNames(): Promise<string[]> {
  await page.goto(server.origin);
  const links = page.locator('a[data-state]');
  await links.first().waitFor();
  return links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
}

// Two frames later every update that the state itself causes has been drawn: its answers come from memory.
async function open(state: string): Promise<void> {
  await page.evaluate(async (hash) => {
    location.hash = hash;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, state);
}

async function faultsOfAll(only?: 'color-contrast'): Promise<string[]> {
  const faults: string[] = [];
  for (const state of await stateNames()) {
    await open(state);
    faults.push(...(await accessibilityFaults(page, only)).map((fault) => `${state} ${fault}`));
  }
  return faults;
}

describe('every named state of every element', () => {
  test('is accessible', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await faultsOfAll()).toEqual([]);
  }, 180_000);

  test('can be read in the dark scheme', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faultsOfAll('color-contrast')).toEqual([]);
  }, 180_000);

  test.each([1280, 390, 320])(
    'fits a window of %d pixels without scrolling sideways',
    async (width) => {
      await page.setViewportSize({ width, height: 800 });
      const tooWide: string[] = [];
      for (const state of await stateNames()) {
        await open(state);
        const pixels = await sidewaysPixels(page);
        if (pixels > 0) tooWide.push(`${state} by ${pixels} px`);
      }
      expect(tooWide).toEqual([]);
    },
    180_000,
  );

  test('breaks no rule of the security policy and logs no error', async () => {
    for (const state of await stateNames()) await open(state);
    expect(browser.takeFaults()).toEqual([]);
  }, 120_000);
});
