import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

let scratch: ScratchDatabase;
let tool: RunningTool;
beforeAll(async () => {
  scratch = scratchSqlite();
  tool = await startTool(scratch, { TRUST_PROXY: 'loopback' });
});
afterAll(async () => {
  await tool.close();
  await scratch.drop();
});

/** The bytes as they stand, on a connection of their own. */
const send = (head: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(tool.config.port, '127.0.0.1').setEncoding('utf8');
    socket.on('data', (part: string) => (text += part)).on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]), text }));
    // Not ended from here: the server would take that for somebody who has left.
    socket.write(`${head}\r\n\r\n`);
  });

const hostless: [string, string, string][] = [
  ['no Host, as HTTP/1.0 allows', 'HTTP/1.0', ''],
  ['no Host over HTTP/1.1', 'HTTP/1.1', '\r\nConnection: close'],
  ['an empty Host', 'HTTP/1.1', '\r\nHost:\r\nConnection: close'],
  ['an empty Host over HTTP/1.0', 'HTTP/1.0', '\r\nHost: '],
  ['a Host of blanks', 'HTTP/1.1', '\r\nHost: \t \r\nConnection: close'],
  ['an empty name from the proxy', 'HTTP/1.1', '\r\nHost: inside\r\nX-Forwarded-Host: ,\r\nConnection: close'],
];

describe.each(hostless)('A request with %s', (_what, version, headers) => {
  test.each(['GET /', 'GET /api/me', 'POST /lti/launch', 'GET /lti/login?iss=x', 'GET /at/x', 'GET http://evil.example/', 'OPTIONS *'])(
    'is refused and sent nowhere: %s',
    async (line) => {
      const { status, text } = await send(`${line} ${version}${headers}`);
      expect([line, status]).toEqual([line, 400]);
      expect(text).not.toMatch(/^location:/im);
    },
  );
});

test('Health is told to a request without a Host, as a balancer sends it', async () => {
  for (const path of ['/health/live', '/health/ready']) expect((await send(`GET ${path} HTTP/1.0`)).status).toBe(200);
});

test.each([':', ':80', '[', '[::1', 'a b', 'é', '%', '#', `${'a'.repeat(300)}.example`, '127.0.0.1, localhost', 'localhost:x'])(
  'The Host %p is answered by a refusal or one redirect to our own address',
  async (host) => {
    const { status, text } = await send(`GET /at/x HTTP/1.1\r\nHost: ${host}\r\nConnection: close`);
    const location = /^location: (.*)\r$/im.exec(text)?.[1];
    expect([status, location]).toEqual(status === 308 ? [308, `${tool.origin}/at/x`] : [400, undefined]);
  },
);
