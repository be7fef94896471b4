import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentOf, decideSigning, missingRoles, pointProblems, signersOf, tagOf, valueOf } from '../../../tool/review/review.rules.js';
import type { ReviewPointBody } from '../../../tool/review/review-point.shared.js';
import type { SignerRole } from '../../../tool/review/review.shared.js';

const people: Record<SignerRole, string> = { trainee: 'amara', mentor: 'priya', tutor: 'helen', school_lead: 'jo' };
const presses = fc.array(fc.constantFrom<SignerRole>('trainee', 'mentor', 'tutor', 'school_lead'), { maxLength: 20 });

test('signatures complete a review in any order, each person once, and the school lead only after the three', () => {
  fc.assert(
    fc.property(presses, fc.boolean(), (order, leadSigns) => {
      const signed: { role: SignerRole; personId: string }[] = [];
      let completed = 0;
      for (const role of order) {
        const roles = role === 'school_lead' && !leadSigns ? [] : [role];
        const decision = decideSigning(people[role], roles, { leadSigns, signed });
        if (decision.kind !== 'sign') continue;
        if (decision.role === 'school_lead') expect(signed).toHaveLength(3);
        signed.push({ role: decision.role, personId: people[role] });
        if (decision.completes) completed += 1;
      }
      expect(new Set(signed.map(({ role }) => role)).size).toBe(signed.length);
      expect(completed).toBe(missingRoles(leadSigns, signed).length === 0 ? 1 : 0);
      if (completed === 1 && leadSigns) expect(signed.at(-1)?.role).toBe('school_lead');
    }),
  );
});

test('one person with two roles signs once, so that three people agree', () => {
  const signed = [{ role: 'mentor' as const, personId: 'priya' }];
  expect(decideSigning('priya', ['mentor', 'tutor'], { leadSigns: false, signed })).toEqual({ kind: 'done' });
  expect(decideSigning('james', ['mentor'], { leadSigns: false, signed })).toEqual({ kind: 'taken' });
});

test('an outcome without a number, and a review without a highest number, send nothing', () => {
  const outcomes = [
    { key: 'on', label: 'On track', score: 2 },
    { key: 'off', label: 'Not yet on track', score: null },
  ];
  expect(valueOf(outcomes, 2, 'on')).toEqual({ score: 2, maximum: 2 });
  expect(valueOf(outcomes, 2, 'off')).toBeNull();
  expect(valueOf(outcomes, null, 'on')).toBeNull();
  expect(valueOf(outcomes, 2, '')).toBeNull();
});

test('the comment holds the outcome’s words and says how many people agreed', () => {
  expect(commentOf('On track', false)).toBe('On track. An outcome of a review, agreed by three people.');
  expect(commentOf('On track', true)).toContain('four people');
});

test('a column’s tag is short enough to be kept, and each review point has its own', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(tagOf(one)).toMatch(/^review:[\w-]{22}$/);
      expect(tagOf(one) === tagOf(other)).toBe(one === other);
    }),
  );
  expect(signersOf(true).at(-1)).toBe('school_lead');
});

test('a review point names what is not right yet by its place', () => {
  const body: ReviewPointBody = {
    name: '',
    dueOn: null,
    formVersionId: '',
    leadSigns: false,
    maximum: 2,
    outcomes: [
      { key: 'a', label: 'On track', score: 3 },
      { key: 'b', label: 'on track', score: null },
    ],
  };
  expect(pointProblems(body).map(({ pointer }) => pointer)).toEqual(['/name', '/outcomes/0/score', '/outcomes/1/label']);
  expect(pointProblems({ ...body, maximum: null }).map(({ pointer }) => pointer)).toEqual(['/name', '/outcomes/1/label', '/maximum']);
});
