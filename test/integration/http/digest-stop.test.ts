import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { strangeIds } from './hostile.js';
import { faultOfPage, faultOfProblem, rawRequest, type RawAsk } from './raw-request.js';

let scratch: ScratchDatabase;
let tool: RunningTool;
beforeAll(async () => {
  scratch = scratchSqlite();
  tool = await startTool(scratch, { RATE_LIMIT_PER_MINUTE: '300', TRUST_PROXY: 'loopback' });
});
afterAll(async () => {
  await tool.close();
  await scratch.drop();
});

const address = `/digest/stop/${'x'.repeat(43)}`;
const oneClick = { 'content-type': 'application/x-www-form-urlencoded' };
let asked = 0;
/** Each from an address of its own. */
const send = (ask: Partial<RawAsk>) =>
  rawRequest(tool.origin, { path: address, ...ask, headers: { 'x-forwarded-for': `198.51.100.${(asked += 1) % 250}`, ...ask.headers } });

test('The page that stops e-mails has one form, no script, and may be framed by nobody', async () => {
  const { status, headers, text } = await send({});
  expect([status, headers['content-type'], headers['cache-control'], headers['set-cookie']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'no-store',
    undefined,
  ]);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*form-action 'self'; frame-ancestors 'none'$/);
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(text.match(/<form method="post">/g)).toHaveLength(1);
  expect(text).not.toMatch(/<script|<input|x{43}/);
});

test('Every link is answered with the same page, and no link is repeated in it', async () => {
  for (const method of ['GET', 'POST']) {
    const known = await send({ method });
    for (const id of strangeIds.filter((one) => !/[/?#\s]/.test(one) && /^[\x21-\x7e]+$/.test(one))) {
      const { status, text } = await send({ method, path: `/digest/stop/${id}` });
      // What is no address at all is no link either.
      if (status === 200) expect([id, text]).toEqual([id, known.text]);
      else expect([id, status >= 400 && status < 500]).toEqual([id, true]);
    }
  }
});

test.each<[string, Partial<RawAsk>, number]>([
  ['a mail program’s form', { body: 'List-Unsubscribe=One-Click', headers: oneClick }, 200],
  ['nothing', {}, 200],
  ['a form in parts', { body: '--x\r\n\r\nOne-Click\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 200],
  ['another site’s form', { headers: { ...oneClick, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } }, 200],
  ['what is no form', { body: '\0{"a":', headers: { 'content-type': 'application/json' } }, 200],
  ['more than a mail program sends', { body: 'x'.repeat(9_000), headers: oneClick }, 413],
  ['something packed', { body: gzipSync('x'.repeat(9_000)), headers: { ...oneClick, 'content-encoding': 'gzip' } }, 415],
])('A press with %s is answered', async (_what, ask, expected) => {
  const answer = await send({ method: 'POST', ...ask });
  expect([answer.status, answer.headers['set-cookie'], answer.headers['access-control-allow-origin']]).toEqual([
    expected,
    undefined,
    undefined,
  ]);
  if (expected >= 400) expect(faultOfProblem(answer)).toBeNull();
});

test('Another method answers 405 and says which there are', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    const answer = await send({ method });
    expect([method, answer.status, answer.headers['allow'], faultOfProblem(answer)]).toEqual([method, 405, 'GET, POST', null]);
  }
});

test('Who presses too often is told to wait, with a page', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  const statuses = [];
  for (let press = 0; press < 301; press += 1) statuses.push((await send({ method: 'POST', headers })).status);
  expect([new Set(statuses.slice(0, 300)), statuses.at(-1)]).toEqual([new Set([200]), 429]);
  expect(faultOfPage(await send({ method: 'POST', headers }))).toBeNull();
});

test('Nothing of the link stands in the log', async () => {
  tool.takeLog();
  await send({ method: 'POST' });
  await send({ method: 'POST', body: 'x'.repeat(9_000), headers: oneClick });
  expect(JSON.stringify(tool.takeLog())).not.toMatch(/x{43}|digest/);
});
