import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../tool/config.js';

describe('the configuration', () => {
  test('has a default for everything outside production', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: 'sqlite:var/critical-friend.sqlite',
      redisUrl: null,
    });
    expect(config).toMatchObject({ sessionIdleMs: 3_600_000, rateLimitPerMinute: 600, allowInsecurePlatforms: false, production: false });
  });

  test('names every bad variable at once, on one line', () => {
    const read = () => readConfig({ PORT: 'abc', DATABASE_URL: 'oracle://x', LOG_LEVEL: 'loud' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^[^\n]*PORT:[^\n]*DATABASE_URL:[^\n]*LOG_LEVEL:[^\n]*$/);
  });

  test('refuses production without a long secret and says how to make one', () => {
    expect(() => readConfig({ NODE_ENV: 'production', SECRET_KEY: 'short' })).toThrow(
      /SECRET_KEY: needs at least 32 characters.*openssl rand/,
    );
    expect(readConfig({ NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(32) }).production).toBe(true);
  });

  test('follows the port in the public address unless one is given, and drops its trailing slash', () => {
    expect(readConfig({ PORT: '4100' }).publicUrl).toBe('http://localhost:4100');
    expect(readConfig({ PUBLIC_URL: 'https://friend.example/' }).publicUrl).toBe('https://friend.example');
    expect(readConfig({ PUBLIC_URL: 'https://Friend.Example:443' }).publicUrl).toBe('https://friend.example');
  });

  test('refuses a public address with a path, because a launch is answered by an origin', () => {
    expect(() => readConfig({ PUBLIC_URL: 'https://friend.example/tool' })).toThrow(/PUBLIC_URL: is an origin, without a path/);
  });

  test('keeps the previous key for opening only, behind the one that seals', () => {
    expect(readConfig({ SECRET_KEY: 'new', SECRET_KEY_PREVIOUS: 'old' }).secretKeys).toEqual(['new', 'old']);
  });

  test.each([
    'smtp://', 'mail.example', 'smtp://a%zz@mail.example', 'smtp://mail.example/?from=nobody', 'smtp://mail.example/?from=a@x%0D%0ABcc:b@y',
  ])('refuses the mail server %s', (url) => {
    expect(() => readConfig({ SMTP_URL: url })).toThrow(/SMTP_URL: /);
  }); // prettier-ignore

  test.each(['smtp://127.0.0.1', 'smtps://friend%40uni.example:s%2Fcret@mail.example:465/?from=friend@uni.example'])(
    'takes the mail server %s',
    (url) => {
      expect(readConfig({ SMTP_URL: url }).smtpUrl).toBe(url);
    },
  );
});
