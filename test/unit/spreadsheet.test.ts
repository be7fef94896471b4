import { expect, test } from '@jest/globals';
import papaparse from 'papaparse';
import { csvFile } from '../../tool/spreadsheet.rules.js';

const cellsOf = (text: string): string => {
  const { data } = papaparse.parse<string[]>(csvFile(['text'], [{ text }]).slice(1).trimEnd());
  return data[1]?.[0] ?? '';
};

test.each([
  '=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1+1', '"=1+1', ' " =1', '＝1+1',
  '=HYPERLINK("https://example.org")\nand a second line', '-cmd|\' /C calc\'!A0\r\nnext',
])('a text is no formula in a spreadsheet: %j', (text) => {
  expect(cellsOf(text)).toBe(`'${text}`);
}); // prettier-ignore

test.each(['Harbour Academy', "O'Neill", 'Year 9 = set 2', '', '"quoted" words', 'two\nlines'])(
  'any other text stays as it is: %j',
  (text) => {
    expect(cellsOf(text)).toBe(text);
  },
);

test('a number stays a number, below nothing too', () => {
  expect(csvFile(['count'], [{ count: -3 }])).toBe('\uFEFFcount\r\n-3\r\n');
});
