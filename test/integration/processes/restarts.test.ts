import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import { ownMariadb, mariadbServerWanted } from '../../mariadb-server.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ownRedis, redisServerWanted } from '../../redis-server.js';
import { link, makePlacement, northbridgeCode, people, sign, writeObservation, type PlacementStory } from './placement-story.js';
import { startTools, type ToolProcesses } from './tool-processes.js';

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

interface Told {
  status: number;
  retryAfter: string | null;
  type: string;
}

if (mariadbServerWanted && redisServerWanted)
  describe('Two processes whose MariaDB and Redis are killed', () => {
    let mariadb: Awaited<ReturnType<typeof ownMariadb>>;
    let redis: Awaited<ReturnType<typeof ownRedis>>;
    let tools: ToolProcesses;
    let moodle: Platform;
    let story: PlacementStory;
    let session: string;

    beforeAll(async () => {
      [mariadb, redis] = [await ownMariadb(), await ownRedis()];
      await Promise.all([mariadb.start(), redis.start()]);
      tools = await startTools(2, { DATABASE_URL: mariadb.url, REDIS_URL: redis.url });
      moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }] });
      await tools.connect(moodle);
      story = await makePlacement(moodle, tools.balancer.origin, await northbridgeCode(tools));
      await story.tutor.put('/api/links/current/policy', {
        shows: 'everything', sends: 'running_count', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null,
      }, 0); // prettier-ignore
      session = String((await moodle.launch.http(people.mentor, link)).launch?.['session']);
    }, 180_000);
    afterAll(async () => {
      await moodle.close();
      await tools.close();
      await Promise.all([mariadb.remove(), redis.remove()]);
    });

    const put = async (path: string, body: unknown, revision: number): Promise<Told> => {
      const response = await fetch(tools.balancer.origin + path, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${session}`,
          'content-type': 'application/json',
          ...(revision === 0 ? {} : { 'if-match': `"${revision}"` }),
        },
        body: JSON.stringify(body),
      });
      const { type = '' } = (await response.json()) as { type?: string };
      return { status: response.status, retryAfter: response.headers.get('retry-after'), type };
    };

    /** Types one text after another as a page does, each again until it is acknowledged. When the lesson is full of notes it rewrites them in turn. */
    const typing = (observationId: string) => {
      const notes = Array.from({ length: 200 }, (_one, position) => ({ id: newId(), position, revision: 0, body: '' }));
      const refused: Told[] = [];
      const stopping = new AbortController();
      const isStopped = (): boolean => stopping.signal.aborted;
      let acknowledged = 0;
      const done = (async () => {
        while (!isStopped()) {
          const note = notes[acknowledged % notes.length];
          if (!note) return;
          const { id, position, revision } = note;
          const body = `Text ${acknowledged}`;
          const sent = { tag: 'question', body, minuteMs: position, notedAt: '2026-11-12T09:06:00.000Z', position };
          for (;;) {
            const told = await put(`/api/observations/${observationId}/notes/${id}`, sent, revision);
            if (told.status < 300) break;
            refused.push(told);
            if (isStopped()) return;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          Object.assign(note, { revision: revision + 1, body });
          acknowledged += 1;
        }
      })();
      return {
        acknowledged: () => acknowledged,
        written: () => notes.filter(({ revision }) => revision > 0).map(({ id, revision, body }) => ({ id, revision, body })),
        refused,
        stop: async () => {
          stopping.abort();
          await done;
        },
      };
    };

    const expectAllThere = async (observationId: string, pen: ReturnType<typeof typing>): Promise<void> => {
      const { notes } = await story.mentor.get<{ notes: { id: string; revision: number; body: string }[] }>(
        `/api/observations/${observationId}`,
      );
      const stored = notes.map(({ id, revision, body }) => ({ id, revision, body }));
      const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);
      expect(stored.sort(byId)).toEqual(pen.written().sort(byId));
      expect(await tools.command('signatures', 'check')).toMatchObject({ faults: [] });
    };

    test('answer 503 and when to try again while MariaDB is away, lose nothing acknowledged, and recover by themselves', async () => {
      const [observationId, toRead] = [await writeObservation(story, { live: true }), await writeObservation(story)];
      await sign(story, toRead);
      const pen = typing(observationId);
      await until('some notes are there', () => pen.acknowledged() > 20);
      // Read by the trainee at the moment of the crash: whatever was answered, record and gradebook agree in the end.
      const read = () => story.trainee.post(`/api/observations/${toRead}/read`, {}).catch(() => null);
      await Promise.all([read(), mariadb.stop()]);
      await until('writing is refused', () => pen.refused.length > 5);
      const launch = await moodle.launch.http(people.trainee, link);
      expect([launch.status, launch.response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(launch.text).toContain('Critical Friend is away for a moment');
      for (const { origin } of tools.processes) {
        const ready = await fetch(`${origin}/health/ready`);
        expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
      }
      const sofar = pen.acknowledged();
      await mariadb.start();
      await until('writing goes on', () => pen.acknowledged() > sofar + 20);
      await pen.stop();
      expect(new Set(pen.refused.map((told) => JSON.stringify(told)))).toEqual(
        new Set([JSON.stringify({ status: 503, retryAfter: '5', type: 'urn:critical-friend:problem:unavailable' })]),
      );
      await expectAllThere(observationId, pen);
      await read();
      await until('the gradebook heard of it', () => moodle.gradebook.cell('2', people.trainee)?.value === 1);
      for (const { child } of tools.processes) expect(child.exitCode).toBeNull();
    });

    test('stay open while Redis is away, and send grades without it', async () => {
      const observationId = await writeObservation(story, { live: true });
      const pen = typing(observationId);
      await until('some notes are there', () => pen.acknowledged() > 5);
      await redis.stop();
      const sofar = pen.acknowledged();
      await until('writing goes on', () => pen.acknowledged() > sofar + 20);
      const ready = await fetch(`${tools.processes[0]?.origin}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', database: true, queue: false }]);
      const toRead = await writeObservation(story);
      await sign(story, toRead);
      await story.trainee.post(`/api/observations/${toRead}/read`, {});
      await until('the gradebook heard of it', () => moodle.gradebook.cell('2', people.trainee)?.value === 2);
      await redis.start();
      await until('both are woken again', async () => {
        const queues = tools.processes.map(
          async ({ origin }) => ((await (await fetch(`${origin}/health/ready`)).json()) as { queue: boolean }).queue,
        );
        return (await Promise.all(queues)).every(Boolean);
      });
      await pen.stop();
      expect(pen.refused).toEqual([]);
      await expectAllThere(observationId, pen);
      expect(moodle.gradebook.history('2', people.trainee)).toHaveLength(2);
    }, 240_000);
  });
