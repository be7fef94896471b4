import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
