import type { Database } from './database.js';

/** One forward step. Every statement may be run again after a crash half-way: DDL does not roll back on MariaDB. */
export interface Migration {
  name: string;
  up(db: Database): Promise<void>;
}
