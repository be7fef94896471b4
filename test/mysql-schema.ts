import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { openDatabase } from '../tool/db/database.js';
import { migrate } from '../tool/db/migrator.js';
import { createLogger } from '../tool/logger.js';
import type { ScratchDatabase } from './scratch-database.js';
import { testDatabaseUrl } from './servers.js';

/** @throws where no server answers at TEST_DATABASE_URL, saying what to start */
async function connect(): Promise<mysql.Connection> {
  const url = new URL(testDatabaseUrl);
  const { username, password, hostname: host, port } = url;
  const who = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  try {
    return await mysql.createConnection({ host, port: Number(port || 3306), ...who, connectTimeout: 5_000 });
  } catch (error) {
    throw new Error(`No MySQL or MariaDB answers at TEST_DATABASE_URL (${url.host}). Start one, for example: docker compose up -d mysql`, {
      cause: error,
    });
  }
}

const urlOf = (name: string): string => {
  const url = new URL(testDatabaseUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** A new schema on the server of TEST_DATABASE_URL. @throws where no server answers, saying what to start */
export async function scratchMysql(): Promise<ScratchDatabase> {
  const name = `cf_test_${randomBytes(6).toString('hex')}`;
  const server = async (sql: string) => {
    const connection = await connect();
    await connection.query(sql);
    await connection.end();
  };
  await server(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return { dialect: 'mysql', url: urlOf(name), drop: () => server(`DROP DATABASE IF EXISTS ${name}`) };
}

/** Schemas that are kept from test to test are named by what their tables come from. */
const schemaKind = (): string => {
  const folder = path.resolve(import.meta.dirname, '../tool/db');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sum = files.toSorted().reduce((hash, file) => hash.update(readFileSync(path.join(folder, file))), createHash('sha256'));
  return `cf_kept_${sum.digest('hex').slice(0, 10)}`;
};

/** Takes a kept schema nobody uses: a named lock says so, and goes with the connection of a test that crashed. */
async function takeKept(kind: string, connection: mysql.Connection): Promise<string> {
  for (let number = 0; ; number += 1) {
    const name = `${kind}_${number}`;
    const [locks] = await connection.query<mysql.RowDataPacket[]>('SELECT GET_LOCK(?, 0) AS taken', [name]);
    if (locks[0]?.['taken'] !== 1) continue;
    const [users] = await connection.query<mysql.RowDataPacket[]>('SELECT 1 FROM information_schema.processlist WHERE db = ?', [name]);
    if (users.length === 0) return name;
    await connection.query('SELECT RELEASE_LOCK(?)', [name]);
  }
}

/** An empty schema with every step applied. Making sixty tables takes longer than most tests, emptying them a moment. */
export async function migratedMysql(): Promise<ScratchDatabase> {
  const connection = await connect();
  const name = await takeKept(schemaKind(), connection);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4`);
  const db = openDatabase(urlOf(name), createLogger('silent'));
  await migrate(db, createLogger('silent'));
  await db.close();
  const [tables] = await connection.query<mysql.RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name <> 'schema_migration'",
    [name],
  );
  await connection.query('SET foreign_key_checks = 0');
  for (const table of tables) await connection.query(`DELETE FROM ${name}.${String(table['name'])}`);
  return { dialect: 'mysql', url: urlOf(name), drop: () => connection.end() };
}

/** Drops what runs of other tables have left, unless one of them runs now; for the start of a run. */
export async function dropStaleMysql(): Promise<void> {
  const connection = await connect();
  const [kept] = await connection.query<mysql.RowDataPacket[]>("SHOW DATABASES LIKE 'cf\\_kept\\_%'");
  const names = kept.map((row) => String(Object.values(row)[0]));
  for (const name of names.filter((one) => !one.startsWith(schemaKind()))) {
    const [locks] = await connection.query<mysql.RowDataPacket[]>('SELECT GET_LOCK(?, 0) AS taken', [name]);
    if (locks[0]?.['taken'] === 1) await connection.query(`DROP DATABASE IF EXISTS ${name}`);
  }
  await connection.end();
}
