import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommand } from '../../command.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

interface Checked {
  works: boolean;
  putRight: { what: string; todo: string }[];
  fine: string[];
  error?: string;
}

describe('The command for administrators’ files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-files-'));
  let database: ScratchDatabase;
  let tool: RunningTool;
  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database, { SUPPORT_CONTACT: 'Helen Ward' });
    await tool.register(
      {
        issuer: 'https://moodle.example', clientId: 'c1', deploymentId: '1', authUrl: 'https://moodle.example/a', tokenUrl: 'https://moodle.example/t',
        jwksUrl: 'https://moodle.example/k', frameOrigin: 'https://moodle.example',
      },
      'Northbridge University',
    ); // prettier-ignore
  });
  afterAll(async () => {
    await tool.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const command = async (...words: string[]): Promise<{ code: number; answer: Checked & { written?: string[] } }> => {
    const { code, stdout } = await runCommand('tool/lti-config/lti-config-command.ts', [...words, '--folder', folder], {
      DATABASE_URL: database.url,
      PUBLIC_URL: tool.origin,
      ALLOW_INSECURE_PLATFORMS: 'true',
      SUPPORT_CONTACT: 'Helen Ward',
    });
    return { code, answer: JSON.parse(stdout) as Checked };
  };

  test('writes the files, filled from the running configuration, and finds nothing to put right in them', async () => {
    expect((await command('check')).answer.putRight).toMatchObject([{ what: 'canvas.json' }, { what: 'canvas-school.json' }]);
    const { code, answer } = await command('write', '--partnership', 'Northbridge University');
    expect({ code, files: answer.written?.map((file) => path.basename(file)) }).toEqual({
      code: 0,
      files: ['canvas.json', 'canvas-school.json', 'school-administrator.html', 'data-protection.html'],
    });
    const key = JSON.parse(readFileSync(path.join(folder, 'canvas.json'), 'utf8')) as Record<string, unknown>;
    expect(key).toMatchObject({ title: 'Critical Friend (Northbridge University)', public_jwk_url: `${tool.origin}/lti/keys` });
    expect(readFileSync(path.join(folder, 'data-protection.html'), 'utf8')).toContain('Helen Ward');
    const checked = await command('check');
    expect(checked).toMatchObject({ code: 0, answer: { works: true, putRight: [] } });
    expect(checked.answer.fine).toEqual(
      expect.arrayContaining([`${tool.origin}/lti/keys`, `${tool.origin}/lti/login`, 'frame', 'canvas.json: scopes']),
    );
  });

  test('finds a file of another address, and ends with 1', async () => {
    const file = path.join(folder, 'canvas-school.json');
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, right.replaceAll(tool.origin, 'https://old.example'));
    const { code, answer } = await command('check');
    expect(code).toBe(1);
    expect(answer.putRight.map(({ what }) => what)).toEqual(expect.arrayContaining(['canvas-school.json: target_link_uri']));
    expect(answer.putRight.every(({ what }) => what.startsWith('canvas-school.json'))).toBe(true);
    writeFileSync(file, right);
  });

  test.each<[string, string | null, Record<string, string>, RegExp]>([
    ['forbids frames', null, { 'x-frame-options': 'DENY' }, /^frame A proxy changes the headers/m],
    ['answers with a page of its own', '<!doctype html><p>Welcome, SECRET', {}, /keys Something else than the tool answers there/],
    ['answers with other keys', '{"keys":[{"kty":"RSA","d":"SECRET"}]}', {}, /not the keys of this tool/],
  ])('finds a proxy that %s', async (_what, body, headers, words) => {
    const proxy = createServer((request, response) => {
      if (body !== null) return void response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
      void fetch(tool.origin + (request.url ?? ''), { method: request.method ?? 'GET', ...(request.method === 'POST' ? { body: new URLSearchParams() } : {}) }).then(
        async (answer) => {
          const passed = Object.fromEntries([...answer.headers].filter(([name]) => /^content-(type|security)/.test(name)));
          response.writeHead(answer.status, { ...passed, ...headers }).end(await answer.text());
        },
      );
    }); // prettier-ignore
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { code, answer } = await command('check', '--url', origin);
    const found = answer.putRight.map(({ what, todo }) => `${what} ${todo}`).join('\n');
    expect(code).toBe(1);
    expect(found).toMatch(words);
    expect(found).not.toContain('SECRET');
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  test('says what is missing where it is not understood', async () => {
    for (const [words, message] of [
      [['write'], '--partnership is missing.'],
      [['write', '--partnership', 'Nowhere'], 'There is no partnership of this name; "npm run platform -- add" makes one.'],
      [['check', '--url', 'https://a.example/path'], '--url is an address without a path, for example https://friend.university.example'],
    ] as const)
      expect(await command(...words)).toMatchObject({ code: 1, answer: { error: message } });
    expect((await command('read')).answer.error).toContain('Usage');
  });
});
