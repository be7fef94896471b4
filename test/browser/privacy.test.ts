import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useDemoPage } from './demo-page.js';

let page: Page;

const open = useDemoPage((given) => ({ page } = given));
beforeEach(async () => {
  await open('privacy-page/people');
  await page.getByLabel('Name, e-mail or student number').fill('am');
  await page.keyboard.press('Enter');
  await page.getByText('1 person found.').waitFor();
});

const eraseButton = () => page.getByRole('button', { name: /^Erase… ?: Amara Okafor$/ });

describe('Erasing a person', () => {
  test('takes two looks: what would go, then the button, then a receipt', async () => {
    await eraseButton().click();
    await page.getByRole('dialog', { name: 'Erase Amara Okafor' }).waitFor();
    expect(await page.getByRole('button', { name: 'Erase for good' }).count()).toBe(0);
    await page.getByRole('button', { name: 'See what would go' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase Amara Okafor for good?' });
    await dialog.waitFor();
    await page.getByText('2 entries deleted, 43 emptied of names and words').first().waitFor();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('1 person found.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText('A former trainee').count()).toBeGreaterThan(1);
  });

  test('is left by Escape, and begins anew the next time', async () => {
    await eraseButton().click();
    await page.getByRole('button', { name: 'See what would go' }).click();
    await page.getByRole('button', { name: 'Erase for good' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await eraseButton().click();
    await page.getByRole('button', { name: 'See what would go' }).waitFor();
    expect(await page.getByRole('button', { name: 'Erase for good' }).count()).toBe(0);
  });
});

describe('Keeping a person’s data for now', () => {
  test('asks why, and shows what is kept', async () => {
    await page.getByRole('button', { name: /^Keep for now… ?: Amara Okafor$/ }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Say why, in a few words.').waitFor();
    await page.getByLabel('Why?').fill('Appeal 3');
    await page.keyboard.press('Enter');
    await page.getByText('Kept. Nothing of it goes until you lift the hold.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});
