import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { find, textsOf } from '../../../components/observation-redaction/record-texts.js';
import { exampleAnswered, examplePrompted, exampleRead } from '../../../components/observation-form/example-observation.js';
import { canCut, cut, gapOf, repeatsRemoved } from '../../../tool/observation/observation-redaction.rules.js';

const gap = gapOf('pupil', '2026-03-04');
const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/);
const filler = fc.constantFrom('the', 'and', 'waits', 'asks', 'seat', 'four', 'again', '“why”', '👩🏽‍🏫');

describe('words removed from a text', () => {
  it('leave a gap that says when and why', () => {
    expect(gap).toBe('[words removed on 4 March 2026: a pupil’s name]');
    expect(cut('Kim waits, and Kim asks.', find('kim', 'Kim waits, and Kim asks.'), gap)).toBe(`${gap} waits, and ${gap} asks.`);
  });

  it('are gone wherever they stood, and everything else stays, for any name in any text', () => {
    fc.assert(
      fc.property(word, fc.array(fc.oneof(filler, fc.constant(null)), { minLength: 1, maxLength: 30 }), (name, pieces) => {
        const text = pieces.map((one) => one ?? name).join(' ');
        const passages = find(name, text);
        expect(passages).toHaveLength(pieces.filter((one) => one === null).length);
        expect(canCut(text, passages)).toBe(true);
        expect(cut(text, passages, gap)).toBe(pieces.map((one) => one ?? gap).join(' '));
      }),
    );
  });

  it('are whole words: a longer word that holds them stays', () => {
    expect(find('Tom', 'Tomorrow Tom asks Tomas: "Tom?"').map(({ start }) => start)).toEqual([9, 26]);
    expect(find('a.b', 'axb a.b')).toEqual([{ start: 4, end: 7 }]);
    expect(find('  ', 'two  spaces')).toEqual([]);
  });

  it('are no places outside the text, out of order, over each other, half a character, or in a gap of before', () => {
    const text = `Kim 👩 ${gap} waits`;
    const at = (start: number, end: number) => ({ start, end });
    expect(canCut(text, [at(0, 3)])).toBe(true);
    for (const passages of [
      [at(0, text.length + 1)], [at(3, 3)], [at(4, 5)], [at(5, 6)], [at(0, 3), at(2, 4)], [at(4, 6), at(0, 3)], [at(0, 12)],
      [at(text.indexOf('words'), text.indexOf('words') + 5)],
    ]) expect([passages, canCut(text, passages)]).toEqual([passages, false]); // prettier-ignore
    expect(find('words', text)).toEqual([]);
  });

  it('are not said again in the reason, however they are written', () => {
    const text = 'Kim Lee of the back row waits';
    const passages = [{ start: 0, end: 7 }];
    for (const note of ['kim', 'It was KIM.', 'Lee’s mother wrote', 'kim-lee'])
      expect([note, repeatsRemoved(note, text, passages)]).toEqual([note, true]);
    for (const note of ['', 'A child of the class', 'Kimberley is a town'])
      expect([note, repeatsRemoved(note, text, passages)]).toEqual([note, false]);
    // Small words tell nothing, unless they are all there was.
    expect(repeatsRemoved('the class', text, [{ start: 8, end: 14 }])).toBe(false);
    expect(repeatsRemoved('of the', text, [{ start: 8, end: 14 }])).toBe(true);
  });

  it('never pass where the reason holds a name that goes, for any name', () => {
    fc.assert(
      fc.property(word, filler, filler, (name, before, after) => {
        const text = `${before} ${name} ${after}`;
        expect(repeatsRemoved(`because ${name.toUpperCase()}!`, text, find(name, text))).toBe(true);
      }),
    );
  });
});

describe('the texts of a record on the page', () => {
  it('are all that a reader has before them, each under the name by which the server knows it', () => {
    const all = [...textsOf(exampleRead()), ...textsOf(examplePrompted()), ...textsOf(exampleAnswered())];
    const kinds = all.map(({ part }) => part.split('/').filter((_piece, at) => at !== 1).join('/')); // prettier-ignore
    expect([...new Set(kinds)].toSorted()).toEqual([
      'lesson', 'note', 'note/why', 'outcome/because', 'outcome/wording', 'prompt', 'remark', 'section', 'target/actions', 'target/support',
      'target/title', 'target/why', 'target/wording', 'view',
    ]); // prettier-ignore
    const { answers } = exampleAnswered();
    expect(answers.length).toBeGreaterThan(0);
    for (const { id, body } of answers) expect(all).toContainEqual(expect.objectContaining({ part: `remark/${id}`, text: body }));
  });
});
