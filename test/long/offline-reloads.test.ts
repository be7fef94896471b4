import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { playReloads } from '../browser/offline-reloads.js';
import { openOfflineStage, type OfflineStage } from '../browser/offline-stage.js';
import { seeded } from '../platform/random.js';

const seed = Number(process.env['OFFLINE_SEED'] ?? Date.now() % 1_000_000);
const rounds = Number(process.env['OFFLINE_ROUNDS'] ?? 1_000);
console.log(`OFFLINE_SEED=${seed} OFFLINE_ROUNDS=${rounds}`);
/** A launch ends after a working day, and long before that a person opens the tool anew. */
const roundsPerLaunch = 100;

let stage: OfflineStage;
beforeAll(async () => {
  stage = await openOfflineStage({ width: 820, height: 1180, touch: true });
});
afterAll(async () => {
  await stage.close();
});

test('No text is lost in a thousand lessons in a real browser with a network that comes and goes', async () => {
  const draw = seeded(seed);
  for (let played = 0; played < rounds; played += roundsPerLaunch) {
    const page = await stage.openTab('mentor');
    const { lost, met } = await playReloads(stage, page, Math.min(roundsPerLaunch, rounds - played), draw);
    console.log(played, JSON.stringify(met));
    expect(lost).toEqual([]);
    await page.close({ runBeforeUnload: false });
  }
  stage.browser.takeFaults();
}, 7_200_000);
