import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimCodeAlphabet, claimCodeLength, normaliseClaimCode, showClaimCode } from '../../../tool/partnership/claim-code.shared.js';
import { hashClaimCode, hashesToTry, newClaimCode } from '../../../tool/partnership/claim-code.js';
import { codeEndsAt, stateOfCode, triesAllowed, triesWindowMs, waitBeforeTry } from '../../../tool/partnership/claim-code.rules.js';

const letters = fc
  .array(fc.constantFrom(...claimCodeAlphabet.split('')), { minLength: claimCodeLength, maxLength: claimCodeLength })
  .map((all) => all.join(''));
const betweens = fc.constantFrom('', ' ', '-', '–', '—', '\u2212', '\u00a0', '\u200b', '\u00ad', '.', '_', '\n');

describe('a claim code', () => {
  it('has eight letters of an alphabet without look-alikes and without vowels', () => {
    for (let count = 0; count < 200; count += 1) expect(newClaimCode()).toMatch(/^[23456789CDFHJKMNPQRTVWXY]{8}$/);
    expect(claimCodeAlphabet).not.toMatch(/[01OILSZBGUAE]/);
  });

  it('is shown in two groups of four', () => {
    expect(showClaimCode('K7PM3XQT')).toBe('K7PM-3XQT');
    expect(showClaimCode('K7PM')).toBe('K7PM');
    expect(showClaimCode('K7PM3')).toBe('K7PM-3');
  });

  it('is read whatever stands between its letters and whatever their case', () => {
    fc.assert(
      fc.property(letters, fc.array(betweens, { minLength: 9, maxLength: 9 }), fc.boolean(), (code, gaps, lower) => {
        const typed = gaps.map((gap, index) => gap + (code[index] ?? '')).join('');
        expect(normaliseClaimCode(lower ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it('is read with the twin of a letter, and full width', () => {
    expect(normaliseClaimCode('z5sg–68bu')).toBe('255668' + '8V');
    expect(normaliseClaimCode('Ｋ７ＰＭ－３ＸＱＴ')).toBe('K7PM3XQT');
  });

  it('is normalised once and for all', () => {
    fc.assert(fc.property(fc.string(), (typed) => expect(normaliseClaimCode(normaliseClaimCode(typed))).toBe(normaliseClaimCode(typed))));
  });

  it('is stored under the sealing key and found under a previous one', () => {
    const stored = hashClaimCode(['old'], 'K7PM3XQT');
    expect(stored).toMatch(/^[\w-]{43}$/);
    expect(hashesToTry(['new', 'old'], 'k7pm–3xqt')).toContain(stored);
    expect(hashesToTry(['new'], 'K7PM3XQT')).not.toContain(stored);
  });
});

describe('the state of a code', () => {
  const now = '2026-09-10T10:00:00.000Z';
  const open = { expiresAt: '2026-09-30T10:00:00.000Z', usedAt: null, withdrawnAt: null };

  it('is open until it is used, withdrawn or expired', () => {
    expect(stateOfCode(open, now)).toBe('open');
    expect(stateOfCode({ ...open, usedAt: now }, now)).toBe('used');
    expect(stateOfCode({ ...open, withdrawnAt: now }, now)).toBe('withdrawn');
    expect(stateOfCode({ ...open, expiresAt: now }, now)).toBe('expired');
  });
});

describe('tries', () => {
  const now = Date.parse('2026-09-10T10:00:00.000Z');
  const triedAt = (minutesAgo: number): string => new Date(now - minutesAgo * 60_000).toISOString();

  it('are free up to the tenth', () => {
    expect(
      waitBeforeTry(
        Array.from({ length: triesAllowed - 1 }, () => triedAt(1)),
        now,
      ),
    ).toBe(0);
  });

  it('wait after the tenth until the first of the ten is an hour old', () => {
    const tries = [59, 50, 40, 30, 20, 10, 5, 4, 3, 2].map(triedAt);
    expect(waitBeforeTry(tries, now)).toBe(triesWindowMs - 59 * 60_000);
  });
});

describe('The end of a code', () => {
  const ends = (startsOn: string | null) => codeEndsAt(new Date('2026-11-23T10:00:00.000Z'), startsOn).toISOString();

  it('comes 30 days after it was made, for a placement that goes on and for a role outside any', () => {
    expect(ends(null)).toBe('2026-12-23T10:00:00.000Z');
    expect(ends('2026-09-07')).toBe('2026-12-23T10:00:00.000Z');
  });

  it('comes 30 days after the first day of a placement made ahead, and after a year in any case', () => {
    expect(ends('2027-01-11')).toBe('2027-02-10T00:00:00.000Z');
    expect(ends('2030-01-11')).toBe('2027-11-23T10:00:00.000Z');
  });
});
