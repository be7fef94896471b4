import { expect, test } from '@jest/globals';
import type { RefusalReason } from '../../../tool/approval/approval.rules.js';
import { refusalSentence } from '../../../tool/approval/refusal.rules.js';

const agreed = { fromOn: '2026-09-07', untilOn: '2026-12-18', classes: ['7B'], devices: ['school', 'university'] } as const;
const say = (reason: RefusalReason, className: string | null = '10Y2', ask = ['J. Marsh']) =>
  refusalSentence(
    reason,
    { kind: 'video', className, device: 'personal', audience: 'peers' },
    'Harbour Academy',
    { ...agreed, classes: [...agreed.classes], devices: [...agreed.devices] },
    ask,
  );

test('A refusal says what is not agreed and who can change it', () => {
  expect(say('none')).toBe('Harbour Academy has not agreed to filming yet. J. Marsh can do that.');
  expect(say('kind')).toBe('Harbour Academy has not agreed to filming yet. J. Marsh can do that.');
  expect(say('withdrawn')).toBe('Harbour Academy no longer agrees to filming. J. Marsh can change that.');
  expect(say('ended')).toBe('Harbour Academy agreed until 18 December 2026. J. Marsh can agree for longer.');
  expect(say('not-yet')).toBe('Harbour Academy agreed from 7 September 2026, not before. J. Marsh can change that.');
  expect(say('class')).toBe('Harbour Academy has not agreed to filming in 10Y2. J. Marsh can change that.');
  expect(say('device')).toBe('Harbour Academy allows a school device or a university device only. J. Marsh can change that.');
  expect(say('audience')).toBe('Harbour Academy has not agreed to showing this to other trainees. J. Marsh can change that.');
});

test('A refusal names a few people at most, and the university where nobody is known', () => {
  expect(say('none', null, ['A. One', 'B. Two', 'C. Three', 'D. Four'])).toContain('A. One, B. Two or C. Three can do that.');
  expect(say('none', null, [])).toContain('Your university can do that.');
});
