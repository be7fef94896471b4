import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { inviteTo, lastReason, open, platformsOf } from './registration-kit.js';
import { startTool, type RunningTool } from './tool-kit.js';

const secret = 'SECRET-of-somebody-else';

/** What an invitation's holder may point us at. */
const addressOf = (link: string, configuration: string): string => {
  const url = new URL(link);
  url.searchParams.set('openid_configuration', configuration);
  url.searchParams.set('registration_token', 'permission');
  return url.href;
};

describe('A registration whose platform is hostile', () => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let server: Server;
  let origin: string;
  let asked: string[];
  let answer: RequestListener;

  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database);
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    asked = [];
  });
  afterEach(() => {
    asked = [];
    server.closeAllConnections();
  });
  afterAll(async () => {
    await tool.close();
    server.closeAllConnections();
    server.close();
    await database.drop();
  });

  const configuration = (changes: object = {}): object => ({
    issuer: origin, authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token`, jwks_uri: `${origin}/keys`,
    registration_endpoint: `${origin}/register`, ...changes,
  }); // prettier-ignore
  const says =
    (body: unknown, status = 200): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  /** Describes itself well, and answers the registration like this. */
  const thenSays =
    (body: unknown, status = 200): RequestListener =>
    (request, response) => {
      (request.url === '/register' ? says(body, status) : says(configuration()))(request, response);
    };
  const meet = async (how: RequestListener): Promise<{ status: number; text: string; reason: unknown }> => {
    answer = how;
    const link = await inviteTo(tool, 'Northbridge');
    tool.takeLog();
    const { status, text } = await open(addressOf(link, `${origin}/configuration`));
    const log = tool.takeLog();
    // Nothing that was fetched is ever shown or logged.
    expect(text + JSON.stringify(log)).not.toContain(secret);
    return { status, text, reason: log.find((line) => line['msg'] === 'registration')?.['reason'] };
  };

  test.each<[string, () => RequestListener, string]>([
    ['hangs', () => () => undefined, 'configuration-away'],
    ['drips a byte at a time', () => (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 200);
      response.on('close', () => clearInterval(drip));
    }, 'configuration-away'],
    ['never stops', () => (_request, response) => {
      response.writeHead(200);
      const pour = (): void => { while (response.write(secret.repeat(10_000))); };
      response.on('drain', pour);
      pour();
    }, 'configuration-away'],
    ['sends us elsewhere', () => (_request, response) => response.writeHead(302, { location: `${origin}/elsewhere` }).end(secret), 'configuration-away'],
    ['shows an error', () => says(secret, 500), 'configuration-away'],
    ['answers no JSON', () => says(secret), 'configuration-unusable'],
    ['speaks for another host', () => says(configuration({ issuer: 'https://moodle.example' })), 'issuer-not-host'],
    ['speaks for the Canvas cloud', () => says(configuration({ issuer: 'https://canvas.instructure.com' })), 'issuer-not-host'],
    ['speaks for a host that begins like its own', () => says(configuration({ issuer: `${origin}.example` })), 'issuer-not-host'],
    ['has the permission sent to another host', () => says(configuration({ registration_endpoint: `http://localhost:1/register` })), 'configuration-unusable'],
    ['names no web address', () => says(configuration({ jwks_uri: 'file:///etc/passwd' })), 'configuration-unusable'],
    ['names an address with a password', () => says(configuration({ token_endpoint: 'https://a:b@moodle.example/token' })), 'configuration-unusable'],
    ['signs in at a host that a page policy would read as a directive', () => says(configuration({ authorization_endpoint: 'https://a;sandbox/auth' })), 'configuration-unusable'],
    ['signs in at every host there is', () => says(configuration({ authorization_endpoint: 'https://*/auth' })), 'configuration-unusable'],
    ['has a name of more bytes than are kept', () => says(configuration({ issuer: `${origin}/${'é'.repeat(200)}` })), 'configuration-unusable'],
    ['leaves an address out', () => says(configuration({ token_endpoint: undefined })), 'configuration-unusable'],
    ['refuses with a secret', () => thenSays(secret, 400), 'registration-refused'],
    ['answers the registration with a page', () => thenSays(`<html>${secret}</html>`), 'registration-unusable'],
    ['gives no client', () => thenSays({ client_name: secret }), 'registration-unusable'],
    ['gives a client with control characters', () => thenSays({ client_id: `a\n${secret}` }), 'registration-unusable'],
    ['answers the registration with a redirect', () => thenSays(secret, 307), 'registration-refused'],
  ])('that %s leads to a page that says what to do, and stores nothing', async (_what, how, reason) => {
    const met = await meet(how());
    expect([met.reason, met.status >= 400 && met.status < 500]).toEqual([reason, true]);
    expect(asked.filter((line) => line.includes('/elsewhere'))).toEqual([]);
    expect(await platformsOf(tool)).toEqual([]);
  }); // prettier-ignore

  test('may write markup into its name without it reaching a page as markup, and frames no page yet', async () => {
    const part = { 'https://canvas.instructure.com/lti/account_name': '<img src=x onerror=alert(1)>\u0000two\nlines' };
    const { status, text } = await meet((request, response) => {
      const described = configuration({ 'https://purl.imsglobal.org/spec/lti-platform-configuration': part });
      (request.url === '/register' ? says({ client_id: 'c-markup' }, 201) : says(described))(request, response);
    });
    expect([status, text.includes('<img')]).toEqual([200, false]);
    expect((await platformsOf(tool)).map(({ name }) => name)).toEqual(['<img src=x onerror=alert(1)> two lines']);
    // Nobody has approved it, so that it has no say yet in who frames the pages of all the others.
    const page = await open(`${tool.origin}/at/nowhere`);
    expect(page.headers.get('content-security-policy')).toMatch(/; frame-ancestors 'self'$/);
    await tool.services.db.run('DELETE FROM platform_scope');
    for (const table of ['platform_registration', 'deployment_partnership', 'deployment', 'platform'])
      await tool.services.db.run(`DELETE FROM ${table}`);
  });

  test('is asked with the permission as Bearer, and the invitation is sent to nobody', async () => {
    await meet(says(secret, 500));
    expect(asked).toEqual(['GET /configuration Bearer permission']);
  });

  test('is asked by no more than twenty tries of one invitation', async () => {
    answer = says(secret, 500);
    const link = await inviteTo(tool, 'Northbridge');
    for (let n = 0; n < 25; n += 1) await open(addressOf(link, `${origin}/configuration`));
    expect(asked).toHaveLength(20);
    expect(lastReason(tool)).toBe('invitation-unknown');
  });
});

