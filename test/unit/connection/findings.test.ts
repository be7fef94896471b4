import { describe, expect, test } from '@jest/globals';
import { lineNames } from '../../../tool/connection/connection.shared.js';
import { mayCheck } from '../../../tool/connection/connection.policy.js';
import { lineOf, sentenceOf } from '../../../tool/connection/finding-words.rules.js';
import { allWorks, codes, frameFinding, signInFinding, type Code, type Finding } from '../../../tool/connection/finding.rules.js';
import { anyTroubleOf, troubleOf } from '../../../tool/connection/trouble.js';
import type { ServiceAnswer } from '../../../tool/lti/service-call.js';

const platforms = [
  { family: 'moodle', title: 'Moodle' },
  { family: 'canvas', title: 'Canvas' },
  { family: 'other', title: 'Harbour Learn' },
] as const;
const answer = (status: number, headers = {}, text = ''): ServiceAnswer => ({ ok: true, status, reason: '', headers, text });
const fault = (name: string): ServiceAnswer => ({ ok: false, fault: name, reached: true, detail: '' }) as ServiceAnswer;
const noToken = (name: string, detail = ''): ServiceAnswer =>
  ({ ok: false, fault: 'no-token', reached: false, refusal: { ok: false, fault: name, retryAfterMs: null, detail } }) as ServiceAnswer;

describe('What a platform answers', () => {
  test.each([
    [answer(401), 'not-allowed'],
    [answer(403), 'not-allowed'],
    [answer(403, {}, '403 Forbidden (Rate Limit Exceeded)'), 'busy'],
    [answer(429), 'busy'],
    [answer(302), 'moved'],
    [answer(500), 'away'],
    [fault('timeout'), 'late'],
    [fault('not-found'), 'unreachable'],
    [fault('refused'), 'unreachable'],
    [fault('certificate'), 'certificate'],
    [fault('too-large'), 'too-large'],
    [fault('reset'), 'away'],
    [noToken('keys-unread'), 'keys-unread'],
    [noToken('scope-refused'), 'not-allowed'],
    [noToken('clock-differs'), 'clock-differs'],
    [noToken('away', 'timeout'), 'late'],
    [noToken('away', 'token 500'), 'away'],
    [answer(200), null],
    [answer(404), null],
    [answer(422), null],
  ])('is judged (%#)', (given, trouble) => {
    expect(troubleOf(given)).toBe(trouble);
  });

  test('is judged to the end where nothing else is to be said of it', () => {
    expect([404, 410, 412, 400].map((status) => anyTroubleOf(answer(status)))).toEqual(['gone', 'gone', 'refused', 'refused']);
  });
});

describe('What is found', () => {
  const all = platforms.flatMap((words) =>
    codes.flatMap((code) =>
      lineNames.flatMap((name) =>
        (['works', 'fault', 'not-needed', 'not-tried'] as const).map((state) =>
          sentenceOf({ name, state, code: code as Code, count: 7 }, words),
        ),
      ),
    ),
  );

  test('has a whole sentence for every line, state and platform', () => {
    for (const sentence of all) expect(sentence).toMatch(/^[A-Z0-9“].*[.”]$/s);
    expect(all.filter((sentence) => sentence.includes('undefined'))).toEqual([]);
  });

  test('is said without the specification’s own words', () => {
    for (const word of ['launch', 'claim', 'deployment', 'ledger', 'rendition', 'policy', 'passback', 'token', 'HTTP']) {
      expect(
        all.filter((sentence) => new RegExp(`\\b${word}`, 'i').test(sentence.replace(/“[^”]*”/g, '').replace('HTTP security', ''))),
      ).toEqual([]);
    }
  });

  test('waits while the check goes on, and is said to have been interrupted after it', () => {
    const [words] = platforms;
    expect(lineOf('score', null, words, true)).toMatchObject({ state: 'waiting', sentence: '' });
    expect(lineOf('score', null, words, false)).toMatchObject({ state: 'not-tried', sentence: expect.stringContaining('interrupted') });
    expect(lineOf('frame', null, words, false)).toMatchObject({ state: 'waiting' });
  });

  test('of signing in is the way of the launch and the clocks, which may differ by twenty-five seconds', () => {
    expect(signInFinding(null)).toMatchObject({ state: 'works', code: 'never-opened' });
    expect(signInFinding({ carriedBy: 'cookie', clockAhead: -25 })).toEqual({
      name: 'sign-in',
      state: 'works',
      code: 'opened',
      count: 25,
      way: 'cookie',
    });
    expect(signInFinding({ carriedBy: 'cookie', clockAhead: 26 })).toMatchObject({ state: 'fault', code: 'clock-differs', count: 26 });
  });

  test('of the frame is what the page says, and only of the platform it is in', () => {
    const report = { framed: true, grew: true, cookie: true };
    const codeOf = (given: Parameters<typeof frameFinding>) => frameFinding(...given)?.code ?? null;
    expect([
      codeOf([null, false]),
      codeOf([null, true]),
      codeOf([report, true]),
      codeOf([{ ...report, grew: false }, true]),
      codeOf([{ ...report, cookie: false }, true]),
      codeOf([{ ...report, framed: false }, true]),
    ]).toEqual(['elsewhere', null, 'grew', 'same-height', 'cookies-blocked', 'own-tab']);
  });

  test('is enough where every line came and none is to put right; the link from the gradebook is a comfort', () => {
    const findings = lineNames.filter((name) => name !== 'frame').map((name): Finding => ({ name, state: 'works', code: 'made' }));
    expect(allWorks(findings)).toBe(true);
    expect(allWorks(findings.slice(1))).toBe(false);
    expect(allWorks(findings.map((one) => (one.name === 'review' ? { ...one, state: 'fault' } : one)))).toBe(true);
    expect(allWorks(findings.map((one) => (one.name === 'roster' ? { ...one, state: 'not-tried', code: 'no-course' } : one)))).toBe(false);
    expect(allWorks(findings.map((one) => (one.name === 'score' ? { ...one, state: 'fault' } : one)))).toBe(false);
  });
});

test('Checking is the coordinator’s, and nobody else’s', () => {
  const roles = ['trainee', 'mentor', 'coach', 'tutor', 'lead_mentor', 'school_lead', 'coordinator'] as const;
  expect(roles.filter((role) => mayCheck({ roles: [{ role }] }))).toEqual(['coordinator']);
});
