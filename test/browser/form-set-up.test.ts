import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { startPlatform, type Platform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';
import { openPage, type OpenPage } from '../practice/story-teller.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';
import { startBrowser, type TestBrowser } from './harness.js';

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [amara, helen, ruth] = ['3', '5', '6'];
const placementId = uuidv7();

let tool: BuiltTool;
let moodle: Platform;
let browser: TestBrowser;
let page: Page;
let frame: FrameLocator;
let coordinator: OpenPage;

beforeAll(async () => {
  tool = await startBuiltTool();
  moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'northbridge', deploymentId: '1' }] });
  await tool.connect(moodle);
  for (const id of [amara, helen]) await openPage(moodle, id, '1', tool.origin);
  coordinator = await openPage(moodle, ruth, '1', tool.origin);
  const { code } = await tool.command('coordinator', '--partnership', 'Northbridge partnership');
  await coordinator.post('/api/codes/use', { code: String(code) });
  await coordinator.post('/api/courses/current/roster', undefined);
  await coordinator.put(`/api/placements/${placementId}`, {
    trainee: { sub: amara }, school: 'Harbour Academy', subject: 'Mathematics', phase: 'Secondary', startsOn: dayFromNow(-7), endsOn: dayFromNow(70),
  }); // prettier-ignore
  await coordinator.post(`/api/placements/${placementId}/people`, { role: 'mentor', who: { sub: helen } });
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await moodle.close();
  await tool.close();
});

const noFaults = async (): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);
const press = (name: string | RegExp): Promise<void> => frame.getByRole('button', { name, exact: true }).press('Enter');
const heading = (name: string) => frame.getByRole('heading', { name, level: 1 });
const headings = () => frame.locator('form-questions h3').allInnerTexts();
async function openAs(id: string): Promise<void> {
  page = await browser.newPage();
  await page.goto(`${moodle.origin}/as/${id}/activity/1`);
  frame = page.frameLocator('iframe');
}

test('A coordinator comes to the forms from the placements, and sees which of them observers can choose', async () => {
  await openAs(ruth);
  await frame.getByRole('link', { name: 'Placements' }).press('Enter');
  await frame.getByRole('link', { name: 'Forms and standards' }).press('Enter');
  await heading('Forms and standards').waitFor();
  await frame.getByText('Hidden from observers. Comes with Critical Friend.').waitFor();
  await frame.getByText(/Open Government Licence/).first().waitFor(); // prettier-ignore
  await noFaults();
});

test('makes a form of their own from one that ships: reorders, leaves a question out, and adds a scale in words', async () => {
  await frame.getByRole('link', { name: 'Make your own from Lesson observation' }).press('Enter');
  await frame.getByLabel('Name of the form').fill('Northbridge lesson');
  await press('Move Areas to develop up');
  expect(await headings()).toEqual(['Focus', 'Areas to develop', 'Strengths', 'Impact on pupils’ learning']);
  await press('Leave out Impact on pupils’ learning');
  await frame.getByRole('heading', { name: 'Not used' }).waitFor();
  await frame.getByLabel('How it is answered').selectOption({ label: 'Scale in words' });
  await press('Add a question');
  await press('Publish version 1');
  await frame.getByText('needs a heading').waitFor();
  await page.keyboard.type('Routines');
  await frame.getByLabel('Answer 1', { exact: true }).fill('Still to come');
  await noFaults();
  await press('Preview');
  await frame.locator('form-preview').getByRole('radio', { name: 'Still to come' }).check();
  await noFaults();
  await press('Publish version 1');
  await heading('Forms and standards').waitFor();
  await frame.getByText('Your own, version 1').waitFor();
  browser.takeFaults();
});

test('gives it away as a file and brings it back as a form to look at', async () => {
  await frame.getByRole('link', { name: 'Preview Northbridge lesson' }).press('Enter');
  const [saved] = await Promise.all([page.waitForEvent('download'), press('Save as a file')]);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ title: 'Northbridge lesson', 'x-critical-friend': { format: 'form/1' } });
  await frame.getByRole('link', { name: 'Forms and standards' }).press('Enter');
  await frame.locator('#file').setInputFiles({ name: 'form.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await heading('A form of your own').waitFor();
  expect(await headings()).toEqual(['Focus', 'Areas to develop', 'Strengths', 'Routines']);
  await frame.getByRole('link', { name: 'Forms and standards' }).press('Enter');
});

