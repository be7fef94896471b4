// node deploy/restore.mjs <backup> [--erasures <newest erasures.log>]: into the empty database and DATA_DIR of this environment; the tool is stopped.
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, copyFileSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { dataDir, digestOf, main, run, serverAccess, sqliteFile } from './place.mjs';

async function checkParts(backup) {
  const { at, parts } = JSON.parse(readFileSync(path.join(backup, 'backup.json'), 'utf8'));
  for (const { name, sha256 } of parts) {
    if ((await digestOf(path.join(backup, name))) !== sha256) throw new Error(`${name} is not what was backed up. Take another backup.`);
  }
  return { at, names: parts.map(({ name }) => name) };
}

async function restoreDatabase(backup, names) {
  const wanted = sqliteFile === null ? 'database.sql.gz' : 'database.sqlite';
  if (!names.includes(wanted))
    throw new Error(`This backup holds no ${wanted}: it was made of another kind of database than DATABASE_URL names.`);
  if (sqliteFile !== null) {
    if (existsSync(sqliteFile)) throw new Error('There is a database at DATABASE_URL already. Nothing was changed.');
    mkdirSync(path.dirname(sqliteFile), { recursive: true });
    copyFileSync(path.join(backup, wanted), sqliteFile);
    return;
  }
  const access = serverAccess();
  try {
    let tables = '';
    const count = 'SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()';
    await run('mysql', [access.defaults, '--batch', '--skip-column-names', '-e', count, access.database], (child) => {
      child.stdout.on('data', (chunk) => (tables += chunk));
    });
    if (tables.trim() !== '0') throw new Error('The database of DATABASE_URL is not empty. Nothing was changed.');
    const dump = createReadStream(path.join(backup, wanted));
    await run('mysql', [access.defaults, '--default-character-set=utf8mb4', access.database], (child) => {
      child.stdout.resume();
      return pipeline(dump, createGunzip(), child.stdin);
    });
  } finally {
    access.remove();
  }
}

/** The log of the backup and the newest one, each line once: an erasure that only one of them knows counts. */
function joinErasures(newest) {
  const file = path.join(dataDir, 'erasures.log');
  const linesOf = (from) =>
    existsSync(from)
      ? readFileSync(from, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
      : [];
  if (!existsSync(newest)) throw new Error(`There is no ${newest}.`);
  const lines = new Set([...linesOf(file), ...linesOf(newest)]);
  writeFileSync(file, [...lines, ''].join('\n'), { mode: 0o600 });
}

await main(async () => {
  const { values, positionals } = parseArgs({ options: { erasures: { type: 'string' } }, allowPositionals: true });
  const [backup] = positionals;
  if (backup === undefined) throw new Error('Say which: node deploy/restore.mjs <backup> [--erasures <file>]');
  const { at, names } = await checkParts(backup);
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw new Error('DATA_DIR is not empty. Nothing was changed.');
  await restoreDatabase(backup, names);
  mkdirSync(dataDir, { recursive: true });
  if (names.includes('files.tar.gz')) await run('tar', ['-xzf', path.join(backup, 'files.tar.gz'), '-C', dataDir]);
  if (values.erasures !== undefined) joinErasures(values.erasures);
  const command = path.resolve(import.meta.dirname, '../dist/tool/restored.js');
  const { status } = spawnSync(process.execPath, [command, '--backed-up-at', at], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
