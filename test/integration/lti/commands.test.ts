import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { newId } from '../../../tool/ids.js';
import { createLogger } from '../../../tool/logger.js';
import { runCommand } from '../../command.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { freePort } from './tool-kit.js';

const root = path.join(import.meta.dirname, '../../..');

interface Ran {
  code: number;
  answer: Record<string, unknown>;
  stderr: string;
}

async function run(script: string, words: string[], environment: Record<string, string>): Promise<Ran> {
  const { code, stdout, stderr } = await runCommand(script, words, environment);
  return { code, answer: JSON.parse(stdout || '{}') as Ran['answer'], stderr };
}

const moodle = ['--issuer', 'https://moodle.example', '--client-id', 'c1'];
const addresses = (host: string): string[] => ['--auth-url', `${host}/auth`, '--token-url', `${host}/token`, '--jwks-url', `${host}/certs`];

describe('The platform command', () => {
  let database: ScratchDatabase;
  let db: Database;
  beforeAll(() => {
    database = scratchSqlite();
    db = openDatabase(database.url, createLogger('silent'));
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });
  const platform = (...words: string[]): Promise<Ran> => run('tool/lti/platform-command.ts', words, { DATABASE_URL: database.url });

  test('registers a platform with its deployment and partnership, and lists it', async () => {
    const added = await platform(
      'add',
      ...moodle,
      '--deployment-id',
      '1',
      ...addresses('https://moodle.example'),
      '--name',
      'Moodle',
      '--partnership',
      'Northbridge',
    );
    expect(added).toMatchObject({ code: 0, answer: { added: 'platform', deploymentId: '1', partnership: { name: 'Northbridge' } } });
    const { answer } = await platform('list');
    expect(answer['platforms']).toMatchObject([
      {
        platform: added.answer['platform'], issuer: 'https://moodle.example', clientId: 'c1', name: 'Moodle', active: true, practice: false,
        frameOrigins: ['https://moodle.example'], deployments: [{ deploymentId: '1', suspendedAt: null, partnerships: [{ name: 'Northbridge' }] }],
      },
    ]); // prettier-ignore
  });

  test('adds a deployment to a platform it knows, with the same key, and does so twice without harm', async () => {
    const second = [
      'add',
      ...moodle,
      '--deployment-id',
      '2',
      '--partnership',
      'Southbridge',
      '--frame-origin',
      'https://one.example',
      '--frame-origin',
      'https://*.two.example',
    ];
    const [first, again] = [await platform(...second), await platform(...second)];
    expect([first.code, again.code]).toEqual([0, 0]);
    expect(again.answer).toEqual(first.answer);
    expect(first.answer).toMatchObject({ added: 'deployment', deploymentId: '2' });
    const rows = await db.select<{ frame_origins: string; name: string; auth_url: string }>(
      'SELECT name, auth_url, frame_origins FROM platform',
    );
    expect(rows).toEqual([
      { name: 'Moodle', auth_url: 'https://moodle.example/auth', frame_origins: '["https://one.example","https://*.two.example"]' },
    ]);
    expect(await db.select('SELECT kid FROM platform_key')).toHaveLength(1);
  });

  test('suspends and resumes a deployment or the whole platform', async () => {
    const state = async () => ({
      active: (await db.select<{ active: number }>('SELECT active FROM platform'))[0]?.active,
      suspended: (await db.select<{ deployment_id: string }>('SELECT deployment_id FROM deployment WHERE suspended_at IS NOT NULL')).map(
        (row) => row.deployment_id,
      ),
    });
    expect(await platform('suspend', ...moodle, '--deployment-id', '2')).toMatchObject({ code: 0, answer: { active: false } });
    expect(await state()).toEqual({ active: 1, suspended: ['2'] });
    expect(await platform('suspend', ...moodle)).toMatchObject({ code: 0 });
    expect(await state()).toEqual({ active: 0, suspended: ['2'] });
    await platform('resume', ...moodle);
    await platform('resume', ...moodle, '--deployment-id', '2');
    expect(await state()).toEqual({ active: 1, suspended: [] });
  });

  test('makes a code for the first coordinator, which is stored as a hash', async () => {
    const made = await platform('coordinator', '--partnership', 'Northbridge', '--name', 'Ruth Adeyemi');
    expect(made).toMatchObject({ code: 0, answer: { partnership: { name: 'Northbridge' } } });
    expect(made.answer['code']).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    const rows = await db.select<{ role: string; code_hash: string }>('SELECT role, code_hash FROM claim_code');
    expect(rows).toMatchObject([{ role: 'coordinator' }]);
    expect(JSON.stringify(rows)).not.toContain(String(made.answer['code']).replace('-', ''));
    expect(await platform('coordinator', '--partnership', 'Nowhere')).toMatchObject({ code: 1 });
  });

  test('removes nothing while deliveries are open, and then retires without deleting', async () => {
    const [deployment] = await db.select<{ id: string }>("SELECT id FROM deployment WHERE deployment_id = '1'");
    const [partnership] = await db.select<{ id: string }>("SELECT id FROM partnership WHERE name = 'Northbridge'");
    const [at, link, person] = [new Date().toISOString(), newId(), newId()];
    await db.insert('person', { id: person, partnership_id: partnership?.id ?? '', created_at: at });
    await db.insert('resource_link', { id: link, deployment_ref: deployment?.id ?? '', resource_link_id: 'r', created_at: at });
    await db.insert('score_outbox', {
      id: newId(), partnership_id: partnership?.id ?? '', link_ref: link, tag: 't', sub: '3', person_id: person, version: 1, score: 6, maximum: 6, comment: '',
      stamp_second: 1, submitted_at: at, state: 'waiting', attempts: 0, next_try_at: at, outcome_unknown: 0, comment_sent: 0, created_at: at,
    }); // prettier-ignore
    for (const words of [moodle, [...moodle, '--deployment-id', '1']]) {
      const refused = await platform('remove', ...words);
      expect(refused.code).toBe(1);
      expect(refused.answer['error']).toMatch(/^1 deliver/);
    }
    expect(await platform('remove', ...moodle, '--deployment-id', '2')).toMatchObject({ code: 0, answer: { removed: true } });
    await db.run("UPDATE score_outbox SET state = 'delivered'");
    expect(await platform('remove', ...moodle)).toMatchObject({ code: 0, answer: { removed: true, deploymentId: null } });
    expect((await platform('list')).answer['platforms']).toEqual([]);
    expect(await platform('suspend', ...moodle)).toMatchObject({ code: 1 });
    expect(await db.select('SELECT kid FROM platform WHERE retired_at IS NOT NULL AND active = 0')).toHaveLength(1);
  });

  test('opens a removed platform again under its old key', async () => {
    const [{ kid } = { kid: '' }] = await db.select<{ kid: string }>('SELECT kid FROM platform_key');
    const added = await platform(
      'add',
      ...moodle,
      '--deployment-id',
      '2',
      '--partnership',
      'Southbridge',
      '--token-url',
      'https://moodle.example/new-token',
    );
    expect(added).toMatchObject({ code: 0, answer: { platform: kid } });
    expect(await db.select('SELECT active, retired_at, token_url, token_audience FROM platform')).toEqual([
      { active: 1, retired_at: null, token_url: 'https://moodle.example/new-token', token_audience: null },
    ]);
  });

  test.each<[string, string[], RegExp]>([
    [
      'an http address',
      ['add', ...moodle, '--deployment-id', '3', '--partnership', 'P', '--auth-url', 'http://moodle.example/auth'],
      /auth-url is http/,
    ],
    [
      'loopback',
      ['add', ...moodle, '--deployment-id', '3', '--partnership', 'P', '--jwks-url', 'https://127.0.0.1/certs'],
      /jwks-url leads to this machine/,
    ],
    [
      'a private address',
      ['add', ...moodle, '--deployment-id', '3', '--partnership', 'P', '--token-url', 'https://[fd00::1]/t'],
      /token-url leads to this machine/,
    ],
    [
      'a name of this machine',
      ['add', ...moodle, '--deployment-id', '3', '--partnership', 'P', '--frame-origin', 'https://lms.localhost'],
      /frame-origin leads/,
    ],
    ['no deployment', ['add', ...moodle, '--partnership', 'P'], /--deployment-id is missing/],
    [
      'no addresses for a new platform',
      ['add', '--issuer', 'https://new.example', '--client-id', 'x', '--deployment-id', '1', '--partnership', 'P'],
      /--auth-url is missing/,
    ],
    ['an origin with a path', ['add', ...moodle, '--frame-origin', 'https://a.example/x'], /is not an origin/],
    ['a word it does not know', ['destroy'], /Usage/],
    ['no word', [], /Usage/],
  ])('refuses %s with words', async (_what, words, message) => {
    const { code, answer } = await platform(...words);
    expect(code).toBe(1);
    expect(answer['error']).toMatch(message);
  });

  test('seals stored private keys anew after the secret has changed', async () => {
    const reseal = (SECRET_KEY: string, previous: string) =>
      run('tool/lti/reseal-command.ts', [], { DATABASE_URL: database.url, SECRET_KEY, SECRET_KEY_PREVIOUS: previous });
    const development = 'critical-friend-development-key-not-for-production';
    const sealed = async () => (await db.select<{ private_sealed: string }>('SELECT private_sealed FROM platform_key'))[0]?.private_sealed;
    const before = await sealed();
    expect(await reseal('a new secret', 'a wrong one')).toMatchObject({ code: 1 });
    expect(await sealed()).toBe(before);
    expect(await reseal('a new secret', development)).toMatchObject({ code: 0, answer: { resealed: 1, current: 0 } });
    expect(await sealed()).not.toBe(before);
    expect(await reseal('a new secret', '')).toMatchObject({ code: 0, answer: { resealed: 0, current: 1 } });
    expect(await reseal('another', '')).toMatchObject({ code: 1 });
  });
});

