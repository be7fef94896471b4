import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection, ConnectionLine, LineName } from '../../../tool/connection/connection.shared.js';
import { checkResource, checkTag } from '../../../tool/connection/try-column.js';
import { newId } from '../../../tool/ids.js';
import { createFounding } from '../../../tool/partnership/founding.service.js';
import { runCommand } from '../../command.js';
import { scratchMysql, scratchSqlite } from '../../database.js';
import type { FaultKind, Service } from '../../platform/faults.js';
import { scope } from '../../platform/vocabulary.js';
import { mysqlWanted } from '../../servers.js';
import { sure } from '../../sure.js';
import { until } from '../passback/passback-story.js';
import { openCheck, type Check } from './check-fixture.js';

const states = (lines: Record<LineName, ConnectionLine>) => Object.values(lines).map(({ name, state }) => `${name} ${state}`);
const modes = ['moodle', 'canvas'] as const;
const databases = [['SQLite', scratchSqlite], ...(mysqlWanted ? ([['MariaDB', scratchMysql]] as const) : [])] as const;

describe.each(databases.flatMap(([dialect, scratch]) => modes.map((mode) => ({ dialect, mode, scratch }))))(
  'A check of the connection to $mode ($dialect)',
  ({ mode, scratch }) => {
    let check: Check;
    beforeAll(async () => {
      check = await openCheck(mode, await scratch());
    });
    afterAll(() => check.close());
    beforeEach(() => check.platform.site.switchedOff.clear());
    afterEach(() => check.platform.faults.clear());

    test('finds that everything works, and leaves the gradebook as it was', async () => {
      const before = check.columns();
      sure(check.platform.gradebook.columns('2')[0]).submissionReview = { url: 'https://tool.example/review' };
      const lines = await check.check();
      expect(states(lines)).toEqual([
        'sign-in works', 'roster works', 'column works', 'score works', 'removal works', mode === 'canvas' ? 'review not-needed' : 'review works',
        'frame waiting',
      ]); // prettier-ignore
      expect(lines['sign-in'].sentence).toMatch(/is opened from (Moodle|Canvas) with a cookie of its own.* accepts our key/);
      expect(lines.roster.sentence).toBe('13 people, read to the last page.');
      expect(check.columns()).toEqual(before);
      const asked = await check.tool.services.db.select("SELECT person_id FROM audit_event WHERE action = 'connection.checked'");
      expect(asked).toHaveLength(1);
    });

    test('is kept with its date, and shown to the coordinator the next time', async () => {
      const [connection] = (await check.list()).connections;
      expect(connection).toMatchObject({ id: check.id, here: true, course: 'PGCE Secondary', check: { goesOn: false } });
      expect(Date.parse(sure(sure(connection).check).endedAt ?? '')).not.toBeNaN();
    });

    test('is one at a time: who presses again sees the one that goes on', async () => {
      check.platform.faults.plan({ kind: 'hang', service: 'memberships' });
      const [first, second] = await Promise.all([check.begin(), check.begin()]);
      expect(first.check?.id).toBe(second.check?.id);
      await until('sign-in is known, and the list is not', async () => {
        const lines = sure((await check.read()).check).lines;
        return lines[0]?.state === 'works' && lines[1]?.state === 'waiting';
      });
      const { check: done } = await check.ended();
      expect(done?.id).toBe(first.check?.id);
      expect(done?.lines[1]).toMatchObject({ name: 'roster', state: 'fault', sentence: expect.stringContaining('within six seconds') });
      expect(done?.lines[2]).toMatchObject({ name: 'column', state: 'works' });
    });

    test('says what to tick where the list of people is not switched on', async () => {
      check.platform.site.switchedOff.add(scope.roster);
      const { roster } = await check.check();
      expect(roster).toMatchObject({ state: 'fault' });
      expect(roster.sentence).toContain(
        mode === 'moodle'
          ? "“Use this service to retrieve members' information as per privacy settings”"
          : '“Can retrieve user data associated with the context the tool is installed in”',
      );
    });

    test('says what to tick where columns may be filled and not made', async () => {
      check.platform.site.switchedOff.add(scope.lineItem);
      await check.openAgain();
      const lines = await check.check();
      expect(states(lines).slice(0, 5)).toEqual(['sign-in works', 'roster works', 'column fault', 'score not-tried', 'removal not-tried']);
      expect(lines.column.sentence).toContain(
        mode === 'moodle'
          ? '“Use this service for grade sync and column management”'
          : '“Can create and view assignment data in the gradebook associated with the tool”',
      );
      check.platform.site.switchedOff.clear();
      await check.openAgain();
    });

    test('says what to tick where scores may not be sent, and still takes its column away', async () => {
      check.platform.site.switchedOff.add(scope.score);
      await check.openAgain();
      const before = check.columns();
      const lines = await check.check();
      expect(states(lines).slice(2, 5)).toEqual(['column works', 'score fault', 'removal works']);
      expect(lines.score.sentence).toContain(
        mode === 'moodle' ? '“Accept grades from the tool”' : '“Can create and update submission results',
      );
      expect(check.columns()).toEqual(before);
      check.platform.site.switchedOff.clear();
      await check.openAgain();
    });

    test.each<[FaultKind, Service, LineName, string]>([
      ['unauthorized', 'scores', 'score', 'may not send scores'],
      ['error-500', 'scores', 'score', 'error of its own'],
      ['too-many', 'memberships', 'roster', 'asked to wait'],
      ['rate-limited', 'memberships', 'roster', 'asked to wait'],
      ['reset-before', 'memberships', 'roster', 'error of its own'],
      ['unauthorized', 'line-items', 'column', 'make none'],
      ['conflict', 'line-items', 'column', 'refused what was sent'],
    ])('judges %s of %s', async (kind, service, name, words) => {
      check.platform.faults.plan({ kind, service, times: kind === 'unauthorized' ? 2 : 1 });
      const lines = await check.check();
      expect(lines[name]).toMatchObject({ state: 'fault', sentence: expect.stringContaining(words) });
    });

    test('takes a column away whose making nobody was told of', async () => {
      const before = check.columns();
      check.platform.faults.plan({ kind: 'reset-after', service: 'line-items' });
      const lines = await check.check();
      expect(states(lines).slice(2, 5)).toEqual(['column fault', 'score not-tried', 'removal works']);
      expect(check.columns()).toEqual(before);
    });

    test('takes away what an interrupted check left, and nothing that is somebody else’s', async () => {
      const { gradebook, site } = check.platform;
      const clientId = sure(site.options.registration[0]).clientId;
      const column = { courseId: '2', clientId, label: 'left', maximum: 1, tag: checkTag };
      const left = gradebook.addColumn({ ...column, resourceId: checkResource(check.house.partnershipId) });
      const others = gradebook.addColumn({ ...column, resourceId: checkResource('another partnership') });
      const { removal } = await check.check();
      expect(removal).toMatchObject({ state: 'works', sentence: expect.stringContaining('an earlier check had left some') });
      expect(gradebook.column(left.id)).toBeUndefined();
      expect(gradebook.column(others.id)).toBeDefined();
      gradebook.deleteColumn(others.id);
    });

    test('says that a column may be left where it cannot be taken away, and the next check takes it away', async () => {
      const before = check.columns();
      check.platform.faults.plan({ kind: 'error-500', service: 'scores' });
      await check.begin();
      await until('the score was refused', () => check.platform.faults.injected.at(-1)?.service === 'scores');
      await check.ended();
      check.platform.faults.plan({ kind: 'reset-after', service: 'line-items' }, { kind: 'error-500', service: 'line-items', times: 9 });
      const { removal } = await check.check();
      expect(removal).toMatchObject({ state: 'fault', sentence: expect.stringContaining('may still be there') });
      expect(check.columns()).toHaveLength(before.length + 1);
      check.platform.faults.clear();
      expect((await check.check()).removal.state).toBe('works');
      expect(check.columns()).toEqual(before);
    });

    test('that a dead process left behind is interrupted, and makes room for the next', async () => {
      const { db } = check.tool.services;
      const long = { at: '2026-01-01T00:00:00.000Z' };
      await db.run("UPDATE connection_check SET ended_at = NULL, beat_at = :at, findings = '[]'", long);
      const { check: left } = await check.read();
      expect(left).toMatchObject({ goesOn: false, endedAt: null });
      expect(left?.lines[0]).toMatchObject({ state: 'not-tried', sentence: expect.stringContaining('interrupted') });
      expect((await check.check())['sign-in'].state).toBe('works');
    });

    test('keeps what the page says of its frame, for the check it shows', async () => {
      const { check: shown } = await check.read();
      const report = { checkId: shown?.id, framed: true, grew: false, cookie: true };
      expect((await check.ask('PUT', { path: `${check.path}/frame`, body: report })).status).toBe(200);
      expect((await check.read()).check?.lines.at(-1)).toMatchObject({ name: 'frame', state: 'works' });
      expect((await check.ask('PUT', { path: `${check.path}/frame`, body: { ...report, checkId: 'another' } })).status).toBe(404);
    });

    test('is not begun where the platform is switched off here, nor for a platform of somebody else', async () => {
      const { db } = check.tool.services;
      const at = '2026-01-01T00:00:00.000Z';
      const [off, foreign] = [newId(), newId()];
      for (const id of [off, foreign]) {
        await db.insert('deployment', { id, platform_kid: check.house.kid, deployment_id: id, created_at: at, suspended_at: at });
      }
      await db.insert('deployment_partnership', { deployment_ref: off, partnership_id: check.house.partnershipId, created_at: at });
      expect((await check.ask('POST', { path: `/api/connections/${off}/check` })).status).toBe(422);
      const answers = await Promise.all([foreign, newId()].map((id) => check.ask('POST', { path: `/api/connections/${id}/check` })));
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    });

    test('asks no course of another partnership that the same deployment serves, nor names it', async () => {
      const { db } = check.tool.services;
      const at = '2026-02-01T00:00:00.000Z';
      const [shared, course] = [newId(), newId()];
      const { id: other } = await db.transaction((tx) => createFounding(check.tool.services).ensure('Southbridge', tx));
      await db.insert('deployment', { id: shared, platform_kid: check.house.kid, deployment_id: shared, created_at: at });
      for (const partnership of [other, check.house.partnershipId])
        await db.insert('deployment_partnership', { deployment_ref: shared, partnership_id: partnership, created_at: at });
      await db.insert('context', { id: course, deployment_ref: shared, context_id: '77', title: 'Southbridge only', created_at: at });
      const { connections } = await check.list();
      expect(connections.find(({ id }) => id === shared)?.course).toBeNull();
      await db.run('DELETE FROM deployment_partnership WHERE deployment_ref = :shared AND partnership_id = :other', { shared, other });
      expect((await check.list()).connections.find(({ id }) => id === shared)?.course).toBe('Southbridge only');
    });
  },
);

