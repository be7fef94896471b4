import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startBrowser, type TestBrowser } from './harness.js';
import { startObservationServer, type ObservationServer } from './observation-server.js';

export interface ObservationPage {
  browser: TestBrowser;
  server: ObservationServer;
  page: Page;
}

/**
 * One browser and one server for all tests of a file, and a new page for each of them.
 * @param opened takes them before each test
 */
export function useObservationPage(viewport: { width: number; height: number }, opened: (given: ObservationPage) => void): void {
  let browser: TestBrowser;
  let server: ObservationServer;
  let page: Page;
  beforeAll(async () => {
    browser = await startBrowser(viewport);
    server = await startObservationServer();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    opened({ browser, server, page });
  });
  afterEach(async () => {
    server.away = false;
    server.ended = false;
    await page.close({ runBeforeUnload: false });
  });
}
