import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startRace } from '../../race.js';
import { ask, startTool, type RunningTool } from './tool-kit.js';

const minute = 60_000;

eachDialect('A session', (open) => {
  const clock = new MovableClock();
  let database: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;
  let kid: string;
  let deploymentRef: string;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database, {}, { clock });
    moodle = await startPlatform({
      mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls, now: () => clock.now(),
    }); // prettier-ignore
    ({ kid, deploymentRef } = await tool.register(moodle.registration, 'Northbridge'));
  });
  afterAll(async () => {
    await moodle.close();
    await tool.close();
    await database.drop();
  });

  const db = () => tool.services.db;
  const begin = async (): Promise<string> => String((await moodle.launch.http('3', '1')).launch?.['session']);
  const me = async (session: string, headers: Record<string, string> = {}) => {
    const answer = await ask(tool, session, '/api/me', { headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const expiresAt = async (session: string): Promise<number> =>
    new Date(String((await me(session, { 'x-background': '1' })).body['expiresAt'])).getTime() - clock.now().getTime();
  const continueWith = (code: string, site = 'same-origin') =>
    fetch(`${tool.origin}/lti/continue`, { method: 'POST', body: new URLSearchParams({ code }), headers: { 'sec-fetch-site': site } });
  const newCode = async (session: string): Promise<string> =>
    ((await (await ask(tool, session, '/api/continue-codes', { method: 'POST' })).json()) as { code: string }).code;
  const signOut = (session: string) => ask(tool, session, '/api/sign-out', { method: 'POST' });
  /** Opens a tab of its own. @returns its session */
  const openTab = async (session: string): Promise<string> =>
    launchIn(await (await continueWith(await newCode(session))).text())?.session ?? '';
  const launchIn = (text: string): { session: string } | null => {
    const found = /id="launch">([^<]*)</.exec(text)?.[1];
    return found === undefined ? null : (JSON.parse(found) as { session: string });
  };

  test('is stored as a hash only', async () => {
    const session = await begin();
    for (const table of ['session', 'audit_event', 'continue_code']) {
      expect(JSON.stringify(await db().select(`SELECT * FROM ${table}`))).not.toContain(session);
    }
  });

  test('ends after an hour without use, and goes on while it is used', async () => {
    const session = await begin();
    for (let use = 0; use < 4; use += 1) {
      clock.advance(50 * minute);
      expect((await me(session)).status).toBe(200);
    }
    clock.advance(61 * minute);
    const { status, body } = await me(session);
    expect([status, body['type']]).toEqual([401, 'urn:critical-friend:problem:session-ended']);
  });

  test('is not kept alive by polling', async () => {
    const session = await begin();
    clock.advance(50 * minute);
    expect((await me(session, { 'x-background': '1' })).status).toBe(200);
    clock.advance(11 * minute);
    expect((await me(session)).status).toBe(401);
  });

  test('ends ten hours after the launch, however busy', async () => {
    const session = await begin();
    for (let use = 0; use < 11; use += 1) {
      clock.advance(50 * minute);
      expect((await me(session)).status).toBe(200);
    }
    expect(Math.round((await expiresAt(session)) / minute)).toBe(50);
    clock.advance(50 * minute);
    expect((await me(session)).status).toBe(401);
  });

  test('is written at most once a minute', async () => {
    const session = await begin();
    const used = async (): Promise<string> =>
      (await db().select<{ used_at: string }>('SELECT used_at FROM session ORDER BY started_at DESC, id DESC LIMIT 1'))[0]?.used_at ?? '';
    const first = await used();
    clock.advance(59_000);
    await me(session);
    expect(await used()).toBe(first);
    clock.advance(1_500);
    await me(session);
    expect(await used()).not.toBe(first);
  });

  test.each<[string, number]>([
    ['the page', 0],
    ['its own tab', 1],
    ['a tab opened from that tab', 2],
  ])('ends with every tab opened from it when somebody signs out in %s, and no other launch does', async (_where, index) => {
    const [session, other] = [await begin(), await begin()];
    const ownTab = await openTab(session);
    const family = [session, ownTab, await openTab(ownTab)];
    const otherTab = await openTab(other);
    expect((await signOut(family[index] ?? '')).status).toBe(204);
    for (const ended of family) expect((await me(ended)).status).toBe(401);
    for (const untouched of [other, otherTab]) expect((await me(untouched)).status).toBe(200);
  });

  test('opens no tab by a code that was made before somebody signed out in another tab of it', async () => {
    const session = await begin();
    const ownTab = await openTab(session);
    const codes = [await newCode(session), await newCode(ownTab)];
    await signOut(ownTab);
    for (const code of codes) expect((await continueWith(code)).status).toBe(403);
  });

  test('leaves no tab signed in where tabs open at the moment somebody signs out', async () => {
    const race = startRace();
    for (let round = 0; round < 12; round += 1) {
      const session = await begin();
      const family = [session, await openTab(session)];
      const opening = [...family, ...family].map(async (from) => {
        const code = await newCode(from);
        return async () => {
          const opened = launchIn(await (await continueWith(code)).text());
          if (opened) family.push(opened.session);
        };
      });
      const leaving = race.draw() < 0.5 ? session : (family[1] ?? '');
      await race.begin([...(await Promise.all(opening)), () => signOut(leaving)], 10);
      const statuses = await Promise.all(family.map(async (one) => (await me(one)).status));
      expect(new Set(statuses)).toEqual(new Set([401]));
    }
  });

  test('goes on when the same person launches again', async () => {
    const session = await begin();
    await begin();
    expect((await me(session)).status).toBe(200);
  });

  test.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    [
      'the platform is suspended',
      () => db().run('UPDATE platform SET active = 0 WHERE kid = :kid', { kid }),
      () => db().run('UPDATE platform SET active = 1'),
    ],
    [
      'the platform is removed',
      () => db().run("UPDATE platform SET retired_at = '2026'"),
      () => db().run('UPDATE platform SET retired_at = NULL'),
    ],
    [
      'the deployment is suspended',
      () => db().run("UPDATE deployment SET suspended_at = '2026' WHERE id = :id", { id: deploymentRef }),
      () => db().run('UPDATE deployment SET suspended_at = NULL'),
    ],
    [
      'the deployment is removed',
      () => db().run("UPDATE deployment SET retired_at = '2026'"),
      () => db().run('UPDATE deployment SET retired_at = NULL'),
    ],
    [
      'the identity is retired',
      () => db().run("UPDATE identity SET retired_at = '2026'"),
      () => db().run('UPDATE identity SET retired_at = NULL'),
    ],
  ])('opens nothing from the next request on when %s', async (_what, stop, undo) => {
    const session = await begin();
    const code = await newCode(session);
    expect((await me(session)).status).toBe(200);
    await stop();
    expect((await me(session)).status).toBe(401);
    expect((await continueWith(code)).status).toBe(403);
    await undo();
    expect((await me(session)).status).toBe(200);
  });

  test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(500), "' OR 1=1 --", 'é'])('is not opened by %p', async (session) => {
    expect((await ask(tool, encodeURIComponent(session), '/api/me')).status).toBe(401);
    expect((await fetch(`${tool.origin}/api/me`, { headers: { authorization: `Basic ${encodeURIComponent(session)}` } })).status).toBe(401);
  });

  test('is not opened by a cookie or a query', async () => {
    const session = await begin();
    expect((await fetch(`${tool.origin}/api/me?session=${session}`, { headers: { cookie: `session=${session}` } })).status).toBe(401);
  });

  test('goes on in a tab of its own, as the same person at the same place, and ends no later', async () => {
    const session = await begin();
    clock.advance(30 * minute);
    const answer = await continueWith(await newCode(session));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const own = launchIn(await answer.text());
    expect(own?.session).not.toBe(session);
    const [first, second] = [(await me(session)).body, (await me(own?.session ?? '')).body];
    expect({ ...second, expiresAt: '' }).toEqual({ ...first, expiresAt: '' });
    clock.advance(9.4 * 60 * minute);
    expect((await me(own?.session ?? '')).status).toBe(401);
  });

  test('goes on in a tab of its own by a code of half a minute, once, and only from our own page', async () => {
    const session = await begin();
    const code = await newCode(session);
    for (const site of ['cross-site', 'same-site', 'none', '']) expect((await continueWith(code, site)).status).toBe(403);
    const answers = await Promise.all(Array.from({ length: 5 }, () => continueWith(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403]);
    const late = await newCode(session);
    clock.advance(30_001);
    for (const wrong of [late, 'x', '', 'a'.repeat(101)]) expect((await continueWith(wrong)).status).toBeGreaterThanOrEqual(400);
  });

  test('that ended leaves the table after a day, with the codes made from it', async () => {
    await begin();
    clock.advance(26 * 60 * minute);
    await tool.services.access.sweep();
    for (const table of ['session', 'continue_code']) expect(await db().select(`SELECT 1 AS one FROM ${table}`)).toEqual([]);
  });
});
