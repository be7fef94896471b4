import { describe, expect, test } from '@jest/globals';
import type { PlatformAnswer } from '../../../tool/lti/platform-http.js';
import type { ServiceAnswer } from '../../../tool/lti/service-call.js';
import { judgeLineItem, judgeResult, judgeScore } from '../../../tool/passback/verdict.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const answer = (status: number, given: Partial<PlatformAnswer> = {}): PlatformAnswer => ({
  ok: true,
  status,
  reason: '',
  headers: {},
  text: '',
  ...given,
});
const echoed = 'Incorrect score received{"userId":"4","activityProgress":"Completed","timestamp":"2026-11-23T10:00:00.000Z"}';

describe('The answer to a score', () => {
  test.each<[string, 'moodle' | 'canvas' | 'other', ServiceAnswer, object]>([
    ['Moodle, empty 200', 'moodle', answer(200), { kind: 'accepted' }],
    ['Canvas, JSON 200', 'canvas', answer(200, { text: '{"resultUrl":"https://x"}' }), { kind: 'accepted' }],
    ['another, 204', 'other', answer(204), { kind: 'accepted' }],
    ['a page in between, 200', 'other', answer(200, { text: '<html>log in</html>' }), { kind: 'unknown', fault: 'away' }],
    ['a redirect', 'other', answer(302), { kind: 'not-sent', fault: 'away' }],
    ['Moodle, not enrolled', 'moodle', answer(400, { reason: echoed, text: '[]' }), { kind: 'failed', fault: 'not_enrolled' }],
    ['Moodle, not enrolled, reason lost on the way', 'moodle', answer(400, { text: '[]' }), { kind: 'failed', fault: 'not_enrolled' }],
    ['Moodle, wrong media type', 'moodle', answer(400, { reason: 'No handler found', text: '{"status":400}' }), { kind: 'failed', fault: 'refused' }],
    ['Moodle, same second', 'moodle', answer(409, { text: '[]', headers: { date: 'Mon, 23 Nov 2026 10:00:09 GMT' } }), { kind: 'stale', platformSecond: 1_795_428_009 }],
    ['Canvas, older', 'canvas', answer(400, { text: '{"errors":{"message":"Unable to set score: timestamp before last updated timestamp"}}' }), { kind: 'stale', platformSecond: null }],
    ['Canvas, submittedAt ahead', 'canvas', answer(400, { text: 'Provided submitted_at timestamp of value is not a valid timestamp or is in the future' }), { kind: 'failed', fault: 'refused' }],
    ['Canvas, not a student', 'canvas', answer(422, { text: 'User not found in course or is not a student' }), { kind: 'failed', fault: 'not_enrolled' }],
    ['Canvas, older release', 'canvas', answer(412, { text: 'User not found in course' }), { kind: 'failed', fault: 'not_enrolled' }],
    ['Canvas, attempts used', 'canvas', answer(422, { text: 'The maximum number of allowed attempts has been reached' }), { kind: 'failed', fault: 'attempts_used' }],
    ['Canvas, closed', 'canvas', answer(422, { text: 'The grading period is closed' }), { kind: 'failed', fault: 'closed' }],
    ['401 after a new token', 'moodle', answer(401), { kind: 'not-sent', fault: 'sign_in_refused', pause: false }],
    ['403 with an empty bucket', 'canvas', answer(403, { headers: { 'x-rate-limit-remaining': '0.0' } }), { kind: 'not-sent', fault: 'busy', pause: true, waitMs: null }],
    ['403 in words', 'canvas', answer(403, { text: '403 Forbidden (Rate Limit Exceeded)\n' }), { kind: 'not-sent', fault: 'busy', pause: true }],
    ['403 with a bucket that is not empty', 'canvas', answer(403, { headers: { 'x-rate-limit-remaining': '412.5' } }), { kind: 'failed', fault: 'not_allowed' }],
    ['429 with Retry-After', 'canvas', answer(429, { headers: { 'retry-after': '120' } }), { kind: 'not-sent', fault: 'busy', pause: true, waitMs: 120_000 }],
    ['404', 'moodle', answer(404), { kind: 'column-gone' }],
    ['410', 'other', answer(410), { kind: 'failed', fault: 'column_gone' }],
    ['408', 'other', answer(408), { kind: 'unknown', fault: 'away' }],
    ['425', 'other', answer(425), { kind: 'unknown', fault: 'away' }],
    ['Moodle, silent 500', 'moodle', answer(500, { text: '[]' }), { kind: 'unknown', perhapsLocked: true }],
    ['Moodle, 502 of its front', 'moodle', answer(502, { text: '<html>' }), { kind: 'unknown', perhapsLocked: false }],
    ['Canvas, 500 with []', 'canvas', answer(500, { text: '[]' }), { kind: 'unknown', perhapsLocked: false }],
    ['a reset', 'other', { ok: false, fault: 'reset', reached: true, detail: '' }, { kind: 'unknown', fault: 'away' }],
    ['nobody listening', 'other', { ok: false, fault: 'refused', reached: false, detail: '' }, { kind: 'not-sent', fault: 'away' }],
    [
      'no token: keys unread', 'moodle',
      { ok: false, fault: 'no-token', reached: false, refusal: { ok: false, fault: 'keys-unread', retryAfterMs: null, detail: 'token 404' } },
      { kind: 'not-sent', fault: 'keys_unread' },
    ],
    [
      'no token: no scope', 'moodle',
      { ok: false, fault: 'no-token', reached: false, refusal: { ok: false, fault: 'scope-refused', retryAfterMs: null, detail: 'token 400' } },
      { kind: 'failed', fault: 'not_allowed' },
    ],
  ])('%s', (_name, family, given, verdict) => {
    expect(judgeScore(given, family, now)).toMatchObject(verdict);
  }); // prettier-ignore

  test('never repeats what was posted', () => {
    const secret = `${echoed} Amara`;
    expect(JSON.stringify(judgeScore(answer(400, { reason: secret, text: secret }), 'moodle', now))).not.toContain('Amara');
  });
});

describe('The answer of a service beside it', () => {
  test('results that may not be read let the score go out, results that fail hold it back', () => {
    expect(judgeResult(answer(403), now)).toBeNull();
    expect(judgeResult(answer(400), now)).toBeNull();
    expect(judgeResult(answer(500), now)).toMatchObject({ kind: 'unknown' });
    expect(judgeResult(answer(404), now)).toMatchObject({ kind: 'column-gone' });
    expect(judgeResult(answer(409), now)).toMatchObject({ kind: 'not-sent' });
  });

  test('line items that are refused fail, and those that conflict are tried again', () => {
    expect(judgeLineItem(answer(400), now)).toMatchObject({ kind: 'failed' });
    expect(judgeLineItem(answer(409), now)).toMatchObject({ kind: 'not-sent' });
  });
});
