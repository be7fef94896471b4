import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ask, startTool, type RunningTool } from './tool-kit.js';

eachDialect('A launch', (open) => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let platform: Platform;
  let kid: string;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database);
    platform = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    ({ kid } = await tool.register(platform.registration, 'Northbridge'));
  });
  afterAll(async () => {
    await platform.close();
    await tool.close();
    await database.drop();
  });

  const me = async (session: unknown): Promise<Record<string, unknown>> => (await (await ask(tool, String(session), '/api/me')).json()) as never;

  test('opens the page and says who is here', async () => {
    const { status, launch, response } = await platform.launch.http('3', '1');
    expect(status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors ${platform.origin}`);
    expect(await me(launch?.session)).toMatchObject({
      personId: null, name: null, identityName: 'Amara Okafor', partnership: { name: 'Northbridge' }, platform: { family: 'moodle' },
      context: { title: 'PGCE Secondary 2026' }, link: { title: 'Critical Friend' }, roles: [],
    });
    expect(kid).toMatch(/^[0-9a-f]{32}$/);
  });
});
