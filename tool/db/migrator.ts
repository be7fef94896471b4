import { Umzug, type UmzugStorage } from 'umzug';
import type { Log } from '../logger.js';
import { isUniqueViolation, type Database } from './database.js';
import type { Migration } from './migration.js';
import { foundation } from './migrations/0001-foundation.js';
import { placementIntake } from './migrations/0002-placement-intake.js';
import { roles } from './migrations/0003-roles.js';
import { attention } from './migrations/0004-attention.js';
import { peopleCard } from './migrations/0005-people-card.js';
import { auditSeal } from './migrations/0006-audit-seal.js';
import { privacy } from './migrations/0007-privacy.js';
import { approval } from './migrations/0008-approval.js';
import { processes } from './migrations/0009-processes.js';
import { digest } from './migrations/0010-digest.js';
import { withdrawn } from './migrations/0011-withdrawn.js';
import { registration } from './migrations/0012-registration.js';
import { deepLinking } from './migrations/0014-deep-linking.js';
import { connection } from './migrations/0015-connection.js';

// prettier-ignore
const migrations: Migration[] = [
  foundation, placementIntake, roles, attention, peopleCard, auditSeal, privacy, approval, processes, digest, withdrawn,
  registration, deepLinking, connection,
];

const storageIn = (db: Database): UmzugStorage => ({
  logMigration: async ({ name }) => {
    try {
      await db.insert('schema_migration', { name, applied_at: new Date().toISOString() });
    } catch (error) {
      // Two processes on one SQLite file may finish the same repeatable step; either mark is the right one.
      if (!isUniqueViolation(error)) throw error;
    }
  },
  unlogMigration: async ({ name }) => {
    await db.run('DELETE FROM schema_migration WHERE name = :name', { name });
  },
  executed: async () => (await db.select<{ name: string }>('SELECT name FROM schema_migration ORDER BY name')).map((row) => row.name),
});

/** MariaDB: a named lock. SQLite: the steps are repeatable and the file's own lock orders their statements. */
async function oneAtATime(db: Database, work: () => Promise<void>): Promise<void> {
  if (db.dialect === 'sqlite') {
    await work();
    return;
  }
  // GET_LOCK belongs to a connection, so it is held by a transaction's own connection while the steps run on others.
  await db.sequelize.transaction(async (tx) => {
    const name = "CONCAT(DATABASE(), '.critical_friend_migrate')";
    const [row] = await db.select<{ locked: number }>(`SELECT GET_LOCK(${name}, 120) AS locked`, {}, tx);
    if (row?.locked !== 1) throw new Error('Another process has been changing the database for two minutes; start again later.');
    try {
      await work();
    } finally {
      await db.select(`SELECT RELEASE_LOCK(${name}) AS released`, {}, tx);
    }
  });
}

/** Brings the schema to the newest step; safe to call from every process at start. */
export async function migrate(db: Database, log: Log): Promise<void> {
  await oneAtATime(db, async () => {
    await db.run(
      db.dialect === 'mysql'
        ? 'CREATE TABLE IF NOT EXISTS schema_migration (name VARCHAR(190) PRIMARY KEY, applied_at CHAR(24) NOT NULL) CHARACTER SET utf8mb4'
        : 'CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)',
    );
    const umzug = new Umzug({
      migrations: migrations.map((step) => ({ name: step.name, up: () => step.up(db) })),
      storage: storageIn(db),
      logger: undefined,
    });
    umzug.on('migrated', ({ name }) => log.info({ name }, 'database step applied'));
    await umzug.up();
  });
}
