import { afterEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { focusArrives } from './focus.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let server: ObservationServer;
let page: Page;
const others: Page[] = [];

useObservationPage({ width: 390, height: 844 }, (given) => ({ browser, server, page } = given));
afterEach(async () => {
  for (const one of others.splice(0)) await one.close({ runBeforeUnload: false });
});

const { open, press, noteField, note, saved, begin, endLesson } = journey(
  () => page,
  () => server,
);
const strengths = (on = page) => on.getByLabel('Strengths', { exact: true });
const pressOn = (on: Page, name: string) => on.getByRole('button', { name, exact: true }).click();
/** The same observation on another device of its mentor. */
const otherDevice = async (): Promise<Page> => {
  const other = await browser.newPage();
  others.push(other);
  await other.goto(page.url());
  return other;
};
const signOn = async (on: Page, words: string): Promise<void> => {
  await strengths(on).fill(words);
  await saved(on);
  await pressOn(on, 'We have talked: sign');
  await pressOn(on, 'Sign');
  await on.getByText('Signed, not read yet').waitFor();
};
const onlyHere = (on = page) => on.locator('observation-page cf-notice', { hasText: 'These words are only on this page.' });
/** This page alone has no network, until it is back. */
const goesOffline = () => page.route('**/api/**', (route) => route.abort());
const backOnline = async (): Promise<void> => {
  await page.unroute('**/api/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
};
const faultsAllowed = /422|ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET|FAILED)/;
/** Closes the page as a person does. @returns whether the browser asked first */
const asksBeforeClosing = async (on = page): Promise<boolean> => {
  let asked = false;
  const closed = new Promise<void>((resolve) => on.once('close', () => resolve()));
  on.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  });
  await on.close({ runBeforeUnload: true });
  await closed;
  return asked;
};

describe('a record that was signed in another tab while this page held unsaved text', () => {
  test('is shown as it was signed, with this page’s words apart from it until they were copied', async () => {
    await begin();
    await endLesson();
    await strengths().waitFor();
    const other = await otherDevice();
    await signOn(other, 'What was signed.');
    await page.bringToFront();
    await strengths().fill('What was typed\nin this tab.');
    await page.getByText('This observation was already signed on another device.').waitFor();
    await onlyHere().waitFor();
    expect(await onlyHere().locator('dt').allInnerTexts()).toEqual(['Strengths']);
    expect(await onlyHere().locator('dd').allInnerTexts()).toEqual(['What was typed\nin this tab.']);
    expect(await page.locator('observation-record .written').allInnerTexts()).toEqual(['Waiting after a question', 'What was signed.']);
    expect(await onlyHere().evaluate((notice) => getComputedStyle(notice).userSelect)).not.toBe('none');
    await focusArrives(page, 'h1 Amara’s lesson');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);

    await press('Check the signatures');
    await page.getByText('Checked: every word is the signed one.').waitFor();
    await press('Add a correction');
    await page.getByRole('textbox').fill('What was typed in this tab.');
    await press('Put it beside the record');
    await page.getByText('Correction by Priya').waitFor();
    expect(await onlyHere().count()).toBe(1);
    await press('I have copied what I need');
    await onlyHere().waitFor({ state: 'detached' });
    await focusArrives(page, 'h1 Amara’s lesson');
    expect(await asksBeforeClosing()).toBe(false);
    expect(browser.takeFaults().every((fault) => faultsAllowed.test(fault))).toBe(true);
  });

  test('keeps the notes of a device that was away, and asks before they are closed with the page', async () => {
    await begin();
    await note('stored before');
    await saved();
    const other = await otherDevice();
    await other.getByText('One note').waitFor();
    await goesOffline();
    await note('typed without a network');
    await note('and another one');
    await pressOn(other, 'End the lesson');
    await pressOn(other, 'End it now');
    await signOn(other, 'What was signed.');
    await noteField().fill('half a note');
    await backOnline();
    await onlyHere().waitFor();
    expect(await onlyHere().locator('dd').allInnerTexts()).toEqual(['typed without a network', 'and another one', 'half a note']);
    await page.getByText('Notes from the lesson (1)').waitFor();
    expect(await asksBeforeClosing()).toBe(true);
    expect(browser.takeFaults().every((fault) => faultsAllowed.test(fault))).toBe(true);
  });
});

describe('half-typed words', () => {
  test('become a note where another device has ended the lesson', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await press('Plan this observation');
    await page.getByRole('button', { name: 'Start the lesson' }).waitFor();
    const other = await otherDevice();
    await pressOn(other, 'Start the lesson');
    await pressOn(other, 'End the lesson');
    await pressOn(other, 'End it now');
    await saved(other);
    await goesOffline();
    await press('Start the lesson');
    await noteField().fill('half a note');
    await backOnline();
    await page.getByText('This lesson was already ended on another device.').waitFor();
    await page.getByText('Your notes (1)').waitFor();
    await saved();
    await focusArrives(page, 'h1 Amara’s lesson');
    expect(browser.takeFaults().every((fault) => faultsAllowed.test(fault))).toBe(true);
  });

  test('of a note that is being changed are kept when the lesson is ended', async () => {
    await begin();
    await note('Seat 4 waits');
    await page.getByRole('button', { name: /^Change note/ }).click();
    await page.getByLabel(/^Note 0:/).fill('Seat 4 waits for help');
    await endLesson();
    await saved();
    await page.getByText('Your notes (1)').click();
    await page.locator('observation-notes .said').getByText('Seat 4 waits for help', { exact: true }).waitFor();
    expect(await page.locator('observation-notes .said').count()).toBe(1);
  });

  test('of a note come before signing, which would leave them out', async () => {
    await begin();
    await endLesson();
    await strengths().fill('Questions stay open.');
    await page.getByText('Your notes (0)').click();
    await noteField().fill('half a note');
    await press('We have talked: sign');
    await page.getByText('A note is begun here. Finish it or clear it, then sign.').waitFor();
    await focusArrives(page, 'textarea What you see and hear');
    await press('Add note');
    await saved();
    await press('We have talked: sign');
    await page.getByRole('dialog', { name: 'Sign this observation' }).waitFor();
  });
});

describe('closing the page', () => {
  test.each([
    ['with half a note in its field', async () => noteField().fill('half a note'), true],
    ['with a note that the network keeps away', async () => ((server.away = true), note('not sent')), true],
    ['with everything stored', async () => (await note('stored'), saved()), false],
  ] as const)('%s asks first only where something would be lost', async (_state, write, asks) => {
    await begin();
    await saved();
    await write();
    expect(await asksBeforeClosing()).toBe(asks);
    browser.takeFaults();
  });

  test('asks for a plan that is typed and not stored, and not for one nobody typed in', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await page.getByLabel('Focus').click();
    const other = await otherDevice();
    await other.getByLabel('Focus').fill('Waiting after a question');
    expect(await asksBeforeClosing(other)).toBe(true);
    expect(await asksBeforeClosing()).toBe(false);
  });
});