describe('The served tool', () => {
  const start = (environment: Record<string, string>) => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'tool/main.ts')], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', ...environment }, cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    }); // prettier-ignore
    const said = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => { resolve(code); })); // prettier-ignore
    return { child, said, ended };
  };
  const untilReady = async (port: number): Promise<void> => {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (await fetch(`http://127.0.0.1:${port}/health/ready`).then((answer) => answer.ok, () => false)) return; // prettier-ignore
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it never became ready');
  };

  test('stops at SIGTERM with 0, and tells that on the way', async () => {
    const database = scratchSqlite();
    const port = await freePort();
    const { child, said, ended } = start({ DATABASE_URL: database.url, PORT: String(port) });
    await untilReady(port);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said.out).toContain('"msg":"listening"');
    expect(said.out).toContain('"msg":"stopping"');
    await database.drop();
  });

  test('that cannot start says why in one line and ends with another number than 0', async () => {
    const database = scratchSqlite();
    const port = await freePort();
    const first = start({ DATABASE_URL: database.url, PORT: String(port) });
    await untilReady(port);
    const cases: [Record<string, string>, RegExp][] = [
      [{ DATABASE_URL: database.url, PORT: String(port) }, /PORT is in use/],
      [{ DATABASE_URL: 'mysql://root@127.0.0.1:1/none', PORT: '0' }, /database/i],
      [{ DATABASE_URL: 'postgres://x', PORT: 'many' }, /PORT.*DATABASE_URL|DATABASE_URL.*PORT/],
      [{ NODE_ENV: 'production' }, /SECRET_KEY/],
    ];
    for (const [environment, why] of cases) {
      const { said, ended } = start(environment);
      expect(await ended).not.toBe(0);
      expect(said.err.trim().split('\n')).toEqual([expect.stringMatching(why)]);
    }
    first.child.kill('SIGTERM');
    await first.ended;
    await database.drop();
  });

  test('refuses a database of the practice', async () => {
    const database = scratchSqlite();
    const environment = { DATABASE_URL: database.url, ALLOW_INSECURE_PLATFORMS: 'true' };
    const words = ['add', ...moodle, '--deployment-id', '1', ...addresses('http://127.0.0.1:3100'), '--partnership', 'P', '--practice'];
    expect((await run('tool/lti/platform-command.ts', words, environment)).code).toBe(0);
    const { said, ended } = start({ ...environment, PORT: '0' });
    expect(await ended).toBe(1);
    expect(said.err).toMatch(/practice platforms/);
    await database.drop();
  });
});
