import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MovableClock } from '../../../tool/clock.js';
import { agsScope } from '../../../tool/lti/ags.js';
import type { PlatformRecord } from '../../../tool/lti/launch.js';
import { createLineItem, findLineItems } from '../../../tool/lti/line-items.js';
import { readMemberships } from '../../../tool/lti/memberships.js';
import { guardedLookup } from '../../../tool/lti/platform-address.js';
import { createPlatformHttp } from '../../../tool/lti/platform-http.js';
import { createTokens } from '../../../tool/lti/tokens.js';
import type { Platform } from '../../platform/platform.js';
import { addressesOf, serveKeys, startLms, toolKeyPem } from './passback-story.js';

async function serve(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('A request to a platform', () => {
  const http = createPlatformHttp({ allowInsecure: () => true, connectMs: 2_000, totalMs: 1_500, maximumBytes: 1_000 });
  const strict = createPlatformHttp({ allowInsecure: () => false, connectMs: 2_000, totalMs: 1_500 });
  let here: Awaited<ReturnType<typeof serve>>;
  let agent = '';
  let asked = 0;
  beforeAll(async () => {
    here = await serve((request, response) => {
      asked += 1;
      agent = request.headers['user-agent'] ?? '';
      if (request.url === '/hang') return;
      if (request.url === '/reset') return void request.socket.destroy();
      if (request.url === '/slow') return void response.write('a');
      if (request.url === '/large') return void response.end('x'.repeat(5_000));
      if (request.url === '/move') return void response.writeHead(302, { location: '/elsewhere' }).end();
      response.writeHead(418, 'Short and stout', { 'x-a': '1' }).end('tea');
    });
  });
  afterAll(async () => {
    await http.close();
    await strict.close();
    here.server.close();
    here.server.closeAllConnections();
  });

  test('answers with status, reason, headers and text, and names itself', async () => {
    expect(await http.send({ method: 'GET', url: here.url })).toMatchObject({
      ok: true,
      status: 418,
      reason: 'Short and stout',
      text: 'tea',
      headers: { 'x-a': '1' },
    });
    expect(agent).toMatch(/^critical-friend\//);
  });

  test('is not redirected', async () => {
    expect(await http.send({ method: 'GET', url: `${here.url}/move` })).toMatchObject({ ok: true, status: 302 });
  });

  test.each([
    ['/hang', 'timeout', true],
    ['/slow', 'timeout', true],
    ['/reset', 'reset', true],
    ['/large', 'too-large', true],
  ])('that fails at %s is a %s that may have arrived', async (path, fault, reached) => {
    expect(await http.send({ method: 'POST', url: `${here.url}${path}`, body: 'x' })).toMatchObject({ ok: false, fault, reached });
  });

  test('nobody listens to has not arrived', async () => {
    expect(await http.send({ method: 'GET', url: 'http://127.0.0.1:1/' })).toMatchObject({ ok: false, fault: 'refused', reached: false });
    expect(await http.send({ method: 'GET', url: 'http://nowhere.invalid/' })).toMatchObject({
      ok: false,
      fault: 'not-found',
      reached: false,
    });
  });

  test.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest',
    'https://2130706433/',
    'https://localhost/',
    'https://u:p@example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('to %s never leaves', async (url) => {
    const before = asked;
    expect(await strict.send({ method: 'GET', url })).toMatchObject({ ok: false, fault: 'refused', reached: false });
    expect(asked).toBe(before);
  });

  test('to a name with one address that is not public is refused, and a public one is pinned', async () => {
    const look = (addresses: string[]) =>
      new Promise<unknown>((resolve) => {
        const lookup = guardedLookup(
          () => false,
          (_host, _options, done) =>
            done(
              null,
              addresses.map((address) => ({ address, family: 4 })),
            ),
        );
        lookup('lms.example', { all: true }, (error, found) => resolve(error ? (error as { code?: string }).code : found));
      });
    expect(await look(['93.184.216.34', '10.0.0.1'])).toBe('CF_ADDRESS_REFUSED');
    expect(await look(['93.184.216.34'])).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(await look([])).toBe('ENOTFOUND');
  });
});

