import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createLogger } from '../../tool/logger.js';
import { createQueue, queuePrefix } from '../../tool/queue/create-queue.js';
import type { Queue } from '../../tool/queue/queue.js';
import { redisWanted, testRedisUrl } from '../servers.js';
import { ownRedis, redisServerWanted } from '../redis-server.js';
import { queueContract, type QueueUnderTest } from './queue.contract.js';
import { sure } from '../sure.js';

const log = createLogger('silent');

function queuesOf(redisUrl: string | null): QueueUnderTest {
  const prefix = `cf-test-${randomBytes(6).toString('hex')}`;
  const opened: Queue[] = [];
  return {
    async open(count) {
      for (let index = 0; index < count; index += 1) opened.push(createQueue({ redisUrl, prefix, log }));
      return opened;
    },
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
}

queueContract('The queue in process', 1, () => queuesOf(null));
if (redisWanted) {
  queueContract('Bull over Redis', 2, () => queuesOf(testRedisUrl));
  queueContract('Bull over Redis', 1, () => queuesOf(testRedisUrl));
}

async function until(holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('did not come about');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

if (redisWanted)
  describe('Sweeps of three processes over Redis', () => {
    test('run once for each interval, and by another process when the one that had the turn is gone', async () => {
      const under = queuesOf(testRedisUrl);
      const queues = await under.open(3);
      const runs: { by: number; at: number }[] = [];
      const everyMs = 200;
      try {
        for (const [by, queue] of queues.entries()) {
          queue.process('job', async () => undefined);
          queue.sweep('swept', everyMs, async () => void runs.push({ by, at: performance.now() }));
        }
        for (const queue of queues) await queue.start();
        await until(() => runs.length >= 8);
        for (const [index, run] of runs.entries()) {
          const before = runs[index - 1];
          // Redis counts whole milliseconds and each process hears of its turn a moment after.
          if (before) expect(run.at - before.at).toBeGreaterThan(everyMs / 2);
        }
        const [first] = runs;
        await sure(queues[sure(first).by]).close();
        const before = runs.length;
        await until(() => runs.length > before + 1);
        expect(runs.slice(before + 1).every((run) => run.by !== sure(first).by)).toBe(true);
      } finally {
        await under.close();
      }
    });
  });

if (redisServerWanted) {
  describe('Bull over a Redis that is stopped and started', () => {
    test('two processes start without it, join when it comes, and go on after it was restarted empty', async () => {
      const redis = await ownRedis();
      const under = queuesOf(redis.url);
      const seen: string[] = [];
      let sweeps = 0;
      try {
        const queues = await under.open(2);
        for (const queue of queues) queue.process('job', async (rowId) => void seen.push(rowId));
        sure(queues[0]).sweep('sweep', 20, async () => void (sweeps += 1));
        for (const queue of queues) await queue.start();
        sure(queues[0]).wake('job', 'lost');
        expect(await sure(queues[0]).healthy()).toBe(false);
        await until(() => sweeps > 2);

        for (const round of ['first', 'second', 'third']) {
          await redis.start();
          for (const queue of queues) await until(() => queue.healthy());
          await until(() => {
            // A wake-up may be lost while the connections come back: the sweep would find its row, so here it is woken again.
            for (const queue of queues) queue.wake('job', round);
            return seen.filter((one) => one === round).length > 3;
          });
          await redis.stop();
          sure(queues[1]).wake('job', 'lost');
          expect(await sure(queues[1]).healthy()).toBe(false);
          const before = sweeps;
          await until(() => sweeps > before);
        }
      } finally {
        await under.close();
        await redis.remove();
      }
    });
  });
}

describe('The key prefix', () => {
  test('is one for a database however its user or path is written, and another for another database', () => {
    expect(queuePrefix('mysql://a:b@db:3306/one')).toBe(queuePrefix('mysql://c@db:3306/one'));
    expect(queuePrefix('mysql://a:b@db:3306/one')).not.toBe(queuePrefix('mysql://a:b@db:3306/two'));
    expect(queuePrefix('sqlite:var/x.sqlite')).toBe(queuePrefix('sqlite:./var/x.sqlite'));
  });
});
