import { afterAll, beforeAll } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startDemoServer, type DemoServer } from './demo-server.js';
import { startBrowser, type TestBrowser } from './harness.js';

export interface DemoPage {
  server: DemoServer;
  browser: TestBrowser;
  page: Page;
}

/**
 * One browser with one page on the elements' named states, for all tests of a file.
 * @param opened takes them before the first test
 * @returns opens one state, for example `partnership-code/first`, as if for the first time
 */
export function useDemoPage(opened: (given: DemoPage) => void): (state: string) => Promise<void> {
  let given: DemoPage;
  beforeAll(async () => {
    const server = await startDemoServer();
    const browser = await startBrowser();
    given = { server, browser, page: await browser.newPage() };
    opened(given);
  });
  afterAll(async () => {
    await given.browser.close();
    await given.server.close();
  });
  return async (state) => {
    await given.page.goto('about:blank');
    await given.page.goto(`${given.server.origin}/#${state}`);
  };
}
