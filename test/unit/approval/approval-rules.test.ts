import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayIn } from '../../../tool/attention/day.rules.js';
import {
  contentProblems, keptUntil, refusalOf, settledContent, stateOn, type Asked, type Decisive,
} from '../../../tool/approval/approval.rules.js'; // prettier-ignore
import {
  approvalAudiences, approvalBody, approvalDevices, approvalKinds, type ApprovalContent,
} from '../../../tool/approval/approval.shared.js'; // prettier-ignore

const day = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays('2025-09-01', days));
const someOf = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const className = fc.constantFrom('10Y2', '7B', '11 Set 1', 'Class 4');

const approval: fc.Arbitrary<Decisive> = fc
  .record({
    covers: someOf(approvalKinds), classes: fc.uniqueArray(className, { maxLength: 3 }), from: day, length: fc.integer({ min: 0, max: 400 }),
    devices: someOf(approvalDevices), audience: someOf(approvalAudiences), recordedById: fc.constantFrom('lead', 'coordinator', 'trainee'),
    withdrawnAt: fc.option(fc.constant('2026-01-05T10:00:00.000Z'), { freq: 4 }),
  })
  .map(({ from, length, ...rest }) => ({ ...rest, fromOn: from, untilOn: addDays(from, length) })); // prettier-ignore
const asked: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constantFrom(...approvalKinds), className: fc.option(className), day, audience: fc.option(fc.constantFrom(...approvalAudiences)),
  device: fc.option(fc.constantFrom(...approvalDevices)), helped: fc.constant(['trainee']),
}); // prettier-ignore

/** Something that this approval allows on its own first day. */
const fits = (given: Decisive): [Decisive, Asked] => [
  { ...given, withdrawnAt: null, recordedById: 'lead' },
  {
    kind: given.covers[0] ?? 'photo', className: given.classes[0] ?? null, day: given.fromOn, audience: given.audience[0] ?? null,
    device: given.devices[0] ?? null, helped: ['trainee'],
  },
]; // prettier-ignore

describe('The gate', () => {
  test('says no without an approval, whatever is asked', () => {
    fc.assert(fc.property(asked, day, (what, today) => refusalOf(null, what, today) === 'none'));
  });

  test('allows nothing that any single part of the approval leaves out', () => {
    fc.assert(
      fc.property(approval, asked, day, (given, what, today) => {
        const allowed =
          given.withdrawnAt === null && given.fromOn <= today && today <= given.untilOn && given.fromOn <= what.day && what.day <= given.untilOn &&
          given.covers.includes(what.kind) && (given.classes.length === 0 || given.classes.includes(what.className ?? '')) &&
          (what.device === null || given.devices.includes(what.device)) && (what.audience === null || given.audience.includes(what.audience)) &&
          given.recordedById !== 'trainee'; // prettier-ignore
        expect(refusalOf(given, what, today) === null).toBe(allowed);
      }),
      { numRuns: 2_000 },
    );
  });

  test('allows exactly what was agreed, from the first day to the last and on neither day beside them', () => {
    fc.assert(
      fc.property(approval, (given) => {
        const [agreed, what] = fits(given);
        expect(refusalOf(agreed, what, agreed.fromOn)).toBeNull();
        expect(refusalOf(agreed, { ...what, day: agreed.untilOn }, agreed.untilOn)).toBeNull();
        expect(refusalOf(agreed, what, addDays(agreed.fromOn, -1))).toBe('not-yet');
        expect(refusalOf(agreed, what, addDays(agreed.untilOn, 1))).toBe('ended');
        expect(refusalOf(agreed, { ...what, day: addDays(agreed.fromOn, -1) }, agreed.fromOn)).toBe('day');
        expect(refusalOf({ ...agreed, withdrawnAt: '2026-01-05T10:00:00.000Z' }, what, agreed.fromOn)).toBe('withdrawn');
        expect(refusalOf({ ...agreed, recordedById: 'trainee' }, what, agreed.fromOn)).toBe('own');
      }),
    );
  });

  test('knows a class however its name is spaced, and no other one by it', () => {
    const [agreed, what] = fits({ covers: ['video'], classes: ['10 Y 2'], fromOn: '2026-01-01', untilOn: '2026-01-31', devices: ['school'], audience: ['mentor'], recordedById: 'lead', withdrawnAt: null }); // prettier-ignore
    expect(['10Y2', ' 10 y2 ', '10\u00a0Y\u00a02'].map((name) => refusalOf(agreed, { ...what, className: name }, '2026-01-05'))).toEqual([
      null,
      null,
      null,
    ]);
    expect(['10Y', '10Y21', '', null].map((name) => refusalOf(agreed, { ...what, className: name }, '2026-01-05'))).toEqual([
      'class',
      'class',
      'class',
      'class',
    ]);
  });

  test('ends with the school’s own midnight, on both sides of the date line and of a change of the clocks', () => {
    const until = { fromOn: '2026-03-01', untilOn: '2026-03-29', withdrawnAt: null };
    const at = (instant: string, zone: string) => stateOn(until, dayIn(instant, zone));
    expect(at('2026-03-29T22:59:59.999Z', 'Europe/London')).toBe('in-force');
    expect(at('2026-03-29T23:00:00.000Z', 'Europe/London')).toBe('ended');
    expect(at('2026-03-29T12:00:00.000Z', 'Pacific/Auckland')).toBe('ended');
    expect(at('2026-03-30T09:00:00.000Z', 'Pacific/Honolulu')).toBe('in-force');
    expect(at('2026-02-28T23:30:00.000Z', 'Europe/London')).toBe('not-yet');
  });
});

