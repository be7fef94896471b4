// node deploy/backup.mjs <folder>: copies the database and DATA_DIR of this environment into a new folder in it, while the tool runs.
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { OPEN_READONLY, dataDir, digestOf, main, onSqlite, run, serverAccess, sqliteFile } from './place.mjs';

/** One reader's view of all tables at one moment; nobody who writes waits for it. */
const dumpWords = [
  '--single-transaction',
  '--quick',
  '--skip-lock-tables',
  '--no-tablespaces',
  '--hex-blob',
  '--default-character-set=utf8mb4',
];

async function copyDatabase(folder) {
  if (sqliteFile !== null) {
    const file = path.join(folder, 'database.sqlite');
    await onSqlite(sqliteFile, OPEN_READONLY, `VACUUM INTO '${file.replaceAll("'", "''")}'`);
    return 'database.sqlite';
  }
  const access = serverAccess();
  try {
    const file = createWriteStream(path.join(folder, 'database.sql.gz'), { mode: 0o600 });
    await run('mysqldump', [access.defaults, ...dumpWords, access.database], (child) => pipeline(child.stdout, createGzip(), file));
  } finally {
    access.remove();
  }
  return 'database.sql.gz';
}

await main(async () => {
  const [, , into] = process.argv;
  if (into === undefined) throw new Error('Say where to: node deploy/backup.mjs <folder>');
  // Before the first byte is copied: what happens from here on may be missing.
  const at = new Date().toISOString();
  const folder = path.resolve(into, at.replaceAll(':', '-'));
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const parts = [await copyDatabase(unfinished)];
  // After the database: a row is written before its file, so every row that was copied finds its file.
  if (existsSync(dataDir)) {
    await run('tar', ['-czf', path.join(unfinished, 'files.tar.gz'), '-C', dataDir, '.']);
    parts.push('files.tar.gz');
  }
  const told = [];
  for (const name of parts) {
    const file = path.join(unfinished, name);
    told.push({ name, bytes: statSync(file).size, sha256: await digestOf(file) });
  }
  writeFileSync(path.join(unfinished, 'backup.json'), JSON.stringify({ at, parts: told }, null, 2), { mode: 0o600 });
  // A folder without this ending is a whole backup.
  renameSync(unfinished, folder);
  console.log(JSON.stringify({ backup: folder, at, parts: told }));
});
