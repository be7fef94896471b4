import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { useDemoPage, type DemoPage } from './demo-page.js';
import { focusArrives } from './focus.js';

let given: DemoPage;
let page: Page;

const open = useDemoPage((opened) => {
  given = opened;
  ({ page } = opened);
});
/** What the dialog shows: it stands in its slots. */
const inside = () => page.locator('home-tell');
const message = 'Something is waiting for you in Critical Friend. Open Critical Friend in Moodle, and look under “Waiting for you”.';

describe('What waits for a mentor of two', () => {
  beforeEach(() => open('home-page/mentor-of-two'));

  test('stands in a list under each trainee’s name, whose line is oldest first', async () => {
    await page.getByRole('heading', { name: 'Jamal Hussain', level: 2 }).waitFor();
    const headings = await page.locator('home-waiting h2').allInnerTexts();
    expect(headings).toEqual(['Jamal Hussain', 'Amara Okafor']);
    expect(await page.getByRole('list', { name: 'Amara Okafor' }).getByRole('listitem').count()).toBe(2);
    await page.getByRole('list', { name: 'Amara Okafor' }).getByText('due tomorrow').waitFor();
  });

  test('is said of others in a list of its own, with a button that names the person', async () => {
    const list = page.getByRole('list', { name: 'Waiting for others' });
    await list.getByRole('link', { name: 'Wed P2: Amara has not pressed “I have read this” yet' }).waitFor();
    expect(await list.getByRole('button').allInnerTexts()).toEqual(['Tell Amara']);
  });
});

describe('Telling somebody', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Tell Amara' });
  beforeEach(async () => {
    await open('home-page/mentor-of-two');
    await page.getByRole('button', { name: 'Tell Amara' }).press('Enter');
    await dialog().waitFor();
  });

  test('offers a message to the person’s own mail program, without anything of what waits', async () => {
    expect(await inside().locator('.message').innerText()).toBe(`Hello Amara,\n\n${message}\n\nPriya Nair`);
    const link = inside().getByRole('link', { name: 'Open your mail program' });
    expect(await link.getAttribute('href')).toBe(
      `mailto:amara.okafor@northbridge.example?subject=${encodeURIComponent('Critical Friend: something is waiting for you')}&body=${encodeURIComponent(`Hello Amara,\r\n\r\n${message}\r\n\r\nPriya Nair`)}`,
    );
    expect(await link.getAttribute('target')).toBe('_blank');
    await inside().getByText('To: amara.okafor@northbridge.example').waitFor();
  });

  test('copies the message', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await inside().getByRole('button', { name: 'Copy the message' }).press('Enter');
    await inside().getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`Hello Amara,\n\n${message}\n\nPriya Nair`);
    await page.context().clearPermissions();
  });

  test('marks the message to be copied by hand where the clipboard is closed', async () => {
    const session = await page.context().newCDPSession(page);
    const permission = { name: 'clipboard-write' };
    await session.send('Browser.setPermission', { permission, setting: 'denied', origin: given.server.origin });
    await inside().getByRole('button', { name: 'Copy the message' }).press('Enter');
    await inside().getByText('The message is marked. Copy it with Ctrl+C, on a Mac Cmd+C.').waitFor();
    await page.context().clearPermissions();
  });

  test('gives the focus back to the button', async () => {
    await focusArrives(page, 'h2 Tell Amara');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await focusArrives(page, 'button Tell Amara');
    await page.keyboard.press('Enter');
    await inside().getByRole('button', { name: 'Close' }).press('Enter');
    await focusArrives(page, 'button Tell Amara');
  });
});

describe('Telling somebody whose address is not known', () => {
  test('says so and offers the message to copy', async () => {
    await open('home-page/trainee');
    await page.getByRole('button', { name: 'Tell Priya' }).click();
    await page.getByRole('dialog', { name: 'Tell Priya' }).waitFor();
    await inside().getByText('No e-mail address of Priya Nair is known here.').waitFor();
    await inside().getByText('Open Critical Friend in Canvas or Moodle').waitFor();
    expect(await inside().getByRole('link').count()).toBe(0);
    await inside().getByRole('button', { name: 'Copy the message' }).waitFor();
  });

  test('asks a mentor who has not come yet for the code, and asks the server for nothing', async () => {
    await open('home-page/tutor');
    await page.getByRole('button', { name: 'Tell Mr Price' }).click();
    await page.getByRole('dialog', { name: 'Tell Mr Price' }).waitFor();
    await inside().getByText('type the code from your letter').waitFor();
    expect(await inside().getByRole('alert').count()).toBe(0);
  });

  test('says what went wrong where the server does not answer with one, and the message can be copied still', async () => {
    await open('home-page/tutor');
    await page.getByRole('button', { name: 'Tell James' }).click();
    await page.getByRole('dialog', { name: 'Tell James' }).waitFor();
    await inside().getByText('There is nothing here that you can open.').waitFor();
    await inside().getByText('Open it as you usually do').waitFor();
    given.browser.takeFaults();
  });
});

test('A tutor finds nobody named twice who needs them', async () => {
  await open('home-page/tutor');
  await page.getByText('One of them is named above.').waitFor();
  expect(await page.locator('home-trainees').getByRole('link', { name: 'Connor Bell' }).count()).toBe(0);
});
