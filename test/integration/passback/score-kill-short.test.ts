import { expect, test } from '@jest/globals';
import { eachDialect } from '../../database.js';
import { redisWanted } from '../../servers.js';
import { runKills } from '../../long/score-kill.js';
import { redisServerWanted } from '../../redis-server.js';

// A short run of test/long/score-kill.test.ts, one queue for each dialect.
eachDialect('A few kills', (open) => {
  test('leave every gradebook cell right', async () => {
    const scratch = await open();
    const bull = scratch.dialect === 'mysql' && redisWanted && redisServerWanted;
    const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
    const report = await runKills({ open: async () => scratch, bull, kills: 4, seed });
    console.log(JSON.stringify(report));
    expect(report.wrong).toEqual([]);
  }, 180_000);
});
