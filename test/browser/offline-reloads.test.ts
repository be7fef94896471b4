import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seeded } from '../platform/random.js';
import { playReloads } from './offline-reloads.js';
import { openOfflineStage, type OfflineStage } from './offline-stage.js';

const seed = Number(process.env['OFFLINE_SEED'] ?? Date.now() % 1_000_000);
const rounds = Number(process.env['OFFLINE_RELOADS'] ?? 50);
console.log(`OFFLINE_SEED=${seed} OFFLINE_RELOADS=${rounds}`);

let stage: OfflineStage;
beforeAll(async () => {
  stage = await openOfflineStage({ width: 820, height: 1180, touch: true });
});
afterAll(async () => {
  await stage.close();
});

test('No text is lost in fifty lessons with a network that comes and goes, reloads, conflicts and a signature', async () => {
  const page = await stage.openTab('mentor');
  const { lost, met } = await playReloads(stage, page, rounds, seeded(seed));
  console.log(JSON.stringify(met));
  expect(lost).toEqual([]);
  expect(Object.entries(met).filter(([, times]) => times === 0)).toEqual([]);
  const faults = stage.browser.takeFaults().filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (409|422)/.test(fault));
  expect(faults).toEqual([]);
}, 600_000);
