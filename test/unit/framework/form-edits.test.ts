import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addPart,
  emptyForm,
  freeOptionKey,
  movePart,
  newPart,
  optionsOf,
  takeOut,
  useAgain,
} from '../../../components/form-set-up/form-edits.js';
import type { FormContent } from '../../../tool/framework/form.shared.js';

type Edit = { does: 'up' | 'down' | 'out' | 'again'; at: number };
const edits = fc.array(fc.record({ does: fc.constantFrom<Edit['does']>('up', 'down', 'out', 'again'), at: fc.nat({ max: 7 }) }), {
  maxLength: 40,
});
const apply = (form: FormContent, { does, at }: Edit): FormContent => {
  const key = `q${at}`;
  if (does === 'out') return takeOut(form, at === 0 ? 'focus' : key);
  if (does === 'again') return useAgain(form, key);
  return movePart(form, at === 0 ? 'focus' : key, does === 'up' ? -1 : 1);
};

it('A form that is rearranged keeps every question once, and the focus first', () => {
  const begun = Array.from({ length: 7 }, (_one, at) => newPart(`q${at + 1}`, at % 2 === 0 ? 'text' : 'scale', optionsOf(['No', 'Yes'])));
  const start = begun.reduce(addPart, emptyForm({ heading: 'Focus', hint: '' }));
  fc.assert(
    fc.property(edits, (list) => {
      const end = list.reduce(apply, start);
      const keys = [...end.sections, ...end.unused].map(({ section }) => section).toSorted();
      expect(keys).toEqual([...start.sections.map(({ section }) => section)].toSorted());
      expect(end.sections[0]?.section).toBe('focus');
    }),
  );
});

it('An answer that is added gets a key that no other answer has', () => {
  const options = optionsOf(['No', 'Perhaps', 'Yes']).filter(({ key }) => key !== 'answer_2');
  expect(options.map(({ key }) => key)).not.toContain(freeOptionKey(options));
});
