import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { scratchSqlite, type ScratchDatabase } from '../database.js';
import { startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startDemoServer, type DemoServer } from './demo-server.js';
import { startBrowser, type TestBrowser } from './harness.js';

let server: DemoServer;
let scratch: ScratchDatabase;
let tool: RunningTool;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  server = await startDemoServer();
  scratch = scratchSqlite();
  tool = await startTool(scratch);
  browser = await startBrowser();
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await tool.close();
  await scratch.drop();
});

const open = async (state: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(`${server.origin}/#digest-choice/${state}`);
};

test('The choice is one line until it is opened, is made with the keyboard, and says that it is saved', async () => {
  await open('never');
  const line = page.getByText('E-mail when something waits: never');
  await line.waitFor();
  const choice = page.getByLabel('E-mail me');
  expect(await choice.isVisible()).toBe(false);
  await page.keyboard.press('Tab');
  while (!(await line.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('To p.nair@harbour.example, about 7 in the morning.').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('o');
  await page.getByText(/^Saved \d\d:\d\d$/).first().waitFor(); // prettier-ignore
  await page.getByText('E-mail when something waits: on Mondays').waitFor();
});

test('A choice that could not be saved says so and stays chosen', async () => {
  await open('cannot-be-saved');
  await page.getByText('E-mail when something waits: never').click();
  await page.getByLabel('E-mail me').selectOption('weekdays');
  await page.getByText('Not saved. There is nothing here that you can open.').first().waitFor();
  expect(await page.getByLabel('E-mail me').inputValue()).toBe('weekdays');
});

test('Where the platform sent no address it says so, and offers nothing', async () => {
  await open('no-address');
  await page.getByText('E-mail when something waits: not possible yet').click();
  await page.getByText('Canvas has not sent us your e-mail address.').waitFor();
  expect(await page.getByLabel('E-mail me').count()).toBe(0);
});

test('Who chose it while there was a mail server is told that there is none, and can still stop it', async () => {
  await open('no-mail-server-any-more');
  await page.getByText('E-mail when something waits: on Mondays').click();
  await page.getByText('This Critical Friend sends no e-mail.').waitFor();
  expect(await page.getByLabel('E-mail me').isVisible()).toBe(true);
});

test('Who has no address any more can still stop it', async () => {
  await open('no-address-any-more');
  await page.getByText('E-mail when something waits: on Mondays').click();
  await page.getByText('Canvas has not sent us your e-mail address.').waitFor();
  expect(await page.getByLabel('E-mail me').isVisible()).toBe(true);
});

test.each([
  ['unsent', 'could not be sent. The next one is tried as usual.'],
  ['uncertain', 'may not have arrived. The next one is tried as usual.'],
  ['refused', 'was refused: nobody has your address there. No more are sent until you choose again.'],
])('What went wrong (%s) is read without opening anything', async (state, sentence) => {
  await open(state);
  expect(await page.getByText(sentence).isVisible()).toBe(true);
});

test('The page that an e-mail leads to stops them with one press, on a small screen', async () => {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 600 });
    await page.goto(`${tool.origin}/digest/stop/${'x'.repeat(43)}`);
    expect([await accessibilityFaults(page), await sidewaysPixels(page)]).toEqual([[], 0]);
  }
  await page.getByRole('button', { name: 'Stop the e-mails' }).click();
  await page.getByRole('heading', { name: 'The e-mails are stopped' }).waitFor();
  expect([await accessibilityFaults(page), await sidewaysPixels(page)]).toEqual([[], 0]);
});
