import type { ColumnUse, PrivacyDeclaration, SetValue, TableDeclaration } from '../table-declaration.js';

/** Every table in the order of the declarations: parents first. */
export const tablesOf = (declarations: readonly PrivacyDeclaration[]): TableDeclaration[] => declarations.flatMap((one) => one.tables);

/** `{records}` → the records of every slice, as a condition over `record_kind` and `record_id`. */
export function withRecords(rows: string, declarations: readonly PrivacyDeclaration[]): string {
  if (!rows.includes('{records}')) return rows;
  const kinds = declarations.flatMap((one) => Object.entries(one.records ?? {}));
  const records = kinds.map(([kind, ids]) => `(record_kind = '${kind}' AND record_id IN (${ids}))`);
  return rows.replaceAll('{records}', records.length === 0 ? '1 = 0' : `(${records.join(' OR ')})`);
}

const hidden: readonly ColumnUse[] = ['salt', 'trace', 'secret'];
const emptied: readonly ColumnUse[] = ['particular', 'words', 'salt', 'trace'];

/** Columns an export shows of a table, in the order they were declared. */
export const shownColumns = (table: TableDeclaration, only?: readonly string[]): string[] =>
  Object.entries(table.columns)
    .filter(([column, use]) => !hidden.includes(use) && (only === undefined || only.includes(column)))
    .map(([column]) => column);

export interface Fill {
  now: string;
  /** Why, in words: it stands where the text was. */
  because: string;
  /** "A former mentor" */
  former: string;
}

const filled = (value: SetValue, { now, because, former }: Fill): SetValue =>
  value === '{now}' ? now : value === '{because}' ? because : value === '{former}' ? former : value;

/** What emptying a row writes: nothing where something was said, and when and why it went. `set` decides where a column has no null. */
export function emptyValues(table: TableDeclaration, set: Record<string, SetValue> | undefined, fill: Fill): Record<string, SetValue> {
  const values: Record<string, SetValue> = {};
  for (const [column, use] of Object.entries(table.columns)) {
    if (emptied.includes(use)) values[column] = null;
    else if (use === 'erased_at') values[column] = fill.now;
    else if (use === 'erased_because') values[column] = fill.because;
  }
  return { ...values, ...setValues(set, fill) };
}

export const setValues = (set: Record<string, SetValue> | undefined, fill: Fill): Record<string, SetValue> =>
  Object.fromEntries(Object.entries(set ?? {}).map(([column, value]) => [column, filled(value, fill)]));

/** Columns whose text is replaced by one that leads nowhere: a platform's identifier of a person. */
export const replacedColumns = (table: TableDeclaration): string[] =>
  Object.entries(table.columns)
    .filter(([, use]) => use === 'outside')
    .map(([column]) => column);
