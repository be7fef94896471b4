import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import { focusArrives } from './focus.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let server: ObservationServer;
let page: Page;

useObservationPage({ width: 390, height: 844 }, (given) => ({ server, page } = given));

const { open, press, saved, noteField, note, endLesson, begin } = journey(
  () => page,
  () => server,
);
const isSound = async () => {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
};
const shows = async (words: string[]): Promise<void> => {
  await page.waitForFunction(
    (wanted) => {
      const roots = (root: ParentNode): ParentNode[] =>
        [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one.shadowRoot, ...roots(one.shadowRoot)] : []));
      const said = roots(document).flatMap((root) => [...root.querySelectorAll('.notes .said')].map((one) => one.textContent));
      return JSON.stringify(said) === JSON.stringify(wanted);
    },
    words,
    { timeout: 5_000 },
  );
};
const changeNote = (words: string) =>
  page
    .locator('observation-notes li', { hasText: words })
    .getByRole('button', { name: /^Change note/ })
    .click();
const sign = async (): Promise<void> => {
  await page.getByLabel('Strengths', { exact: true }).fill('Questions stay open.');
  await saved();
  await press('Finish and sign');
  await page.getByLabel('Now', { exact: true }).check();
  await press('Sign');
  await page.locator('p.lesson').getByText('Signed, not read yet').waitFor();
};

describe('the note added last', () => {
  test('is tagged with an area by one tap, by one key, and from the list by keyboard alone', async () => {
    await begin();
    await note('Who answered?');
    const chips = page.locator('observation-note-entry observation-areas .chips');
    await chips.getByRole('button', { name: /^TS2 / }).click();
    await page.locator('observation-notes .areas').getByText('TS2', { exact: true }).waitFor();
    await noteField().press('Alt+4');
    await page.locator('observation-notes .areas').getByText('TS1 · TS2', { exact: true }).waitFor();
    await noteField().press('Alt+9');
    await focusArrives(page, 'input Search');
    await page.keyboard.type('manage behaviour');
    await page.keyboard.press('Enter');
    await page.locator('observation-notes .areas').getByText('TS1 · TS2 · TS7', { exact: true }).waitFor();
    await isSound();
    await page.keyboard.press('Escape');
    await focusArrives(page, 'textarea What you see and hear');
    await saved();
    await page.reload();
    await page.locator('observation-notes .areas').getByText('TS1 · TS2 · TS7', { exact: true }).waitFor();
    await isSound();
    await note('Seat 4 waits');
    expect(await chips.getByRole('button', { pressed: true }).count()).toBe(0);
    expect(await chips.getByRole('button').first().getAttribute('aria-label')).toMatch(/^TS1 /);
  });
});

describe('a note', () => {
  test('is moved by keys, by buttons and by dragging, and to another minute, and stays there', async () => {
    await begin();
    for (const words of ['one', 'two', 'three']) await note(words);
    await shows(['three', 'two', 'one']);
    await page
      .locator('observation-notes li', { hasText: 'three' })
      .getByRole('button', { name: /^Change note/ })
      .focus();
    await page.keyboard.press('Alt+ArrowDown');
    await shows(['two', 'three', 'one']);
    await focusArrives(page, 'button Change note 0:00');
    await page.keyboard.press('Enter');
    await press('Move earlier');
    await shows(['two', 'one']);
    await focusArrives(page, 'button Move earlier');
    await isSound();
    await press('Leave as it was');
    await shows(['two', 'one', 'three']);
    const rows = page.locator('observation-notes li');
    await rows
      .nth(2)
      .locator('.grip')
      .dragTo(rows.nth(0), { targetPosition: { x: 10, y: 2 } });
    await shows(['three', 'two', 'one']);
    await changeNote('one');
    await page.getByLabel('Minute', { exact: true }).fill('7');
    await press('Keep the change');
    await shows(['one', 'three', 'two']);
    await page.locator('observation-notes .minute').getByText('7:00', { exact: true }).waitFor();
    await saved();
    await page.reload();
    await shows(['one', 'three', 'two']);
    await endLesson();
    await page.getByText('Your notes (3)').click();
    await shows(['two', 'three', 'one']);
    await isSound();
  });
});

describe('prompts', () => {
  test('are agreed in the plan, pressed in the lesson, explained afterwards, and read by the trainee', async () => {
    await open('priya', `observations/plan/${server.setting.placementId}`);
    await page.getByText('Prompts while the lesson runs (optional)').click();
    await page.getByLabel('Prompt 1').fill('Wait');
    await page.getByLabel('Prompt 2').fill('Ask the back row');
    await isSound();
    await press('Plan this observation');
    await page.getByRole('button', { name: 'Start the lesson' }).waitFor();
    const place = new URL(page.url()).hash.slice(2);
    await page.getByLabel('Prompt 3').fill('Check before you go on');
    await saved();
    await page.goto('about:blank');
    await open('amara', place);
    await page.getByRole('heading', { name: 'Agreed prompts' }).waitFor();
    await page.getByText('Check before you go on').waitFor();
    await isSound();
    await page.goto('about:blank');
    await open('priya', place);
    await press('Start the lesson');
    await press('Wait');
    await press('Wait');
    await page.getByText('Written down 2 times: Wait').waitFor();
    await press('Ask the back row');
    await shows(['Ask the back row', 'Wait', 'Wait']);
    await isSound();
    await endLesson();
    await page.getByText('3 prompts in one minute').waitFor();
    await page.getByLabel('0:00 Ask the back row').fill('Nobody there had spoken yet.');
    await isSound();
    await page.locator('observation-cite').first().getByText('Name the notes it rests on').click();
    await page
      .locator('observation-cite')
      .first()
      .getByRole('checkbox', { name: /Ask the back row/ })
      .check();
    await sign();
    await page.goto('about:blank');
    await open('amara', place);
    await press('Read what Priya wrote now');
    await page.locator('observation-prompt-review').getByText('Why then? Nobody there had spoken yet.').waitFor();
    await isSound();
  });
});

describe('a question', () => {
  test('is answered by the trainee under it, and read there by its writer', async () => {
    await begin();
    await note('? Who answered?');
    await note('? What about the window?');
    await endLesson();
    await sign();
    const place = new URL(page.url()).hash.slice(2);
    await page.goto('about:blank');
    await open('amara', place);
    await press('Read what Priya wrote now');
    await page.getByRole('heading', { name: 'What Priya asks you' }).waitFor();
    await page.getByRole('button', { name: 'Answer: What about the window?' }).click();
    await page.getByLabel('Your answer').fill('I had not seen it.');
    await press('I have read this');
    await page.getByText('What you wrote here is not stored yet.').waitFor();
    await isSound();
    await press('Send the answer');
    await page.locator('observation-questions .answer').getByText('I had not seen it.').waitFor();
    await page.getByRole('button', { name: 'Add to your answer: What about the window?' }).waitFor();
    await isSound();
    await page.goto('about:blank');
    await open('priya', place);
    await page.locator('observation-questions .answer').getByText('I had not seen it.').waitFor();
    expect(await page.getByRole('button', { name: /^Answer/ }).count()).toBe(0);
    await isSound();
  });
});
