import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { focusArrives } from './focus.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let server: ObservationServer;
let page: Page;

useObservationPage({ width: 390, height: 844 }, (given) => ({ browser, server, page } = given));

const { open, noteField, note, saved, begin, endLesson } = journey(
  () => page,
  () => server,
);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
/** Presses a button from the keyboard, as somebody without a pointer does. */
const key = (name: string | RegExp) => button(name).first().press('Enter');
const arrives = (wanted: string) => focusArrives(page, wanted);
const noteHint = 'textarea What you see and hear';
const signed = async () => {
  await begin();
  await note('Seat 4 waits');
  await endLesson();
  await page.getByLabel('Strengths', { exact: true }).fill('Questions stay open.');
  await saved();
  await key('We have talked: sign');
  await key('Sign');
  await page.getByText('Signed, not read yet').waitFor();
  return new URL(page.url()).hash.slice(2);
};

describe('the focus, after each button of an observation', () => {
  test('goes from the plan to the lesson, stays where notes are typed, and goes to the feedback', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await key('Plan this observation');
    await arrives('h1 Amara’s lesson');
    await key('Start the lesson');
    await arrives(noteHint);
    await noteField().fill('Calm voice');
    await key('Add note');
    await arrives(noteHint);
    for (const name of ['+ Strength', '? Question', '→ Develop']) {
      await noteField().fill(`A note: ${name}`);
      await key(name.slice(2));
      await arrives(noteHint);
    }
    await key('Strength');
    await arrives(noteHint);
    await page.getByText('Write the note first, then tag it.').first().waitFor();
    await key('End the lesson');
    await arrives('h2 End the lesson?');
    await key('Go on watching');
    await arrives('button End the lesson');
    await key('End the lesson');
    await key('End it now');
    await arrives('h1 Amara’s lesson');
  });

  test('goes to the feedback also from a plan that is written up without the clock', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await key('Plan this observation');
    await key('Write it up without the clock');
    await arrives('h1 Amara’s lesson');
    await page.getByLabel('Strengths', { exact: true }).waitFor();
  });

  test('stays with a note that is changed, left, taken back and put back', async () => {
    await begin();
    await note('Seat 4 waits');
    await key(/^Change note/);
    await arrives('textarea Note 0:00');
    await page.keyboard.type('. Long');
    await key('Keep the change');
    await arrives('button Change note 0:00');
    await page.getByText('. Long').waitFor();
    await key(/^Change note/);
    await key('Leave as it was');
    await arrives('button Change note 0:00');
    await key(/^Change note/);
    await key('Take back');
    await arrives(`button Put back note 0:00: ${await page.locator('observation-notes .said').innerText()}`);
    await key(/^Put back/);
    await arrives('button Change note 0:00');
  });

  test('goes into a new target, and to the targets when one is dropped', async () => {
    await begin();
    await endLesson();
    await key('Add a target');
    await arrives('textarea Target');
    await key(/^Drop this target/);
    await arrives('h2 Targets');
  });

  test('comes back from the question before signing, and goes to the heading once it is signed', async () => {
    await begin();
    await endLesson();
    await page.getByLabel('Strengths', { exact: true }).fill('Questions stay open.');
    await saved();
    await key('We have talked: sign');
    await arrives('h2 Sign this observation');
    await key('Go on writing');
    await arrives('button We have talked: sign');
    await key('We have talked: sign');
    await page.keyboard.press('Escape');
    await arrives('button We have talked: sign');
    await key('We have talked: sign');
    await key('Sign');
    await page.getByText('Signed, not read yet').waitFor();
    await arrives('h1 Amara’s lesson');
    await key('Check the signatures');
    await arrives('h2 Signatures');
    await key('Add a correction');
    await arrives('textarea Add a correction');
    await key('Not now');
    await arrives('button Add a correction');
    await key('Add a correction');
    await page.keyboard.type('It was 8C.');
    await key('Put it beside the record');
    await arrives('h2 Correction by Priya');
  });

  test('follows the trainee through seeing it differently and having read it', async () => {
    const place = await signed();
    await page.goto('about:blank');
    await open('amara', place);
    await key('I see it differently');
    await arrives('textarea I see it differently');
    await page.keyboard.type('Seat 4 was thinking.');
    await key('Not now');
    await arrives('button I see it differently (begun, not stored)');
    await key('I have read this');
    await arrives('textarea I see it differently');
    await key('Put it beside the record');
    await arrives('h2 Amara sees it differently');
    await key('I have read this');
    await page.getByText('Signed and read').waitFor();
    await arrives('h1 Your lesson');
  });

  test('stays on its button where the network keeps the answer away', async () => {
    const place = await signed();
    await page.goto('about:blank');
    await open('amara', place);
    await button('I have read this').waitFor();
    server.away = true;
    await key('I have read this');
    await page.getByText('There is no connection just now.').waitFor();
    await arrives('button I have read this');
    expect(browser.takeFaults().every((fault) => /ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET)/.test(fault))).toBe(true);
  });

  test('goes to the text whose two versions were settled', async () => {
    await begin();
    await endLesson();
    await saved();
    const other = await browser.newPage();
    await other.goto(page.url());
    await other.getByLabel('Strengths', { exact: true }).fill('From the other tab');
    await saved(other);
    await other.close();
    await page.getByLabel('Strengths', { exact: true }).fill('From this tab');
    await page.getByText('From the other tab').waitFor();
    await key('Keep yours');
    await arrives('textarea Strengths');
    expect(browser.takeFaults().every((fault) => fault.includes('409'))).toBe(true);
  });

  test('goes to the list when a draft is withdrawn', async () => {
    await begin();
    await key('Withdraw this draft');
    await key('Keep it');
    await arrives('button Withdraw this draft');
    await key('Withdraw this draft');
    await key('Withdraw it');
    await arrives('h1 Lesson observations: Amara Okafor');
  });
});

describe('Escape, while a note is changed', () => {
  test('leaves the note as it was, with the focus on it', async () => {
    await begin();
    await note('Seat 4 waits');
    await key(/^Change note/);
    await page.keyboard.press('Escape');
    await arrives('button Change note 0:00');
  });

  test('asks to be pressed once more where the note has new words, and keeps them until then', async () => {
    await begin();
    await note('Seat 4 waits');
    await key(/^Change note/);
    await page.keyboard.type(' a long time');
    await page.keyboard.press('Escape');
    await page.getByText('Press Escape once more to leave the note as it was.').waitFor();
    await arrives('textarea Note 0:00');
    const typed = await page.getByLabel('Note 0:00', { exact: true }).inputValue();
    expect(typed).toContain(' a long time');
    await page.keyboard.press('Escape');
    await arrives('button Change note 0:00');
    expect(await page.locator('observation-notes .said').innerText()).toBe('Seat 4 waits');
  });
});
