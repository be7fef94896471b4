// Where the data of an installation lie, for backup.mjs and restore.mjs: the same environment as the tool's.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sqlite3 from '@appthreat/sqlite3';

const databaseUrl = process.env.DATABASE_URL ?? 'sqlite:var/critical-friend.sqlite';

export const dataDir = path.resolve(process.env.DATA_DIR ?? 'var/files');
/** The SQLite file; null where the database is a server. */
export const sqliteFile = databaseUrl.startsWith('sqlite:')
  ? path.resolve(databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''))
  : null;

/** The server's name of the database, and a file for its client's programs: a password on a command line is everybody's to read. */
export function serverAccess() {
  const url = new URL(databaseUrl);
  const quoted = (text) => `"${decodeURIComponent(text).replace(/[\\"]/g, '\\$&')}"`;
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-'));
  const file = path.join(folder, 'client.cnf');
  const lines = [`host=${url.hostname}`, `port=${url.port || 3306}`, `user=${quoted(url.username)}`, `password=${quoted(url.password)}`];
  writeFileSync(file, `[client]\n${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    database: decodeURIComponent(url.pathname.slice(1)),
    defaults: `--defaults-extra-file=${file}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a program; what it says on standard error comes through. @throws where it ends with anything but 0 */
export async function run(program, words, connect = () => undefined) {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined);
  const streams = connect(child) ?? child.stdout.resume();
  const [[code]] = await Promise.all([once(child, 'close'), streams instanceof Promise ? streams : null]);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}

/** Runs SQL on an SQLite file through the driver the tool uses: nothing else has to be installed. */
export async function onSqlite(file, mode, sql) {
  const database = new sqlite3.Database(file, mode);
  await once(database, 'open');
  const rows = await new Promise((resolve, reject) => database.all(sql, (error, found) => (error ? reject(error) : resolve(found))));
  await new Promise((resolve, reject) => database.close((error) => (error ? reject(error) : resolve())));
  return rows;
}
export const { OPEN_READONLY } = sqlite3;

export async function digestOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Ends the program with one line where it fails. */
export const main = (work) =>
  work().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
