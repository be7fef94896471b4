import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readPdf } from '../pdf.js';
import { startDemoServer, type DemoServer } from './demo-server.js';
import { startBrowser, type TestBrowser } from './harness.js';

let server: DemoServer;
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const printed = async () => {
  await page.goto('about:blank');
  await page.goto(`${server.origin}/#observation-record/ordinary`);
  await page.getByText('Notes from the lesson (30)').waitFor();
  return readPdf(await page.pdf({ preferCSSPageSize: true, tagged: true }));
};

test('A record of thirty notes and three targets prints on two A4 pages, with every note although they were folded, and page numbers', async () => {
  const { pages, info, text } = await printed();
  expect(pages).toBeLessThanOrEqual(2);
  expect(info).toMatch(/^Page size: .*\(A4\)$/m);
  expect(text.match(/Seat 4 starts before the/g)?.length).toBeGreaterThanOrEqual(8);
  expect(text).toContain('47:30');
  for (let number = 1; number <= pages; number += 1) expect(text).toMatch(new RegExp(`\\b${number} ?/ ?${pages}\\b`));
});

test('The print says whose lesson it was, who signed it and when, and has none of the page’s buttons', async () => {
  const { text } = await printed();
  for (const said of [
    'Amara Okafor, Harbour Academy',
    '11 November 2026',
    'Signed by Priya Nair',
    '11 November 2026, 15:40',
    'Read by Amara Okafor',
  ]) {
    expect(text).toContain(said);
  }
  expect(text).not.toMatch(/Check the signatures|I see it differently|today|yesterday/);
});

test('What was folded is folded again after printing', async () => {
  await printed();
  expect(await page.locator('observation-record details').evaluate((one) => (one as HTMLDetailsElement).open)).toBe(false);
});
