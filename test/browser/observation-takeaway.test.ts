import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newId } from '../../tool/ids.js';
import { readPdf } from '../pdf.js';
import { accessibilityFaults, sidewaysPixels } from './axe.js';
import type { TestBrowser } from './harness.js';
import { journey } from './observation-journey.js';
import { useObservationPage } from './observation-page.js';
import type { ObservationServer } from './observation-server.js';

let browser: TestBrowser;
let server: ObservationServer;
let page: Page;

useObservationPage({ width: 390, height: 720 }, (given) => ({ browser, server, page } = given));

const { open, press } = journey(
  () => page,
  () => server,
);

/** A signed record with one note. */
const signed = async (): Promise<string> => {
  const { call, cast, placementId } = server.setting;
  const id = newId();
  const lesson = { day: '2025-11-12', starts: null, period: null, className: null, subject: null, topic: null };
  await call(cast.priya, 'put', `/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: '', writeUp: true });
  const note = { tag: 'none', body: 'Siân waits', minuteMs: null, notedAt: '2025-11-12T09:10:00.000Z', position: 0 };
  await call(cast.priya, 'put', `/api/observations/${id}/notes/${newId()}`, note);
  const strengths = { body: 'Calm voice.' };
  const saved: { observationRevision: number } = await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, strengths, 0);
  await call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, saved.observationRevision);
  return id;
};
const taken = async (name: string): Promise<{ name: string; content: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press(name)]);
  await page.getByText('The file is among your downloads.').waitFor();
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
};

test('A record is taken away in each form with a press, and the page says where the file is', async () => {
  await open('amara', `observations/${await signed()}`);
  await press('Read what Priya wrote now');
  await page.getByText('Take away').click();
  const pdf = await taken('PDF');
  expect([pdf.name, (await readPdf(pdf.content)).text.includes('Siân waits')]).toEqual(['lesson-observation-2025-11-12.pdf', true]);
  const csv = await taken('CSV');
  expect([csv.name, csv.content.toString().includes('Siân waits')]).toEqual(['lesson-observation-2025-11-12.csv', true]);
  const json = await taken('JSON');
  expect(JSON.parse(json.content.toString())).toMatchObject({ state: 'signed', notes: [{ body: 'Siân waits' }] });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
});

test('All records of a list are taken away at once', async () => {
  const id = await signed();
  await open('amara', `observations/in/${server.setting.placementId}`);
  await page.getByText('Take away').click();
  const { name, content } = await taken('JSON');
  const { records } = JSON.parse(content.toString()) as { records: { id: string }[] };
  expect([name, records.map((record) => record.id).includes(id)]).toEqual(['lesson-observations.json', true]);
});

test('A file that cannot be fetched leaves the page as it was, says so, and can be asked for again', async () => {
  await open('amara', `observations/${await signed()}`);
  await press('Read what Priya wrote now');
  await page.getByText('Take away').click();
  await page.getByRole('button', { name: 'CSV', exact: true }).waitFor();
  server.away = true;
  await press('CSV');
  await page.locator('observation-takeaway cf-notice').waitFor();
  server.away = false;
  expect((await taken('CSV')).name).toBe('lesson-observation-2025-11-12.csv');
  expect(browser.takeFaults().every((fault) => /ERR_(EMPTY_RESPONSE|CONNECTION|SOCKET)/.test(fault))).toBe(true);
});

test('A lesson that is only planned, or being written, has nothing to take away', async () => {
  const { call, cast, placementId } = server.setting;
  const id = newId();
  const lesson = { day: '2025-11-13', starts: null, period: null, className: null, subject: null, topic: null };
  await call(cast.priya, 'put', `/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false });
  for (const reader of ['amara', 'priya'] as const) {
    await page.goto('about:blank');
    await open(reader, `observations/${id}`);
    await page.getByText('Questions').or(page.getByLabel('Focus')).first().waitFor();
    expect(await page.getByText('Take away').count()).toBe(0);
  }
});
