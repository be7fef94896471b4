import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import type { Platform } from '../platform/platform.js';
import { openPage } from '../practice/story-teller.js';
import { accessibilityFaults } from './axe.js';
import type { BuiltTool } from './built-tool.js';
import { startBrowser, type TestBrowser } from './harness.js';
import { openLaunchStage, type LaunchStage } from './launch-stage.js';

const jo = '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c04';
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let stage: LaunchStage;
let tool: BuiltTool;
let moodle: Platform;
let canvas: Platform;
let browser: TestBrowser;
let page: Page;
let frame: FrameLocator;

beforeAll(async () => {
  stage = await openLaunchStage();
  ({ tool, moodle, canvas } = stage);
  await openPage(moodle, '3', '1', tool.origin);
  const ruth = await openPage(moodle, '6', '1', tool.origin);
  const { code } = await tool.command('coordinator', '--partnership', 'Northbridge partnership');
  await ruth.post('/api/codes/use', { code: String(code) });
  await ruth.post('/api/courses/current/roster', undefined);
  const made = await ruth.put<{ school: { id: string } }>(`/api/placements/${uuidv7()}`, {
    trainee: { sub: '3' }, school: 'Harbour Academy', subject: 'Mathematics', phase: 'Secondary', startsOn: dayFromNow(-7), endsOn: dayFromNow(70),
  }); // prettier-ignore
  const given = await ruth.post<{ code: string }>('/api/codes', { name: 'Ms Marsh', role: 'school_lead', schoolId: made.school.id });
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${canvas.origin}/as/${jo}/menu`);
  frame = page.frameLocator('#tool');
  await frame.getByLabel('Your mentor code').fill(given.code);
  await page.keyboard.press('Enter');
}, 60_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
});

const noFaults = async (): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);
const press = (name: string): Promise<void> => frame.getByRole('button', { name, exact: true }).press('Enter');
/** Whether Amara’s own page says that her lessons there may be filmed. */
const amaraReads = async (): Promise<string> => {
  const amara = await openPage(moodle, '3', '1', tool.origin);
  const { schools } = await amara.get<{ schools: { state: string }[] }>('/api/approvals');
  return schools.map((one) => one.state).join();
};

test('A school lead finds that nothing is agreed to yet, and begins', async () => {
  await frame.getByRole('link', { name: 'Pictures and video' }).first().click();
  await frame.getByRole('link', { name: /Harbour Academy/ }).click();
  await frame.getByRole('heading', { name: 'Pictures and video at Harbour Academy', level: 1 }).waitFor();
  await noFaults();
  expect(await amaraReads()).toBe('none');
  await frame.getByRole('link', { name: 'Record what the school agrees to' }).click();
  await frame.getByRole('heading', { name: 'What Harbour Academy agrees to', level: 1 }).waitFor();
  await noFaults();
});

test('is told field by field what is missing, with the focus on the first, and nothing is recorded', async () => {
  // What somebody finds ticked they have not agreed to.
  expect(await frame.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await frame.getByLabel('Until', { exact: true }).fill('');
  await frame.getByLabel('What they are in the school').fill('');
  await press('Record this agreement');
  await frame.getByText('Choose at least one.').first().waitFor();
  await frame.getByText('Until which day?').waitFor();
  await frame.getByText('What are they in the school?', { exact: true }).waitFor();
  const focus = frame.locator('school-approval-form').evaluate((form) => (form.shadowRoot?.activeElement as HTMLInputElement | null)?.name);
  expect(await focus).toBe('covers');
  await noFaults();
  expect(await amaraReads()).toBe('none');
});

test('records it, and the trainee’s page knows at once', async () => {
  await frame.getByLabel('Video', { exact: true }).check();
  await frame.getByLabel('Until', { exact: true }).fill(dayFromNow(60));
  await frame.getByLabel('Which classes?').fill('8B\n9C');
  await frame.getByLabel('A school device').check();
  await frame.getByLabel('How many pupils must not be seen or heard?').fill('2');
  await frame.getByLabel('The mentor').check();
  await frame.getByLabel('What they are in the school').fill('Deputy head');
  await press('Record this agreement');
  await frame.getByRole('heading', { name: 'Pictures and video at Harbour Academy', level: 1 }).waitFor();
  await frame.getByText('8B').first().waitFor();
  await noFaults();
  expect(await amaraReads()).toBe('in-force');
});

test('takes it back after a question, and nobody may film from then on', async () => {
  await press('Take it back');
  await frame.getByRole('dialog', { name: 'Take back the agreement of Harbour Academy?' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await amaraReads()).toBe('in-force');
  await press('Take it back');
  await frame.locator('cf-dialog').getByRole('button', { name: 'Take it back' }).press('Enter');
  await frame.getByText('Harbour Academy no longer agrees to pictures or video.').first().waitFor();
  expect(await amaraReads()).toBe('withdrawn');
});

test('reads it on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await frame.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBeLessThanOrEqual(0);
});
