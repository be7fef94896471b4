import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { createLogger } from '../../../tool/logger.js';
import { queuePrefix } from '../../../tool/queue/create-queue.js';
import { Redis } from 'ioredis';
import { scratchMysql, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startRace } from '../../race.js';
import { ownRedis, redisServerWanted } from '../../redis-server.js';
import { mysqlWanted } from '../../servers.js';
import { sure } from '../../sure.js';
import { openPage } from '../../practice/story-teller.js';
import { processHeader } from './balancer.js';
import { completeObservation, link, makePlacement, mentorCode, northbridgeCode, people, type PlacementStory } from './placement-story.js';
import { startTools, type ToolProcesses } from './tool-processes.js';

const perMinute = 60;
const launchIn = (text: string): string | undefined =>
  (JSON.parse(/id="launch">([^<]*)</.exec(text)?.[1] ?? '{}') as { session?: string }).session;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

if (mysqlWanted && redisServerWanted)
  describe('Three processes on one MariaDB and one Redis', () => {
    let scratch: ScratchDatabase;
    let redis: Awaited<ReturnType<typeof ownRedis>>;
    let tools: ToolProcesses;
    let moodle: Platform;
    let db: Database;
    let story: PlacementStory;

    beforeAll(async () => {
      scratch = await scratchMysql();
      redis = await ownRedis();
      await redis.start();
      tools = await startTools(3, {
        DATABASE_URL: scratch.url,
        REDIS_URL: redis.url,
        RATE_LIMIT_PER_MINUTE: String(perMinute),
        TRUST_PROXY: 'loopback',
      });
      moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }] });
      await tools.connect(moodle);
      db = openDatabase(scratch.url, createLogger('silent'));
      // Told with requests that go to the three in turn.
      story = await makePlacement(moodle, tools.balancer.origin, await northbridgeCode(tools));
    }, 120_000);
    afterAll(async () => {
      await moodle.close();
      await tools.close();
      await db.close();
      await redis.remove();
      await scratch.drop();
    });

    /** Asks one of the three, as the balancer might have chosen it. */
    const at = (index: number, path: string, init: RequestInit & { session?: string; from?: string } = {}): Promise<Response> => {
      const { session, from, headers, ...rest } = init;
      return fetch(tools.balancer.origin + path, {
        ...rest,
        headers: {
          ...(headers as Record<string, string> | undefined),
          [processHeader]: String(sure(tools.processes[index]).port),
          ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
          ...(from === undefined ? {} : { 'x-forwarded-for': from }),
        },
      });
    };
    const launch = async (personId: string): Promise<string> => String((await moodle.launch.http(personId, link)).launch?.['session']);
    const json = { 'content-type': 'application/json' };

    test('bring a new database up to date once', async () => {
      const steps = await db.select<{ name: string }>('SELECT name FROM schema_migration');
      const applied = tools.processes.flatMap(({ log }) => log.filter((line) => line['msg'] === 'database step applied'));
      expect(applied.map((line) => line['name']).sort()).toEqual(steps.map(({ name }) => name).sort());
    });

    test('know a session that another began, open its tab once, and end both everywhere', async () => {
      const session = await launch(people.trainee);
      for (const index of [0, 1, 2]) expect((await at(index, '/api/me', { session })).status).toBe(200);
      const { code } = (await (await at(0, '/api/continue-codes', { method: 'POST', session })).json()) as { code: string };
      const open = async (index: number) => {
        const headers = { 'sec-fetch-site': 'same-origin' };
        return launchIn(await (await at(index, '/lti/continue', { method: 'POST', body: new URLSearchParams({ code }), headers })).text());
      };
      const tabs = (await Promise.all([open(1), open(2)])).filter((tab) => tab !== undefined);
      expect(tabs).toHaveLength(1);
      const [tab] = tabs;
      expect((await at(2, '/api/me', { session: sure(tab) })).status).toBe(200);
      expect((await at(2, '/api/sign-out', { method: 'POST', session: sure(tab) })).status).toBe(204);
      for (const index of [0, 1]) {
        expect((await at(index, '/api/me', { session })).status).toBe(401);
        expect((await at(index, '/api/me', { session: sure(tab) })).status).toBe(401);
      }
    });

    test('let a message of a platform in once, wherever it is sent again', async () => {
      const { posted, response, jar } = await moodle.launch.http(people.trainee, link);
      expect(response.status).toBe(200);
      const again = await Promise.all(
        [0, 1, 2].map((index) =>
          at(index, '/lti/launch', {
            method: 'POST',
            body: new URLSearchParams(posted),
            headers: { cookie: jar.header(tools.balancer.origin) },
          }),
        ),
      );
      for (const answer of again) expect([answer.status, launchIn(await answer.text())]).toEqual([expect.any(Number), undefined]);
    });

    test('accept a mentor code once when it is typed at all three at the same moment', async () => {
      const code = await mentorCode(story.tutor, story.placementId);
      const sessions = await Promise.all([people.mentor, people.otherMentor, people.otherTrainee].map(launch));
      const statuses: number[] = [];
      const use = async (index: number) => {
        const body = JSON.stringify({ code });
        statuses.push((await at(index, '/api/codes/use', { method: 'POST', session: sure(sessions[index]), body, headers: json })).status);
      };
      await startRace().begin([() => use(0), () => use(1), () => use(2)], 5);
      expect(statuses.sort()).toEqual([200, 422, 422]);
    });

    test('count the tries of one person together', async () => {
      const session = await launch(people.guesser);
      const tried: number[] = [];
      for (let index = 0; index < 12; index += 1) {
        const body = '{"code":"AAAA-AAAA"}';
        tried.push((await at(index % 3, '/api/codes/use', { method: 'POST', session, body, headers: json })).status);
      }
      expect(tried).toEqual([...Array<number>(10).fill(422), 429, 429]);
    });

    test('read a course’s list of people at the same moment without storing anybody twice', async () => {
      const session = await launch(people.coordinator);
      const read = (index: number) => at(index, '/api/courses/current/roster', { method: 'POST', session });
      const answers = await Promise.all([read(0), read(1), read(2)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const [row] = await db.select<{ people: number; subs: number }>(
        'SELECT COUNT(*) AS people, COUNT(DISTINCT sub) AS subs FROM membership WHERE listed_at IS NOT NULL AND left_at IS NULL',
      );
      expect(row).toEqual({ people: sure(university.courses[0]).enrolments.length, subs: sure(row).people });
    });

    test('send each change to the gradebook once', async () => {
      await story.tutor.put('/api/links/current/policy', {
        shows: 'everything', sends: 'running_count', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null,
      }, 0); // prettier-ignore
      for (const count of [1, 2, 3]) {
        await completeObservation(story);
        await until(`${count} of 6 arrived`, () => moodle.gradebook.cell('2', people.trainee)?.value === count);
      }
      const sent = moodle.gradebook.history('2', people.trainee).map(({ body }) => (body as { scoreGiven: number }).scoreGiven);
      expect(sent).toEqual([1, 2, 3]);
    });

    test('share the sweeps: one turn for each kind, and it ends by itself', async () => {
      const client = new Redis(redis.url);
      const prefix = `${queuePrefix(scratch.url)}-sweep:`;
      await until('a turn is taken', async () => (await client.keys(`${prefix}*`)).includes(`${prefix}expired`));
      expect(await client.pttl(`${prefix}expired`)).toBeGreaterThan(0);
      client.disconnect();
    });

    test('count an address together, and no other with it', async () => {
      const ask = async (index: number, from: string) => (await at(index, '/api/me', { from })).status;
      const address = '203.0.113.7';
      const first: number[] = [];
      for (let index = 0; index < perMinute; index += 1) first.push(await ask(index % 3, address));
      expect(new Set(first)).toEqual(new Set([401]));
      for (const index of [0, 1, 2]) expect(await ask(index, address)).toBe(429);
      expect(await ask(0, '203.0.113.8')).toBe(401);
    });

    test('go on without Redis, each counting on its own, and say so once a minute', async () => {
      await redis.stop();
      const from = '203.0.113.9';
      for (const index of [0, 1, 2]) {
        expect((await at(index, '/api/me', { from })).status).toBe(401);
        expect((await at(index, '/health/live')).status).toBe(200);
      }
      await (await openPage(moodle, people.trainee, link, tools.balancer.origin)).get('/api/home');
      await completeObservation(story);
      await until('the gradebook heard of it', () => moodle.gradebook.cell('2', people.trainee)?.value === 4);
      const said = tools.processes.map(({ log }) => log.filter((line) => /rate limits count/.test(String(line['msg']))).length);
      // Once a minute: a second line only where this test began on the edge of one.
      for (const times of said) expect([1, 2]).toContain(times);
      await redis.start();
      const address = '203.0.113.10';
      await until('they count together again', async () => {
        const client = new Redis(redis.url);
        for (const index of [0, 1, 2]) await at(index, '/api/me', { from: address });
        const counted = await client.get(`${queuePrefix(scratch.url)}-rate:all:${address}`);
        client.disconnect();
        return Number(counted) >= 3;
      });
    });
  });
