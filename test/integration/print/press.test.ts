import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { exampleOrdinary } from '../../../components/observation-form/example-observation.js';
import { paperOf } from '../../../tool/observation/observation-paper.rules.js';
import { recordOf } from '../../../tool/observation/observation-record.rules.js';
import { createPress, mostCharacters } from '../../../tool/print/press.js';
import type { Block, Printed } from '../../../tool/print/printed.js';
import { readPdf } from '../../pdf.js';

const press = createPress(pino({ level: 'silent' }));
const documentOf = (...blocks: Block[]): Printed => ({ title: 'A title', foot: 'A foot', blocks });

test('A lesson of thirty notes and three targets is two A4 pages at most', async () => {
  const { pages, info, text } = await readPdf(await press.pdf(paperOf(recordOf(exampleOrdinary()), 'Helen Ward')));
  expect(pages).toBeLessThanOrEqual(2);
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect(text.match(/Page \d of \d/g)).toEqual(Array.from({ length: pages }, (_one, index) => `Page ${index + 1} of ${pages}`));
});

test('Whatever is written stands on the paper as it was written, and nothing of it is an instruction to the typesetter', async () => {
  const written = [
    '#read("/etc/passwd")',
    '$x^2$',
    '*not bold* _nor this_',
    '= No heading',
    '\\ \\u{41}',
    '@label <label>',
    '// no comment',
    '"quoted" #[x]',
  ];
  const { text, structure } = await readPdf(await press.pdf(documentOf(...written.map((one): Block => ({ kind: 'text', text: one })))));
  for (const one of written) expect(text).toContain(one);
  expect(structure.match(/^ *H\d\b/gm)).toEqual(['  H1']);
});

test('Text that is written from right to left is read in its own order, beside Latin words and figures', async () => {
  const line = 'مرحبا بالعالم، هذا درس 123 جيد';
  const { text } = await readPdf(
    await press.pdf(documentOf({ kind: 'text', text: line }, { kind: 'table', columns: ['Note'], rows: [[line]] })),
  );
  for (const word of ['مرحبا', 'بالعالم', 'درس', 'جيد', '123']) expect(text.split(word)).toHaveLength(3);
});

test('A sign that no font has does not stop a document', async () => {
  const { pages, text } = await readPdf(await press.pdf(documentOf({ kind: 'text', text: 'A bulb 💡 and 漢字, then on' })));
  expect([pages, text.includes('then on')]).toEqual([1, true]);
});

test('An empty document has its title', async () => {
  expect((await readPdf(await press.pdf(documentOf({ kind: 'list', items: [] }, { kind: 'text', text: '' })))).text).toContain('A title');
});

test('A document that is too long is refused before it is begun', async () => {
  const long = documentOf({ kind: 'text', text: 'x'.repeat(mostCharacters + 1) });
  await expect(press.pdf(long)).rejects.toMatchObject({ status: 422, type: 'too-long' });
});

test('The longest document there may be is still made', async () => {
  const rows = Array.from({ length: 600 }, (_one, index) => [`${index}:00`, 'Strength', 'Words of a note. '.repeat(10)]);
  expect((await readPdf(await press.pdf(documentOf({ kind: 'table', columns: ['Minute', 'Kind', 'Note'], rows })))).pages).toBeGreaterThan(
    10,
  );
});

test('Documents asked for at the same moment are all made, and beyond ten the next is told to come back', async () => {
  const asked = Array.from({ length: 11 }, (_one, index) => press.pdf(documentOf({ kind: 'text', text: `Number ${index}.` })));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual([...Array<string>(10).fill('fulfilled'), 'rejected']);
  expect(outcomes.at(-1)).toMatchObject({ reason: { status: 503, headers: { 'Retry-After': '60' } } });
});