const content: ApprovalContent = {
  lawfulBasis: 'public_task', covers: ['video'], classes: [], fromOn: '2026-09-07', untilOn: '2026-12-18', devices: ['school'], optOuts: 0,
  retentionDays: 30, audience: ['mentor'], approver: { name: 'J. Marsh', role: 'Deputy head' }, agreedOn: '2026-09-01', document: null,
}; // prettier-ignore

describe('What is recorded', () => {
  const pointers = (changes: Partial<ApprovalContent>, as: 'school_lead' | 'coordinator' = 'school_lead') =>
    contentProblems({ ...content, ...changes }, as, '2026-09-05').map((one) => one.pointer);

  test('names the document where a coordinator records for the school', () => {
    expect([pointers({}), pointers({}, 'coordinator'), pointers({ document: 'Letter' }, 'coordinator')]).toEqual([[], ['/document'], []]);
  });

  test('ends after it begins, not before today and not after two years; nobody has agreed tomorrow', () => {
    expect(pointers({ untilOn: '2026-09-06' })).toEqual(['/untilOn']);
    expect(pointers({ fromOn: '2026-08-01', untilOn: '2026-09-04' })).toEqual(['/untilOn']);
    expect(pointers({ untilOn: '2028-09-07' })).toEqual([]);
    expect(pointers({ untilOn: '2028-09-08' })).toEqual(['/untilOn']);
    expect(pointers({ agreedOn: '2026-09-06' })).toEqual(['/agreedOn']);
  });

  test('is stored in one order and without doubles', () => {
    const settled = settledContent({ ...content, covers: ['video', 'photo', 'video'], classes: [' 10  Y2', '10y2', '7B'], audience: ['peers', 'mentor'], document: ' Letter ' }); // prettier-ignore
    expect(settled).toMatchObject({
      covers: ['photo', 'video'],
      classes: ['10y2', '7B'],
      audience: ['mentor', 'peers'],
      document: 'Letter',
    });
  });

  test.each([
    ['a number of opt-outs below zero', { optOuts: -1 }],
    ['nothing that is covered', { covers: [] }],
    ['a class without a name', { classes: [' '] }],
    ['an approver without a name', { approver: { name: '', role: 'Head' } }],
    ['names of pupils who opted out', { optOutNames: ['Invented'] }],
    ['a retention longer than a year', { retentionDays: 366 }],
  ])('is refused with %s', (_what, changes) => {
    expect(approvalBody.safeParse({ ...content, ...changes }).success).toBe(false);
  });

  test('is kept for thirty days after the placement at the longest', () => {
    expect(keptUntil('2026-12-18')).toBe('2027-01-17');
  });
});
