import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import type { Platform } from '../platform/platform.js';
import { school } from '../platform/practice-people.js';
import { accessibilityFaults } from './axe.js';
import type { BuiltTool } from './built-tool.js';
import { startBrowser, type CookieMode, type TestBrowser } from './harness.js';
import { openLaunchStage, type LaunchStage } from './launch-stage.js';

let stage: LaunchStage;
let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser | null = null;

beforeAll(async () => {
  stage = await openLaunchStage();
  ({ tool, moodle, canvas } = stage);
});

afterEach(async () => {
  const closing = browser;
  browser = null;
  await closing?.close();
});

afterAll(async () => {
  await stage.close();
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

  test('stays open in a duplicate of its tab, and beside another course opened later, whose launch disturbs no open page', async () => {
    const { page, frame } = await openAsAmara(cookies);
    await arrived(frame);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByRole('button', { name: 'Open in its own tab' }).click(),
    ]);
    await arrived(tab);
    const [duplicate] = await Promise.all([page.context().waitForEvent('page'), tab.evaluate(() => void window.open(location.href))]);
    await arrived(duplicate);
    const other = await page.context().newPage();
    await other.goto(`${moodle.origin}/as/5/activity/2`);
    await other.frameLocator('#contentframe').getByText('You are here as Helen Ward.').waitFor();
    await other.goto(`${moodle.origin}/as/3/activity/1`);
    await arrived(other.frameLocator('#contentframe'));
    for (const one of [tab, duplicate]) {
      await one.reload();
      await arrived(one);
    }
    await toolFrame(page)?.evaluate(() => location.reload());
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

describe('an address of the tool opened outside a course', () => {
  test('asks to be opened again from the course', async () => {
    browser = await startBrowser();
    const page = await browser.newPage();
    await page.goto(`${tool.origin}/at/${'a'.repeat(22)}`);
    await page.getByRole('heading', { name: 'Open it again from your course' }).waitFor();
  });
});
