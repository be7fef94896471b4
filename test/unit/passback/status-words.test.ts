import { expect, test } from '@jest/globals';
import type { ScoreRow } from '../../../tool/passback/score.js';
import { statusOf } from '../../../tool/passback/score-status.rules.js';

const link = { id: 'l', title: 'Lesson observations' };
const words = { platform: 'Moodle', trainee: 'Amara' };
const row = (given: Partial<ScoreRow>): ScoreRow => ({
  id: 'i', partnershipId: 'p', linkRef: 'l', tag: 't', sub: '3', placementId: null, personId: 'a', version: 1, score: 6, maximum: 6, comment: '',
  stampSecond: 1, submittedAt: '', state: 'delivered', attempts: 1, nextTryAt: '2026-11-23T14:10:00.000Z', leaseUntil: null, leaseOwner: null,
  outcomeUnknown: 0, commentSent: 1, fault: null, faultDetail: null, createdAt: '', heldAt: null, decidedAt: '2026-11-23T14:02:00.000Z', ...given,
}); // prettier-ignore

test.each<[Partial<ScoreRow> | null, string]>([
  [null, 'Nothing to send yet.'],
  [{}, 'Sent to Moodle {at}: done (6 of 6)'],
  [{ score: 2 }, 'Sent to Moodle {at}: 2 of 6'],
  [{ state: 'waiting' }, 'Waiting: on its way to Moodle'],
  [{ state: 'waiting', fault: 'busy' }, 'Waiting: Moodle is busy, next try {nextTryAt}'],
  [{ state: 'sending', fault: 'away' }, 'Waiting: Moodle did not answer, next try {nextTryAt}'],
  [
    { state: 'failed', fault: 'not_enrolled' },
    'Not sent: Amara is not enrolled in this Moodle course. Enrol Amara, then press Send again.',
  ],
  [{ state: 'failed', fault: 'no_reason' }, 'Not sent: Moodle gave no reason. The grade may be locked.'],
  [{ state: 'failed', fault: 'gave_up' }, 'Not sent: Moodle did not answer for seven days. Press Send again.'],
  [{ state: 'superseded' }, 'Nothing to send yet.'],
])('%j reads: %s', (given, sentence) => {
  expect(statusOf(link, given && row(given), words).sentence).toBe(sentence);
});

test('who has sent nothing yet reads how far they are', () => {
  expect(statusOf(link, null, words, { value: 5, maximum: 6 })).toMatchObject({
    state: 'nothing', sentence: '5 of 6 signed and read', value: 5, maximum: 6,
  }); // prettier-ignore
});

test('only what failed, or waits after a failure, can be sent again', () => {
  const again = (given: Partial<ScoreRow>) => statusOf(link, row(given), words).canSendAgain;
  expect([
    again({}),
    again({ state: 'waiting' }),
    again({ state: 'waiting', fault: 'busy' }),
    again({ state: 'failed', fault: 'closed' }),
  ]).toEqual([false, false, true, true]);
});
