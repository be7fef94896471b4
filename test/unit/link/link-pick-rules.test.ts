import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choiceNamed, coursesBefore, itemFor } from '../../../tool/link/link-pick.rules.js';
import type { LinkChoice } from '../../../tool/link/link.shared.js';

const id = '01930000-0000-7000-8000-0000000000d1';
const other = '01930000-0000-7000-8000-0000000000d2';
const launchUrl = 'https://tool.example/lti/launch';
const choices = fc.record({
  shows: fc.constantFrom<LinkChoice['shows']>('everything', 'observations'),
  sends: fc.constantFrom<LinkChoice['sends']>('nothing', 'done', 'running_count'),
  requiredCount: fc.integer({ min: 1, max: 100 }),
});

describe('An item for a course', () => {
  test('is known again by its parameter, and by its address where a platform drops parameters', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const { custom, url } = itemFor(id, choice, launchUrl);
        expect(choiceNamed({ custom, targetLinkUri: url })).toBe(id);
        expect(choiceNamed({ custom: {}, targetLinkUri: url })).toBe(id);
      }),
    );
  });

  test('has a column of as many as are asked for, and none where the gradebook shall show nothing', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const item = itemFor(id, choice, launchUrl);
        const maximum = 'lineItem' in item ? item.lineItem.scoreMaximum : null;
        expect(maximum).toBe(choice.sends === 'nothing' ? null : choice.requiredCount);
      }),
    );
  });

  test('is nobody’s where its parameter is anything but an id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(choiceNamed({ custom: { cf_choice: text }, targetLinkUri: launchUrl })).toBeNull();
      }),
    );
    expect(choiceNamed({ custom: { cf_choice: id }, targetLinkUri: `${launchUrl}?choice=${other}` })).toBe(id);
    expect(choiceNamed({ custom: {}, targetLinkUri: launchUrl })).toBeNull();
  });
});

test.each([
  ['2,1', ['2', '1']],
  [' 2 , ,1', ['2', '1']],
  ['', []],
  [undefined, []],
  [Array.from({ length: 80 }, (_, index) => index).join(), Array.from({ length: 50 }, (_, index) => String(index))],
])('The history %j of a course is read in its order, and no further than fifty', (history, expected) => {
  expect(coursesBefore(history === undefined ? {} : { context_history: history })).toEqual(expected);
});
