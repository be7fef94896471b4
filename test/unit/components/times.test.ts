import { describe, expect, test } from '@jest/globals';
import { dayName, dayOf, dayRange, elapsed, moment, nearDay, timeOfDay } from '../../../components/shared/times.js';

const now = new Date('2026-11-12T15:00:00Z');
const london = 'Europe/London';

describe('a time as people say it', () => {
  test.each([
    ['2026-11-12T14:02:00Z', 'today 14:02'],
    ['2026-11-11T09:10:00Z', 'yesterday 09:10'],
    ['2026-11-13T00:00:00Z', 'tomorrow 00:00'],
    ['2026-11-04T10:31:00Z', 'Wed 4 Nov 10:31'],
    ['2025-06-30T10:31:00Z', 'Mon 30 Jun 2025 11:31'],
  ])('%s reads %s', (instant, words) => {
    expect(moment(instant, { now, timeZone: london })).toBe(words);
  });

  test('a day belongs to the zone of the school, on both sides of midnight', () => {
    expect(dayOf(new Date('2026-06-30T23:30:00Z'), london)).toBe('2026-07-01');
    expect(dayOf(new Date('2026-06-30T23:30:00Z'), 'America/New_York')).toBe('2026-06-30');
    expect(timeOfDay('2026-06-30T23:30:00Z', london)).toBe('00:30');
  });

  test('the day the clocks change is one day from its neighbours', () => {
    const summerEnds = new Date('2026-10-25T12:00:00Z');
    expect(dayName('2026-10-24', { now: summerEnds, timeZone: london })).toBe('yesterday');
    expect(dayName('2026-10-26', { now: summerEnds, timeZone: london })).toBe('tomorrow');
  });

  test.each([
    ['2026-11-12', 'today'],
    ['2026-11-13', 'tomorrow'],
    ['2026-11-11', 'yesterday'],
    ['2026-11-14', 'Saturday'],
    ['2026-11-18', 'Wednesday'],
    ['2026-11-19', '19 November'],
    ['2026-11-06', 'Friday'],
    ['2026-11-05', '5 November'],
    ['2025-11-12', '12 November 2025'],
    ['2027-01-05', '5 January 2027'],
  ])('seen from Thursday 12 November, %s is %s', (day, words) => {
    expect(nearDay(day, { now, timeZone: london })).toBe(words);
  });

  test('what a day is called follows the zone of the school', () => {
    const lateInLondon = new Date('2026-06-30T23:30:00Z');
    expect(nearDay('2026-07-01', { now: lateInLondon, timeZone: london })).toBe('today');
    expect(nearDay('2026-07-01', { now: lateInLondon, timeZone: 'America/New_York' })).toBe('tomorrow');
  });

  test('a range names the year only where it ends in another one', () => {
    expect(dayRange('2026-09-09', '2026-12-19')).toBe('9 September – 19 December');
    expect(dayRange('2026-09-09', '2027-03-26')).toBe('9 September – 26 March 2027');
  });

  test.each([[0, '0:00'], [247_999, '4:07'], [3_753_000, '1:02:33'], [-500, '0:00']])('%d ms on the clock read %s', (milliseconds, words) => {
    expect(elapsed(milliseconds)).toBe(words);
  }); // prettier-ignore
});