test('adds a curriculum from a spreadsheet, seeing what it makes before it is published', async () => {
  await heading('Forms and standards').waitFor();
  await frame.getByRole('link', { name: 'Add your own curriculum' }).press('Enter');
  const choose = (csv: string) =>
    frame.locator('#file').setInputFiles({ name: 'ours.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') });
  await choose('Code;Name\r\nC1;Behaviour\r\n;Nothing\r\n');
  await frame.getByText('Row 3: The code is missing.').waitFor();
  expect(await frame.getByRole('button', { name: 'Publish version 1' }).count()).toBe(0);
  await noFaults();
  await choose('Code;Name\r\nC1;Behaviour\r\nC2;Caf\xe9 talk\r\n');
  await frame.getByRole('cell', { name: 'Café talk' }).waitFor();
  await frame.getByLabel('Name of the curriculum').fill('Northbridge curriculum');
  await press('Publish version 1');
  await frame.getByRole('heading', { name: 'Northbridge curriculum' }).waitFor();
  await noFaults();
});

test('A mentor chooses among the forms, answers the scale by keyboard, and signs; the trainee reads its word', async () => {
  await openAs(helen);
  await frame.locator('a').first().waitFor(); // prettier-ignore
  await frame.locator('body').evaluate((_body, id) => (location.hash = `#/observations/write-up/${id}`), placementId);
  const form = frame.getByLabel('Form', { exact: true });
  await form.waitFor();
  expect(await form.locator('option').allInnerTexts()).toEqual([
    'Northbridge lesson', 'Lesson observation', 'Drop-in', 'Subject observation',
  ]); // prettier-ignore
  await noFaults();
  await frame.getByLabel('Period').fill('P2');
  await frame.getByLabel('Focus').fill('Routines at the door');
  await press('Go on to the feedback');
  const scale = frame.getByRole('group', { name: 'Routines' });
  await scale.getByRole('radio', { name: 'Still to come' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  expect(await scale.getByRole('radio', { name: 'Beginning' }).isChecked()).toBe(true);
  await frame.getByLabel('Strengths', { exact: true }).fill('Everybody knew where to sit.');
  await noFaults();
  await press('Finish and sign');
  await frame.getByLabel('Now', { exact: true }).check();
  await press('Sign');
  await frame.getByText('Nothing was written here.').first().waitFor(); // prettier-ignore
  await noFaults();

  const reader = await openPage(moodle, amara, '1', tool.origin);
  const { observations } = await reader.get<{ observations: { id: string }[] }>(`/api/placements/${placementId}/observations`);
  await openAs(amara);
  await frame.locator('a').first().waitFor(); // prettier-ignore
  await frame.locator('body').evaluate((_body, id) => (location.hash = `#/observations/${id}`), observations[0]?.id ?? '');
  const order = ['Focus', 'Areas to develop', 'Strengths', 'Routines'];
  await frame.getByLabel('Strengths', { exact: true }).waitFor(); // prettier-ignore
  expect(await frame.getByLabel('Routines', { exact: true }).count()).toBe(0);
  await press('Read what Helen wrote now');
  await frame.getByRole('heading', { name: 'Routines', level: 2 }).waitFor();
  const shown = await frame.locator('observation-record h2').allInnerTexts();
  expect(shown.filter((one) => order.includes(one))).toEqual(order);
  await frame.getByText('Beginning', { exact: true }).waitFor();
});

test('The page of forms fits a phone', async () => {
  await page.close();
  page = await browser.newPage();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${moodle.origin}/as/${ruth}/activity/1`);
  frame = page.frameLocator('iframe');
  await frame.locator('a').first().waitFor(); // prettier-ignore
  await frame.locator('body').evaluate(() => (location.hash = '#/forms'));
  await frame.getByRole('link', { name: 'Change Northbridge lesson' }).press('Enter');
  await heading('Change “Northbridge lesson”').waitFor();
  expect(await sidewaysPixels(page)).toBe(0);
});
