import { expect, test } from '@jest/globals';
import { eachDialect } from '../database.js';
import { runKills } from './score-kill.js';

const seedNumber = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const kills = Number(process.env['KILLS'] ?? 30);

eachDialect('Scores while processes are killed', (open) => {
  test.each([
    ['in process', false],
    ['over Bull with Redis restarted', true],
  ] as const)(
    'every gradebook cell ends right with the queue %s',
    async (_name, bull) => {
      const report = await runKills({ open, bull, kills, seed: seedNumber });
      console.log(JSON.stringify(report));
      expect(report.wrong).toEqual([]);
    },
    600_000,
  );
});
