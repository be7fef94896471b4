import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlannedLesson } from '../../../tool/calendar/calendar-source.js';
import { calendarFile } from '../../../tool/calendar/calendar.rules.js';
import { instantAt } from '../../../tool/wall-clock.js';

const lesson = (change: Partial<PlannedLesson> = {}): PlannedLesson => ({
  id: '01930000-0000-7000-8000-000000000001', day: '2026-11-12', starts: '09:05', period: '2', school: 'Harbour Academy', timeZone: 'Europe/London',
  revision: 3, cancelled: false, ...change,
}); // prettier-ignore
const file = (...lessons: PlannedLesson[]): string => calendarFile(lessons, 'tool.example', 'https://moodle.example/');
/** Its lines, with those that were folded put together again (RFC 5545, 3.1). */
const linesOf = (text: string): string[] => text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');

describe('a lesson in a calendar', () => {
  it('says what, where and when, in UTC, with a way back to the learning platform', () => {
    expect(linesOf(file(lesson()))).toEqual(
      expect.arrayContaining([
        'SUMMARY:Lesson observation\\, Harbour Academy\\, Period 2',
        'DTSTART:20261112T090500Z',
        'DURATION:PT1H',
        'STATUS:CONFIRMED',
        'CLASS:PRIVATE',
        'UID:01930000-0000-7000-8000-000000000001@tool.example',
        'URL:https://moodle.example/',
      ]),
    );
  });

  it('is an hour earlier in UTC once the school’s clock is put forward', () => {
    expect(linesOf(file(lesson({ day: '2026-03-27' })))).toContain('DTSTART:20260327T090500Z');
    expect(linesOf(file(lesson({ day: '2026-03-30' })))).toContain('DTSTART:20260330T080500Z');
  });

  it('lasts the day where nobody wrote down its time', () => {
    const lines = linesOf(file(lesson({ starts: null, day: '2026-12-31' })));
    expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101']));
  });

  it('is the same entry when it is cancelled, with a later sequence', () => {
    const [planned, cancelled] = [linesOf(file(lesson())), linesOf(file(lesson({ cancelled: true })))];
    const only = (name: string, lines: string[]) => lines.filter((line) => line.startsWith(`${name}:`));
    expect(only('UID', cancelled)).toEqual(only('UID', planned));
    expect([only('SEQUENCE', planned), only('SEQUENCE', cancelled)]).toEqual([['SEQUENCE:3'], ['SEQUENCE:4']]);
    expect(only('STATUS', cancelled)).toEqual(['STATUS:CANCELLED']);
  });

  it('names a period as people say it', () => {
    const titleOf = (period: string | null) => linesOf(file(lesson({ period }))).find((line) => line.startsWith('SUMMARY:'));
    const all = [
      'SUMMARY:Lesson observation\\, Harbour Academy\\, Period 4',
      'SUMMARY:Lesson observation\\, Harbour Academy\\, after lunch',
    ];
    expect([titleOf('P4'), titleOf('4'), titleOf('after lunch'), titleOf(null)]).toEqual([
      all[0],
      all[0],
      all[1],
      'SUMMARY:Lesson observation\\, Harbour Academy',
    ]);
  });

  it('adds no line of its own, whatever a school or a period is called', () => {
    const known =
      /^(BEGIN|END|VERSION|CALSCALE|PRODID|METHOD|X-WR-CALNAME|X-PUBLISHED-TTL|UID|SUMMARY|DTSTAMP|DTSTART|SEQUENCE|URL|STATUS|CLASS|DURATION):/;
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('x\r\nATTENDEE:mailto:a@b.example', 'x\nEND:VEVENT', 'ŵ'.repeat(120), '\r'),
    );
    fc.assert(
      fc.property(name, name, (school, period) => {
        const lines = linesOf(file(lesson({ school, period }))).filter((line) => line !== '');
        expect(lines.filter((line) => !known.test(line))).toEqual([]);
        expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
      }),
    );
  });
});

describe('the instant of a time on the wall', () => {
  it('shows that time in its zone, except where a change of clocks leaves it out', () => {
    const zone = fc.constantFrom('Europe/London', 'Europe/Warsaw', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC');
    const two = (number: number): string => String(number).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        zone,
        (day, hour, minute, timeZone) => {
          const onDay = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
          const at = instantAt(onDay, `${two(hour)}:${two(minute)}`, timeZone);
          const shown = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
          const wanted = `${onDay} ${two(hour)}:${two(minute)}`;
          const apart = Math.abs(Date.parse(`${shown.replace(' ', 'T')}Z`) - Date.parse(`${wanted.replace(' ', 'T')}Z`)) / 60_000;
          // A skipped time is as much later as the clocks were put forward.
          expect([0, 30, 60]).toContain(apart);
          if (apart > 0)
            expect(instantAt(onDay, '12:00', timeZone).getTime() - instantAt(onDay, '00:00', timeZone).getTime()).not.toBe(43_200_000);
        },
      ),
      { numRuns: 500 },
    );
  });
});