describe.each(['moodle', 'canvas'] as const)('Services of %s', (mode) => {
  const http = createPlatformHttp({ allowInsecure: () => true, totalMs: 3_000 });
  const clock = new MovableClock();
  let lms: Platform;
  let keys: Awaited<ReturnType<typeof serveKeys>>;
  let platform: PlatformRecord;
  let sent: string[] = [];
  const counting: typeof http = {
    close: () => http.close(),
    send: (request) => {
      sent.push(new URL(request.url).pathname);
      return http.send(request);
    },
  };
  const fresh = (record: Partial<PlatformRecord> = {}) =>
    createTokens({
      http: counting,
      clock,
      keys: {
        platformByKid: async () => ({ ...platform, ...record }),
        signingKey: async (keyId: string) => ({ keyId, key: createPrivateKey(toolKeyPem) }),
      },
    });

  beforeAll(async () => {
    keys = await serveKeys([`kid-${mode}`]);
    lms = await startLms(mode, keys.url, 25, []);
    const { registration } = lms;
    platform = {
      kid: `kid-${mode}`, name: mode, issuer: registration.issuer, clientId: registration.clientId, authUrl: registration.authUrl, tokenUrl: registration.tokenUrl,
      tokenAudience: registration.tokenUrl, jwksUrl: registration.jwksUrl, frameOrigins: [], active: true, retiredAt: null,
    }; // prettier-ignore
  });
  afterAll(async () => {
    await http.close();
    await lms.close();
    keys.close();
  });
  const scopes = Object.values(agsScope);

  test('one token serves many callers until shortly before its end', async () => {
    const tokens = fresh();
    sent = [];
    const found = await Promise.all([1, 2, 3].map(() => tokens.find('k', scopes)));
    expect(found.map((token) => token.ok)).toEqual([true, true, true]);
    await tokens.find('k', [...scopes].reverse());
    expect(sent).toHaveLength(1);
    clock.advance(3_580_000);
    await tokens.find('k', scopes);
    expect(sent).toHaveLength(2);
    clock.advance(-3_580_000);
  });

  test('a dropped token is asked for anew', async () => {
    const tokens = fresh();
    const first = await tokens.find('k', scopes);
    if (first.ok) tokens.drop('k', first.value);
    expect(await tokens.find('k', scopes)).not.toMatchObject({ value: first.ok ? first.value : '' });
  });

  test('a platform that is switched off is not asked', async () => {
    sent = [];
    expect(await fresh({ active: false }).find('k', scopes)).toMatchObject({ ok: false, fault: 'suspended' });
    expect(sent).toEqual([]);
  });

  test('faults of the token service are told apart', async () => {
    lms.faults.plan({ kind: 'too-many', service: 'token', retryAfterSeconds: 7 });
    expect(await fresh().find('k', scopes)).toMatchObject({ ok: false, fault: 'busy', retryAfterMs: 7_000 });
    lms.faults.plan({ kind: 'error-500', service: 'token' });
    expect(await fresh().find('k', scopes)).toMatchObject({ ok: false, fault: 'away' });
    expect(await fresh({ kid: 'another' }).find('k', scopes)).toMatchObject({ ok: false, fault: 'sign-in-refused' });
    expect(await fresh().find('k', ['https://example.test/unknown'])).toMatchObject({ ok: false });
  });

  test('all pages of a list are read: twenty-five members, twelve line items', async () => {
    const client = { http: counting, tokens: fresh() };
    const url =
      mode === 'moodle'
        ? `${lms.origin}/mod/lti/services.php/CourseSection/2/bindings/1/memberships?limit=7`
        : `${lms.origin}/api/lti/courses/2/names_and_roles?limit=7`;
    const read = await readMemberships(client, { platformKid: 'k', membershipsUrl: url });
    expect(read.ok && read.members.length).toBe(25);
    expect(read.ok && read.members[0]).toMatchObject({
      active: true,
      roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    });
    expect(await readMemberships(client, { platformKid: 'k', membershipsUrl: url }, { pages: 2, members: 100 })).toMatchObject({
      ok: false,
    });
    expect(await readMemberships(client, { platformKid: 'k', membershipsUrl: url }, { pages: 50, members: 10 })).toMatchObject({
      ok: false,
    });

    const target = { platformKid: 'k', scopes };
    const { lineItems } = addressesOf(lms);
    for (let index = 0; index < 12; index += 1) {
      expect(
        await createLineItem(client, target, lineItems, {
          label: `L${index}`,
          maximum: 6,
          resourceId: `r${index}`,
          tag: index < 11 ? 'cf-count' : 'other',
        }),
      ).toMatchObject({ ok: true });
    }
    const list = mode === 'moodle' ? `${lineItems}&limit=3` : `${lineItems}?per_page=3`;
    const found = await findLineItems(client, target, list, 'cf-count');
    expect(found.ok && found.items.map((item) => item.resourceId)).toEqual(Array.from({ length: 11 }, (_unused, index) => `r${index}`));
  });

  test('a token refused by a service is replaced once', async () => {
    const client = { http: counting, tokens: fresh() };
    await client.tokens.find('k', scopes);
    lms.site.tokens.revokeAll();
    expect(await findLineItems(client, { platformKid: 'k', scopes }, addressesOf(lms).lineItems, 'cf-count')).toMatchObject({ ok: true });
  });

  if (mode === 'moodle') {
    test('a page of 404 in place of a token means that our keys could not be read', async () => {
      lms.connectTool({ loginUrl: 'http://127.0.0.1:9/l', launchUrl: 'http://127.0.0.1:9/a', jwksUrl: 'http://127.0.0.1:9/keys' });
      lms.site.toolKeys.forget();
      expect(await fresh().find('k', scopes)).toMatchObject({ ok: false, fault: 'keys-unread' });
    });
  }
});
