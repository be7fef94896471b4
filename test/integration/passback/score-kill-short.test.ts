import { expect, test } from '@jest/globals';
import { eachDialect } from '../../database.js';
import { runKills } from '../../long/score-kill.js';
import { redisServerWanted } from '../../redis-server.js';

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
console.log(`KILL_SEED=${seed}`);

// A short run of test/long/score-kill.test.ts, one queue for each dialect.
eachDialect('A few kills of the built tool', (open) => {
  test('leave every gradebook cell right', async () => {
    const scratch = await open();
    const bull = scratch.dialect === 'mysql' && redisServerWanted;
    const report = await runKills({ scratch, bull, kills: 6, seed, size: { trainees: 3, records: 4, done: 2 } });
    console.log(JSON.stringify(report));
    expect(report.wrong).toEqual([]);
    expect(report.reads).toBe(24);
  }, 420_000);
});
