import type { Database } from '../../tool/db/database.js';

/** Names of all tables, in one order. */
export async function tablesOf(db: Database): Promise<string[]> {
  const rows = await db.select<{ name: string }>(
    db.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  );
  return rows.map(({ name }) => name);
}

type Facts = Record<string, unknown>;

/**
 * MariaDB drops the index it made for a reference by itself once another one begins with the same columns; one that came back from a dump is
 * no longer its own and stays. It costs a little and changes nothing.
 */
const withoutSpare = (indexes: Facts[]): Facts[] =>
  indexes.filter(
    (one) => !Number(one['many']) || !indexes.some((other) => String(other['columns']).startsWith(`${String(one['columns'])},`)),
  );

/** Columns, keys, indexes and references of one table, in an order that does not depend on how it came about. */
async function tableFacts(db: Database, table: string): Promise<Facts[]> {
  if (db.dialect === 'mysql') {
    const ask = (sql: string): Promise<Facts[]> => db.select<Facts>(sql, { table });
    return [
      ...(await ask(
        `SELECT column_name AS name, column_type AS type, is_nullable AS nullable, column_default AS fallback, collation_name AS collation
           FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = :table ORDER BY column_name`,
      )),
      ...withoutSpare(
        await ask(
          `SELECT index_name AS name, non_unique AS many, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
             FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = :table
            GROUP BY index_name, non_unique ORDER BY columns, index_name`,
        ),
      ),
      ...(await ask(
        `SELECT referenced_table_name AS target, GROUP_CONCAT(column_name ORDER BY ordinal_position) AS columns,
                GROUP_CONCAT(referenced_column_name ORDER BY ordinal_position) AS keyed
           FROM information_schema.key_column_usage
          WHERE table_schema = DATABASE() AND table_name = :table AND referenced_table_name IS NOT NULL
          GROUP BY constraint_name, referenced_table_name ORDER BY target, columns`,
      )),
    ];
  }
  const columns = await db.select<Facts>(`SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info('${table}') ORDER BY name`);
  const indexes = await db.select<{ name: string }>(
    `SELECT CASE origin WHEN 'c' THEN name ELSE '' END AS name, "unique", origin,
            (SELECT GROUP_CONCAT(name) FROM (SELECT i.name FROM pragma_index_info(l.name) i ORDER BY i.seqno)) AS columns
       FROM pragma_index_list('${table}') l ORDER BY columns, origin`,
  );
  const references = await db.select<Facts>(
    `SELECT "table" AS target, GROUP_CONCAT("from") AS columns, GROUP_CONCAT("to") AS keyed
       FROM (SELECT * FROM pragma_foreign_key_list('${table}') ORDER BY id, seq) GROUP BY id, target ORDER BY target, columns`,
  );
  return [...columns, ...indexes, ...references];
}

/** What one database's schema is; equal for two databases whose schemas are. */
export async function schemaOf(db: Database): Promise<Record<string, Facts[]>> {
  const schema: Record<string, Facts[]> = {};
  for (const table of await tablesOf(db)) schema[table] = await tableFacts(db, table);
  return schema;
}
