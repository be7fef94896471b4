import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createKeySets, type KeySets } from '../../../tool/lti/key-set.js';
import { LaunchProblem } from '../../../tool/lti/launch-problem.js';
import { createPlatformHttp, type PlatformHttp } from '../../../tool/lti/platform-http.js';

let keys: Record<'a' | 'b' | 'c' | 'short', KeyObject>;
beforeAll(() => {
  const make = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey;
  keys = { a: make(2048), b: make(2048), c: make(2048), short: make(1024) };
});

const opened: { server: Server; http: PlatformHttp }[] = [];
afterEach(async () => {
  for (const { server, http } of opened.splice(0)) {
    await http.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const setOf = (...names: (keyof typeof keys)[]): string =>
  JSON.stringify({ keys: names.map((kid) => ({ ...keys[kid].export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })) });

/** A platform's key set over real HTTP, and a clock for what is remembered. */
async function open(answer: string | RequestListener, options: { totalMs?: number; allowInsecure?: boolean } = {}) {
  const site = { body: answer, fetches: 0, now: 0, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    site.fetches += 1;
    if (typeof site.body === 'function') site.body(request, response);
    else response.writeHead(200, { 'content-type': 'application/json', ...site.headers }).end(site.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = createPlatformHttp({
    allowInsecure: () => options.allowInsecure ?? true,
    connectMs: 1_000,
    totalMs: options.totalMs ?? 1_000,
    maximumBytes: 256 * 1024,
  });
  opened.push({ server, http });
  const sets = createKeySets(http, () => site.now);
  const platform = { kid: 'p', jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` };
  return { site, sets, find: (kid: string) => sets.find(platform, kid) };
}
const reasonOf = (asked: ReturnType<KeySets['find']>): Promise<string> =>
  asked.then(() => 'found', (error: unknown) => (error instanceof LaunchProblem ? error.reason : String(error))); // prettier-ignore

describe('A key set', () => {
  test('is asked for once, however many launches begin at the same moment', async () => {
    const { site, find } = await open(setOf('a', 'b'));
    const found = await Promise.all(Array.from({ length: 30 }, (_unused, index) => find(index % 2 ? 'a' : 'b')));
    expect(found[0]?.equals(keys.b)).toBe(true);
    expect(found[1]?.equals(keys.a)).toBe(true);
    await find('a');
    expect(site.fetches).toBe(1);
  });

  test('is asked for again when a key appears that it did not hold', async () => {
    const { site, find } = await open(setOf('a'));
    await find('a');
    site.body = setOf('b', 'a');
    expect((await find('b')).equals(keys.b)).toBe(true);
    expect(site.fetches).toBe(2);
  });

  test('is asked for an unknown name once, and for many unknown names a few times', async () => {
    const { site, find } = await open(setOf('a'));
    await find('a');
    for (let round = 0; round < 20; round += 1) expect(await reasonOf(find('x'))).toBe('key-unknown');
    expect(site.fetches).toBe(2);
    for (let round = 0; round < 50; round += 1) expect(await reasonOf(find(`y${round}`))).toBe('key-unknown');
    expect(site.fetches).toBe(3);
    site.body = setOf('a', 'b');
    site.now += 5_000;
    expect((await find('b')).equals(keys.b)).toBe(true);
  });

  test('keeps a key that left it for five minutes, as tokens signed a moment before are still good', async () => {
    const { site, find } = await open(setOf('a'));
    await find('a');
    site.body = setOf('b');
    await find('b');
    expect((await find('a')).equals(keys.a)).toBe(true);
    site.now += 5 * 60_000 + 1;
    expect(await reasonOf(find('a'))).toBe('key-unknown');
  });

  test('is refreshed behind the back of a launch once it is old', async () => {
    const { site, find } = await open(setOf('a'));
    site.headers = { 'cache-control': 'max-age=120' };
    await find('a');
    site.now += 119_000;
    await find('a');
    expect(site.fetches).toBe(1);
    site.now += 2_000;
    await find('a');
    for (let wait = 0; site.fetches < 2 && wait < 100; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(site.fetches).toBe(2);
  });

  test('that can no longer be fetched goes on working for half a day', async () => {
    const { site, find } = await open(setOf('a'));
    await find('a');
    site.body = (_request, response) => response.writeHead(500).end();
    site.now += 11 * 60 * 60_000;
    expect((await find('a')).equals(keys.a)).toBe(true);
    site.now += 2 * 60 * 60_000;
    expect(await reasonOf(find('a'))).toBe('key-away');
    site.body = setOf('a');
    site.now += 60_000;
    expect((await find('a')).equals(keys.a)).toBe(true);
  });

  test.each<[string, string | RequestListener]>([
    ['an error', (_request, response) => response.writeHead(503).end(setOf('a'))],
    ['a page', '<!doctype html><title>Moodle</title>'],
    ['no list of keys', '{"key":[]}'],
    ['more than 256 kB', JSON.stringify({ ...(JSON.parse('{"keys":[]}') as object), filler: 'x'.repeat(300_000) })],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['silence', () => undefined],
    ['half of it', (_request, response) => response.writeHead(200).write('{"keys":[')],
  ])('that is %s counts as away, in bounded time', async (_what, answer) => {
    const { find } = await open(answer, { totalMs: 300 });
    expect(await reasonOf(find('a'))).toBe('key-away');
  });

  test('takes no key that is short, without a name, for encryption, of another kind, or broken', async () => {
    const jwk = keys.a.export({ format: 'jwk' });
    const wrong = [
      { ...keys.short.export({ format: 'jwk' }), kid: 'short' }, { ...jwk }, { ...jwk, kid: 'enc', use: 'enc' }, { ...jwk, kid: 'es', alg: 'RS512' },
      { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'ec' }, { kty: 'oct', k: 'AAAA', kid: 'oct' }, { kty: 'RSA', n: 7, e: 'AQAB', kid: 'broken' },
      { kty: 'RSA', kid: 'bare' },
    ]; // prettier-ignore
    const { find } = await open(JSON.stringify({ keys: [...wrong, { ...jwk, kid: 'good', x5u: 'http://127.0.0.1:1/' }] }));
    expect((await find('good')).equals(keys.a)).toBe(true);
    const { find: again } = await open(JSON.stringify({ keys: wrong }));
    for (const kid of ['short', 'enc', 'es', 'ec', 'oct', 'broken', 'bare', '']) expect(await reasonOf(again(kid))).toBe('key-unknown');
  });

  test('takes no key whose numbers are so large that checking with it would hold up everybody', async () => {
    const numbers = (bits: number) =>
      Buffer.concat([Buffer.from([0xc1]), Buffer.alloc(bits / 8 - 2, 0x5a), Buffer.from([0x01])]).toString('base64url');
    const jwk = keys.a.export({ format: 'jwk' });
    const { find } = await open(
      JSON.stringify({
        keys: [
          { kty: 'RSA', kid: 'huge', n: numbers(16_384), e: 'AQAB' }, { kty: 'RSA', kid: 'largest', n: numbers(8_192), e: 'AQAB' },
          { ...jwk, kid: 'steep', e: numbers(40) },
        ],
      }),
    ); // prettier-ignore
    for (const kid of ['huge', 'steep']) expect(await reasonOf(find(kid))).toBe('key-unknown');
    expect(await reasonOf(find('largest'))).toBe('found');
  });

  test('is never fetched over http or from a private address where that is not allowed', async () => {
    const { site, find } = await open(setOf('a'), { allowInsecure: false });
    expect(await reasonOf(find('a'))).toBe('key-away');
    expect(site.fetches).toBe(0);
  });
});
