import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
import { scratchSqlite, type ScratchDatabase } from '../database.js';
import { buildHouse, subs, type House } from '../integration/access/house.js';
import { makeObservation } from '../integration/access/observations.js';
import { startTool, type RunningTool } from '../integration/lti/tool-kit.js';
import { accessibilityFaults } from './axe.js';
import { startBrowser, type TestBrowser } from './harness.js';

let database: ScratchDatabase;
let tool: RunningTool;
let moodle: House;
let canvas: House;
let browser: TestBrowser | null = null;

beforeAll(async () => {
  database = scratchSqlite();
  tool = await startTool(database);
  moodle = await buildHouse(tool, 'moodle', 'Northbridge');
  canvas = await buildHouse(tool, 'canvas', 'Southgate');
  await makeObservation(moodle, 'signed');
});
afterEach(async () => {
  const closing = browser;
  browser = null;
  await closing?.close();
});
afterAll(async () => {
  await Promise.all([moodle.platform.close(), canvas.platform.close()]);
  await tool.close();
  await database.drop();
});

async function open(house: House, who: string, query = ''): Promise<FrameLocator> {
  browser ??= await startBrowser();
  const page = await browser.newPage();
  await page.goto(`${house.platform.origin}/as/${who}/activity/1${query}`);
  return page.frameLocator(house === moodle ? '#contentframe' : '#tool');
}
const enrolAs = (house: House, who: string, role: 'student' | 'teacher' | 'student-view'): void => {
  const enrolment = house.platform.site.enrolment('2', who);
  if (enrolment) enrolment.role = role;
};
const preview = (frame: FrameLocator): Promise<void> => frame.getByRole('heading', { name: 'This is what a trainee sees' }).waitFor();

describe('A launch from the gradebook', () => {
  test('shows the tutor the trainee’s signed observations', async () => {
    const frame = await open(moodle, subs.tutor, `?user=${subs.trainee}`);
    await frame.getByRole('heading', { name: /^Lesson observations:/ }).waitFor();
    expect(await frame.locator('observation-list .rows li').count()).toBe(1);
    await frame.getByText(/^Signed/).waitFor();
  });

  test('says in a sentence that there is nothing to open, whoever was asked for', async () => {
    const frame = await open(moodle, subs.tutor, `?user=${subs.otherTrainee}`);
    await frame.getByText('There is nothing here that you can open.').waitFor();
    browser?.takeFaults();
  });
});

describe('A preview with invented people', () => {
  test('is what Canvas’s test student sees', async () => {
    enrolAs(canvas, subs.stranger, 'student-view');
    const frame = await open(canvas, subs.stranger);
    await preview(frame);
    await frame.getByText('Nothing here is kept, and nothing is sent to the gradebook.').waitFor();
    const inner = browser?.context.pages().flatMap((page) => page.frames()).find((one) => one.url().startsWith(tool.origin));
    expect(inner && (await accessibilityFaults(inner))).toEqual([]);
  });

  test('is what a teacher sees who has switched to a student’s role in Moodle, and their own page is a press away', async () => {
    await (await open(moodle, subs.tutor)).getByRole('heading', { name: 'Waiting for you' }).waitFor();
    enrolAs(moodle, subs.tutor, 'student');
    const frame = await open(moodle, subs.tutor);
    await preview(frame);
    await frame.getByRole('link', { name: 'Open it as yourself' }).click();
    await frame.getByRole('heading', { name: 'Waiting for you' }).waitFor();
    enrolAs(moodle, subs.tutor, 'teacher');
  });
}); // prettier-ignore
