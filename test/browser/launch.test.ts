import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { startPlatform, type Platform } from '../platform/platform.js';
import { school, university } from '../platform/practice-people.js';
import { accessibilityFaults } from './axe.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';
import { startBrowser, type CookieMode, type TestBrowser } from './harness.js';

let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser | null = null;

beforeAll(async () => {
  tool = await startBuiltTool();
  moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'northbridge', deploymentId: '1' }] });
  canvas = await startPlatform({ mode: 'canvas', ...school, registration: [{ clientId: '10000000000001', deploymentId: '1:harbour' }] });
  await tool.connect(moodle);
  await tool.connect(canvas);
});

afterEach(async () => {
  const closing = browser;
  browser = null;
  await closing?.close();
});

afterAll(async () => {
  await Promise.all([moodle.close(), canvas.close()]);
  await tool.close();
});

async function openAsAmara(cookies: CookieMode): Promise<{ page: Page; frame: FrameLocator }> {
  browser = await startBrowser({ cookies });
  const page = await browser.newPage();
  await page.goto(`${moodle.origin}/as/3/activity/1`);
  return { page, frame: page.frameLocator('#contentframe') };
}

const arrived = (frame: FrameLocator | Page): Promise<void> => frame.getByText('You are here as Amara Okafor.').waitFor();
const codePage = 'Have you a mentor code?';
const toolFrame = (page: Page) => page.frames().find((frame) => frame.url().startsWith(tool.origin));

describe.each<CookieMode>(['third-party-blocked', 'allowed'])('a launch in a frame of another site, cookies %s', (cookies) => {
  test('arrives without a click, and the address of the frame holds no token', async () => {
    const { page, frame } = await openAsAmara(cookies);
    await arrived(frame);
    await frame.getByText(codePage).waitFor();
    expect(new URL(toolFrame(page)?.url() ?? '').pathname).toMatch(/^\/at\/[\w-]+$/);
    expect(await frame.locator('#launch').count()).toBe(0);
  });

  test('survives a reload of the frame, and going away and back', async () => {
    const { page, frame } = await openAsAmara(cookies);
    await arrived(frame);
    await toolFrame(page)?.evaluate(() => location.reload());
    await arrived(frame);
    await page.goto(`${moodle.origin}/as/3/courses`);
    await page.goBack();
    await arrived(frame);
  });

  test('opens the same person in a tab of its own', async () => {
    const { page, frame } = await openAsAmara(cookies);
    await arrived(frame);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in its own tab' }).click(),
    ]);
    await arrived(tab);
    expect(new URL(tab.url()).pathname).toMatch(/^\/at\/[\w-]+$/);
    await tab.reload();
    await arrived(tab);
    expect(await accessibilityFaults(tab)).toEqual([]);
  });

  test('works from the menu of a school’s Canvas, which gives the frame the height it asks for', async () => {
    browser = await startBrowser({ cookies });
    const page = await browser.newPage();
    await page.goto(`${canvas.origin}/as/${school.people[0]?.id}/menu`);
    const frame = page.frameLocator('#tool');
    await frame.getByText('You are here as Priya Nair.').waitFor();
    await page.waitForFunction(() => (document.querySelector<HTMLElement>('#tool')?.style.height ?? '') !== '');
  });
});

describe('a launch in a frame where no cookie comes back', () => {
  test('offers a tab of its own, and arrives there', async () => {
    browser = await startBrowser();
    const page = await browser.newPage();
    // A browser without partitioned cookies: what a frame sets is never there.
    await page.addInitScript(() => {
      if (window !== window.parent) Object.defineProperty(document, 'cookie', { get: () => '', set: () => undefined });
    });
    await page.goto(`${moodle.origin}/as/3/activity/1`);
    const frame = page.frameLocator('#contentframe');
    const button = frame.getByRole('button', { name: 'Open in a new tab' });
    await button.waitFor();
    const inner = toolFrame(page);
    expect(inner && (await accessibilityFaults(inner))).toEqual([]);
    const [tab] = await Promise.all([page.context().waitForEvent('page'), button.click()]);
    await arrived(tab);
    await frame.getByText('Critical Friend is in its own tab now.').waitFor();
  });

  test('says so where the browser refuses every cookie, and what to do', async () => {
    const { page, frame } = await openAsAmara('denied');
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in a new tab' }).click(),
    ]);
    await tab.getByText('Nothing was stored.').waitFor();
    expect(await accessibilityFaults(tab)).toEqual([]);
    browser?.takeFaults();
  });
});

describe('an address of the tool opened outside a course', () => {
  test('asks to be opened again from the course', async () => {
    browser = await startBrowser();
    const page = await browser.newPage();
    await page.goto(`${tool.origin}/at/${'a'.repeat(22)}`);
    await page.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
  });
});
