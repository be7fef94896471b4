import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBrowser, type TestBrowser } from './harness.js';
import { startObservationServer, type ObservationServer } from './observation-server.js';
import { playRounds, roundPage } from './offline-rounds.js';

const seed = Number(process.env['OFFLINE_SEED'] ?? Date.now() % 1_000_000);
const rounds = Number(process.env['OFFLINE_ROUNDS'] ?? 1_000);
console.log(`OFFLINE_SEED=${seed} OFFLINE_ROUNDS=${rounds}`);

let browser: TestBrowser;
let server: ObservationServer;

beforeAll(async () => {
  browser = await startBrowser();
  server = await startObservationServer(roundPage);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('No text is lost in any sequence of writing, losing the network, reloading, closing the tab, conflicts and signing', async () => {
  const page = await browser.newPage();
  await page.goto(server.address('priya', ''));
  const met = await playRounds(page, server.setting.placementId, rounds, seed);
  console.log(JSON.stringify(met));
  // A run that met none of what it is there for shows nothing.
  expect(Object.entries(met).filter(([, times]) => times === 0)).toEqual([]);
  // Refusals are answers the page expects: a conflict, a record that was signed.
  expect(browser.takeFaults().filter((fault) => !/status of (409|422)/.test(fault))).toEqual([]);
}, 600_000);
