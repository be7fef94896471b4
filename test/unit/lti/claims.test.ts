import { describe, expect, test } from '@jest/globals';
import { addressOf, claim, identifierOf, lineOf, textsByName } from '../../../tool/lti/claims.js';
import { frameOriginsOf, returnOrigin } from '../../../tool/lti/frame-origins.js';
import { LaunchProblem } from '../../../tool/lti/launch-problem.js';
import { readField, readOptionalField, readPairs } from '../../../tool/lti/form.js';
import type { CheckedLaunch } from '../../../tool/lti/launch-steps.js';
import { loginCookie, readLoginCookie, spentLoginCookie } from '../../../tool/lti/login-cookie.js';
import { verifiedLaunchOf } from '../../../tool/lti/verified-launch.js';

describe('A line of a token', () => {
  test.each<[unknown, string | null]>([
    [' Amara Okafor ', 'Amara Okafor'], ['', null], ['  ', null], [null, null], [7, null], ['$Person.name.full', null], ['$5 bill', '$5 bill'],
    ['a\u0000b\nc', 'a b c'], ['\ud800x', '\ufffdx'], ['x'.repeat(300), 'x'.repeat(255)], ['🙂'.repeat(300), '🙂'.repeat(255)],
  ])('%p is read as %p', (sent, read) => {
    expect(lineOf(sent)).toBe(read);
  }); // prettier-ignore
});

describe('The locale of a launch', () => {
  const localeOf = (presentation: unknown): string | null =>
    verifiedLaunchOf({ claims: { [claim.launchPresentation]: presentation }, state: { nonce: 'n' } } as unknown as CheckedLaunch).locale;

  test.each(['en', 'en-GB', 'cy', 'EN-gb', 'de-CH-1996', 'zh-Hant-TW', 'sr-Latn-RS', 'en-u-ca-gregory'])('is kept: %s', (locale) => {
    expect(localeOf({ locale })).toBe(locale);
    expect(() => new Intl.DateTimeFormat(locale)).not.toThrow();
  });

  test.each([
    '', 'e', 'en_GB', 'en--GB', 'en-', '-en', '12', 'abcdefghi', 'en-a', 'en GB', 'en-GB;q=1', `en-${'x'.repeat(40)}`, '<b>', 'é',
    '*', 7, null, true, ['en'], { tag: 'en' },
  ])('is ignored: %p', (locale) => {
    expect(localeOf({ locale })).toBeNull();
  }); // prettier-ignore

  test.each([undefined, null, 'en', [{ locale: 'en' }]])('is absent in a presentation that is %p', (presentation) => {
    expect(localeOf(presentation)).toBeNull();
  });
});

describe('An identifier of a token', () => {
  test.each<[unknown, boolean]>([
    ['3', true],
    ['x'.repeat(255), true],
    ['a b ', true],
    ['', false],
    ['x'.repeat(256), false],
    ['é', false],
    ['a\u0000', false],
    [3, false],
  ])('%p counts: %p', (sent, counts) => {
    expect(identifierOf(sent)).toBe(counts ? sent : null);
  });
});

describe('An address of a token', () => {
  test.each<[unknown, boolean]>([
    ['https://a.example/x?y', true],
    ['http://a.example', true],
    ['javascript:alert(1)', false],
    ['//a', false],
    [`https://${'a'.repeat(2_000)}`, false],
    [{}, false],
  ])('%p counts: %p', (sent, counts) => {
    expect(addressOf(sent)).toBe(counts ? sent : null);
  });
});

test('Custom parameters that are no text are left out', () => {
  expect(textsByName({ a: 'x', b: null, c: 7 })).toEqual({ a: 'x' });
});

describe('Who may frame the page', () => {
  test('is the origin of the sign-in address, or what the operator typed', () => {
    expect(frameOriginsOf('[]', 'https://moodle.example', 'https://sso.example/auth?x')).toEqual(['https://sso.example']);
    expect(frameOriginsOf('["https://moodle.example"]', 'https://moodle.example', 'https://sso.example/auth')).toEqual([
      'https://moodle.example',
    ]);
  });
  test('are all schools of the Canvas cloud, and no host that only looks like it', () => {
    expect(frameOriginsOf('[]', 'https://canvas.instructure.com', 'https://sso.canvaslms.com/api')).toEqual([
      'https://sso.canvaslms.com',
      'https://*.instructure.com',
    ]);
    expect(frameOriginsOf('[]', 'https://canvas.instructure.com.evil.example', 'https://evil.example/instructure.com')).toEqual([
      'https://evil.example',
    ]);
  });
  test('is the origin of a signed return address, where it is a web address', () => {
    expect(returnOrigin('https://harbour.example:8443/courses/1')).toBe('https://harbour.example:8443');
    for (const wrong of [null, 'javascript:1', 'about:blank', 'data:,x', 'nonsense', 'blob:https://a.example/x;'])
      expect(returnOrigin(wrong)).toBeNull();
  });
});

describe('A field of a form', () => {
  const fields = readPairs('a=1&b=&c=x&c=y&d=%00&e=%C3%A9&__proto__=p');
  test('is read where it came once', () => {
    expect([
      readField(fields, 'a', 10),
      readField(fields, 'e', 10),
      readField(fields, '__proto__', 10),
      readOptionalField(fields, 'b', 10),
    ]).toEqual(['1', 'é', 'p', null]);
  });
  test.each([['b', 'field-missing'], ['z', 'field-missing'], ['toString', 'field-missing'], ['c', 'field-repeated'], ['d', 'field-unusable']])('%s is refused: %s', (name, reason) => {
    expect(() => readField(fields, name, 10)).toThrow(new LaunchProblem(reason as 'field-missing', name));
  }); // prettier-ignore
});

test('The cookie of a login is found among others by its whole name', () => {
  for (const [origin, prefix] of [['http://localhost:3000', ''], ['https://friend.example', '__Host-']] as const) {
    const name = `${prefix}cf_login_X`;
    expect(readLoginCookie(`a=1; ${name}Y=secret; ${name}=other`, origin, 'X')).toBe('other');
    expect(readLoginCookie(`${name}=`, origin, 'X')).toBe('');
    for (const header of [undefined, '', `${name}Y=1`, `x${name}=1`]) expect(readLoginCookie(header, origin, 'X')).toBeNull();
  } // prettier-ignore
});

test('The cookie of a login over https cannot be one that another host of the domain has set', () => {
  const origin = 'https://friend.example';
  for (const line of [loginCookie(origin, 'X', 'secret'), spentLoginCookie(origin, 'X')]) {
    const [pair, ...attributes] = line.split('; ');
    expect(pair).toMatch(/^__Host-cf_login_X=/);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'Secure']));
    expect(line).not.toContain('Domain');
  }
  expect(readLoginCookie('cf_login_X=set-by-a-sibling', origin, 'X')).toBeNull();
});
