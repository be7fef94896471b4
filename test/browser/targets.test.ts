import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { lessonsOf } from '../integration/target/lessons.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let server: ObservationServer;
let page: Page;

useObservationPage({ width: 390, height: 800 }, (given) => ({ browser, server, page } = given));

const { open, press, saved } = journey(
  () => page,
  () => server,
);
const isSound = async () => {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
};
const card = (wording: string) => page.locator('target-life').filter({ hasText: wording });

describe('the targets of a trainee on a narrow screen', () => {
  test('go from one lesson to the next: asked about, parked for a fourth, and shown on their own page', async () => {
    const { cast, placementId } = server.setting;
    const lessons = lessonsOf(server.setting);
    const first = await lessons.written(cast.priya, ['Ask everybody', 'Wait for it', 'Circulate']);
    await lessons.sign(cast.priya, first.id);
    const next = await lessons.written(cast.priya);

    await open('priya', `observations/${next.id}`);
    await page.getByText('What became of the last targets?').waitFor();
    const asked = page.locator('target-outcome').filter({ hasText: 'Ask everybody' });
    await asked.getByLabel('Done', { exact: true }).check();
    await asked.getByLabel('Done, because…').fill('Eleven names.');
    await page.locator('target-outcome').filter({ hasText: 'Circulate' }).getByLabel('Still working on it').check();
    await press('Add a target');
    await page.getByLabel('Target', { exact: true }).fill('Look at every book');
    await press('Add another target');
    await page.locator('target-editor').nth(1).getByLabel('Target', { exact: true }).fill('Stand still');
    await page.getByText('There would be four targets. Which one shall we park?').waitFor();
    await saved();
    await isSound();
    await press('Finish and sign');
    await page.getByText('There would be more than three targets.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign', exact: true }).getAttribute('aria-disabled')).toBe('true');
    await press('Go on writing');
    await press('Park: Wait for it');
    await page.getByText('Which one shall we park?').waitFor({ state: 'detached' });
    await saved();
    await press('Finish and sign');
    await page.getByLabel('Now', { exact: true }).check();
    await press('Sign');
    await page.locator('p.lesson').getByText('Signed, not read yet').waitFor();
    await page.getByText('Done: Eleven names.').waitFor();
    await isSound();

    await page.goto('about:blank');
    await open('amara', `targets/${placementId}`);
    await page.getByRole('heading', { name: 'Working on now (3)' }).waitFor();
    await page.getByRole('heading', { name: 'Parked (1)' }).waitFor();
    await page.getByRole('heading', { name: 'Done (1)' }).waitFor();
    await isSound();

    await card('Circulate')
      .getByRole('button', { name: /^Change the words/ })
      .click();
    await page.getByLabel('Target', { exact: true }).fill('See every table by minute ten');
    await isSound();
    await press('Save the words');
    await page.getByText('Saved. Signed records keep the words they were signed with.').waitFor({ state: 'attached' });
    await card('See every table').getByText('How it went').click();
    await page.getByText('Amara Okafor worded it anew. Before: Circulate').waitFor();

    await card('Wait for it')
      .getByRole('button', { name: /^Work on it again/ })
      .click();
    await page.getByText('You already have three targets. Which one shall we park?').waitFor();
    await page.getByRole('radio', { name: 'Stand still' }).check();
    await isSound();
    await press('Work on it again');
    await page.getByText('It is worked on again.').waitFor({ state: 'attached' });
    await page.getByRole('heading', { name: 'Parked (1)' }).waitFor();

    await card('See every table')
      .getByRole('button', { name: /^It is done/ })
      .click();
    await page.getByText('Nothing that shows it is named yet.').waitFor({ state: 'detached' });
    await page.getByLabel('How you can tell').fill('Nobody waits.');
    await page
      .getByRole('checkbox', { name: /Lesson of/ })
      .first()
      .check();
    await press('It is done');
    await page.getByRole('heading', { name: 'Done (2)' }).waitFor();
    await isSound();

    await page.goto('about:blank');
    await open('helen', `observations/${first.id}`);
    await page.getByText('Now worded: See every table by minute ten').waitFor();
    await press('Check the signatures');
    await page.getByText('Checked: every word is the signed one.').waitFor();
  });

  test('are read by their tutor and changed by nobody but the trainee and the mentors', async () => {
    await open('helen', `targets/${server.setting.placementId}`);
    await page.getByRole('heading', { name: /^Targets: Amara/ }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await page.goto('about:blank');
    await open('tom', `targets/${server.setting.placementId}`);
    await page.getByText('There is nothing here that you can open.').waitFor();
    expect(browser.takeFaults().every((fault) => fault.includes('404'))).toBe(true);
  });
});
