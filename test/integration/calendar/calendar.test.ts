import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays } from '../../../tool/attention/day.rules.js';
import { addMs, toInstant } from '../../../tool/clock.js';
import { hashSecret, newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { ask, formerMentor, insertRole, must, type House } from '../access/house.js';
import { planBody } from '../access/observations.js';
import { buildWorld, type World } from '../access/world.js';

interface Made {
  address: string;
}
interface Event {
  id: string;
  summary: string;
  status: string;
}

eachDialect('The address of somebody’s own calendar', (open) => {
  let world: World;
  let house: House;
  beforeAll(async () => {
    world = await buildWorld(await open());
    house = world.here;
  });
  afterAll(() => world.close());

  const db = () => house.tool.services.db;
  const make = async (bearer: string): Promise<string> =>
    new URL((await must<Made>(house.tool, bearer, 'POST', { path: '/api/calendar', body: {} })).address).pathname;
  const read = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${house.tool.origin}${path}`, init);
  const eventsOf = (file: string): Event[] =>
    file
      .replaceAll(/\r\n[ \t]/g, '')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => {
        const of = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? '';
        return { id: of('UID').split('@')[0] ?? '', summary: of('SUMMARY'), status: of('STATUS') };
      });
  const events = async (path: string): Promise<Event[]> => eventsOf(await (await read(path)).text());
  /** Tomorrow's lesson, planned by the mentor. */
  const planned = async (): Promise<string> => {
    const id = newId();
    const body = planBody(house.placementId);
    const lesson = { ...body.lesson, day: addDays(toInstant(new Date()).slice(0, 10), 1) };
    await must(house.tool, house.bearer.mentor, 'PUT', { path: `/api/observations/${id}`, body: { ...body, lesson } });
    return id;
  };
  const statusOf = async (path: string, id: string): Promise<string | undefined> =>
    (await events(path)).find((event) => event.id === id)?.status;

  test('gives its calendar to a program without a session, which keeps no copy on the way', async () => {
    const answer = await read(await make(house.bearer.trainee));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-store',
    ]);
    expect((await answer.text()).startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
  });

  test('says when and where a lesson is watched, to who teaches it and to who watches it, and names nobody', async () => {
    const id = await planned();
    for (const bearer of [house.bearer.trainee, house.bearer.mentor]) {
      const path = await make(bearer);
      const file = await (await read(path)).text();
      expect(eventsOf(file)).toContainEqual({ id, summary: 'Lesson observation\\, Harbour Academy\\, Period 2', status: 'CONFIRMED' });
      const people = await db().select<{ name: string | null }>('SELECT name FROM person', {});
      const names = people.flatMap(({ name }) => name ?? []);
      expect(names.length).toBeGreaterThan(3);
      for (const told of [...names, 'Ratio', 'Year 8', 'Questions to everybody', 'Mathematics']) expect(file).not.toContain(told);
    }
  });

  test('tells a second mentor nothing of a lesson that somebody else watches, nor another trainee', async () => {
    const id = await planned();
    for (const caller of ['secondMentor', 'otherTrainee', 'otherMentor'] as const) {
      const path = await make(sure(world.bearers[caller]));
      expect([caller, await statusOf(path, id)]).toEqual([caller, undefined]);
    }
  });

  test('says of a lesson that was withdrawn that it is cancelled, under the same identifier', async () => {
    const id = await planned();
    const path = await make(house.bearer.trainee);
    expect(await statusOf(path, id)).toBe('CONFIRMED');
    await must(house.tool, house.bearer.mentor, 'POST', { path: `/api/observations/${id}/withdraw`, body: {} });
    expect(await statusOf(path, id)).toBe('CANCELLED');
  });

  test('does not tell how often a draft is touched', async () => {
    const id = await planned();
    const path = await make(house.bearer.trainee);
    const stable = async () => (await (await read(path)).text()).replaceAll(/^DTSTAMP:.*$/gm, '');
    const before = await stable();
    await must(house.tool, house.bearer.mentor, 'PUT', { path: `/api/observations/${id}/sections/impact`, body: { body: 'They knew.' } });
    expect(await stable()).toBe(before);
  });

  test('ends when a new one is made, and when its owner ends it; both are answered like one that never was', async () => {
    const first = await make(house.bearer.trainee);
    const second = await make(house.bearer.trainee);
    const nowhere = `/calendar/${'x'.repeat(43)}.ics`;
    const answer = async (path: string) => {
      const got = await read(path);
      return [got.status, (await got.text()).replace(/"instance":"[^"]*"/, '')];
    };
    expect(await answer(first)).toEqual(await answer(nowhere));
    expect((await read(second)).status).toBe(200);
    for (let times = 0; times < 2; times += 1) {
      expect((await ask(house.tool, house.bearer.trainee, 'DELETE', { path: '/api/calendar' })).status).toBe(204);
    }
    expect(await answer(second)).toEqual(await answer(nowhere));
    expect((await answer(nowhere))[0]).toBe(404);
  });

  test('ends with the last role of its owner, and does not come back with a new one', async () => {
    const personId = await formerMentor(house);
    const held = await insertRole(house, personId, 'mentor', { placementId: house.placementId });
    const token = 'y'.repeat(43);
    await db().insert('calendar_feed', {
      partnership_id: house.partnershipId, person_id: personId, token_hash: hashSecret(token), made_at: toInstant(new Date()),
    }); // prettier-ignore
    const endedAt = toInstant(addMs(new Date(), -1_000));
    expect((await read(`/calendar/${token}.ics`)).status).toBe(200);
    await db().run('UPDATE role_held SET ended_at = :endedAt WHERE id = :held', { endedAt, held });
    expect((await read(`/calendar/${token}.ics`)).status).toBe(404);
    await insertRole(house, personId, 'mentor', { placementId: house.placementId });
    expect((await read(`/calendar/${token}.ics`)).status).toBe(404);
  });

  test('tells its owner that a program reads it, to the hour', async () => {
    const path = await make(house.bearer.trainee);
    const own = () => must<{ readAt: string | null }>(house.tool, house.bearer.trainee, 'GET', { path: '/api/calendar' });
    expect((await own()).readAt).toBeNull();
    await read(path);
    const { readAt } = await own();
    expect(readAt).not.toBeNull();
    await read(path);
    expect((await own()).readAt).toBe(readAt);
  });

  test('opens nothing while the learning platform is switched off', async () => {
    const path = await make(house.bearer.mentor);
    await db().run("UPDATE deployment SET suspended_at = '2026-01-01T00:00:00.000Z'");
    expect((await read(path)).status).toBe(404);
    await db().run('UPDATE deployment SET suspended_at = NULL');
    expect((await read(path)).status).toBe(200);
  });

  test('is a GET, and nothing of it stands in the log', async () => {
    const path = await make(house.bearer.trainee);
    house.tool.takeLog();
    await read(path);
    const other = await read(path, { method: 'POST' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET']);
    expect(JSON.stringify(house.tool.takeLog())).not.toMatch(/calendar\/|\.ics/);
  });
});
