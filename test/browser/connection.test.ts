import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import type { Platform } from '../platform/platform.js';
import { school } from '../platform/practice-people.js';
import { scope } from '../platform/vocabulary.js';
import { accessibilityFaults } from './axe.js';
import type { BuiltTool } from './built-tool.js';
import { startBrowser, type CookieMode, type TestBrowser } from './harness.js';
import { openLaunchStage, type LaunchStage } from './launch-stage.js';

let stage: LaunchStage;
let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser | null = null;
const jo = school.people[3]?.id ?? '';

/** Somebody becomes coordinator by a code, as the operator hands it out. */
async function coordinate(platform: Platform, personId: string, linkId: string | null): Promise<void> {
  const { code } = await tool.command('coordinator', '--partnership', 'Northbridge partnership');
  const { launch } = await platform.launch.http(personId, linkId);
  const headers = { authorization: `Bearer ${String(launch?.['session'])}`, 'content-type': 'application/json' };
  const used = await fetch(`${tool.origin}/api/codes/use`, { method: 'POST', headers, body: JSON.stringify({ code }) });
  expect(used.status).toBe(200);
}

beforeAll(async () => {
  stage = await openLaunchStage();
  ({ tool, moodle, canvas } = stage);
  await coordinate(moodle, '6', '1');
  await coordinate(canvas, jo, null);
});

afterEach(async () => {
  const closing = browser;
  browser = null;
  await closing?.close();
});

afterAll(async () => {
  await stage.close();
});

async function openCheck(
  address: string,
  frameName: string,
  cookies: CookieMode = 'third-party-blocked',
): Promise<{ page: Page; frame: FrameLocator }> {
  browser = await startBrowser({ cookies });
  const page = await browser.newPage();
  await page.goto(address);
  const frame = page.frameLocator(frameName);
  await frame.getByRole('link', { name: 'Placements' }).click();
  await frame.getByRole('link', { name: 'Check the connection' }).click();
  await frame.getByRole('heading', { name: 'Check the connection' }).waitFor();
  return { page, frame };
}
const line = (frame: FrameLocator | Page, title: string) => frame.locator('li', { hasText: title });
const toolFrame = (page: Page) => page.frames().find((frame) => frame.url().startsWith(tool.origin));

describe('the check of the connection, in a frame of Moodle', () => {
  test('shows line by line what works, and says of the frame what the page found itself', async () => {
    const { page, frame } = await openCheck(`${moodle.origin}/as/6/activity/1`, '#contentframe');
    await frame.getByRole('button', { name: 'Check now' }).first().click();
    for (const title of [
      'Signing in',
      'The list of people',
      'A column in the gradebook',
      'A score in it',
      'Taking the column away again',
    ]) {
      await line(frame, title).getByText('works', { exact: true }).waitFor();
    }
    await line(frame, 'This page inside the course').getByText('keeps its height and scrolls').waitFor();
    const inner = toolFrame(page);
    expect(inner && (await accessibilityFaults(inner))).toEqual([]);
    await inner?.evaluate(() => location.reload());
    await frame.getByText('Checked today').waitFor();
  });

  test('says what to tick, and the same words after it was not ticked', async () => {
    moodle.site.switchedOff.add(scope.roster);
    const { frame } = await openCheck(`${moodle.origin}/as/6/activity/1`, '#contentframe', 'allowed');
    await frame.getByRole('button', { name: 'Check again' }).first().click();
    await line(frame, 'The list of people').getByText('“IMS LTI Names and Role Provisioning”').waitFor();
    await line(frame, 'The list of people').getByText('to put right').waitFor();
    moodle.site.switchedOff.clear();
  });
});

test('the check of the connection in a school’s Canvas misses no service, and finds that the frame grows', async () => {
  const { frame } = await openCheck(`${canvas.origin}/as/${jo}/menu`, '#tool');
  await frame
    .getByRole('button', { name: /Check (now|again)/ })
    .first()
    .click();
  await line(frame, 'This page inside the course').getByText('takes the height it is asked for').waitFor();
  await line(frame, 'The list of people').getByText('not needed here').waitFor();
});
