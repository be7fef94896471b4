import { csvFile } from '../spreadsheet.rules.js';
import type { TableDeclaration } from '../table-declaration.js';

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

/** Ids of people in these rows, so that names can be asked for in one statement. */
export function personIds(table: TableDeclaration, rows: readonly Row[]): string[] {
  const columns = Object.entries(table.columns).filter(([, use]) => use === 'person');
  return [...new Set(rows.flatMap((row) => columns.flatMap(([column]) => (typeof row[column] === 'string' ? [row[column]] : []))))];
}

/** Each id of a person followed by the name, as `observer_person_id` and `observer_person_id (name)`. */
export function withNames(table: TableDeclaration, rows: readonly Row[], names: ReadonlyMap<string, { name: string }>): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([column, value]): [string, Cell][] =>
        table.columns[column] === 'person'
          ? [[column, value], [`${column} (name)`, names.get(String(value))?.name ?? null]] // prettier-ignore
          : [[column, value]],
      ),
    ),
  );
}

/** For a spreadsheet. Columns in the order of the declaration, whatever the rows have. */
export const csvOf = (rows: readonly Row[]): string => csvFile([...new Set(rows.flatMap((row) => Object.keys(row)))], rows);

export interface ExportedTable {
  table: string;
  purpose: string;
  rows: number;
}

/** What the person reads first. */
export function readmeOf(about: {
  name: string;
  partnership: string;
  at: string;
  tables: readonly ExportedTable[];
  files: number;
}): string {
  const lines = about.tables.map(({ table, purpose, rows }) => `  ${table} (${rows} ${rows === 1 ? 'row' : 'rows'})\r\n      ${purpose}`);
  return [
    `What Critical Friend keeps about ${about.name}`,
    `${about.partnership}, made ${about.at.slice(0, 16).replace('T', ' ')} UTC`,
    '',
    'In the folder "tables" each table is there twice: as .csv, which a spreadsheet opens, and as .json, for a program.',
    'A text that begins with = + - or @ has an apostrophe before it in the .csv, so that no spreadsheet takes it for a formula.',
    '',
    'It holds what is kept about this person, and what others wrote about them that they can read: records that were signed.',
    'It holds no draft of somebody else, no key and no password. Names of others are those that stand in the records.',
    '',
    ...lines,
    '',
    about.files === 0 ? 'There are no pictures, sound or documents.' : `In the folder "files" there are ${about.files} files.`,
    '',
  ].join('\r\n');
}
