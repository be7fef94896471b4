import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import papaparse from 'papaparse';
import { exampleAnswered, examplePrompted, exampleRead } from '../../../components/observation-form/example-observation.js';
import { paperOf } from '../../../tool/observation/observation-paper.rules.js';
import { recordOf } from '../../../tool/observation/observation-record.rules.js';
import { linesOf, tableHead } from '../../../tool/observation/observation-table.rules.js';
import type { ObservationRecord } from '../../../tool/observation/observation-takeaway.shared.js';
import { csvLines } from '../../../tool/spreadsheet.rules.js';

const record = recordOf(exampleRead());
const area = {
  id: '01a2b3c4-0000-7000-8000-000000000001',
  frameworkVersionId: '01a2b3c4-0000-7000-8000-000000000002',
  code: 'TS7',
  name: 'Behaviour',
};
const lookedBack: Pick<ObservationRecord, 'areas' | 'earlier' | 'targets'> = {
  areas: [area],
  earlier: [
    {
      id: '01a2b3c4-0000-7000-8000-000000000003', wording: 'Wait after a question', nowWording: null, actions: '', status: 'closed',
      answer: { outcome: 'done', because: 'Four hands became eleven.', noteIds: [], revision: 1, erasedAt: null },
    },
  ],
  targets: exampleRead().targets.map((target) => ({
    ...target, why: 'More pupils think.', areaIds: [area.id], link: { url: 'https://library.example/wait', title: 'Wait time' },
  })),
}; // prettier-ignore
/** Everything that somebody wrote in a record. */
const wordsIn = ({ notes, sections, targets, remarks, answers, prompts, earlier, traineeView }: ObservationRecord): string[] =>
  [
    ...notes.flatMap((note) => [note.body, note.why]),
    ...sections.map((section) => section.body),
    ...targets.flatMap(({ wording, why, actions, support, link }) => [wording, why, actions, support, link?.title ?? '', link?.url ?? '']),
    ...answers.map((answer) => answer.body),
    ...prompts.texts,
    ...earlier.flatMap(({ wording, answer }) => (answer ? [wording, answer.because] : [])),
    ...remarks.map((remark) => remark.body),
    ...(traineeView?.answers ?? []).map((answer) => answer.body),
  ].filter((words) => words.trim() !== '');
const paperText = (one: ObservationRecord): string => JSON.stringify(paperOf(one, 'Helen Ward'));
const inJson = (words: string): string => JSON.stringify(words).slice(1, -1);

describe('a record that is taken away', () => {
  it('holds nothing of the page it was read on', () => {
    expect(Object.keys(record)).not.toEqual(expect.arrayContaining(['may']));
    for (const name of ['access', 'may', 'visibleTo', 'keptUntil', 'redaction', 'now']) expect(record).not.toHaveProperty(name);
  });

  it.each([
    ['that was read', record],
    ['with answers to its questions', recordOf(exampleAnswered())],
    ['with prompts and their reasons', recordOf(examplePrompted())],
    ['with targets of before', recordOf({ ...exampleRead(), ...lookedBack })],
  ])('has on paper and in the table every word of one %s', (_name, one) => {
    const table = linesOf(one).flat().join('\n');
    expect(exampleRead().traineeView?.answers).not.toEqual([]);
    expect(wordsIn(one).length).toBeGreaterThan(5);
    for (const words of wordsIn(one)) {
      expect(paperText(one)).toContain(inJson(words));
      expect(table).toContain(words);
    }
  });

  it('names who signed on paper and in the table', () => {
    const table = linesOf(record).flat().join('\n');
    for (const { by } of record.signatures) expect([paperText(record).includes(by.name), table.includes(by.name)]).toEqual([true, true]);
  });

  it('says of erased words that they were erased, in their place', () => {
    const erased = { ...record, notes: record.notes.map((note) => ({ ...note, body: '', erasedAt: '2026-12-01T08:00:00.000Z' })) };
    const notes = linesOf(erased).filter((line) => line[tableHead.indexOf('Part')] === 'Note');
    expect(notes.map((line) => line[tableHead.indexOf('Words')])).toEqual(record.notes.map(() => 'These words were erased.'));
    expect(paperText(erased)).toContain('These words were erased.');
  });

  it('says on paper who took it, and that nobody has signed where nobody has', () => {
    expect(paperOf(record, 'Helen Ward').foot).toMatch(/^Amara Okafor, 11 November 2026\. Copy taken by Helen Ward, /);
    expect(paperText({ ...record, signatures: [] })).toContain('Nobody has signed this yet.');
  });

  it('is no formula in a spreadsheet, whatever was written, and is the same words again without the apostrophe', () => {
    const dangerous = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t=', '＝', ' ='), fc.string()).map(([sign, rest]) => `${sign}${rest}`);
    fc.assert(
      fc.property(fc.oneof(dangerous, fc.string({ unit: 'grapheme' })), (body) => {
        const [first] = record.notes;
        const lines = linesOf({ ...record, notes: first ? [{ ...first, body, minuteMs: null }] : [] });
        const read = papaparse.parse<string[]>(csvLines([tableHead, ...lines])).data;
        for (const cells of read.slice(1)) {
          expect(cells).toHaveLength(tableHead.length);
          for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
        }
        const words = read.find((cells) => cells[tableHead.indexOf('Part')] === 'Note')?.[tableHead.indexOf('Words')];
        expect(words?.replace(/^'/, '')).toBe(body.replace(/^'/, ''));
      }),
    );
  });
});
