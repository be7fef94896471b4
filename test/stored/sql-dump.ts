import { once } from 'node:events';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as sqliteDriver from '@appthreat/sqlite3';
import mysql from 'mysql2/promise';
import type { Database } from '../../tool/db/database.js';
import type { ScratchDatabase } from '../database.js';
import { tablesOf } from './schema-of.js';

type Row = Record<string, string | number | null>;

async function createStatements(db: Database, table: string): Promise<string[]> {
  if (db.dialect === 'sqlite') {
    const rows = await db.select<{ sql: string }>(
      `SELECT sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, name`,
      { table },
    );
    return rows.map(({ sql }) => sql);
  }
  const [row] = await db.select<Record<string, string>>(`SHOW CREATE TABLE ${table}`);
  return [row?.['Create Table'] ?? ''];
}

const rowsInOneStatement = 50;

/** Every table with its keys, indexes and rows as SQL of the database's own dialect, compressed. */
export async function dumpSql(db: Database): Promise<Buffer> {
  const lines: string[] = [];
  for (const table of await tablesOf(db)) {
    lines.push(...(await createStatements(db, table)));
    const rows = await db.select<Row>(`SELECT * FROM ${table}`);
    for (let from = 0; from < rows.length; from += rowsInOneStatement) {
      const some = rows.slice(from, from + rowsInOneStatement);
      const columns = Object.keys(some[0] ?? {});
      const values = some.map(
        (row) => `(${columns.map((column) => db.sequelize.escape(row[column] ?? (null as unknown as string))).join(', ')})`,
      );
      lines.push(`INSERT INTO ${table} (${columns.join(', ')}) VALUES\n${values.join(',\n')}`);
    }
  }
  return gzipSync(`${lines.join(';\n')};\n`, { level: 9 });
}

interface SqliteFile {
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}
const sqlite3 = (sqliteDriver as unknown as { default: { Database: new (file: string) => SqliteFile & NodeJS.EventEmitter } }).default;

/** Fills an empty database with a dump, whatever order its tables come in. */
export async function loadSql(scratch: ScratchDatabase, dump: Buffer): Promise<void> {
  const sql = gunzipSync(dump).toString('utf8');
  if (scratch.dialect === 'sqlite') {
    const file = new sqlite3.Database(scratch.url.slice('sqlite:'.length));
    await once(file, 'open');
    await new Promise<void>((resolve, reject) => {
      file.exec(`PRAGMA foreign_keys=OFF; BEGIN; ${sql} COMMIT;`, (error) => (error ? reject(error) : resolve()));
    });
    await new Promise<void>((resolve) => file.close(resolve));
    return;
  }
  const url = new URL(scratch.url);
  const connection = await mysql.createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    charset: 'utf8mb4',
    multipleStatements: true,
  });
  await connection.query(`SET FOREIGN_KEY_CHECKS = 0; ${sql}`);
  await connection.end();
}
