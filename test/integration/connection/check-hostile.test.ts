import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sure } from '../../sure.js';
import { openCheck, type Check } from './check-fixture.js';

/** Answers without an end: a list whose every page has a next one, and a page that never stops. */
const hostile: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/hang') return;
  if (url.pathname === '/flood') {
    const more = (): void => {
      while (!response.destroyed && response.write('[ '.repeat(32_768)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
    return;
  }
  if (url.pathname === '/restricted') {
    const ids = url.searchParams.has('rlid') ? ['1', '2'] : ['1', '2', '3'];
    response.end(JSON.stringify({ members: ids.map((id) => ({ user_id: id, roles: ['Learner'], name: 'A B' })) }));
    return;
  }
  const next = `http://${request.headers.host ?? ''}${url.pathname}?p=${Number(url.searchParams.get('p') ?? 0) + 1}`;
  const body =
    url.pathname === '/items' ? [] : { members: [{ user_id: url.searchParams.get('p') ?? '0', roles: [], picture: 'x'.repeat(900_000) }] };
  response.writeHead(200, { link: `<${next}>; rel="next"` }).end(JSON.stringify(body));
};

describe('A check that meets a hostile answer', () => {
  let check: Check;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    check = await openCheck('moodle');
    server = createServer(hostile);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await check.close();
  });

  test.each([
    ['a list of people that hangs', 'memberships_url', '/hang', 'roster', 'did not answer within six seconds'],
    ['a list of people whose pages have no end', 'memberships_url', '/pages', 'roster', 'did not come to its last page'],
    ['a list of people in one page without an end', 'memberships_url', '/flood', 'roster', 'sent more than fits a list'],
    ['columns that hang', 'lineitems_url', '/hang', 'column', 'did not answer within six seconds'],
    ['columns in one page without an end', 'lineitems_url', '/flood', 'column', 'sent more than fits a list'],
  ] as const)(
    'answers %s in time, with little memory',
    async (_what, column, path, name, words) => {
      const { db } = check.tool.services;
      const [before] = await db.select<{ url: string }>(`SELECT ${column} AS url FROM context`);
      await db.run(`UPDATE context SET ${column} = :url`, { url: origin + path });
      const memory = process.memoryUsage().rss;
      const lines = await check.check();
      expect(lines[name]).toMatchObject({ state: 'fault', sentence: expect.stringContaining(words) });
      expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1_048_576);
      await db.run(`UPDATE context SET ${column} = :url`, { url: sure(before).url });
    },
    60_000,
  );

  test('says how many people of the course cannot open the activity', async () => {
    await check.tool.services.db.run('UPDATE context SET memberships_url = :url', { url: `${origin}/restricted` });
    expect((await check.check()).roster).toMatchObject({
      state: 'works',
      sentence: '3 people, read to the last page. 1 of them cannot open this activity: see its “Restrict access”.',
    });
  });

  test('answers a hanging sign-in in time, and tries nothing after it', async () => {
    check.platform.faults.plan({ kind: 'hang', service: 'token' });
    const lines = await check.check();
    expect(lines['sign-in']).toMatchObject({ state: 'fault', sentence: expect.stringContaining('did not answer within six seconds') });
    expect(lines.roster.state).toBe('not-tried');
  });
});
