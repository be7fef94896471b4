import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { runCommand } from '../../command.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startTool, type RunningTool } from './tool-kit.js';

const scope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';

eachDialect('The tool’s key for a platform', (open) => {
  const clock = new MovableClock();
  let database: ScratchDatabase;
  let tool: RunningTool;
  let second: RunningTool;
  let moodle: Platform;
  let kid: string;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database, {}, { clock });
    second = await startTool(database, { PUBLIC_URL: tool.origin }, { clock });
    moodle = await startPlatform({
      mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls, now: () => clock.now(),
    }); // prettier-ignore
    ({ kid } = await tool.register(moodle.registration, 'Northbridge'));
  });
  afterAll(async () => {
    await Promise.all([moodle.close(), tool.close(), second.close()]);
    await database.drop();
  });

  const platform = async (...words: string[]) => {
    const of = ['--issuer', moodle.registration.issuer, '--client-id', 'c1'];
    const { code, stdout } = await runCommand('tool/lti/platform-command.ts', [...words, ...of], { DATABASE_URL: database.url });
    return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
  };
  const shown = async (): Promise<string[]> => {
    const sets = await Promise.all(
      [tool, second].map(async ({ services }) => (await services.registry.publicKeys()).map((key) => key.kid).sort()),
    );
    return sets[0]?.join() === sets[1]?.join() ? (sets[0] ?? []) : [];
  };
  /** A launch and a token in each process, none of which may fail; the names of the keys that signed. */
  const everything = async (): Promise<string[]> => {
    expect((await moodle.launch.http('3', '1')).status).toBe(200);
    const signing: string[] = [];
    for (const { services } of [tool, second]) {
      signing.push((await services.registry.signingKey(kid)).keyId);
      const token = await services.tokens.find(kid, [scope]);
      expect(token).toMatchObject({ ok: true });
      if (token.ok) services.tokens.drop(kid, token.value);
    }
    return signing;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 200));
  };

  test('changes without losing a launch or a token, at a platform that keeps the old set until a check fails', async () => {
    expect(await everything()).toEqual([kid, kid]);
    const { answer } = await platform('rotate-key', '--pause-minutes', '1');
    const fresh = String(answer['key']);
    expect(answer).toMatchObject({ platform: kid, stillShown: [kid] });
    await until(async () => (await shown()).includes(fresh) && everything().then((signing) => signing.every((one) => one === kid)));
    expect(await platform('retire-key', '--key', kid)).toMatchObject({
      code: 1,
      answer: { error: expect.stringContaining('signs') as unknown },
    });
    clock.advance(61_000);
    await until(async () => (await everything()).every((one) => one === fresh));
    expect(await shown()).toEqual([kid, fresh].sort());
    // ltijs hands out the same one.
    const kept = await tool.services.registry.provider.getPlatformById(kid);
    expect(kept && (await kept.platformPrivateKey())).toBe(
      (await tool.services.registry.signingKey(kid)).key.export({ type: 'pkcs8', format: 'pem' }),
    );
  }, 60_000);

  test('leaves the set for good when it is retired, and its name is not used again', async () => {
    // The command goes by the machine's clock, which is not moved.
    await tool.services.db.run('UPDATE platform_key SET signs_from = :now WHERE signs_from IS NOT NULL', { now: new Date().toISOString() });
    expect(await platform('retire-key', '--key', kid)).toMatchObject({ code: 0, answer: { retired: true } });
    await until(async () => (await shown()).length === 1);
    await everything();
    const rows = await tool.services.db.select<{ private_sealed: string }>('SELECT private_sealed FROM platform_key WHERE kid = :kid', {
      kid,
    });
    expect(rows).toEqual([{ private_sealed: '' }]);
    for (const words of [
      ['retire-key', '--key', kid],
      ['retire-key', '--key', 'nothing'],
      ['rotate-key', '--pause-minutes', '0'],
    ]) {
      expect((await platform(...words)).code).toBe(1);
    }
  }, 60_000);
});
