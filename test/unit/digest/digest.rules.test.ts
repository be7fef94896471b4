import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayIn } from '../../../tool/attention/day.rules.js';
import { failureOf, letterOf, nextMorning, retryAfterMs, senderOf, usableAddress } from '../../../tool/digest/digest.rules.js';

const zones = Intl.supportedValuesOf('timeZone');
const instants = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2037-12-31T00:00:00Z') }).map((ms) => new Date(ms));
const weekdayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone }).format(instant);
const timeIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone }).format(instant);

describe('The next morning', () => {
  test('is at seven by the school’s clock, on a day of the rhythm, later than now, in every zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.constantFrom('weekdays' as const, 'mondays' as const), (now, zone, rhythm) => {
        const next = nextMorning(now, rhythm, zone);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(timeIn(next, zone)).toBe('07:00:00');
        expect(rhythm === 'mondays' ? ['Mon'] : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(weekdayIn(next, zone));
      }),
      { numRuns: 3_000 },
    );
  });

  test('leaves no morning out: between two of them lies none', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
        const first = nextMorning(now, 'weekdays', zone);
        const second = nextMorning(first, 'weekdays', zone);
        const apart = weekdayIn(first, zone) === 'Fri' ? 3 : 1;
        expect(dayIn(second, zone)).toBe(addDays(dayIn(first, zone), apart));
        // Asked at any moment between them, the answer is the second.
        const between = new Date((first.getTime() + second.getTime()) / 2);
        expect(nextMorning(between, 'weekdays', zone)).toEqual(second);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['before the clocks go back', '2026-10-23T06:00:00Z', 'Europe/London', '2026-10-26T07:00:00.000Z'],
    ['before the clocks go forward', '2026-03-27T08:00:00Z', 'Europe/London', '2026-03-30T06:00:00.000Z'],
    ['a second before seven', '2026-11-12T06:59:59Z', 'Europe/London', '2026-11-12T07:00:00.000Z'],
    ['at seven', '2026-11-12T07:00:00Z', 'Europe/London', '2026-11-13T07:00:00.000Z'],
    ['where it is tomorrow already', '2026-11-12T20:00:00Z', 'Pacific/Auckland', '2026-11-15T18:00:00.000Z'],
    ['where the offset is no whole hour', '2026-11-12T00:00:00Z', 'Asia/Kathmandu', '2026-11-12T01:15:00.000Z'],
  ])('%s', (_when, now, zone, expected) => {
    expect(nextMorning(new Date(now), 'weekdays', zone).toISOString()).toBe(expected);
  });
});

test('A mail that failed is tried three times more in one morning, each time after a longer wait', () => {
  const waits = [1, 2, 3, 4].map(retryAfterMs);
  expect(waits).toEqual([15 * 60_000, 60 * 60_000, 3 * 60 * 60_000, null]);
});

describe('An address', () => {
  test.each(['amara@northbridge.example', 'a.o+x@x', 'o’brien@x.example'.replace('’', "'")])('%s is used', (address) => {
    expect(usableAddress(address)).toBe(address);
  });

  test.each([
    null, '', 'amara', 'amara@', '@x', 'a b@x', 'a@x, b@y', 'a@x;b@y', '<a@x>', 'Amara <a@x>', 'a@x\nBcc: b@y', 'a@x\r\nBcc: b@y', 'a@x\n', 'a\n@x', 'a@x\0', 'ä@x',
    `${'a'.repeat(250)}@x.example`,
  ])('%j is none', (address) => {
    expect(usableAddress(address)).toBeNull();
  }); // prettier-ignore

  test('that is used has no character that ends a line or begins another address, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const given of [text, `a@${text}`, `${text}@x`, `a@x${text}`])
          expect(usableAddress(given) ?? '').not.toMatch(/[\s<>,;:()\\"\p{C}]/u);
      }),
    );
  });
});

describe('The sender', () => {
  test.each([
    ['smtp://mail.example/?from=friend@uni.example', 'friend@uni.example'],
    ['smtps://friend%40uni.example:secret@mail.example', 'friend@uni.example'],
    ['smtps://apikey:secret@mail.example', 'critical-friend@friend.example'],
    ['smtp://mail.example:2525', 'critical-friend@friend.example'],
  ])('of %s is %s', (smtpUrl, sender) => {
    expect(senderOf(smtpUrl, 'https://friend.example')).toBe(sender);
  });
});

describe('The letter', () => {
  const given = { rhythm: 'weekdays' as const, platforms: ['Moodle', 'Canvas'], stopUrl: 'https://friend.example/digest/stop/x' };

  test('says how many things wait, where to see them and how to stop it', () => {
    const { subject, text } = letterOf({ ...given, count: 3 });
    expect(subject).toBe('Critical Friend: 3 things wait for you');
    expect(text).toContain('Open Critical Friend in Moodle or Canvas to see what.');
    expect(text).toContain('\nhttps://friend.example/digest/stop/x\n');
    expect(letterOf({ ...given, count: 1 }).subject).toBe('Critical Friend: 1 thing waits for you');
  });

  test('keeps what an operator called a platform in one line', () => {
    const { text } = letterOf({ ...given, count: 1, platforms: ['North\r\nBcc: a@x\u2028\u0000bridge'] });
    expect(text).toContain('Open Critical Friend in North Bcc: a@x bridge to see what.');
  });
});

describe('What a failure means', () => {
  test.each([
    ['nobody answered', {}, false, 'away'],
    ['the password was wrong', { command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 no' }, false, 'away'],
    ['the sender was refused', { command: 'MAIL FROM', responseCode: 553, response: '553 no' }, true, 'away'],
    ['the server closes', { command: 'CONN', responseCode: 421, response: '421 later' }, true, 'away'],
    ['the mailbox is busy', { command: 'RCPT TO', responseCode: 450, response: '450 4.2.1 busy' }, true, 'later'],
    ['there is no such mailbox', { command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 unknown' }, true, 'refused'],
    ['we may not send there', { command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 relay access denied' }, true, 'unsent'],
    ['the text was put off', { command: 'DATA', responseCode: 451, response: '451 greylisted' }, true, 'later'],
    ['the text was refused', { command: 'DATA', responseCode: 554, response: '554 no' }, true, 'unsent'],
    ['the line broke after the text had left', {}, true, 'uncertain'],
  ])('%s', (_what, fault, begun, expected) => {
    expect(failureOf(fault, begun)).toBe(expected);
  });
});
