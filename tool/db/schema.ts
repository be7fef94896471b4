import type { Database } from './database.js';
import type { Dialect } from './driver.js';

/** Column types, one word per meaning, the same in both dialects. */
export type ColumnType =
  | 'id' // our UUIDv7
  | 'hash' // base64url or hex digest, at most 64 characters
  | 'outside' // an identifier from a platform: compared byte by byte, at most 255 bytes
  | 'word' // a short value from a closed list, at most 32 characters
  | 'name' // a line a person reads, at most 255 characters
  | 'text' // what people wrote, and JSON documents
  | 'url' // at most 2,000 characters
  | 'instant' // ISO 8601 UTC with milliseconds
  | 'day' // ISO 8601 calendar date
  | 'whole'
  | 'flag'; // 0 or 1

// prettier-ignore
const sqlTypes: Record<Dialect, Record<ColumnType, string>> = {
  sqlite: {
    id: 'TEXT', hash: 'TEXT', outside: 'TEXT', word: 'TEXT', name: 'TEXT', text: 'TEXT', url: 'TEXT', instant: 'TEXT', day: 'TEXT',
    whole: 'INTEGER', flag: 'INTEGER',
  },
  mysql: {
    id: 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin',
    hash: 'VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin',
    outside: 'VARBINARY(255)',
    word: 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin',
    name: 'VARCHAR(255)',
    text: 'MEDIUMTEXT',
    url: 'TEXT',
    instant: 'CHAR(24) CHARACTER SET ascii COLLATE ascii_bin',
    day: 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin',
    whole: 'BIGINT',
    flag: 'TINYINT',
  },
};

export interface TableShape {
  /** `'id'`, or `'id?'` where the column may be null. */
  columns: Record<string, ColumnType | `${ColumnType}?`>;
  primary: string[];
  unique?: string[][];
  indexes?: string[][];
  /** `[columns, table, columns]` */
  foreign?: [string[], string, string[]][];
}

const lineOf = (db: Database, column: string, declared: ColumnType | `${ColumnType}?`): string => {
  const optional = declared.endsWith('?');
  const type = (optional ? declared.slice(0, -1) : declared) as ColumnType;
  return `${column} ${sqlTypes[db.dialect][type]} ${optional ? 'NULL' : 'NOT NULL'}`;
};

/** Creates a table with its keys and indexes; does nothing to one that is there, so a step can be repeated. */
export async function createTable(db: Database, table: string, shape: TableShape): Promise<void> {
  const lines = Object.entries(shape.columns).map(([column, declared]) => lineOf(db, column, declared));
  lines.push(`PRIMARY KEY (${shape.primary.join(', ')})`);
  for (const columns of shape.unique ?? []) {
    lines.push(`UNIQUE (${columns.join(', ')})`);
  }
  for (const [columns, target, keys] of shape.foreign ?? []) {
    lines.push(`FOREIGN KEY (${columns.join(', ')}) REFERENCES ${target} (${keys.join(', ')})`);
  }
  const tail = db.dialect === 'mysql' ? ' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci' : '';
  await db.run(`CREATE TABLE IF NOT EXISTS ${table} (\n  ${lines.join(',\n  ')}\n)${tail}`);
  await createIndexes(db, table, shape.indexes ?? []);
}

/** Creates indexes of a table that is there already; one that is there too is left as it is. @param indexes columns of each */
export async function createIndexes(db: Database, table: string, indexes: readonly string[][]): Promise<void> {
  for (const columns of indexes) {
    const name = `${table}_${columns.join('_')}`.slice(0, 60);
    if (db.dialect === 'sqlite') await db.run(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} (${columns.join(', ')})`);
    else if (!(await hasIndex(db, table, name))) await db.run(`CREATE INDEX ${name} ON ${table} (${columns.join(', ')})`);
  }
}

/** Adds columns, which may be null, to a table that is there; does nothing about those it has. */
export async function addColumns(db: Database, table: string, columns: Record<string, `${ColumnType}?`>): Promise<void> {
  for (const [column, declared] of Object.entries(columns)) {
    if (await hasColumn(db, table, column)) continue;
    try {
      await db.run(`ALTER TABLE ${table} ADD COLUMN ${lineOf(db, column, declared)}`);
    } catch (error) {
      // Two processes on one SQLite file may both have found it missing.
      if (!(await hasColumn(db, table, column))) throw error;
    }
  }
}

async function hasColumn(db: Database, table: string, column: string): Promise<boolean> {
  const rows = await db.select(
    db.dialect === 'sqlite'
      ? 'SELECT 1 AS found FROM pragma_table_info(:table) WHERE name = :column'
      : `SELECT 1 AS found FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = :table AND column_name = :column`,
    { table, column },
  );
  return rows.length > 0;
}

async function hasIndex(db: Database, table: string, index: string): Promise<boolean> {
  const rows = await db.select(
    'SELECT 1 AS found FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = :table AND index_name = :index LIMIT 1',
    { table, index },
  );
  return rows.length > 0;
}
