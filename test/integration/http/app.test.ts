import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAssets } from '../../../tool/http/assets.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ask, startTool, type RunningTool } from '../lti/tool-kit.js';

interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A request whose Host is not the address it is sent to. */
const raw = (origin: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const asked = rawRequest({ hostname, port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => { resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }); }); // prettier-ignore
    });
    asked.on('error', reject).end();
  });

describe('The tool', () => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;
  let session: string;
  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database);
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    await tool.register(moodle.registration, 'Northbridge');
    session = String((await moodle.launch.http('3', '1')).launch?.['session']);
  });
  afterAll(async () => {
    await moodle.close();
    await tool.close();
    await database.drop();
  });

  test.each(['/api/me', '/api/nothing', '/lti/launch', '/lti/keys', '/at/x', '/health/live', '/', '/nothing'])(
    'sends its headers with %s',
    async (path) => {
      const { headers } = await fetch(tool.origin + path, { headers: { accept: 'text/html' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('x-build')).toBe(tool.services.assets.build);
      for (const name of [
        'x-powered-by',
        'server',
        'x-frame-options',
        'cross-origin-opener-policy',
        'access-control-allow-origin',
        'etag',
        'strict-transport-security',
      ]) {
        expect({ name, value: headers.get(name) }).toEqual({ name, value: null });
      }
      expect(headers.get('cache-control')).toBe('no-store');
      if (!path.startsWith('/health') && path !== '/lti/keys')
        expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors/);
    },
  );

  test('sends HSTS where people reach it by https, and keeps a login’s cookie from every other host of its domain', async () => {
    const [other, own] = [scratchSqlite(), 'https://friend.example'];
    const secure = await startTool(other, { PUBLIC_URL: own, TRUST_PROXY: 'loopback' });
    const origin = `http://127.0.0.1:${secure.config.port}`;
    const forwarded = { host: 'inside:3000', 'x-forwarded-host': 'friend.example', 'x-forwarded-proto': 'https' };
    const answer = await raw(origin, '/api/me', forwarded);
    expect([answer.status, answer.headers['strict-transport-security']]).toEqual([401, 'max-age=63072000']);
    await secure.register(moodle.registration, 'Northbridge');
    const question = new URLSearchParams({ iss: moodle.registration.issuer, login_hint: '3', target_link_uri: `${own}/lti/launch` });
    const login = await raw(origin, `/lti/login?${question.toString()}`, forwarded);
    expect(login.status).toBe(302);
    expect(String(login.headers['set-cookie'])).toMatch(/^__Host-cf_login_[\w-]{8}=[\w-]{43}; .*Path=\/; Secure; HttpOnly/);
    await secure.close();
    await other.drop();
  });

  test.each<[string, string, string]>([
    ['/at/x?y=1', 'GET', '/at/x?y=1'],
    ['/lti/login', 'POST', '/lti/login'],
    ['//evil.example/', 'GET', '//evil.example/'],
  ])('under another name sends %s by %s once to its own address', async (path, method, target) => {
    for (const host of ['evil.example', '127.0.0.1', 'localhost', 'localhost:1']) {
      const answer = await raw(tool.origin, path, { host }, method);
      expect([answer.status, answer.headers['location']]).toEqual([308, tool.origin + target]);
    }
    const { host } = new URL(tool.origin);
    expect((await raw(tool.origin, path, { host: host.toUpperCase() }, method)).status).not.toBe(308);
    const proxied = await raw(tool.origin, path, { host, 'x-forwarded-host': 'evil.example' }, method);
    expect(proxied.status).not.toBe(308);
  });

  test('tells its health under any name', async () => {
    const ready = await raw(tool.origin, '/health/ready', { host: '10.0.0.7:3000' });
    expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: 'ready', database: true, queue: true }]);
    expect((await raw(tool.origin, '/health/live', { host: 'anything' })).status).toBe(200);
  });

  test('refuses the API to pages of other sites', async () => {
    for (const site of ['cross-site', 'same-origin', 'same-site', 'none']) {
      const answer = await ask(tool, session, '/api/me', { headers: { 'sec-fetch-site': site, origin: 'https://evil.example' } });
      expect([site, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
        site,
        site === 'cross-site' ? 403 : 200,
        null,
      ]);
    }
  });

  test('answers what it does not know with a page or a problem document', async () => {
    const page = await fetch(`${tool.origin}/nothing`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    for (const [path, accept] of [
      ['/api/nothing', 'text/html'],
      ['/nothing', 'application/json'],
      ['/api/%', '*/*'],
    ] as const) {
      const answer = await fetch(tool.origin + path, { headers: { accept } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(Object.keys((await answer.json()) as object).sort()).toEqual(['detail', 'instance', 'status', 'title', 'type']);
    }
  });

  test.each<[string, string, string, number]>([
    ['broken', '{"code":', 'application/json', 400],
    ['text', 'code=x', 'text/plain', 415],
    ['a form', 'code=x', 'application/x-www-form-urlencoded', 415],
    ['in a strange encoding', '{}', 'application/json; charset=latin9', 415],
    ['a list', '[]', 'application/json', 400],
    ['a number', '7', 'application/json', 400],
    ['of the wrong type', '{"code":{"a":1}}', 'application/json', 400],
    ['with an unknown field', '{"code":"AAAA-AAAA","admin":true}', 'application/json', 400],
    ['with a prototype', '{"__proto__":{"code":"x"}}', 'application/json', 400],
    ['deep', `{"code":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'application/json', 400],
    ['too large', `{"code":"${'x'.repeat(300_000)}"}`, 'application/json', 413],
    ['empty', '', 'application/json', 400],
  ])('refuses a body that is %s with a problem document', async (_what, body, type, status) => {
    const route = tool.services.routes.find((one) => one.body !== undefined && one.who === 'session' && one.method === 'post');
    expect(route?.path).toBeDefined();
    const answer = await ask(tool, session, route?.path ?? '', { method: 'POST', body, headers: { 'content-type': type } });
    const problem = (await answer.json()) as { status: number; type: string; detail: string };
    expect([answer.status, problem.status, answer.headers.get('content-type')]).toEqual([
      status,
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(problem.type).toMatch(/^urn:critical-friend:problem:[a-z-]+$/);
  });

  test('describes every route it has', async () => {
    const { paths, openapi } = (await (await fetch(`${tool.origin}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    const declared = tool.services.routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual([...declared, 'get /api/openapi.json'].sort());
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map((operation) => operation['operationId'])).size).toBe(operations.length);
    for (const [path, methods] of Object.entries(paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      for (const operation of Object.values(methods)) {
        const parameters = operation['parameters'] as { name: string; in: string }[];
        expect({
          path,
          named: parameters
            .filter((one) => one.in === 'path')
            .map(({ name }) => name)
            .sort(),
        }).toEqual({ path, named });
      }
    }
  });

  test('closes its doors only after the answers under way', async () => {
    const other = scratchSqlite();
    const short = await startTool(other);
    const form = `${short.origin}/lti/launch`;
    const body = new ReadableStream({
      async start(stream) {
        stream.enqueue(Buffer.from('state='));
        await new Promise((resolve) => setTimeout(resolve, 300));
        stream.enqueue(Buffer.from('x'));
        stream.close();
      },
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const underWay = fetch(form, { method: 'POST', body, duplex: 'half', headers } as RequestInit);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = short.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(`${short.origin}/health/live`)).rejects.toThrow();
    expect((await underWay).status).toBe(400);
    await closed;
    await other.drop();
  });
});

describe('An address', () => {
  let database: ScratchDatabase;
  let folder: string;
  let tool: RunningTool;
  beforeAll(async () => {
    database = scratchSqlite();
    folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-assets-'));
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ build: 'b', entries: {} }));
    writeFileSync(path.join(folder, 'page-A1.js'), 'export {};');
    writeFileSync(path.join(folder, 'page-A1.js.gz'), gzipSync('export {};'));
    const limited = { RATE_LIMIT_PER_MINUTE: '100', TRUST_PROXY: 'loopback' };
    tool = await startTool(database, limited, { assets: readAssets(folder) });
  });
  afterAll(async () => {
    await tool.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const from = async (address: string, path: string, count: number, init: RequestInit = {}): Promise<number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1)
      statuses.push((await fetch(tool.origin + path, { ...init, headers: { 'x-forwarded-for': address } })).status);
    return statuses;
  };

  test('is refused after as many requests a minute as are allowed, and no other is', async () => {
    expect(new Set(await from('192.0.2.1', '/api/me', 100))).toEqual(new Set([401]));
    const [refused] = await Promise.all([fetch(`${tool.origin}/api/me`, { headers: { 'x-forwarded-for': '192.0.2.1' } })]);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(((await refused.json()) as { type: string }).type).toBe('urn:critical-friend:problem:too-many');
    expect(await from('192.0.2.2', '/api/me', 1)).toEqual([401]);
  });

  test.each(['/health/live', '/health/ready', '/assets/page-A1.js'])('is never refused %s, and it counts for nothing', async (free) => {
    const address = `192.0.2.${100 + free.length}`;
    expect(new Set(await from(address, free, 150))).toEqual(new Set([200]));
    expect(new Set(await from(address, '/api/me', 100))).toEqual(new Set([401]));
    expect(await from(address, '/api/me', 1)).toEqual([429]);
    expect(await from(address, free, 1)).toEqual([200]);
  });

  test('is counted for a script that no build has', async () => {
    expect((await from('192.0.2.4', '/assets/page-B2.js', 101)).slice(-2)).toEqual([404, 429]);
  });

  test('is refused sooner when its launches fail, with a page', async () => {
    const launch = { method: 'POST', body: new URLSearchParams({ state: 'x' }) };
    expect((await from('192.0.2.3', '/lti/launch', 26, launch)).slice(-2)).toEqual([400, 429]);
    const page = await fetch(`${tool.origin}/lti/launch`, { ...launch, headers: { 'x-forwarded-for': '192.0.2.3' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('Please wait a minute');
    expect(await from('192.0.2.3', '/api/me', 1)).toEqual([401]);
  });

  test('of IPv6 is counted by its first 64 bits', async () => {
    const spread = Array.from({ length: 101 }, (_unused, index) => `2001:db8:1:2::${(index + 1).toString(16)}`);
    const statuses: number[] = [];
    for (const address of spread) statuses.push(...(await from(address, '/api/me', 1)));
    expect(statuses.at(-1)).toBe(429);
    expect(await from('2001:db8:1:3::1', '/api/me', 1)).toEqual([401]);
  });
});
