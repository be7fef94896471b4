import { describe, expect, test } from '@jest/globals';
import { underLineItem } from '../../../tool/lti/ags.js';
import { nextLink, nextPage } from '../../../tool/lti/link-header.js';
import { fullRole } from '../../../tool/lti/memberships.js';
import { isPublicAddress } from '../../../tool/lti/platform-address.js';
import { familyOf } from '../../../tool/lti/platform-family.js';
import { retryAfterMs } from '../../../tool/lti/retry-after.js';

describe('The next page of a list', () => {
  const list = 'http://lms.test/mod/lti/services.php/2/lineitems?type_id=1';
  const moodle = `<${list}&amp;limit=2&amp;from=0>; rel=“first”, <${list}&amp;limit=2&amp;from=2>; rel=“next”`;

  test.each([
    ['Moodle, typographic quotes and escaped ampersands', moodle, `${list}&limit=2&from=2`],
    ['the same read as Latin-1', Buffer.from(moodle, 'utf8').toString('latin1'), `${list}&limit=2&from=2`],
    [
      'Canvas',
      '<https://c.test/a?page=1>; rel="current",<https://c.test/a?page=2>; rel="next",<https://c.test/a?page=1>; rel="first"',
      'https://c.test/a?page=2',
    ],
    ['a bare relation', '<https://c.test/a?page=2>;rel=next', 'https://c.test/a?page=2'],
    ['several relations', '<https://c.test/a?page=2>; title="x"; rel="last next"', 'https://c.test/a?page=2'],
    ['no next', '<https://c.test/a>; rel="prev"', null],
    ['rubbish', 'next', null],
    ['nothing', undefined, null],
  ])('%s', (_name, header, next) => {
    expect(nextLink(header)).toBe(next);
  });

  test('is followed to the same origin only', () => {
    expect(nextPage('<https://c.test/a?page=2>; rel="next"', 'https://c.test/a')).toBe('https://c.test/a?page=2');
    expect(nextPage('</a?page=2>; rel="next"', 'https://c.test/a')).toBe('https://c.test/a?page=2');
    for (const other of ['https://evil.test/a', 'http://c.test/a', 'https://c.test:8443/a', '//evil.test/a']) {
      expect(nextPage(`<${other}>; rel="next"`, 'https://c.test/a')).toBeNull();
    }
  });
});

describe('Addresses of services', () => {
  test('the service goes before the query string', () => {
    expect(underLineItem('https://m.test/2/lineitems/12/lineitem?type_id=1', 'scores')).toBe(
      'https://m.test/2/lineitems/12/lineitem/scores?type_id=1',
    );
    expect(underLineItem('https://c.test/line_items/12', 'results', { user_id: 'a b' })).toBe(
      'https://c.test/line_items/12/results?user_id=a+b',
    );
  });

  test.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::',
    'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', '2002:7f00:1::', 'not an address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  }); // prettier-ignore

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T10:00:00.000Z');
  test.each([
    ['120', 120_000], ['0', 0], ['7200', 3_600_000], ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000], ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['Tue, 24 Nov 2026 10:00:00 GMT', 3_600_000], ['soon', null], ['', null], [undefined, null],
  ])('%s', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  }); // prettier-ignore
});

describe('Names of platforms and roles', () => {
  test('a product is known by its token address, or by what its launch said', () => {
    expect(familyOf({ issuer: 'https://m.test', tokenUrl: 'https://m.test/mod/lti/token.php' })).toBe('moodle');
    expect(familyOf({ issuer: 'https://canvas.instructure.com', tokenUrl: 'https://x.test/t' })).toBe('canvas');
    expect(familyOf({ issuer: 'https://s.test', tokenUrl: 'https://school.test/login/oauth2/token' })).toBe('canvas');
    expect(familyOf({ issuer: 'https://s.test', tokenUrl: 'https://s.test/token' })).toBe('other');
    expect(familyOf({ issuer: 'https://s.test', tokenUrl: 'https://s.test/token', family: 'moodle' })).toBe('moodle');
  });

  test('a short role is a membership role', () => {
    expect(fullRole('Learner')).toBe('http://purl.imsglobal.org/vocab/lis/v2/membership#Learner');
    expect(fullRole('http://purl.imsglobal.org/vocab/lis/v2/system/person#None')).toBe(
      'http://purl.imsglobal.org/vocab/lis/v2/system/person#None',
    );
  });
});
