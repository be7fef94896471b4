import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import type { Platform } from '../platform/platform.js';
import { school } from '../platform/practice-people.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import type { BuiltTool } from './built-tool.js';
import { startBrowser, type CookieMode, type TestBrowser } from './harness.js';
import { openLaunchStage, type LaunchStage } from './launch-stage.js';

const helen = '5';
const priya = school.people[0]?.id ?? '';

let stage: LaunchStage;
let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser | null = null;

beforeAll(async () => {
  stage = await openLaunchStage([]);
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

async function openPicker(
  given: { platform?: Platform; cookies?: CookieMode; width?: number } = {},
): Promise<{ page: Page; frame: FrameLocator }> {
  const { platform = moodle, cookies = 'third-party-blocked', width = 1280 } = given;
  browser = await startBrowser({ cookies, width });
  const page = await browser.newPage();
  const [who, course] = platform === moodle ? [helen, '2'] : [priya, '101'];
  await page.goto(`${platform.origin}/as/${who}/course/${course}`);
  await page.getByRole('link', { name: /^Add an activity from/ }).click();
  const frame = page.frameLocator(platform === moodle ? '#contentframe' : '#tool');
  await frame.getByRole('heading', { name: 'What do you want in this course?' }).waitFor();
  return { page, frame };
}
const toolFrame = (page: Page) => page.frames().find((frame) => frame.url().startsWith(tool.origin));
const next = (frame: FrameLocator): Promise<void> => frame.getByRole('button', { name: 'Next' }).click();

describe.each<CookieMode>(['third-party-blocked', 'allowed'])(
  'The choice of an activity in a frame of another site, cookies %s',
  (cookies) => {
    test('goes from the course page to an activity with a column of six', async () => {
      const { page, frame } = await openPicker({ cookies });
      const before = moodle.site.links.length;
      await next(frame);
      await frame.getByRole('heading', { name: 'What should the gradebook show?' }).waitFor();
      await next(frame);
      await frame.getByText('The people here are invented.').waitFor();
      await frame.getByText('Then press “Save and return to course” in Moodle.').waitFor();
      await frame.getByRole('button', { name: 'Add to the course' }).click();
      await frame.getByText('Added: Critical Friend: lesson observation, video and mentoring.').waitFor();
      expect(moodle.site.links).toHaveLength(before + 1);
      const link = moodle.site.links.at(-1);
      expect(link?.column?.maximum).toBe(6);
      await page.goto(`${moodle.origin}/as/3/activity/${link?.id}`);
      await page.frameLocator('#contentframe').getByText('You are here as Amara Okafor.').waitFor();
    });
  },
);

describe('The choice of an activity', () => {
  test('fits the window Moodle gives it, and is accessible on each page', async () => {
    const { page, frame } = await openPicker();
    const inner = toolFrame(page);
    if (!inner) throw new Error('The picker has no frame.');
    const size = await inner.evaluate(() => {
      const { clientWidth, clientHeight, scrollHeight } = document.documentElement;
      return { clientWidth, clientHeight, scrollHeight };
    });
    expect(size.clientWidth).toBeLessThanOrEqual(770);
    expect(size.clientHeight).toBeLessThanOrEqual(575);
    expect(size.scrollHeight).toBeLessThanOrEqual(size.clientHeight);
    for (const heading of ['What should the gradebook show?', 'What your trainees will see']) {
      expect(await accessibilityFaults(inner)).toEqual([]);
      await next(frame);
      await frame.getByRole('heading', { name: heading }).waitFor();
    }
    expect(await accessibilityFaults(inner)).toEqual([]);
  });

  test('is made with the keyboard alone, and each page begins at its heading', async () => {
    const { page, frame } = await openPicker();
    const before = moodle.site.links.length;
    await frame.getByRole('radio', { name: /^Everything on one page/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'What should the gradebook show?' }).waitFor();
    const inner = toolFrame(page);
    if (!inner) throw new Error('The picker has no frame.');
    expect(await inner.evaluate(() => document.querySelector('link-picker')?.shadowRoot?.activeElement?.tagName)).toBe('H1');
    await frame.getByRole('radio', { name: 'Nothing' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'What your trainees will see' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.getByText('Added: Lesson observations.').waitFor();
    expect(moodle.site.links).toHaveLength(before + 1);
    expect(moodle.site.links.at(-1)?.column).toBeUndefined();
  });

  test('takes no number that is none, and keeps what was chosen when somebody goes back', async () => {
    const { frame } = await openPicker();
    await next(frame);
    await frame.getByRole('radio', { name: /^A running count/ }).check();
    await frame.getByLabel('How many observations?').fill('0');
    await next(frame);
    await frame.getByText('Type a whole number from 1 to 100.').waitFor();
    await frame.getByLabel('How many observations?').fill('8');
    await frame.getByText('A running count: 2 of 8').waitFor();
    await next(frame);
    await frame.getByText('2 of 8').waitFor();
    await frame.getByRole('button', { name: 'Back' }).click();
    expect(await frame.getByRole('radio', { name: /^A running count/ }).isChecked()).toBe(true);
  });

  test('is left without adding anything', async () => {
    const { frame } = await openPicker();
    const before = moodle.site.links.length;
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('Nothing was added.').waitFor();
    expect(moodle.site.links).toHaveLength(before);
  });

  test('fits a telephone', async () => {
    const { page, frame } = await openPicker({ width: 320 });
    const inner = toolFrame(page);
    if (!inner) throw new Error('The picker has no frame.');
    for (let step = 0; step < 3; step += 1) {
      expect(await sidewaysPixels(inner)).toBe(0);
      if (step < 2) await next(frame);
    }
  });

  test('speaks of Canvas in Canvas, and is taken there', async () => {
    const { frame } = await openPicker({ platform: canvas });
    await next(frame);
    await next(frame);
    await frame.getByText('Then press “Save” or “Add Item” in Canvas.').waitFor();
    await frame.getByRole('button', { name: 'Add to the course' }).click();
    await frame.getByText('Added: Critical Friend: lesson observation, video and mentoring.').waitFor();
    expect(canvas.site.links.at(-1)?.column?.maximum).toBe(6);
  });
}); // prettier-ignore
