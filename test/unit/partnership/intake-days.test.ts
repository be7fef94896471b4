import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isMonthFirst, readDay } from '../../../tool/partnership/intake-day.rules.js';

const day = (text: string, monthFirst = false): string | null => {
  const read = readDay(text, monthFirst);
  return 'day' in read ? read.day : null;
};
const problem = (text: string, monthFirst = false): string => {
  const read = readDay(text, monthFirst);
  return 'problem' in read ? read.problem : '';
};
const two = (value: number): string => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000));

describe('a day in a list', () => {
  it('is understood in every way a spreadsheet writes it', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const serial = date.getTime() / 86_400_000 + 25_569;
        const ways = [
          iso, `${iso}T00:00:00`, `${iso} 00:00:00`, `${dayOfMonth}/${month}/${year}`, `${two(dayOfMonth)}/${two(month)}/${year}`,
          `${dayOfMonth}.${month}.${year}`, `${two(dayOfMonth)}-${two(month)}-${year}`, `${dayOfMonth}-${months[month - 1]}-${year}`,
          `${two(dayOfMonth)} ${months[month - 1]?.toUpperCase()} ${year}`, `${dayOfMonth}-${months[month - 1]}-${String(year).slice(2)}`,
          String(serial), `${serial}.0`, ` ${iso} `, `${dayOfMonth}/${month}/${year} 00:00`,
        ]; // prettier-ignore
        expect([iso, ways.map((way) => day(way))]).toEqual([iso, ways.map(() => iso)]);
      }),
    );
  });

  it('is never guessed: whatever is typed is a day of the calendar or a sentence', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom('/', '.', '-', ' ', 'Sep', 'T', ':'), fc.nat(3000).map(String)), { maxLength: 7 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((parts) => parts.join('')),
        ),
        fc.boolean(),
        (text, monthFirst) => {
          const read = readDay(text, monthFirst);
          if ('day' in read) expect(new Date(`${read.day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read.day);
          else expect(read.problem).toMatch(/\.$/);
        },
      ),
    );
  });

  test.each(['30/2/2026', '31.04.2026', '2026-02-29', '0/1/2026', '45 Sep 2026'])('is refused where the calendar has none: %s', (text) => {
    expect(problem(text)).toContain('not a day of the calendar');
  });

  test.each(['next Monday', '', 'Sept', '7 Foo 2026', '123456', '12', '2026', '99999'])('is refused where it is none: %s', (text) => {
    expect(problem(text)).toMatch(/is not a day\. Write it like/);
  });

  it('is refused with two figures for the year, because those can be read three ways', () => {
    expect(problem('7/9/26')).toContain('four figures');
  });

  it('is refused with the month first, with the two right ways to write it', () => {
    expect(problem('9/25/2026')).toBe('“9/25/2026” has the month first. Write 2026-09-25 or 25/9/2026.');
    expect(isMonthFirst('9/25/2026')).toBe(true);
    expect(isMonthFirst('25/9/2026')).toBe(false);
  });

  it('that can be read both ways is refused in a list where another day has the month first', () => {
    expect(day('9/7/2026')).toBe('2026-07-09');
    expect(problem('9/7/2026', true)).toContain('may be 2026-07-09 or 2026-09-07');
    expect(day('25/9/2026', true)).toBe('2026-09-25');
    expect(day('7/7/2026', true)).toBe('2026-07-07');
    expect(day('2026-09-07', true)).toBe('2026-09-07');
  });
});