describe('A registration where only public platforms are allowed', () => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let server: Server;
  let hits = 0;
  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database, { ALLOW_INSECURE_PLATFORMS: 'false' });
    server = createServer((_request, response) => {
      hits += 1;
      response.end(secret);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await tool.close();
    server.close();
    await database.drop();
  });

  test.each([
    'http://moodle.example/c', 'http://127.0.0.1:PORT/c', 'https://127.0.0.1:PORT/c', 'https://localhost:PORT/c', 'https://localhost.:PORT/c',
    'https://127.1:PORT/c', 'https://2130706433:PORT/c', 'https://0x7f000001:PORT/c', 'https://0:PORT/c', 'https://[::1]:PORT/c', 'https://[::ffff:127.0.0.1]:PORT/c',
    'https://[64:ff9b::7f00:1]/c', 'https://169.254.169.254/latest/meta-data', 'https://[fd00::1]/c', 'https://10.0.0.1/c', 'https://100.64.0.1/c',
    'https://192.168.1.1/c', 'https://user:word@moodle.example/c', 'file:///etc/passwd', 'ftp://moodle.example/c', 'javascript:alert(1)', 'https://', 'c',
  ])('asks nothing of %s', async (address) => {
    const port = String((server.address() as AddressInfo).port);
    const link = await inviteTo(tool, 'Northbridge');
    tool.takeLog();
    const { status, text } = await open(addressOf(link, address.replace('PORT', port)));
    expect([status, lastReason(tool), text.includes(secret), hits]).toEqual([400, 'configuration-refused', false, 0]);
  }); // prettier-ignore
});
