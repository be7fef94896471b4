import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useDemoPage } from './demo-page.js';

let page: Page;

const open = useDemoPage((given) => ({ page } = given));
/** Names of the trainees on screen, in their order. */
const names = () => page.locator('trainee-rows tr:not(.group) th a').allTextContents();
const needing = ['Connor Bell', 'Jamal Hussain', 'Sofia Lindqvist', 'Jo Field', 'Tomos Hughes'];

describe('the table of a tutor with sixty trainees', () => {
  beforeEach(async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await open('tutor-table/sixty');
    await page.getByRole('heading', { name: '60 trainees. 5 need you.' }).waitFor();
  });

  test('begins with the five who need a call, each with the rule that was met in words', async () => {
    expect((await names()).slice(0, 5)).toEqual(needing);
    await page
      .getByRole('row', { name: /Jamal Hussain/ })
      .getByText('No observation recorded since 28 October')
      .waitFor();
    await page
      .getByRole('row', { name: /Jamal Hussain/ })
      .getByRole('img', { name: 'Observed in 5 of the last 11 weeks' })
      .waitFor();
  });

  test('shows only those who need somebody with one press of a key', async () => {
    await page.getByLabel('Only those who need me').press('Space');
    await page.getByText('5 of 60 placements shown').waitFor();
    expect(await names()).toEqual(needing);
  });

  test('finds a name by what is typed of it, without accents, and says when nobody has it', async () => {
    await page.getByLabel('Find by name').fill('LINDQ');
    await page.getByText('1 of 60 placements shown').waitFor();
    expect(await names()).toEqual(['Sofia Lindqvist']);
    await page.getByLabel('Find by name').fill('nobody at all');
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await page.getByText('60 of 60 placements shown').waitFor();
    expect(await page.getByLabel('Find by name').inputValue()).toBe('');
  });

  test('is narrowed by reason, school and mentor together', async () => {
    await page.getByText('Choose by reason, school or mentor').click();
    await page.getByLabel('Why').selectOption({ label: 'No observation recorded' });
    expect(await names()).toEqual(['Connor Bell', 'Jamal Hussain']);
    await page.getByLabel('School').selectOption({ label: 'Millbrook School' });
    expect(await names()).toEqual(['Connor Bell']);
  });

  test('keeps the name in sight where it is wider than its frame', async () => {
    await page.setViewportSize({ width: 700, height: 900 });
    const region = page.getByRole('region', { name: 'Your trainees' });
    const name = page.getByRole('link', { name: 'Connor Bell', exact: true });
    const before = await name.boundingBox();
    await region.evaluate((one) => (one.scrollLeft = 200));
    expect(await name.boundingBox()).toEqual(before);
    expect(await region.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
  });

  test('prints without its controls', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByLabel('Find by name').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Save everybody as a spreadsheet' }).isVisible()).toBe(false);
    expect(await names()).toHaveLength(60);
    await page.emulateMedia({ media: 'screen' });
  });
});

test('A spreadsheet is saved as the server wrote it', async () => {
  await open('tutor-table/twelve');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save everybody as a spreadsheet' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('trainees-2026-11-17.csv');
  expect(await readFile(await download.path(), 'utf8')).toBe('\uFEFFTrainee,School\r\nAmara Okafor,Harbour Academy');
});

test('A rule takes a whole number of days or nothing, and says so', async () => {
  await open('attention-rules/tutor');
  const days = page.getByLabel('No lesson observation recorded');
  await days.fill('two weeks');
  await page.keyboard.press('Enter');
  await page.getByText('A whole number from 1 to 180, or nothing.').waitFor();
  expect(await days.getAttribute('aria-invalid')).toBe('true');
  await expect(days.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).resolves.toBe(true);
});
