import Papa from 'papaparse';
import { fieldOf, readColumns, type Columns, type IntakeField } from './intake-columns.rules.js';
import { isMonthFirst, readDay } from './intake-day.rules.js';
import { problemsWithDays, tidyLine } from './placement.rules.js';

/** One row of a list, as it was understood. A blank cell is null and means "as it is". */
export interface GivenRow {
  /** As the spreadsheet numbers it; the headings count. */
  line: number;
  studentNumber: string | null;
  /** Compared without regard to capital letters, so kept in small ones. */
  email: string | null;
  traineeName: string | null;
  school: string | null;
  subject: string | null;
  phase: string | null;
  startsOn: string | null;
  endsOn: string | null;
  tutor: string | null;
  mentorName: string | null;
  mentorEmail: string | null;
  /** Sentences: what keeps this row from being a placement. */
  problems: string[];
}

export type TableRead = { rows: GivenRow[]; ignored: string[] } | { problem: string };

/** A partnership's whole year and more; longer files are somebody's whole student list. */
export const mostRows = 2_000;
const mostLinesBeforeHeadings = 10;

/** The same letters in any capitals, for A to Z: what every mail server treats alike. */
export const smallLetters = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const recordsOf = (text: string, delimiter: string, preview = 0): string[][] =>
  Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: false }).data;

/** The delimiter whose reading knows the most headings. Excel's own first line `sep=;` says it outright, and is no row of the sheet. */
function splitRecords(text: string): string[][] {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return recordsOf(text.slice(said[0].length), said[1] ?? ',');
  const known = (delimiter: string): number =>
    Math.max(...recordsOf(text, delimiter, mostLinesBeforeHeadings).map((record) => record.filter((cell) => fieldOf(cell)).length), 0);
  const [best = ','] = [',', ';', '\t'].sort((one, other) => known(other) - known(one));
  return recordsOf(text, best);
}

/** `="00123"` and `'00123` are how people keep a spreadsheet from eating zeros. */
const cellText = (cell: string | undefined): string => tidyLine((cell ?? '').replace(/^\s*="(.*)"\s*$/s, '$1').replace(/^\s*'/, ''));

const longest: Partial<Record<IntakeField, number>> = { subject: 100, phase: 100 };
const usualLongest = 200;
// eslint-disable-next-line no-control-regex -- NUL is what cannot be stored
const unstorable = /\u0000|\p{Surrogate}/u;

/** Reads a decoded file: its headings in plain words, its rows, and what is wrong with each. */
export function readTable(text: string): TableRead {
  const records = splitRecords(text);
  const headingsAt = records.slice(0, mostLinesBeforeHeadings).findIndex((record) => record.filter((cell) => fieldOf(cell)).length >= 2);
  if (headingsAt === -1) {
    return { problem: 'The first row must name the columns, for example Student number, School, Start, End. Start from our example.' };
  }
  const columns = readColumns(records[headingsAt] ?? []);
  if ('problem' in columns) return columns;
  const filled = records
    .map((record, index) => ({ record, line: index + 1 }))
    .filter(({ record, line }) => line > headingsAt + 1 && record.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { problem: 'There is no row under the headings. Add the placements, then upload the list again.' };
  if (filled.length > mostRows)
    return { problem: `The list has ${filled.length} rows; ${mostRows} is the most. Divide it and upload each part.` };
  const days = (['startsOn', 'endsOn'] as const).map((field) => columns.at[field] ?? -1);
  const monthFirst = filled.some(({ record }) => days.some((column) => isMonthFirst(record[column] ?? '')));
  return { rows: filled.map(({ record, line }) => readRow(record, line, columns, monthFirst)), ignored: columns.ignored };
}

function readRow(record: readonly string[], line: number, { at }: Columns, monthFirst: boolean): GivenRow {
  const problems: string[] = [];
  const cell = (field: IntakeField): string | null => {
    const column = at[field];
    const text = column === undefined ? '' : cellText(record[column]);
    if (text.length > (longest[field] ?? usualLongest) || unstorable.test(text)) {
      problems.push(`One cell is too long or holds a character that cannot be stored (column ${(column ?? 0) + 1}). Shorten it.`);
      return null;
    }
    return text === '' ? null : text;
  };
  const day = (field: 'startsOn' | 'endsOn', missing: string): string | null => {
    const text = cell(field);
    const read = text === null ? { problem: missing } : readDay(text, monthFirst);
    if ('day' in read) return read.day;
    problems.push(read.problem);
    return null;
  };
  const [given, first, last] = [cell('traineeName'), cell('firstName'), cell('lastName')];
  const [studentNumber, email, mentorEmail] = [cell('studentNumber'), cell('email'), cell('mentorEmail')];
  const row = {
    line, studentNumber,
    email: email === null ? null : smallLetters(email),
    traineeName: [first ?? given, last].filter((part) => part !== null).join(' ').slice(0, usualLongest) || null,
    school: cell('school'), subject: cell('subject'), phase: cell('phase'),
    startsOn: day('startsOn', 'The first day is missing.'), endsOn: day('endsOn', 'The last day is missing.'),
    tutor: cell('tutor'), mentorName: cell('mentorName'),
    mentorEmail: mentorEmail === null ? null : smallLetters(mentorEmail),
    problems,
  }; // prettier-ignore
  problems.push(...problemsOf(row));
  return row;
}

function problemsOf(row: GivenRow): string[] {
  const { studentNumber, email, school, startsOn, endsOn, mentorName, mentorEmail } = row;
  return [
    ...(studentNumber === null && email === null ? ['Neither a student number nor an e-mail is given. Add one.'] : []),
    ...(studentNumber !== null && /^\d[.,]\d+E\+?\d+$/i.test(studentNumber)
      ? [`The spreadsheet shortened this student number to ${studentNumber}. Make the column text, and type it again.`]
      : []),
    ...(email !== null && !/^[^\s@]+@[^\s@]+$/.test(email) ? [`“${email}” is not an e-mail address.`] : []),
    ...(school === null ? ['The school is missing.'] : []),
    ...(startsOn !== null && endsOn !== null ? problemsWithDays(startsOn, endsOn).map(({ detail }) => detail) : []),
    ...(mentorName === null && mentorEmail !== null ? ['The mentor’s name is missing. The letter needs it.'] : []),
  ];
}
