import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startDemoServer, type DemoServer } from './demo-server.js';
import { startBrowser, type TestBrowser } from './harness.js';

let server: DemoServer;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser({ width: 320, height: 720 });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const open = async (state: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(`${server.origin}/#calendar-address/${state}`);
  await page.getByText('Observed lessons in your calendar').click();
};
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

test('An address is made with a press, is shown to be copied, fits a narrow screen, and can be ended', async () => {
  await open('none');
  await press('Make my calendar address');
  await page.getByText(/^https:\/\/critical-friend\.example\/calendar\/.{43}\.ics$/).waitFor();
  await press('Copy the address');
  await page.getByText(/^(Copied\.|It is marked\. Copy it with your device\.)$/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
  await press('End it');
  await page.getByRole('button', { name: 'Make my calendar address' }).waitFor();
});

test('An address that was made before is not shown again; it says whether a calendar reads it', async () => {
  await open('read');
  await page.getByText('Your calendar last read it').waitFor();
  expect(await page.getByText('/calendar/').count()).toBe(0);
  await open('not-read-yet');
  await page.getByText('No calendar has read it yet.').waitFor();
});

test('What cannot be asked says so in its place', async () => {
  await open('cannot-be-asked');
  await page.getByText('There is nothing here that you can open.').waitFor();
});
