import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let page: Page;
let server: ObservationServer;
useObservationPage({ width: 390, height: 844 }, (given) => ({ browser, page, server } = given));
const { open, press, noteField, saved, note, endLesson, begin } = journey(
  () => page,
  () => server,
);

const isSound = async (): Promise<void> => {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
};
const come = async (reader: Parameters<typeof open>[0], place: string): Promise<void> => {
  await page.goto('about:blank');
  await open(reader, place);
};
/** Everything that this browser's stores hold, as one text. */
const keptOnDevice = (): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('no store')));
      });
    const found: unknown[] = [localStorage, sessionStorage].map((store) => Object.entries(store));
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name ?? ''));
      for (const store of db.objectStoreNames) found.push(await done(db.transaction(store).objectStore(store).getAll()));
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (request.url.includes('/api/')) found.push(await (await cache.match(request))?.text());
    }
    return JSON.stringify(found);
  });
/** A lesson with feedback, at the question before signing. @returns its place */
const atSigning = async (strengths: string): Promise<string> => {
  await begin();
  await noteField().waitFor();
  await note('Kim waits');
  await endLesson();
  await page.getByLabel('Strengths', { exact: true }).fill(strengths);
  await saved();
  await press('Finish and sign');
  await page.getByText('When can Amara read it?').waitFor();
  return new URL(page.url()).hash.slice(2);
};

describe('a record that is signed before the two have talked', () => {
  test('waits for the talk, while the trainee gives a view of their own that then stands beside it', async () => {
    const place = await atSigning('Questions stay open.');
    await isSound();
    await press('Sign');
    await page.locator('p.lesson').getByText('Signed, opens later').waitFor();
    await page.getByText('Amara knows that it is signed and cannot read it yet.').waitFor();
    await isSound();

    await come('amara', place);
    await page.getByText('Priya has signed. You can read it when the two of you have talked').waitFor();
    expect(await page.getByText('Questions stay open.').count()).toBe(0);
    expect(await keptOnDevice()).not.toMatch(/Questions stay open|Kim waits/);
    await page.getByText('My view first', { exact: true }).click();
    await page.getByLabel('Strengths', { exact: true }).fill('They waited for me.');
    await saved();
    await isSound();
    await press('Give my view');
    await press('Give it');
    await page.getByText('It stands beside what Priya wrote once you can read that.').waitFor();
    await isSound();

    await come('priya', place);
    expect(await page.getByText('They waited for me.').count()).toBe(0);
    await press('We have talked');
    await page.locator('p.lesson').getByText('Signed, not read yet').waitFor();
    await page.getByText('They waited for me.').waitFor();

    await come('amara', place);
    await page.getByText('Questions stay open.').waitFor();
    expect(await page.locator('observation-record .pair h3').allInnerTexts()).toEqual(['Priya', 'Amara, before reading']);
    await isSound();
    await page.setViewportSize({ width: 1280, height: 900 });
    const [left, right] = await page.locator('observation-record .pair > div').all();
    expect((await right?.boundingBox())?.y).toBe((await left?.boundingBox())?.y);
    await press('I have read this');
    await page.locator('p.lesson').getByText('Signed and read').waitFor();
  });

  test('opens on a chosen day, and asks for the day where it is missing', async () => {
    await atSigning('Questions stay open.');
    await page.getByLabel('From a day I choose').check();
    await page.getByLabel('Day', { exact: true }).fill('');
    await press('Sign');
    await page.getByText('Choose a day within the next four weeks.').waitFor();
    await isSound();
    const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Day', { exact: true }).fill(day);
    await press('Sign');
    await page.getByText('Amara knows that it is signed, and can read it from').waitFor();
  });
});

describe('a record that the trainee can read', () => {
  test('is asked about before its words are shown, once, and one press leads on', async () => {
    const place = await atSigning('Questions stay open.');
    await page.getByLabel('Now', { exact: true }).check();
    await press('Sign');
    await page.locator('p.lesson').getByText('Signed, not read yet').waitFor();
    await come('amara', place);
    await page.getByText('My view first?').waitFor();
    expect(await page.getByText('Questions stay open.').count()).toBe(0);
    await isSound();
    await press('Read what Priya wrote now');
    await page.getByText('Questions stay open.').waitFor();
    await come('amara', place);
    await page.getByText('Questions stay open.').waitFor();
    expect(await page.getByText('My view first?').count()).toBe(0);
  });

  test('loses a pupil’s name after somebody asked for it, and never shows the name where it is asked', async () => {
    const place = await atSigning('You asked Kim twice.');
    await page.getByLabel('Now', { exact: true }).check();
    await press('Sign');
    await page.locator('p.lesson').getByText('Signed, not read yet').waitFor();
    await page.getByText('Words that should not be here').click();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.getByLabel('Which words?').fill('Kim');
    await page.getByText('Found in 2 texts.').waitFor();
    await isSound();
    await page.getByLabel('Anything to add (optional)').fill('It was Kim.');
    await press('Ask to have them removed');
    await page.getByText('Say why without the words that go.').waitFor();
    expect(browser.takeFaults()).toHaveLength(1);
    await page.getByLabel('Anything to add (optional)').fill('');
    await press('Ask to have them removed');
    await page.getByText('Priya asked for words to be removed').first().waitFor();
    // The refused reason apart, the name left the page in no request.
    expect(requests.filter((one) => one.includes('Kim') && !one.includes('It was Kim.'))).toEqual([]);
    const { setting } = server;
    const { asks }: { asks: { id: string }[] } = await setting.call(setting.cast.carol, 'get', `/api/${place}/redactions`);
    for (const { id } of asks) await setting.call(setting.cast.carol, 'post', `/api/${place}/redactions/${id}/remove`, {});
    await come('amara', place);
    await press('Read what Priya wrote now');
    await page.getByText(/You asked \[words removed on .*: a pupil’s name\] twice\./).waitFor();
    await press('Check the signatures');
    await page.getByText('Checked: what stands here is what was signed. Where words went, it says so.').waitFor();
    expect(await page.getByText('Kim').count()).toBe(0);
  });
});
