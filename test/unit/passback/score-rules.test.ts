import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scoreBody, showsScore } from '../../../tool/lti/scores.js';
import { backoffMs, isOver, usualBackoff } from '../../../tool/passback/backoff.rules.js';
import { commentFor, commentGoesAlong, desiredScore, nextSecond } from '../../../tool/passback/score.rules.js';

const done = { sends: 'done', requiredCount: 6, countsPlacements: 'each' } as const;
const running = { ...done, sends: 'running_count' } as const;
const of = (...counts: number[]) => counts.map((count, index) => ({ placementId: `p${index + 1}`, count }));

describe('What a policy makes of a count', () => {
  test.each([
    [done, of(5), false, null],
    [done, of(6), false, { score: 6, maximum: 6, placementId: 'p1' }],
    [done, of(9), true, { score: 6, maximum: 6, placementId: 'p1' }],
    [done, of(5, 5), false, null],
    [done, of(6, 1), true, { score: 6, maximum: 6, placementId: 'p1' }],
    [done, of(2, 6), false, { score: 6, maximum: 6, placementId: 'p2' }],
    [{ ...done, countsPlacements: 'both' as const }, of(5, 1), false, { score: 6, maximum: 6, placementId: 'p2' }],
    [running, of(0), false, null],
    [running, of(0), true, { score: 0, maximum: 6, placementId: 'p1' }],
    [running, of(2), false, { score: 2, maximum: 6, placementId: 'p1' }],
    [running, of(8), false, { score: 6, maximum: 6, placementId: 'p1' }],
    [running, of(6, 0), true, { score: 6, maximum: 6, placementId: 'p1' }],
    [running, of(6, 1), true, { score: 1, maximum: 6, placementId: 'p2' }],
    [{ ...running, countsPlacements: 'both' as const }, of(2, 1), false, { score: 3, maximum: 6, placementId: 'p2' }],
    [{ ...done, sends: 'nothing' as const }, of(9), true, null],
    [done, [], false, null],
  ])('%j of %j', (policy, counts, sentBefore, desired) => {
    expect(desiredScore(policy, counts, sentBefore)).toEqual(desired);
  });

  test('a score is never below nothing or above its maximum, and done is all or nothing', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 });
    const policy = fc.record({
      sends: fc.constantFrom('nothing' as const, 'done' as const, 'running_count' as const),
      requiredCount: fc.integer({ min: 1, max: 30 }),
      countsPlacements: fc.constantFrom('each' as const, 'both' as const),
    });
    fc.assert(
      fc.property(policy, counts, fc.boolean(), (chosen, list, before) => {
        const desired = desiredScore(chosen, of(...list), before);
        if (!desired) return;
        expect(desired.maximum).toBe(chosen.requiredCount);
        expect(desired.score).toBeGreaterThanOrEqual(0);
        expect(desired.score).toBeLessThanOrEqual(desired.maximum);
        if (chosen.sends === 'done') expect(desired.score).toBe(desired.maximum);
      }),
    );
  });

  test('the comment says that it is no mark', () => {
    expect(commentFor(6, 6)).toBe('A count of completed observations, not a mark. 6 of 6 signed and read.');
  });

  test('Moodle gets the comment every time, the others once', () => {
    expect(commentGoesAlong('moodle', true)).toBe(true);
    expect([commentGoesAlong('canvas', false), commentGoesAlong('canvas', true)]).toEqual([true, false]);
    expect([commentGoesAlong('other', false), commentGoesAlong('other', true)]).toEqual([true, false]);
  });
});

describe('Stamps and waits', () => {
  test('a second is always later than the last, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 20 }), (clocks) => {
        let last = 0;
        for (const ms of clocks) {
          const second = nextSecond(new Date(ms), last);
          expect(second).toBeGreaterThan(last);
          last = second;
        }
      }),
    );
    expect(nextSecond(new Date(5_999), 3)).toBe(5);
    expect(nextSecond(new Date(5_999), 3, 90)).toBe(90);
  });

  test('the wait doubles under full jitter and stops at six hours', () => {
    expect([1, 2, 3].map((attempts) => backoffMs(attempts, usualBackoff, 0.999999))).toEqual([29_999, 59_999, 119_999]);
    expect(backoffMs(60, usualBackoff, 0.999999)).toBe(21_599_978);
    expect(backoffMs(5, usualBackoff, 0)).toBe(0);
  });

  test('a row is given up after seven days', () => {
    const written = '2026-11-01T00:00:00.000Z';
    expect(isOver(written, new Date('2026-11-08T00:00:00.000Z'), usualBackoff)).toBe(false);
    expect(isOver(written, new Date('2026-11-08T00:00:00.001Z'), usualBackoff)).toBe(true);
  });
});

describe('The body of a score', () => {
  const score = { userId: '3', second: 1_795_428_009, given: 2, maximum: 6, comment: 'c', submittedAt: '2026-11-23T09:00:00.000Z' };

  test('is always final and complete, in whole seconds', () => {
    expect(scoreBody(score, 'moodle')).toEqual({
      userId: '3', timestamp: '2026-11-23T10:00:09.000Z', scoreGiven: 2, scoreMaximum: 6, activityProgress: 'Completed', gradingProgress: 'FullyGraded',
      comment: 'c', submission: { submittedAt: '2026-11-23T09:00:00.000Z' },
    }); // prettier-ignore
  });

  test('tells Canvas and platforms we do not know that it is no new submission', () => {
    for (const family of ['canvas', 'other'] as const) {
      expect(scoreBody({ ...score, comment: null }, family)).toMatchObject({
        'https://canvas.instructure.com/lti/submission': { new_submission: false },
      });
      expect(scoreBody({ ...score, comment: null }, family)).not.toHaveProperty('comment');
    }
  });

  test('is recognised in a result on another scale, to five decimals', () => {
    const result = (value: number | null, maximum: number) => ({ score: value, maximum, second: null });
    expect(showsScore(result(6.66667, 20), 1, 3)).toBe(true);
    expect(showsScore(result(100, 100), 6, 6)).toBe(true);
    expect(showsScore(result(0, 100), 0, 6)).toBe(true);
    expect(showsScore(result(null, 100), 0, 6)).toBe(false);
    expect(showsScore(result(99, 100), 6, 6)).toBe(false);
    expect(showsScore(null, 0, 6)).toBe(false);
  });
});
