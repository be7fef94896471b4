import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dialOf, documentsOf, sameNamed, schoolProblems, settledSchool, settledSomeone, someoneProblems, someoneShown,
} from '../../../tool/contact/contact.rules.js'; // prettier-ignore

const rightToLeft = '\u202E';
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'+0123456789 ().-/x,:@\\?#%'.split(/(?:)/)), maxLength: 40 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom('https:', 'HTTPS:', 'http:', 'javascript:', 'data:', 'tel:', 'https:\\\\', 'https:/', '//', ' https:', 'https:\n'),
      fc.constantFrom('//', '/', '', '\\\\', '///'),
      fc.constantFrom(
        'harbour.example',
        'a:b@evil.example',
        '@evil.example',
        `evil${rightToLeft}.example`,
        'évil.example',
        '[::1]',
        '',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    )
    .map((parts) => parts.join('')),
);

describe('A telephone', () => {
  test.each([
    ['01632 960123', '01632960123'],
    ['(01632) 960-123', '01632960123'],
    ['+44 1632 960123', '+441632960123'],
    ['+44 (0)1632 960123', '+441632960123'],
    ['+44 (0) 1632 960123', '+441632960123'],
    ['00 44 1632 960123', '00441632960123'],
    ['01632 960123 ext. 204', '01632960123'],
    ['01632 960123 x204', '01632960123'],
    ['01632–960123', '01632960123'],
    ['\u202A01632\u00A0960123\u202C', '01632960123'],
  ])('written %j is dialled as %s', (written, dialled) => {
    expect(dialOf(written)).toBe(dialled);
  });

  test.each([
    '', '12345', '1234567890123456', 'Room 12', '01632 960123; 960124', '01632 960123 or 960124', '+0 1632 960123', '01632+960123', '*31#01632960123',
    'tel:01632960123', 'javascript:alert(1)', '٠١٦٣٢٩٦٠١٢٣', '01632 96012３', '01632\u0000960123', 'ext 204', '(((((', 'j.marsh@harbour.example',
  ])('is not what %j says', (written) => {
    expect(dialOf(written)).toBeNull();
  }); // prettier-ignore

  test('is dialled by digits and at most one plus before them, whatever was written', () => {
    fc.assert(fc.property(anything, (written) => /^(?:\+[1-9][0-9]{5,14}|[0-9]{6,15})$/.test(dialOf(written) ?? '000000')));
  });

  test('is dialled in the same way by what was dialled', () => {
    fc.assert(
      fc.property(anything, (written) => {
        const dialled = dialOf(written);
        return dialled === null || dialOf(dialled) === dialled;
      }),
    );
  });
});

describe('The address of a school’s documents', () => {
  test.each([
    ['https://harbour.example/policies', 'https://harbour.example/policies', 'harbour.example'],
    ['  https://harbour.example  ', 'https://harbour.example/', 'harbour.example'],
    ['HTTPS://Harbour.Example:8443/A?b=c#d', 'https://harbour.example:8443/A?b=c#d', 'harbour.example:8443'],
    ['https://harbour.example/who@school', 'https://harbour.example/who@school', 'harbour.example'],
    ['https://härbour.example/', 'https://xn--hrbour-bua.example/', 'xn--hrbour-bua.example'],
  ])('%j is a link to %s', (written, url, host) => {
    expect(documentsOf(written)).toEqual({ url, host });
  });

  test.each([
    '', 'harbour.example', 'http://harbour.example', '//harbour.example', 'https:harbour.example', 'https:/harbour.example', 'https:\\\\harbour.example',
    'https:///harbour.example', 'javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,hello', 'ftp://harbour.example', 'mailto:a@b.example',
    'https://user@harbour.example', 'https://user:secret@harbour.example', 'https://@harbour.example', 'https://harbour.example\\@evil.example',
    'https://harbour.example@evil.example', 'https://har bour.example', 'https://harbour.example/a b', 'https://harbour.example/\u0000',
    'https://harbour\n.example', 'https://harbour.example/\tx', `https://harbour.example/${rightToLeft}fdp`, 'https://harbour\u200B.example',
    `https://harbour.example/${'a'.repeat(1_000)}`, `https://harbour.example/${'é'.repeat(400)}`, 'https://', 'https://?', 'https://999.999.999.999',
  ])('is never %j', (written) => {
    expect(documentsOf(written)).toBeNull();
  }); // prettier-ignore

  test('leads by https to the host that is shown, with nobody’s name in it, whatever was written', () => {
    fc.assert(
      fc.property(anything, (written) => {
        const found = documentsOf(written);
        if (found === null) return true;
        const { protocol, username, password, host, href } = new URL(found.url);
        return (
          [protocol, username, password, host, href].join(' ') === ['https:', '', '', found.host, found.url].join(' ') &&
          /^https:\/\/[\x21-\x7e]+$/.test(found.url) &&
          found.url.length <= 1_000
        );
      }),
    );
  });
});

describe('What is recorded', () => {
  test('is stored with single spaces and without marks that turn writing round', () => {
    const given = { lead: { name: ` J.\u00A0 Marsh${rightToLeft} `, telephone: ' 01632  960123' }, documents: ' https://harbour.example ' };
    expect(settledSchool(given)).toEqual({ lead: { name: 'J. Marsh', telephone: '01632 960123' }, documents: 'https://harbour.example/' });
    expect(settledSomeone({ someone: { name: 'Sam  Cole', reach: `${rightToLeft}Room 12` } })).toEqual({
      someone: { name: 'Sam Cole', reach: 'Room 12' },
    });
  });

  test('may be nothing at all', () => {
    expect(schoolProblems(settledSchool({ lead: null, documents: null }))).toEqual([]);
    expect(someoneProblems(settledSomeone({ someone: null }))).toEqual([]);
  });

  test('says of each field what is wrong with it', () => {
    const school = { lead: { name: 'J.\u0007Marsh', telephone: 'Room 12' }, documents: 'javascript:alert(1)' };
    expect(schoolProblems(settledSchool(school)).map((one) => one.pointer)).toEqual(['/lead/name', '/lead/telephone', '/documents']);
    const someone = { name: rightToLeft, reach: 'Room\u001B12' };
    expect(someoneProblems(settledSomeone({ someone })).map((one) => one.pointer)).toEqual(['/someone/name', '/someone/reach']);
  });
});

describe('Somebody else to talk to', () => {
  const [sam, priya] = [{ name: 'Sam Cole' }, { name: 'Priya Nair' }];

  test.each(['Priya Nair', 'priya  nair', 'PRIYA NAÏR', ' Priya Nair ', `Priya${rightToLeft} Nair`, 'Priya-Nair'])(
    'has not the name %j of the mentor',
    (name) => {
      expect(sameNamed(name, ['Helen Ward', 'Priya Nair'])).toBe('Priya Nair');
    },
  );

  test('is nobody’s judge only by name, so that another one is left', () => {
    expect(sameNamed('Sam Cole', ['Priya Nair', ''])).toBeNull();
    expect(sameNamed('…', ['—', ''])).toBeNull();
  });

  test('is the placement’s own, else the usual one, and nobody who has become mentor or tutor since', () => {
    expect(someoneShown(priya, sam, ['Helen Ward'])).toBe(priya);
    expect(someoneShown(null, sam, ['Helen Ward'])).toBe(sam);
    expect(someoneShown(priya, sam, ['Priya Nair'])).toBe(sam);
    expect(someoneShown(priya, sam, ['Priya Nair', 'Sam Cole'])).toBeNull();
    expect(someoneShown(null, null, [])).toBeNull();
  });
});
