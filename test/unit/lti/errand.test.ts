import { describe, expect, test } from '@jest/globals';
import { errandWithin } from '../../../tool/lti/errand.js';
import { guardedLookup } from '../../../tool/lti/platform-address.js';
import type { PlatformHttp } from '../../../tool/lti/platform-http.js';
import type { Tokens } from '../../../tool/lti/tokens.js';

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
const http = (send: PlatformHttp['send']): PlatformHttp => ({ send, close: () => Promise.resolve() });
const tokens = (find: Tokens['find']): Tokens => ({ find, drop: () => undefined });
const granted = { ok: true as const, value: 't', scopes: ['s'] };

describe('An errand', () => {
  test('gives a token up that does not come, and asks for no other afterwards', async () => {
    let asked = 0;
    const errand = errandWithin(
      {
        http: http(never),
        tokens: tokens(() => {
          asked += 1;
          return never();
        }),
      },
      30,
    );
    expect(await errand.tokens.find('p', ['s'])).toMatchObject({ ok: false, fault: 'away', detail: 'timeout' });
    expect(await errand.tokens.find('p', ['s'])).toMatchObject({ ok: false, fault: 'away' });
    expect(asked).toBe(1);
  });

  test('hands on a token that comes in time', async () => {
    expect(await errandWithin({ http: http(never), tokens: tokens(() => Promise.resolve(granted)) }, 60_000).tokens.find('p', ['s'])).toBe(
      granted,
    );
  });

  test('has one end for all its requests', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const sending = http(({ signal }) => {
      signals.push(signal);
      return Promise.resolve({ ok: true, status: 200, reason: '', headers: {}, text: '' });
    });
    const errand = errandWithin({ http: sending, tokens: tokens(never) }, 60_000);
    for (const url of ['https://a.example/1', 'https://a.example/2']) await errand.http.send({ method: 'GET', url });
    expect(signals[0]).toBeInstanceOf(AbortSignal);
    expect(signals[1]).toBe(signals[0]);
  });
});

describe('A name', () => {
  test('is resolved once for all who ask at the same time, and anew for those who ask later', () => {
    const waiting: (() => void)[] = [];
    const lookup = guardedLookup(
      () => true,
      (_name, _options, done) =>
        void waiting.push(() => {
          done(null, [{ address: '93.184.216.34', family: 4 }]);
        }),
    );
    const found: unknown[] = [];
    const ask = (name: string): void => {
      lookup(name, { all: true }, (_error, addresses) => void found.push(addresses));
    };
    for (let round = 0; round < 5; round += 1) ask('slow.example');
    ask('other.example');
    expect(waiting).toHaveLength(2);
    for (const answer of waiting.splice(0)) answer();
    expect(found).toHaveLength(6);
    ask('slow.example');
    expect(waiting).toHaveLength(1);
  });
});
