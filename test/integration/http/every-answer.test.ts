import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAssets } from '../../../tool/http/assets.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { faultOfProblem, rawRequest, type RawAnswer, type RawAsk } from './raw-request.js';

/** A build of one script, so that assets are answered whether or not anything was built here. */
function smallBuild(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-assets-'));
  writeFileSync(path.join(folder, 'app-shell-ABC.js'), 'export {};');
  const entries = { 'app-shell.js': { file: 'app-shell-ABC.js', imports: [] } };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ build: 'test', entries }));
  return folder;
}

describe('Every kind of answer', () => {
  let scratch: ScratchDatabase;
  let folder: string;
  let tool: RunningTool;
  let moodle: Platform;
  let kinds: Record<string, RawAnswer>;

  beforeAll(async () => {
    scratch = scratchSqlite();
    folder = smallBuild();
    tool = await startTool(scratch, {}, { assets: readAssets(folder) });
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    await tool.register(moodle.registration, 'Northbridge');
    const opened = await moodle.launch.http('3', '1');
    const authorization = `Bearer ${String(opened.launch?.['session'])}`;
    const get = (what: RawAsk): Promise<RawAnswer> =>
      rawRequest(tool.origin, { ...what, headers: { origin: 'https://evil.example', ...what.headers } });
    const json = { authorization, 'content-type': 'application/json' };
    const { params } = moodle.launch.login('3', '1');
    kinds = {
      'the page of a launch': { status: opened.status, headers: Object.fromEntries(opened.response.headers), text: opened.text },
      'a login': await get({ path: `/lti/login?${new URLSearchParams(params).toString()}` }),
      'the page of a failed launch': await get({ method: 'POST', path: '/lti/launch', body: 'state=;', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      'the page at its own address': await get({ path: '/at/x' }),
      'the page that stops e-mails': await get({ path: '/digest/stop/x' }),
      'stopped e-mails': await get({ method: 'POST', path: '/digest/stop/x', body: 'List-Unsubscribe=One-Click' }),
      'an unknown page': await get({ path: '/nothing', headers: { accept: 'text/html' } }),
      'an asset': await get({ path: '/assets/app-shell-ABC.js' }),
      'an unknown asset': await get({ path: '/assets/other-ABC.js', headers: { accept: '*/*' } }),
      'keys': await get({ path: '/lti/keys' }),
      'health': await get({ path: '/health/ready' }),
      'the description': await get({ path: '/api/openapi.json' }),
      '200': await get({ path: '/api/me', headers: { authorization } }),
      '201': await get({ method: 'POST', path: '/api/continue-codes', headers: { authorization } }),
      '400': await get({ method: 'POST', path: '/api/codes/use', headers: json, body: '{' }),
      '401': await get({ path: '/api/me' }),
      '403': await get({ path: '/api/placements', headers: { authorization } }),
      '404': await get({ path: '/api/nothing' }),
      '405': await get({ method: 'PATCH', path: '/api/me' }),
      '413': await get({ method: 'POST', path: '/api/codes/use', headers: json, body: `{"code":"${'x'.repeat(300_000)}"}` }),
      '415': await get({ method: 'POST', path: '/api/codes/use', headers: { authorization, 'content-type': 'text/plain' }, body: '{}' }),
      'a preflight': await get({ method: 'OPTIONS', path: '/api/me', headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } }),
      'another host': await get({ path: '/api/me', headers: { host: 'evil.example' } }),
      'a cross-site request': await get({ path: '/api/me', headers: { authorization, 'sec-fetch-site': 'cross-site' } }),
      '204': await get({ method: 'POST', path: '/api/sign-out', headers: { authorization } }),
    }; // prettier-ignore
  });
  afterAll(async () => {
    await moodle.close();
    await tool.close();
    await scratch.drop();
    rmSync(folder, { recursive: true });
  });

  const told = <T>(of: (answer: RawAnswer, kind: string) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(kinds).map(([kind, answer]) => [kind, of(answer, kind)]));
  const all = <T>(value: T): Record<string, T> => told(() => value);

  test('has the status it is named for', () => {
    expect(told(({ status }) => status)).toEqual({
      'the page of a launch': 200, 'a login': 302, 'the page of a failed launch': 400, 'the page at its own address': 200, 'the page that stops e-mails': 200, 'stopped e-mails': 200, 'an unknown page': 404,
      'an asset': 200, 'an unknown asset': 404, keys: 200, health: 200, 'the description': 200, 'a preflight': 405, 'another host': 308,
      'a cross-site request': 403, 200: 200, 201: 201, 204: 204, 400: 400, 401: 401, 403: 403, 404: 404, 405: 405, 413: 413, 415: 415,
    }); // prettier-ignore
  });

  test('carries the security headers and the build', () => {
    expect(told(({ headers }) => [headers['x-content-type-options'], headers['referrer-policy'], headers['x-build']])).toEqual(
      all(['nosniff', 'no-referrer', 'test']),
    );
    expect(told(({ headers }) => String(headers['permissions-policy']).includes('geolocation=()'))).toEqual(all(true));
  });

  test('has a content security policy that begins with nothing', () => {
    // A script's own answer carries none: a worker made of it would be bound by it.
    const expected = told((_answer, kind) => kind !== 'an asset');
    expect(told(({ headers }) => String(headers['content-security-policy']).startsWith("default-src 'none'"))).toEqual(expected);
  });

  test('names nobody in a header of cross-origin sharing, and no server', () => {
    const unwanted = /^(access-control-|x-powered-by|server$|etag|x-frame-options|cross-origin-opener-policy)/;
    expect(told(({ headers }) => Object.keys(headers).filter((name) => unwanted.test(name)))).toEqual(all([]));
  });

  test('sets no cookie but the login, and the launch that takes it back', () => {
    const setting = Object.keys(kinds).filter((kind) => kinds[kind]?.headers['set-cookie'] !== undefined);
    expect(setting).toEqual(['the page of a launch', 'a login']);
    expect(String(kinds['the page of a launch']?.headers['set-cookie'])).toContain('Max-Age=0');
    expect(String(kinds['a login']?.headers['set-cookie'])).toMatch(/Path=\/; Secure; HttpOnly; SameSite=None; Partitioned$/);
  });

  test('is kept nowhere, but for what never changes', () => {
    const expected = told((_answer, kind) => (kind === 'an asset' ? 'public, max-age=31536000, immutable' : 'no-store'));
    expect(told(({ headers }) => headers['cache-control'])).toEqual(expected);
  });

  test('that refuses is a problem document', () => {
    for (const kind of ['400', '401', '403', '404', '405', '413', '415', 'a preflight', 'a cross-site request']) {
      expect([kind, kinds[kind] ? faultOfProblem(kinds[kind]) : 'missing']).toEqual([kind, null]);
    }
  });

  test('of another host is one redirect, and following it arrives', async () => {
    const redirect = kinds['another host'];
    expect(redirect?.headers['location']).toBe(`${tool.origin}/api/me`);
    expect((await fetch(String(redirect?.headers['location']), { redirect: 'error' })).status).toBe(401);
  });

  test('beyond the limit says when to come back, to programs and to people', async () => {
    const other = scratchSqlite();
    const small = await startTool(other, { RATE_LIMIT_PER_MINUTE: '3' });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await rawRequest(small.origin, { path: '/api/me' })).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const [api, page] = [await rawRequest(small.origin, { path: '/api/me' }), await rawRequest(small.origin, { path: '/lti/login' })];
    expect([faultOfProblem(api), api.headers['retry-after'], api.headers['cache-control']]).toEqual([null, '60', 'no-store']);
    expect([page.status, page.headers['retry-after'], page.headers['content-type']]).toEqual([429, '60', 'text/html; charset=utf-8']);
    expect((await rawRequest(small.origin, { path: '/health/live' })).status).toBe(200);
    await small.close();
    await other.drop();
  });
});
