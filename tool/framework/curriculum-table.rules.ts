import Papa from 'papaparse';
import type { AreaLine, AreaProblem } from './curriculum.shared.js';
import { areaNameLength, codeLength, mostAreas } from './limits.shared.js';

/** What a file of areas says, or the sentence that says why it says nothing. */
export type AreasRead = { areas: AreaLine[]; problems: AreaProblem[]; ignored: string[] } | { problem: string };

const mostLinesBeforeHeadings = 10;
const headings = {
  code: ['code', 'ref', 'reference', 'number', 'no', 'id', 'strand'],
  name: ['name', 'title', 'area', 'curriculum area', 'statement', 'standard', 'heading', 'wording', 'theme'],
} as const;
type Column = keyof typeof headings;

// eslint-disable-next-line no-control-regex -- NUL is what cannot be stored
const unstorable = /\u0000|\p{Surrogate}/u;

const columnOf = (cell: string): Column | null => {
  const word = cell.toLowerCase().replaceAll(/[^a-z]+/g, ' ').trim(); // prettier-ignore
  if ((headings.code as readonly string[]).includes(word)) return 'code';
  return (headings.name as readonly string[]).includes(word) ? 'name' : null;
};

const recordsOf = (text: string, delimiter: string): string[][] => Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false }).data;
const known = (record: readonly string[]): number => new Set(record.map(columnOf).filter((column) => column !== null)).size;

/** The delimiter whose reading knows the most headings. Excel's own first line `sep=;` says it outright, and is no row of the sheet. */
function splitRecords(text: string): string[][] {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return recordsOf(text.slice(said[0].length), said[1] ?? ',');
  const readings = [',', ';', '\t'].map((delimiter) => recordsOf(text, delimiter));
  const score = (records: string[][]): number => Math.max(0, ...records.slice(0, mostLinesBeforeHeadings).map(known));
  return readings.reduce((best, reading) => (score(reading) > score(best) ? reading : best));
}

/** `="01"` and `'01` are how people keep a spreadsheet from eating zeros. */
const cellText = (cell: string | undefined): string =>
  (cell ?? '').replace(/^\s*="(.*)"\s*$/s, '$1').replace(/^\s*'/, '').replaceAll(/\s+/gu, ' ').trim(); // prettier-ignore

function problemOf({ code, name }: AreaLine, earlier: readonly AreaLine[]): string | null {
  if (code === '') return 'The code is missing.';
  if (name === '') return 'The name is missing.';
  if (unstorable.test(code + name)) return 'It holds a character that cannot be stored.';
  if (code.length > codeLength) return `The code is longer than ${codeLength} characters.`;
  if (name.length > areaNameLength) return `The name is longer than ${areaNameLength} characters. Use a short heading.`;
  return earlier.some((one) => one.code.toLowerCase() === code.toLowerCase()) ? `The code ${code} is there twice.` : null;
}

/** Reads a decoded file: a column of codes, a column of names. */
export function readAreas(text: string): AreasRead {
  const records = splitRecords(text);
  const headingsAt = records.slice(0, mostLinesBeforeHeadings).findIndex((record) => known(record) === 2);
  const heads = records[headingsAt] ?? [];
  if (headingsAt === -1) return { problem: 'The first row must name two columns: Code and Name. Start from our example.' };
  const at = (column: Column): number => heads.findIndex((cell) => columnOf(cell) === column);
  const [codeAt, nameAt] = [at('code'), at('name')];
  const ignored = heads.filter((cell, column) => column !== codeAt && column !== nameAt && cell.trim() !== '').map(cellText);
  const filled = records
    .map((record, index) => ({ record, line: index + 1 }))
    .filter(({ record, line }) => line > headingsAt + 1 && record.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { problem: 'There is no row under the headings. Add your areas, then choose the file again.' };
  if (filled.length > mostAreas) return { problem: `The file has ${filled.length} rows; ${mostAreas} is the most.` };
  const areas: AreaLine[] = [];
  const problems: AreaProblem[] = [];
  for (const { record, line } of filled) {
    const area = { code: cellText(record[codeAt]), name: cellText(record[nameAt]) };
    const problem = problemOf(area, areas);
    if (problem === null) areas.push(area);
    else problems.push({ line, problem });
  }
  return { areas, problems, ignored };
}

/** What is wrong with areas that are to be published, whichever way they came; null where nothing is. */
export function areasProblem(areas: readonly AreaLine[]): { at: number; problem: string } | null {
  for (const [at, area] of areas.entries()) {
    const problem = problemOf(area, areas.slice(0, at));
    if (problem !== null) return { at, problem };
  }
  return null;
}
