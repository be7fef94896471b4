import { expect, test } from '@jest/globals';
import { eachDialect } from '../database.js';
import { everyFault, runKills } from './score-kill.js';

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const kills = Number(process.env['KILLS'] ?? 30);
console.log(`KILL_SEED=${seed} KILLS=${kills}`);

eachDialect('Scores while processes of the built tool are killed', (open) => {
  test.each([
    ['in process', false],
    ['over Bull with Redis restarted', true],
  ] as const)(
    'every gradebook cell ends right with the queue %s',
    async (_name, bull) => {
      const size = { trainees: 10, records: 10, done: 6 };
      const report = await runKills({ scratch: await open(), bull, kills, seed, size });
      console.log(JSON.stringify(report));
      expect(report.wrong).toEqual([]);
      expect(report.reads).toBe(2 * size.trainees * size.records);
      // A run that met none of what it is there for shows nothing.
      expect(everyFault.filter((kind) => !report.faults[kind])).toEqual([]);
      expect(report.onTheWay).toBeGreaterThan(0);
      expect(report.leftAtTheEnd).toBeGreaterThan(0);
    },
    600_000,
  );
});
