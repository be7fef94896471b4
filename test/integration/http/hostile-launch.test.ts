import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { faultOfPage, faultOfProblem, rawRequest, type RawAsk } from './raw-request.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const big = 'a'.repeat(300_000);

/** A `state` that once stopped a whole server, and everything like it. */
const posts: [string, Partial<RawAsk>][] = [
  ...[
    'state=;', 'state=;;', 'state=In progress', 'state=In+progress', 'state=;%20Path=/', 'state=a&state=b', 'state[]=a', 'state[a]=b', 'state', '=', '&&&',
    'state=%00', 'state=__proto__', '__proto__[x]=1', 'state=%', 'state=%E0%A4%A', 'state=%f0%9f%92%a9', 'state=a.b.c', `state=${big}`, 'id_token[]=a&id_token[]=b',
    'id_token=a&id_token=b&state=x', 'id_token={}&state={}', `id_token=${big}&state=x`, 'id_token=a.b.c&state=;', 'error=x&state=;', 'code=;', 'code[]=x',
    'iss[]=x&login_hint[]=y&target_link_uri[]=z', 'iss=;&login_hint=;&target_link_uri=;', 'iss=x&login_hint=y&target_link_uri=javascript:alert(1)',
    `iss=${big}`, 'a=1&'.repeat(20_000), '',
  ].map((body): [string, Partial<RawAsk>] => [body.slice(0, 50), { body, headers: form }]),
  ...['{"state":{}}', '{"state":[]}', '{"id_token":{"a":1}}', '[]', 'null', '{', '['.repeat(20_000), `{"state":"${big}"}`].map(
    (body): [string, Partial<RawAsk>] => [`JSON ${body.slice(0, 30)}`, { body, headers: { 'content-type': 'application/json' } }],
  ),
  ['a multipart form', { body: '--x\r\nContent-Disposition: form-data; name="state"\r\n\r\n;\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ['gzip', { body: gzipSync('state=;'), headers: { ...form, 'content-encoding': 'gzip' } }],
  ['no type', { body: 'state=;' }],
  ['no body', {}],
  ['the cookie state=;', { body: 'state=;&id_token=x', headers: { ...form, cookie: 'state=; ; cf_login_=;=;cf_login_state' } }],
  ['a cookie In progress', { body: 'state=In progress&id_token=x', headers: { ...form, cookie: 'stateIn progress=x; cf_login_x=%' } }],
  ['a cookie of 7 kB', { body: 'state=;', headers: { ...form, cookie: `x=${'a'.repeat(7_000)}` } }],
]; // prettier-ignore

describe('The process', () => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;
  beforeAll(async () => {
    scratch = scratchSqlite();
    tool = await startTool(scratch);
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    await tool.register(moodle.registration, 'Northbridge');
  });
  afterAll(async () => {
    await moodle.close();
    await tool.close();
    await scratch.drop();
  });

  const expectAlive = async (): Promise<void> => {
    expect((await rawRequest(tool.origin, { path: '/health/live' })).status).toBe(200);
    expect((await moodle.launch.http('3', '1')).status).toBe(200);
  };

  test.each(['/lti/login', '/lti/launch', '/lti/proof', '/lti/continue', '/lti/register'])(
    'answers with a page whatever is posted to %s, and lives',
    async (path) => {
      const faults: string[] = [];
      for (const site of ['cross-site', 'same-origin']) {
        for (const [name, change] of posts) {
          const headers = { ...change.headers, 'sec-fetch-site': site, 'sec-fetch-dest': 'iframe' };
          const fault = faultOfPage(await rawRequest(tool.origin, { method: 'POST', path, ...change, headers }));
          if (fault !== null) faults.push(`${name}: ${fault}`);
        }
      }
      expect(faults).toEqual([]);
      await expectAlive();
    },
  );

  test('answers with a page whatever stands in the address of a login', async () => {
    const faults: string[] = [];
    for (const [name, { body }] of posts) {
      const query = String(body ?? '')
        .replace(/[^\x21-\x7e]/g, '+')
        .slice(0, 8_000);
      const fault = faultOfPage(await rawRequest(tool.origin, { path: `/lti/login?${query}` }));
      if (fault !== null) faults.push(`${name}: ${fault}`);
    }
    expect(faults).toEqual([]);
    await expectAlive();
  });

  test('answers with a problem document whatever of this is posted to the API, and lives', async () => {
    const paths = [...new Set(tool.services.routes.map(({ path }) => path.replace(/:\w+/g, '0192f0c4-0000-7000-8000-000000000000')))];
    const { launch } = await moodle.launch.http('3', '1');
    const faults: string[] = [];
    for (const path of paths) {
      // A session that is signed out answers 401, which is a problem document too.
      for (const authorization of ['', `Bearer ${String(launch?.['session'])}`]) {
        for (const [name, change] of posts.filter((_one, index) => path === '/api/codes/use' || index % 4 === 0)) {
          if (authorization !== '' && /sign-out|continue-codes/.test(path)) continue;
          const headers = { ...change.headers, ...(authorization === '' ? {} : { authorization }) };
          const fault = faultOfProblem(await rawRequest(tool.origin, { method: 'POST', path, ...change, headers }));
          if (fault !== null) faults.push(`${path} ${name}: ${fault}`);
        }
      }
    }
    expect(faults).toEqual([]);
    await expectAlive();
  });

  test.each([
    '/%',
    '/%E0%A4%A',
    '/at/%',
    '/at/%00',
    `/at/${'x'.repeat(10_000)}`,
    '/assets/%',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/x.js',
    '//',
    '/..%2f',
    '/lti/%',
    '/lti/launch/',
    '/LTI/launch',
    '/api',
    '/api/',
    '/api//me',
    '/api/me/x',
    '/health/x',
  ])('answers %s without a word of what is inside', async (path) => {
    for (const accept of ['text/html', 'application/json']) {
      const answer = await rawRequest(tool.origin, { path, headers: { accept } });
      if (answer.status === 200 && path.startsWith('/at/')) continue;
      const fault = String(answer.headers['content-type']).startsWith('text/html') ? faultOfPage(answer) : faultOfProblem(answer);
      expect([path, accept, fault]).toEqual([path, accept, null]);
    }
  });

  test.each([
    [
      'a form that breaks off',
      'POST /lti/launch HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nstate=',
    ],
    [
      'JSON that breaks off',
      'POST /api/codes/use HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"code":',
    ],
    ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01'],
    ['a length that is none', 'POST /lti/launch HTTP/1.1\r\nHost: HOST\r\nContent-Length: -5\r\n\r\n'],
    ['two lengths', 'POST /lti/launch HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['no host', 'GET /api/me HTTP/1.1\r\n\r\n'],
    ['a host with a path', 'GET /api/me HTTP/1.1\r\nHost: a/b?c@d\r\n\r\n'],
    ['an address of another server', 'GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n'],
    ['a head of 40 kB', `GET /api/me HTTP/1.1\r\nHost: HOST\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`],
  ])('lives after %s', async (_what, text) => {
    const { host, port } = new URL(tool.origin);
    const received = await new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(Number(port), 'localhost', () => {
        socket.write(text.replace('HOST', host));
        setTimeout(() => socket.end(), 100);
      });
      socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
      socket
        .on('error', () => undefined)
        .on('close', () => {
          resolve(answer);
        });
    });
    expect(received).not.toMatch(/^HTTP\/1\.1 5|node_modules|\.js:\d/);
    await expectAlive();
  });
});
