import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let server: ObservationServer;
let page: Page;

useObservationPage({ width: 320, height: 720 }, (given) => ({ browser, server, page } = given));

const { open, press, saved, noteField, note, endLesson, begin } = journey(
  () => page,
  () => server,
);
const isSound = async () => {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
};

describe('an observation on a narrow screen', () => {
  test('goes from the plan to the record that the trainee has read', async () => {
    await begin();
    await note('Q: why?');
    await noteField().fill('Calm voice');
    await press('Strength');
    await note('> wait longer');
    await noteField().fill('Seat 4 waits');
    await noteField().press('Alt+2');
    expect(await page.locator('observation-notes .tag').allInnerTexts()).toEqual(['? Question', '→ Develop', '+ Strength']);
    await saved();
    await isSound();
    await noteField().fill('still in the field');
    await endLesson();
    await page.getByLabel('Strengths', { exact: true }).fill('Questions stay open.');
    await press('Add a target');
    await page.getByLabel('Target', { exact: true }).fill('Wait three seconds');
    await page.locator('target-editor').getByText('Name the notes it rests on').click();
    await page.locator('target-editor').getByRole('checkbox').first().check();
    await saved();
    await isSound();
    await press('We have talked: sign');
    await page.getByText('Nothing is written about pupils’ learning.').waitFor();
    await press('Sign');
    await page.getByText('Signed, not read yet').waitFor();
    await page.getByText('Signed. Amara can read it now.').waitFor({ state: 'attached' });
    expect(await page.title()).toMatch(/^Amara’s lesson, .* · Critical Friend$/);
    await press('Check the signatures');
    await page.getByText('Checked: every word is the signed one.').waitFor();
    await press('Add a correction');
    await page.getByRole('textbox').fill('It was 8C.');
    await press('Put it beside the record');
    await page.getByText('Correction by Priya').waitFor();
    const place = new URL(page.url()).hash.slice(2);

    await page.goto('about:blank');
    await open('amara', place);
    await page.getByText('Notes from the lesson (5)').waitFor();
    await press('I see it differently');
    await page.getByRole('textbox').fill('Seat 4 was thinking.');
    await press('I have read this');
    await page.getByText('What you see differently is not stored yet.').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('Seat 4 was thinking.');
    await press('Put it beside the record');
    await page.getByText('Amara sees it differently').waitFor();
    await press('I have read this');
    await page.getByText('Signed and read').waitFor();
    await isSound();
    expect(server.setting.told).toHaveLength(1);
  });

  test('keeps notes while the network is away and sends each once, in order, when it is back', async () => {
    await begin();
    await note('before');
    await saved();
    server.away = true;
    await note('without one');
    await note('without two');
    await page.locator('save-state').getByText('Not sent yet. Keep this tab open.').first().waitFor();
    server.away = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await saved();
    await page.reload();
    await page.getByText('3 notes').waitFor();
    expect(await page.locator('observation-notes .words').allInnerTexts()).toEqual(['without two', 'without one', 'before']);
    expect(browser.takeFaults().every((fault) => /ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET)/.test(fault))).toBe(true);
  });

  test('keeps the text on the page when the session has ended', async () => {
    await begin();
    await endLesson();
    await page.getByLabel('Strengths', { exact: true }).waitFor();
    await saved();
    server.ended = true;
    await page.getByLabel('Strengths', { exact: true }).fill('Not lost');
    await page.locator('save-state').getByText('This page is no longer signed in.').first().waitFor();
    expect(await page.getByLabel('Strengths', { exact: true }).inputValue()).toBe('Not lost');
    expect(browser.takeFaults().every((fault) => fault.includes('401'))).toBe(true);
  });

  test('shows both texts where another tab wrote the same section', async () => {
    await begin();
    await endLesson();
    await saved();
    const other = await browser.newPage();
    await other.goto(page.url());
    await other.getByLabel('Strengths', { exact: true }).fill('From the other tab');
    await other
      .getByText(/^Saved \d\d:\d\d$/)
      .first()
      .waitFor();
    await other.close();
    await page.getByLabel('Strengths', { exact: true }).fill('From this tab');
    await page.getByText('From the other tab').waitFor();
    await isSound();
    await press('Keep yours');
    await saved();
    await page.reload();
    expect(await page.getByLabel('Strengths', { exact: true }).inputValue()).toBe('From this tab');
    expect(browser.takeFaults().every((fault) => fault.includes('409'))).toBe(true);
  });

  test('shows what is stored where another device ended the lesson first, and keeps the notes', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await press('Plan this observation');
    await page.getByRole('button', { name: 'Start the lesson' }).waitFor();
    const other = await browser.newPage();
    await other.goto(page.url());
    await press('Start the lesson');
    await endLesson();
    await saved();
    server.away = true;
    await other.getByRole('button', { name: 'Start the lesson' }).click();
    await other.getByLabel('What you see and hear').fill('From the second device');
    await other.getByRole('button', { name: 'Add note' }).click();
    server.away = false;
    await other.evaluate(() => dispatchEvent(new Event('online')));
    await other.getByText('This lesson was already ended on another device. Here is what is stored.').waitFor();
    await other.getByText('Your notes (1)').waitFor();
    await other
      .getByText(/^Saved \d\d:\d\d$/)
      .first()
      .waitFor();
    await other.close();
    expect(browser.takeFaults().every((fault) => /422|ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET)/.test(fault))).toBe(true);
  });

  test('asks again by itself for a page that the network kept away', async () => {
    await open('priya', 'observations');
    await page.getByRole('heading', { name: 'Lesson observations' }).waitFor();
    server.away = true;
    await page.evaluate((place) => (location.hash = `#/observations/in/${place}`), server.setting.placementId);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    server.away = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByRole('heading', { name: 'Lesson observations: Amara Okafor' }).waitFor();
    browser.takeFaults();
  });

  test('wraps its buttons and notes with letters of twice the size', async () => {
    await begin();
    await note('Seat 4 waits for the question to come round again');
    await page.evaluate(() => {
      const large = new CSSStyleSheet();
      large.replaceSync('html { font-size: 200%; }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, large];
    });
    expect(await sidewaysPixels(page)).toBe(0);
    const overlaps = await page
      .locator('observation-note-entry .tags button')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth));
    expect(overlaps).toHaveLength(0);
    expect((await page.locator('observation-notes .words').first().boundingBox())?.width).toBeGreaterThan(150);
  });

  test('draws none of three hundred notes again while the next one is typed', async () => {
    await begin();
    for (let count = 1; count <= 300; count += 1) await note(`note ${count}`);
    await page.getByText('300 notes').waitFor();
    const drawn = await page.evaluate(async () => {
      const live = document
        .querySelector('observation-form')
        ?.shadowRoot?.querySelector('observation-page')
        ?.shadowRoot?.querySelector('observation-live')?.shadowRoot;
      const area = live?.querySelector('observation-note-entry')?.shadowRoot?.querySelector('textarea');
      const list = live?.querySelector('observation-notes') as unknown as { performUpdate(): void } | undefined;
      if (!area || !list) throw new Error('The notes are not there.');
      let count = 0;
      const draw = list.performUpdate.bind(list);
      list.performUpdate = () => {
        count += 1;
        draw();
      };
      for (let key = 0; key < 20; key += 1) {
        area.value += 'x';
        area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return count;
    });
    expect(drawn).toBe(0);
  });
});
