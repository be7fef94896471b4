import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from '@jest/globals';
import { migratedMysql, scratchMysql } from './mysql-schema.js';
import type { ScratchDatabase } from './scratch-database.js';
import { mysqlWanted } from './servers.js';

export { scratchMysql } from './mysql-schema.js';
export type { ScratchDatabase } from './scratch-database.js';

export function scratchSqlite(): ScratchDatabase {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-test-'));
  return {
    dialect: 'sqlite',
    url: `sqlite:${path.join(folder, 'test.sqlite')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Suite = (open: () => Promise<ScratchDatabase>) => void;

/**
 * Runs one suite on SQLite and on MariaDB. Without a server on a newcomer's machine the MariaDB half is left out, and the run's
 * first line says so with the command that starts one (test/announce.ts); in CI a missing server fails.
 */
export function eachDialect(name: string, suite: Suite): void {
  describe(`${name} (SQLite)`, () => suite(async () => scratchSqlite()));
  if (mysqlWanted) describe(`${name} (MariaDB)`, () => suite(migratedMysql));
}

/** The same for a suite that makes or breaks tables itself. */
export function eachEmptyDialect(name: string, suite: Suite): void {
  describe(`${name} (SQLite)`, () => suite(async () => scratchSqlite()));
  if (mysqlWanted) describe(`${name} (MariaDB)`, () => suite(scratchMysql));
}
