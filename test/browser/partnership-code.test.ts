import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useDemoPage } from './demo-page.js';

let page: Page;

const open = useDemoPage((given) => ({ page } = given));
beforeEach(() => open('partnership-code/first'));

const field = () => page.getByLabel('Your mentor code');

describe('the field for a mentor code', () => {
  test('sets the dash itself, and lets it be deleted again', async () => {
    await field().pressSequentially('k7pm3x');
    expect(await field().inputValue()).toBe('K7PM-3X');
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('Backspace');
    expect(await field().inputValue()).toBe('K7P');
  });

  test('takes the line of the letter as it is pasted', async () => {
    await field().evaluate((input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', text);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }));
    }, '  k7pm – 3xqt\n');
    expect(await field().inputValue()).toBe('K7PM-3XQT');
  });

  test('says what is missing, and sends nothing yet', async () => {
    await field().fill('K7PM-3X');
    await page.keyboard.press('Enter');
    expect(await field().getAttribute('aria-invalid')).toBe('true');
    await page.getByText('A code has eight letters and figures; here are 6.').first().waitFor();
  });

  test('leads to the trainee’s name, which has the focus', async () => {
    await field().fill('K7PM-3XQT');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Amara Okafor' });
    await heading.waitFor();
    await page.getByText('Amara and Helen Ward can see that you joined.').waitFor();
    await expect(heading.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).resolves.toBe(true);
  });
});

describe('“This is not my mentor”', () => {
  test('asks before it ends anything, and Escape keeps everything', async () => {
    await open('partnership-placements/not-my-mentor');
    const button = page.getByRole('button', { name: /^This is not my mentor ?: Priya Nair$/ });
    await button.click();
    await page.getByRole('dialog', { name: 'End Priya Nair’s access?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByText('Priya Nair').count()).toBeGreaterThan(0);
  });
});