describe('A check of a school’s Canvas', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck('canvas');
    await check.tool.services.db.run('UPDATE placement SET context_ref = NULL');
    await check.tool.services.db.run('UPDATE context SET memberships_url = NULL, lineitems_url = NULL, ags_scopes = NULL');
  });
  afterAll(() => check.close());

  test('misses no service, because no trainee’s course is there', async () => {
    const lines = await check.check();
    expect(states(lines)).toEqual([
      'sign-in works', 'roster not-needed', 'column not-needed', 'score not-needed', 'removal not-needed', 'review not-needed', 'frame waiting',
    ]); // prettier-ignore
  });
});

describe('A check of a Moodle', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck('moodle');
  });
  afterAll(() => check.close());

  test('that cannot read our keys says so, and tries nothing else', async () => {
    const { urls } = check.tool;
    check.platform.connectTool({ ...urls, jwksUrl: 'http://127.0.0.1:9/keys' });
    check.platform.site.toolKeys.forget();
    const lines = await check.check();
    expect(lines['sign-in']).toMatchObject({ state: 'fault', sentence: expect.stringContaining('“cURL allowed ports list”') });
    expect(states(lines).slice(1, 5)).toEqual(['roster not-tried', 'column not-tried', 'score not-tried', 'removal not-tried']);
    check.platform.connectTool(urls);
  });

  test('says that names are not sent', async () => {
    check.platform.site.options.sendNames = false;
    expect((await check.check()).roster).toMatchObject({
      state: 'works',
      sentence: expect.stringContaining("“Share launcher's name with tool”"),
    });
    check.platform.site.options.sendNames = true;
  });

  test('says that an activity was made without our chooser', async () => {
    expect((await check.check()).review).toMatchObject({ state: 'fault', sentence: expect.stringContaining('“Select content”') });
  });

  test('says that the clocks differ', async () => {
    await check.tool.services.db.run('UPDATE session SET clock_ahead = 90');
    expect((await check.check())['sign-in']).toMatchObject({ state: 'fault', sentence: expect.stringContaining('differ by 90 seconds') });
    await check.tool.services.db.run('UPDATE session SET clock_ahead = 0');
  });

  test('prints the same lines on the server', async () => {
    const { issuer, clientId } = check.platform.registration;
    const environment = { DATABASE_URL: check.tool.config.databaseUrl, ALLOW_INSECURE_PLATFORMS: 'true' };
    const { code, stdout } = await runCommand(
      'tool/lti/platform-command.ts',
      ['check', '--issuer', issuer, '--client-id', clientId],
      environment,
    );
    const answer = JSON.parse(stdout) as { checks: { lines: { line: string; state: string; found: string }[] }[] };
    const { check: shown } = await check.read();
    const printed = sure(answer.checks[0]).lines.slice(0, -1);
    expect(code).toBe(0);
    expect(printed.map(({ state }) => state)).toEqual(['works', 'works', 'works', 'works', 'works', 'fault']);
    expect(printed).toEqual(
      sure(shown)
        .lines.slice(0, -1)
        .map(({ title, state, sentence }) => ({ line: title, state, found: sentence })),
    );
  });

  test('that nobody has opened from a course yet asks for that, and for nothing to be ticked', async () => {
    const { db } = check.tool.services;
    const [id, at] = [newId(), '2026-01-01T00:00:00.000Z'];
    await db.insert('deployment', { id, platform_kid: check.house.kid, deployment_id: 'fresh', created_at: at });
    await db.insert('deployment_partnership', { deployment_ref: id, partnership_id: check.house.partnershipId, created_at: at });
    const path = `/api/connections/${id}`;
    expect((await check.ask('POST', { path: `${path}/check` })).status).toBe(200);
    const shown = async (): Promise<Connection> => JSON.parse((await check.ask('GET', { path })).text) as Connection;
    await until('the check has ended', async () => sure((await shown()).check).endedAt !== null);
    const { lines } = sure((await shown()).check);
    expect(lines.map(({ state }) => state).slice(0, 6)).toEqual(['works', 'not-tried', 'not-tried', 'not-tried', 'not-tried', 'not-tried']);
    expect(lines[1]?.sentence).toContain('Add it to a course, open it, then check again.');
  });

  test('that waits for approval is not begun, and not listed', async () => {
    const { db } = check.tool.services;
    await db.run("UPDATE platform SET pending_at = '2026-01-01T00:00:00.000Z' WHERE kid = :kid", { kid: check.house.kid });
    expect((await check.list()).connections).toEqual([]);
    expect((await check.ask('POST', { path: `${check.path}/check` })).status).toBe(404);
  });
});
