import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { startPlatform, type Platform } from '../platform/platform.js';
import { university } from '../platform/practice-people.js';
import { openPage, type OpenPage } from '../practice/story-teller.js';
import { accessibilityFaults } from './axe.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';
import { startBrowser, type TestBrowser } from './harness.js';

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [amara, helen, ruth] = ['3', '5', '6'];

let tool: BuiltTool;
let moodle: Platform;
let browser: TestBrowser;
let page: Page;
let frame: FrameLocator;
let coordinator: OpenPage;
let schoolId: string;

beforeAll(async () => {
  tool = await startBuiltTool();
  moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'northbridge', deploymentId: '1' }] });
  await tool.connect(moodle);
  for (const id of [amara, helen]) await openPage(moodle, id, '1', tool.origin);
  coordinator = await openPage(moodle, ruth, '1', tool.origin);
  const { code } = await tool.command('coordinator', '--partnership', 'Northbridge partnership');
  await coordinator.post('/api/codes/use', { code: String(code) });
  await coordinator.post('/api/courses/current/roster', undefined);
  const placementId = uuidv7();
  const made = await coordinator.put<{ school: { id: string } }>(`/api/placements/${placementId}`, {
    trainee: { sub: amara }, school: 'Harbour Academy', subject: 'Mathematics', phase: 'Secondary', startsOn: dayFromNow(-7), endsOn: dayFromNow(70),
  }); // prettier-ignore
  schoolId = made.school.id;
  await coordinator.post('/api/roles', { role: 'tutor', who: { sub: helen }, placementId });
  browser = await startBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await moodle.close();
  await tool.close();
});

const noFaults = async (): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);
/** The browser itself writes down every answer that is a refusal. */
const refusedWith = (...statuses: number[]): void =>
  expect(browser.takeFaults().map((fault) => Number(/status of (\d+)/.exec(fault)?.[1]))).toEqual(statuses);
const press = (name: string): Promise<void> => frame.getByRole('button', { name, exact: true }).press('Enter');
/** The activity as somebody opens it. */
async function openAs(id: string): Promise<void> {
  page = await browser.newPage();
  await page.goto(`${moodle.origin}/as/${id}/activity/1`);
  frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Waiting for you', level: 1 }).waitFor();
}

test('A trainee is told that nobody is recorded yet, and who can do that', async () => {
  await openAs(amara);
  await frame.getByText(/Nobody is recorded yet\. Until then, ask at the school office\.\s+Ruth \S+ can do that\./).waitFor();
  await frame.getByText(/Nobody is named yet\.\s+Helen Ward can do that\./).waitFor();
  await noFaults();
});

test('The coordinator comes to the school from Waiting for you, and is told what is no telephone and no link', async () => {
  await openAs(ruth);
  await frame.getByRole('link', { name: 'One school has no safeguarding lead yet. Add one.' }).press('Enter');
  await frame.getByRole('heading', { name: 'Schools without a safeguarding lead', level: 1 }).waitFor();
  await noFaults();
  await frame.getByRole('link', { name: 'Harbour Academy' }).press('Enter');
  await frame.getByLabel('Safeguarding lead').fill('J. Marsh');
  await press('Save');
  await frame.getByText('Which number?').waitFor();
  await frame.getByLabel('Telephone').fill('Room 12');
  await frame.getByLabel(/Link to the school’s documents/).fill('javascript:alert(1)');
  await press('Save');
  await frame.getByText('Write an address that begins with https://.').waitFor();
  await frame.getByLabel(/Link to the school’s documents/).fill('https://user:secret@harbour.example/');
  await press('Save');
  await frame.getByText('Write a telephone number, for example 01632 960123.').waitFor();
  await frame.getByText('Write an address that begins with https:// and has no name or password in it.').waitFor();
  await noFaults();
  refusedWith(400);
});

test('keeps what is typed where somebody else was quicker, shows what they recorded, and saves', async () => {
  const lead = { name: 'J. Marsh', telephone: '01632 960199' };
  await coordinator.put(`/api/schools/${schoolId}/contacts`, { lead, documents: null });
  await frame.getByLabel('Telephone').fill('+44 (0)1632 960123');
  await frame.getByLabel(/Link to the school’s documents/).fill('https://harbour.example/policies');
  await press('Save');
  await frame.getByText(/Somebody else changed this while you wrote/).waitFor();
  await frame.getByRole('link', { name: 'Call J. Marsh: 01632 960199' }).waitFor();
  expect(await frame.getByLabel('Telephone').inputValue()).toBe('+44 (0)1632 960123');
  await press('Save');
  await frame.getByRole('link', { name: 'Call J. Marsh: +44 (0)1632 960123' }).waitFor();
  await frame.getByText(/Last changed by Ruth/).waitFor();
  refusedWith(409);
  await frame.getByRole('button', { name: 'Change it', exact: true }).and(frame.locator(':focus')).waitFor();
  await noFaults();
});

test('The tutor names somebody else to talk to, and not themselves', async () => {
  await openAs(helen);
  await frame.getByRole('link', { name: 'Placements' }).press('Enter');
  await frame.getByRole('link', { name: /Amara/ }).first().press('Enter');
  await frame.getByRole('link', { name: 'Change or print this card' }).press('Enter');
  await frame.getByLabel('Name', { exact: true }).fill('helen ward');
  await frame.getByLabel('How to reach them').fill('01632 960124');
  await press('Save');
  await frame.getByText('Helen Ward is mentor or tutor here. Name somebody who judges nothing of this trainee’s work.').waitFor();
  await noFaults();
  refusedWith(422);
  await frame.getByLabel('Name', { exact: true }).fill('Sam Cole');
  await press('Save');
  await frame.getByRole('link', { name: 'Call Sam Cole: 01632 960124' }).waitFor();
  await noFaults();
});

test('The trainee finds both numbers on the first page of a telephone, to be called with one tap, and the link in a new tab', async () => {
  await openAs(amara);
  await page.setViewportSize({ width: 390, height: 800 });
  const call = frame.getByRole('link', { name: 'Call J. Marsh: +44 (0)1632 960123' });
  await call.waitFor();
  expect(await call.getAttribute('href')).toBe('tel:+441632960123');
  expect(await frame.getByRole('link', { name: 'Call Sam Cole: 01632 960124' }).getAttribute('href')).toBe('tel:01632960124');
  expect((await call.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  const documents = frame.getByRole('link', { name: /harbour\.example/ });
  const attributes = await Promise.all(['href', 'target', 'rel'].map((name) => documents.getAttribute(name)));
  expect(attributes).toEqual(['https://harbour.example/policies', '_blank', 'noopener noreferrer']);
  expect(await frame.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBeLessThanOrEqual(0);
  await noFaults();
});

test('prints it with the numbers, and without a button', async () => {
  await frame.getByRole('link', { name: 'Print this card' }).press('Enter');
  await frame.getByRole('heading', { name: 'Your people', level: 1 }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await frame.getByRole('link', { name: 'Call J. Marsh: +44 (0)1632 960123' }).waitFor();
  expect(await frame.locator('contact-page').getByRole('button').count()).toBe(0);
});
