import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../../command.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ask, startTool, type RunningTool } from './tool-kit.js';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

eachDialect('Suspending', (open) => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let second: RunningTool;
  let moodle: Platform;
  let kid: string;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database);
    second = await startTool(database);
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    ({ kid } = await tool.register(moodle.registration, 'Northbridge'));
  });
  afterAll(async () => {
    await Promise.all([moodle.close(), tool.close(), second.close()]);
    await database.drop();
  });

  const platform = async (...words: string[]): Promise<Record<string, unknown>> => {
    const of = ['--issuer', moodle.registration.issuer, '--client-id', 'c1'];
    const { stdout } = await runCommand('tool/lti/platform-command.ts', [...words, ...of], {
      DATABASE_URL: database.url,
      ALLOW_INSECURE_PLATFORMS: 'true',
    });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const launch = () => moodle.launch.http('3', '1');
  const me = (session: string) => Promise.all([tool, second].map(async (one) => (await ask(one, session, '/api/me')).status));
  const token = () => Promise.all([tool, second].map(async ({ services }) => (await services.tokens.find(kid, [scope])).ok));
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
  };

  test.each<[string, string[], string]>([
    ['a platform', [], 'platform-suspended'],
    ['a deployment', ['--deployment-id', '1'], 'deployment-suspended'],
  ])(
    '%s ends its sessions and launches in every process, and nothing comes back by itself when it is resumed',
    async (_what, words, reason) => {
      const session = String((await launch()).launch?.['session']);
      expect(await me(session)).toEqual([200, 200]);
      expect(await token()).toEqual([true, true]);

      expect(await platform('suspend', ...words)).toMatchObject({ active: false });
      expect(await me(session)).toEqual([401, 401]);
      tool.takeLog();
      await until(async () => (await launch()).status === 403);
      expect(tool.takeLog().at(-1)).toMatchObject({ reason });
      // A token that was given before is used no more either, where the whole platform is switched off.
      if (words.length === 0) await until(async () => (await token()).every((ok) => !ok));

      expect(await platform('resume', ...words)).toMatchObject({ active: true });
      expect(await me(session)).toEqual([401, 401]);
      await until(async () => (await launch()).status === 200);
      await until(async () => (await token()).every((ok) => ok));
    },
  );

  test('is told to the partnership in its list of changes', async () => {
    const rows = await tool.services.db.select<{ action: string }>(
      "SELECT action FROM audit_event WHERE action LIKE 'platform.%' ORDER BY id",
    );
    expect(rows.map(({ action }) => action)).toEqual(['platform.suspended', 'platform.resumed', 'platform.suspended', 'platform.resumed']);
  });

  test('is not what removing is: a platform that is added again opens none of its old sessions, and both are told', async () => {
    const session = String((await launch()).launch?.['session']);
    expect(await me(session)).toEqual([200, 200]);
    expect(await platform('remove')).toMatchObject({ removed: true });
    expect(await platform('add', '--deployment-id', '1', '--partnership', 'Northbridge')).toMatchObject({ platform: kid });
    await until(async () => (await launch()).status === 200);
    expect(await me(session)).toEqual([401, 401]);
    await platform('rotate-key');
    const rows = await tool.services.db.select<{ action: string }>(
      "SELECT action FROM audit_event WHERE action LIKE 'platform.%' ORDER BY id",
    );
    expect(rows.slice(-3).map(({ action }) => action)).toEqual(['platform.removed', 'platform.added', 'platform.key-added']);
  });
});
