import { expect, test } from '@jest/globals';
import { eachDialect } from '../../database.js';
import { startPlatform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ask, startTool } from './tool-kit.js';

eachDialect('A tool whose database is away', (open) => {
  test('answers 503 and asks to try again: pages for people, problem documents for programs', async () => {
    const database = await open();
    const tool = await startTool(database);
    const moodle = await startPlatform({
      mode: 'moodle',
      ...university,
      registration: [{ clientId: 'c1', deploymentId: '1' }],
      tool: tool.urls,
    });
    await tool.register(moodle.registration, 'Northbridge');
    const session = String((await moodle.launch.http('3', '1')).launch?.['session']);
    await tool.services.db.sequelize.close();

    const { status, text, response } = await moodle.launch.http('3', '1');
    expect([status, response.headers.get('retry-after'), response.headers.get('content-type')]).toEqual([
      503,
      '5',
      'text/html; charset=utf-8',
    ]);
    expect(text).toContain('Critical Friend is away for a moment');
    expect(text).not.toMatch(/127\.0\.0\.1:\d+\/|sequelize|SELECT|\.js:\d/i);
    const me = await ask(tool, session, '/api/me');
    expect([me.status, me.headers.get('retry-after'), me.headers.get('content-type')]).toEqual([
      503,
      '5',
      'application/problem+json; charset=utf-8',
    ]);
    expect(((await me.json()) as { type: string }).type).toBe('urn:critical-friend:problem:unavailable');
    const ready = await fetch(`${tool.origin}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', database: false, queue: true }]);
    expect((await fetch(`${tool.origin}/health/live`)).status).toBe(200);

    await moodle.close();
    await tool.close().catch(() => undefined);
    await database.drop();
  });
});
