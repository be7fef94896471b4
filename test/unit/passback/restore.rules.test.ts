import { describe, expect, test } from '@jest/globals';
import { mayBeNewer } from '../../../tool/passback/restore.rules.js';

const lost = [{ backedUpAt: '2026-11-12T02:00:00.500Z', restoredAt: '2026-11-12T09:00:00.000Z' }];
const second = (at: string): number => Date.parse(at) / 1_000;

describe('what a cell shows after a restore', () => {
  test.each([
    ['was sent in the lost time', '2026-11-12T05:00:00Z', true],
    ['was sent in the second in which the backup was begun', '2026-11-12T02:00:00Z', true],
    ['was sent before the backup', '2026-11-12T01:59:59Z', false],
    ['was sent in the lost time with a stamp ahead of the clock', '2026-11-12T09:00:04Z', true],
    ['was entered a day after the restore', '2026-11-13T09:00:01Z', false],
  ])('%s', (_what, at, newer) => {
    expect(mayBeNewer({ score: 4, second: second(at) }, false, lost)).toBe(newer);
  });

  test('may be newer where the platform tells no time, and is not where it is what was last delivered', () => {
    expect(mayBeNewer({ score: 4, second: null }, false, lost)).toBe(true);
    expect(mayBeNewer({ score: 4, second: null }, true, lost)).toBe(false);
    expect(mayBeNewer({ score: 4, second: second('2026-11-12T05:00:00Z') }, true, lost)).toBe(false);
  });

  test('is not newer where it is empty', () => {
    expect(mayBeNewer(null, false, lost)).toBe(false);
    expect(mayBeNewer({ score: null, second: second('2026-11-12T05:00:00Z') }, false, lost)).toBe(false);
  });
});
