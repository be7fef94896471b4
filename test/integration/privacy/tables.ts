import type { Database } from '../../../tool/db/database.js';

/** Every table of the database with its columns, from the database itself. */
export async function tablesOf(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.select<{ tableName: string; columnName: string }>(
    db.dialect === 'mysql'
      ? `SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns
          WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position`
      : `SELECT m.name AS tableName, c.name AS columnName FROM sqlite_master m JOIN pragma_table_info(m.name) c
          WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid`,
  );
  const tables = new Map<string, string[]>();
  for (const { tableName, columnName } of rows) tables.set(tableName, [...(tables.get(tableName) ?? []), columnName]);
  return tables;
}

/** Where a text stands in the whole database: `table.column`, once each. */
export async function placesOf(db: Database, marker: string): Promise<string[]> {
  const found: string[] = [];
  for (const [table, columns] of await tablesOf(db)) {
    for (const row of await db.select<Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`)) {
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
        if (text.includes(marker) && !found.includes(`${table}.${column}`)) found.push(`${table}.${column}`);
      }
    }
  }
  return found.sort();
}
