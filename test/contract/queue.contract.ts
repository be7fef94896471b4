import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Queue } from '../../tool/queue/queue.js';
import { sure } from '../sure.js';

export interface QueueUnderTest {
  /** Queues of one installation: `count` processes that share what the implementation shares. */
  open(count: number): Promise<Queue[]>;
  close(): Promise<void>;
}

async function until(holds: () => boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error('did not come about');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What every implementation of Queue promises; `processes` of them work for one installation. */
export function queueContract(name: string, processes: number, make: () => QueueUnderTest): void {
  describe(`${name}, ${processes === 1 ? 'one process' : `${processes} processes`}`, () => {
    let under: QueueUnderTest;
    let queues: Queue[];
    const seen: string[] = [];

    beforeEach(async () => {
      under = make();
      queues = await under.open(processes);
      seen.length = 0;
    });
    afterEach(() => under.close());

    const workOn = (work: (rowId: string) => Promise<void> = async (rowId) => void seen.push(rowId)) => {
      for (const queue of queues) queue.process('job', work);
    };
    const start = async () => {
      for (const queue of queues) await queue.start();
      const end = Date.now() + 10_000;
      while (!(await sure(queues[0]).healthy()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    };

    test('a wake-up runs its job', async () => {
      workOn();
      await start();
      sure(queues.at(-1)).wake('job', 'a');
      await until(() => seen.includes('a'));
    });

    test('the same row can be woken again and again', async () => {
      workOn();
      await start();
      for (const round of [1, 2, 3]) {
        sure(queues[0]).wake('job', 'a');
        await until(() => seen.length >= round);
      }
    });

    test('a delayed wake-up runs after its delay and not before', async () => {
      workOn();
      await start();
      const from = Date.now();
      sure(queues[0]).wake('job', 'late', 300);
      await until(() => seen.includes('late'));
      expect(Date.now() - from).toBeGreaterThanOrEqual(290);
    });

    test('a job that fails does not keep the next one out', async () => {
      workOn(async (rowId) => {
        if (rowId === 'bad') throw new Error('no');
        seen.push(rowId);
      });
      await start();
      sure(queues[0]).wake('job', 'bad');
      sure(queues[0]).wake('job', 'bad');
      sure(queues[0]).wake('job', 'good');
      await until(() => seen.includes('good'));
    });

    test('many wake-ups all run', async () => {
      workOn();
      await start();
      for (let index = 0; index < 200; index += 1) sure(queues[index % queues.length]).wake('job', String(index));
      await until(() => new Set(seen).size === 200);
    });

    test('a sweep runs at start and again after each run, never beside itself', async () => {
      let running = 0;
      let most = 0;
      let runs = 0;
      sure(queues[0]).sweep('sweep', 10, async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 30));
        running -= 1;
        runs += 1;
      });
      await start();
      await until(() => runs >= 3);
      expect(most).toBe(1);
    });

    test('a sweep that fails runs again', async () => {
      let runs = 0;
      sure(queues[0]).sweep('sweep', 10, async () => {
        runs += 1;
        throw new Error('no');
      });
      await start();
      await until(() => runs >= 3);
    });

    test('waking an unknown kind, waking before start and waking after close do not throw', async () => {
      workOn();
      sure(queues[0]).wake('unknown', 'a');
      sure(queues[0]).wake('job', 'early');
      await start();
      await sure(queues[0]).close();
      sure(queues[0]).wake('job', 'after');
    });

    test('close finishes what runs', async () => {
      let finished = false;
      let begun = false;
      workOn(async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 200));
        finished = true;
      });
      await start();
      sure(queues[0]).wake('job', 'a');
      await until(() => begun);
      await Promise.all(queues.map((queue) => queue.close()));
      expect(finished).toBe(true);
      expect(await sure(queues[0]).healthy()).toBe(false);
    });
  });
}
