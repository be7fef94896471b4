import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { FrameLocator, Page } from 'playwright-core';
import { startPlatform, type Platform } from '../platform/platform.js';
import type { Person } from '../platform/types.js';
import { accessibilityFaults } from './axe.js';
import { startBuiltTool, type BuiltTool } from './built-tool.js';
import { startBrowser, type TestBrowser } from './harness.js';

const rows = 86;
const partnership = 'Northbridge partnership';
const trainee = (index: number): Person => ({
  id: String(100 + index), username: `trainee${index}`, given: 'Trainee', family: `Number ${index}`, email: `trainee${index}@northbridge.example`,
  sourcedId: String(index).padStart(6, '0'),
}); // prettier-ignore
const people = Array.from({ length: rows }, (_unused, index) => trainee(index));
const ruth: Person = { id: '6', username: 'ruth', given: 'Ruth', family: 'Adeyemi', email: 'ruth@northbridge.example' };

/** As Excel saves it on a British computer: Windows-1252, semicolons, the day first. */
const list = (subject = 'Mathematics', wrong = ''): Buffer =>
  Buffer.from(
    ['Student number;Name;School;Subject;Start;End;Mentor;Mentor e-mail']
      .concat(
        people.map(
          ({ sourcedId, given, family }, index) =>
            // Two trainees share each mentor.
            `${sourcedId};${given} ${family};École Harbour;${index === 0 ? subject : 'Mathematics'};07/09/2026;${index === 1 && wrong ? wrong : '18/12/2026'};Ms Mentor ${index >> 1};mentor${index >> 1}@harbour.example`,
        ),
      )
      .join('\r\n'),
    'latin1',
  );

let tool: BuiltTool;
let moodle: Platform;
let browser: TestBrowser;
let page: Page;
let frame: FrameLocator;

beforeAll(async () => {
  tool = await startBuiltTool();
  moodle = await startPlatform({
    mode: 'moodle', name: 'Northbridge Moodle', people: [ruth, ...people], registration: [{ clientId: 'northbridge', deploymentId: '1' }],
    courses: [
      {
        id: '2', label: 'PGCE', title: 'PGCE Secondary',
        enrolments: [{ personId: '6', role: 'teacher' }, ...people.map(({ id }) => ({ personId: id, role: 'student' as const }))],
      },
    ],
    links: [{ id: '1', courseId: '2', title: 'Critical Friend' }],
  }); // prettier-ignore
  await tool.connect(moodle);
  const { code } = await tool.command('coordinator', '--partnership', partnership);
  browser = await startBrowser();
  page = await browser.newPage();
  await page.goto(`${moodle.origin}/as/6/activity/1`);
  frame = page.frameLocator('#contentframe');
  await frame.getByLabel('Your mentor code').fill(String(code));
  await page.keyboard.press('Enter');
  await frame.getByRole('link', { name: 'Placements' }).click();
  await frame.getByRole('link', { name: 'Upload a list' }).click();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await moodle.close();
  await tool.close();
});

const choose = (file: Buffer): Promise<void> =>
  frame.locator('#file').setInputFiles({ name: 'placements.csv', mimeType: 'text/csv', buffer: file });
const noFaults = async (): Promise<void> => expect(await accessibilityFaults(page)).toEqual([]);
const heading = (name: string) => frame.getByRole('heading', { name, level: 1 });

test('A coordinator sees what eighty-six rows would do, and which one is wrong', async () => {
  await heading('Upload your placement list').waitFor();
  await noFaults();
  await choose(list('Mathematics', '31/02/2027'));
  await heading('Look at the list before anything happens').waitFor();
  await frame.getByText('85 new placements').waitFor();
  await frame.getByText('École Harbour').first().waitFor();
  await frame.getByLabel('Only the 1 with a mistake or worth a look').check();
  await frame.getByText('“31/02/2027” is not a day of the calendar.').waitFor();
  expect(await frame.getByText('New placement', { exact: true }).count()).toBe(0);
  await noFaults();
});

test('confirms the right list, watches it, and finds every placement made', async () => {
  await frame.getByRole('link', { name: 'Choose another list' }).click();
  await choose(list());
  await frame.getByText('86 new placements').waitFor();
  await frame.getByRole('button', { name: 'Confirm this list' }).click();
  await heading('Your placements').waitFor({ timeout: 60_000 });
  await frame.getByText('86 placements made').waitFor();
  await noFaults();
}, 90_000);

test('prints one letter a mentor on a page of its own, and keeps the codes as a list', async () => {
  await frame.getByRole('button', { name: 'Make 86 letters' }).click();
  await frame.getByText('86 codes are on this page and nowhere else.').waitFor();
  expect(await frame.getByRole('article').count()).toBe(43);
  await frame.getByText('from 7 September you are mentor to Trainee Number 0 and Trainee Number 1.').waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), frame.getByRole('button', { name: 'Save the codes as CSV' }).click()]);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(text.startsWith('\ufeffMentor,Mentor e-mail,Code')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(rows + 1);
  await page.emulateMedia({ media: 'print' });
  const breaks = await frame.getByRole('article').evaluateAll((all) => all.map((one) => getComputedStyle(one).breakAfter));
  expect(breaks).toEqual([...Array<string>(42).fill('page'), 'auto']);
  expect(await frame.getByRole('heading').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

test('uploads the list of last week with one change, which is shown as that', async () => {
  await frame.getByRole('link', { name: 'All lists' }).click();
  await choose(list('Physics'));
  await frame.getByText('1 placement changes').waitFor();
  await frame.getByText('85 stay as they are').waitFor();
  expect(await frame.locator('del').allInnerTexts()).toEqual(['Mathematics']);
  expect(await frame.locator('ins').allInnerTexts()).toEqual(['Physics']);
  await frame.getByRole('button', { name: 'Confirm this list' }).click();
  await frame.getByText('1 placement changed').waitFor();
  await frame.getByText('86 mentors have a letter and have not used the code yet.').waitFor();
});

test('reads all of it on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await frame.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBeLessThanOrEqual(0);
});
