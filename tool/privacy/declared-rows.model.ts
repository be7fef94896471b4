import type { Database, Tx, Value, Values } from '../db/database.js';
import type { PrivacyDeclaration, SetValue, TableDeclaration } from '../table-declaration.js';
import { emptyValues, replacedColumns, setValues, shownColumns, withRecords, type Fill } from './declared.rules.js';

/** What the conditions of a declaration are about. Lists are never empty: `IN ()` is no SQL. */
export type Scope = { partnershipId: string } & Partial<Record<'personId' | 'before', string>> &
  Partial<Record<'placementIds' | 'identityIds' | 'lastIdentityIds', string[]>>;

export const ids = (list: readonly string[]): string[] => (list.length === 0 ? ['none'] : [...list]);

type Key = Record<string, Value>;
const pageSize = 500;

/** Statements over tables that other slices declared. Names of tables and columns come from the declarations and from nowhere else. */
export function declaredRows(db: Database, declarations: readonly PrivacyDeclaration[]) {
  const condition = (rows: string): string => withRecords(rows, declarations);
  const keyOf = (table: TableDeclaration): string => table.key.join(', ');
  const values = (scope: Scope): Values => ({ ...scope });
  const sets = (change: Record<string, SetValue>, replaced: string[]): string =>
    [
      ...Object.keys(change).map((column) => `${column} = :set_${column}`),
      ...replaced.filter((column) => !(column in change)).map((column) => `${column} = ${erasedId(db)}`),
    ].join(', ');
  const named = (change: Record<string, SetValue>): Values =>
    Object.fromEntries(Object.entries(change).map(([column, value]) => [`set_${column}`, value]));

  const change = async (
    table: TableDeclaration,
    where: string,
    how: { do: 'delete' | 'empty' | 'set'; set?: Record<string, SetValue> | undefined; fill: Fill },
    given: Values,
    tx: Tx,
  ): Promise<number> => {
    if (how.do === 'delete') return db.run(`DELETE FROM ${table.table} WHERE ${where}`, given, tx);
    const written = how.do === 'empty' ? emptyValues(table, how.set, how.fill) : setValues(how.set, how.fill);
    const replaced = how.do === 'empty' ? replacedColumns(table) : [];
    return db.run(`UPDATE ${table.table} SET ${sets(written, replaced)} WHERE ${where}`, { ...given, ...named(written) }, tx);
  };

  return {
    /** Every row of the condition, changed in one statement. */
    change: (table: TableDeclaration, rows: string, how: Parameters<typeof change>[2], scope: Scope, tx: Tx): Promise<number> =>
      change(table, `(${condition(rows)})`, how, values(scope), tx),

    async count(table: TableDeclaration, rows: string, scope: Scope, tx?: Tx): Promise<number> {
      const found = await db.select<{ found: number }>(
        `SELECT COUNT(*) AS found FROM ${table.table} WHERE (${condition(rows)})`,
        values(scope),
        tx,
      );
      return found[0]?.found ?? 0;
    },

    /** Keys of the next few rows; the caller changes them so that they no longer meet the condition. */
    nextKeys: (table: TableDeclaration, rows: string, scope: Scope, limit: number, tx?: Tx): Promise<Key[]> =>
      db.select<Key>(
        `SELECT ${keyOf(table)} FROM ${table.table} WHERE (${condition(rows)}) ORDER BY ${keyOf(table)} LIMIT ${Math.trunc(limit)}`,
        values(scope),
        tx,
      ),

    /** Those of these rows that still meet the condition. */
    changeKeys(table: TableDeclaration, keys: readonly Key[], rows: string, how: Parameters<typeof change>[2], scope: Scope, tx: Tx) {
      const given: Values = values(scope);
      const each = keys.map((key, index) => {
        for (const column of table.key) given[`key${index}_${column}`] = key[column] ?? null;
        return `(${table.key.map((column) => `${column} = :key${index}_${column}`).join(' AND ')})`;
      });
      return change(table, `(${each.join(' OR ')}) AND (${condition(rows)})`, how, given, tx);
    },

    /** Rows for an export, by key, a few hundred a statement. Each row holds the columns asked for; a row is read once. */
    async read(table: TableDeclaration, scope: Scope): Promise<Record<string, Value>[]> {
      const found = new Map<string, Record<string, Value>>();
      for (const { rows, only } of table.exported ?? []) {
        const columns = shownColumns(table, only);
        let after: Key | null = null;
        for (;;) {
          const given: Values = values(scope);
          for (const column of table.key) given[`after_${column}`] = after?.[column] ?? null;
          const later = after ? ` AND (${keyOf(table)}) > (${table.key.map((column) => `:after_${column}`).join(', ')})` : '';
          const page: Record<string, Value>[] = await db.select(
            `SELECT ${[...new Set([...table.key, ...columns])].join(', ')} FROM ${table.table} WHERE (${condition(rows)})${later}
              ORDER BY ${keyOf(table)} LIMIT ${pageSize}`,
            given,
          );
          for (const row of page) {
            const key = JSON.stringify(table.key.map((column) => row[column]));
            if (!found.has(key)) found.set(key, Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
          }
          if (page.length < pageSize) break;
          after = page.at(-1) ?? null;
        }
      }
      return [...found.values()];
    },
  };
}

// Unique, and of nothing that was known before: the platform's next launch of this person meets nobody.
const erasedId = (db: Database): string =>
  db.dialect === 'mysql' ? "CONCAT('erased-', UUID())" : "('erased-' || lower(hex(randomblob(16))))";
