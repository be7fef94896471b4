import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from '@jest/globals';
import mysql from 'mysql2/promise';
import { mysqlWanted, testDatabaseUrl } from './servers.js';

/** A database of a test's own, gone after `drop`. */
export interface ScratchDatabase {
  dialect: 'sqlite' | 'mysql';
  url: string;
  drop(): Promise<void>;
}

export function scratchSqlite(): ScratchDatabase {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-test-'));
  return {
    dialect: 'sqlite',
    url: `sqlite:${path.join(folder, 'test.sqlite')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A new schema on the server of TEST_DATABASE_URL. @throws where no server answers, saying what to start */
export async function scratchMysql(): Promise<ScratchDatabase> {
  const url = new URL(testDatabaseUrl);
  const name = `cf_test_${randomBytes(6).toString('hex')}`;
  const server = async (sql: string) => {
    const connection = await mysql.createConnection({
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      connectTimeout: 5_000,
    });
    await connection.query(sql);
    await connection.end();
  };
  try {
    await server(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  } catch (error) {
    throw new Error(`No MySQL or MariaDB answers at TEST_DATABASE_URL (${url.host}). Start one, for example: docker compose up -d mysql`, {
      cause: error,
    });
  }
  url.pathname = `/${name}`;
  return { dialect: 'mysql', url: url.href, drop: () => server(`DROP DATABASE IF EXISTS ${name}`) };
}

/**
 * Runs one suite on SQLite and on MariaDB. Without a server on a newcomer's machine the MariaDB half is left out, and the run's
 * first line says so with the command that starts one (test/announce.ts); in CI a missing server fails.
 */
export function eachDialect(name: string, suite: (open: () => Promise<ScratchDatabase>) => void): void {
  describe(`${name} (SQLite)`, () => suite(async () => scratchSqlite()));
  if (mysqlWanted) describe(`${name} (MariaDB)`, () => suite(scratchMysql));
}
