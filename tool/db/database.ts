import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import * as sqliteDriver from '@appthreat/sqlite3';
import { ConnectionError, DatabaseError, Sequelize, Transaction, UniqueConstraintError, type Options } from 'sequelize';
import type { Log } from '../logger.js';
import { unavailable } from '../errors.js';
import { createDriver, type Dialect } from './driver.js';
import { fillStatement } from './statement.js';
import { keepTransactionConnection } from './kept-connection.js';

export type Tx = Transaction;
export type Value = string | number | null;
export type Values = Record<string, Value | Value[]>;

/**
 * The database of one process. SQL is written once for both dialects; instants are 24-character ISO text, days 10, ids 36,
 * documents TEXT, booleans 0 or 1 (README of this folder).
 */
export interface Database {
  readonly dialect: Dialect;
  readonly sequelize: Sequelize;
  /** Rows of a SELECT; `:name` placeholders. Reads inside a transaction pass its `tx`. */
  select<Row extends object>(sql: string, values?: Values, tx?: Tx): Promise<Row[]>;
  /** Runs one INSERT, UPDATE or DELETE and tells how many rows it matched. */
  run(sql: string, values?: Values, tx?: Tx): Promise<number>;
  /** Inserts one row; column names are the keys. Throws UniqueConstraintError. */
  insert(table: string, row: Record<string, Value>, tx?: Tx): Promise<void>;
  /**
   * The only way to open a transaction. Runs `work` again with a fresh transaction, three times in all, after a deadlock, a lock
   * time-out or SQLITE_BUSY; so `work` must not touch anything outside the database. @throws Problem 503 when the database is away.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** From now on a server that stays silent is away: migrations, which may wait long for each other, are done. */
  watchSilence(): void;
  /** Resolves when the database answers. @throws Problem 503 */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export const isUniqueViolation = (error: unknown): boolean => error instanceof UniqueConstraintError;

interface DriverFault {
  code?: string;
  errno?: number;
}
const driverFault = (error: unknown): DriverFault => (error instanceof DatabaseError ? (error.original as DriverFault) : {});

const isContention = (error: unknown): boolean =>
  ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_LOCKED'].includes(driverFault(error).code ?? '');

// prettier-ignore
const lostConnection = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS', 'SQLITE_CANTOPEN', 'SQLITE_IOERR', 'SQLITE_FULL',
]);

/** True where the database could not be asked at all: the caller answers 503 and nothing was stored. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  lostConnection.has(driverFault(error).code ?? '') ||
  (error instanceof Error && /closed state|Connection lost|ConnectionManager\.getConnection was called after/.test(error.message));

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}
// The driver's types leave out its default export, which is the object Sequelize wants.
const sqlite3 = (sqliteDriver as unknown as { default: object & { Database: new (...given: unknown[]) => SqliteConnection } }).default;

const sqlitePragmas = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;';

// Every connection Sequelize opens gets the same settings; it offers no hook for SQLite, so the driver's class is extended.
class SettledSqlite extends sqlite3.Database {
  constructor(file: string, mode: number, opened: (error: Error | null) => void) {
    super(file, mode, (error: Error | null) => {
      if (error) opened(error);
      else this.exec(sqlitePragmas, opened);
    });
  }
}

interface CastField {
  type: string;
  characterSet?: number;
  string(encoding?: string): string | null;
}
// Identifiers from outside are VARBINARY (compared byte by byte, no trailing-space rules); they hold UTF-8 text.
const castField = (field: CastField, next: () => unknown): unknown => (field.type === 'VAR_STRING' ? field.string('utf8') : next());

interface MysqlConnection {
  stream: Socket;
  query(sql: string, done: (error: Error | null) => void): void;
}
/** In everyday work a server silent this long is away; the pool lets an idle connection go after the same time anyway. */
const mysqlSilenceMs = 10_000;

// Values are escaped with backslashes: a server with NO_BACKSLASH_ESCAPES would read them as SQL, one that is not strict would cut them.
const sqlMode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

const settleMysql = (connection: MysqlConnection, mayBeSilent: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.stream.setTimeout(mysqlSilenceMs, () => {
      if (!mayBeSilent()) connection.stream.destroy();
    });
    connection.query(`SET SESSION sql_mode = '${sqlMode}'`, (modeError) => {
      if (modeError) reject(modeError);
      else connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED', (error) => (error ? reject(error) : resolve()));
    });
  });

function optionsFor(databaseUrl: string): { dialect: Dialect; options: Options } {
  if (databaseUrl.startsWith('sqlite:')) {
    const storage = databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    mkdirSync(path.dirname(path.resolve(storage)), { recursive: true });
    return {
      dialect: 'sqlite',
      options: {
        dialect: 'sqlite',
        storage,
        dialectModule: { ...sqlite3, Database: SettledSqlite },
        transactionType: Transaction.TYPES.IMMEDIATE,
      },
    };
  }
  const url = new URL(databaseUrl);
  return {
    dialect: 'mysql',
    options: {
      dialect: 'mysql',
      host: url.hostname,
      port: Number(url.port || 3306),
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      timezone: '+00:00',
      pool: { max: 10, min: 0, idle: 10_000, acquire: 10_000 },
      // FOUND_ROWS: an update that changes nothing still counts the row it matched, as SQLite counts it.
      dialectOptions: { charset: 'utf8mb4', connectTimeout: 5_000, typeCast: castField, flags: 'FOUND_ROWS' },
    },
  };
}

/** One writer at a time in this process: SQLite's own answer to a second writer is an error after a wait. */
class WriterQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** @param databaseUrl `sqlite:<file>` or `mysql://…` */
export function openDatabase(databaseUrl: string, log: Log): Database {
  const { dialect, options } = optionsFor(databaseUrl);
  const sequelize = new Sequelize({ ...options, logging: false, define: { timestamps: false, freezeTableName: true, underscored: true } });
  if (dialect === 'sqlite') keepTransactionConnection(sequelize);
  // Once for each connection, where Sequelize would say it again before every transaction.
  else sequelize.addHook('afterConnect', (connection) => settleMysql(connection as MysqlConnection, () => !watching));
  let watching = false;
  const driver = createDriver(sequelize, dialect);
  const writers = dialect === 'sqlite' ? new WriterQueue() : null;
  const turn = <T>(work: () => Promise<T>): Promise<T> => (writers ? writers.run(work) : work());

  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isDatabaseAway(error)) throw unavailable(error);
      throw error;
    }
  };

  const escape = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(escape).join(', ');
    // To SQLite a statement ends at this character.
    if (dialect === 'sqlite' && typeof value === 'string' && value.includes('\0'))
      return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
    return sequelize.escape(value as string);
  };
  const fill = (sql: string, values: Values): string => fillStatement(sql, values, escape);

  /** Another process, or another connection, was in the way; what was tried has not happened. */
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await asked(() => turn(work));
      } catch (error) {
        if (!isContention(error)) throw error;
        if (attempt === 3) throw unavailable(error);
        log.debug({ attempt }, 'repeated after contention');
        await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 30));
      }
    }
  };

  const run = async (sql: string, values: Values = {}, tx?: Tx): Promise<number> => {
    const statement = fill(sql, values);
    return tx ? asked(() => driver.change(statement, tx)) : again(() => driver.change(statement));
  };

  return {
    dialect,
    sequelize,
    run,
    transaction: (work) => again(() => sequelize.transaction(work)),
    select: (sql, values = {}, tx) => asked(() => driver.rows(fill(sql, values), tx)),
    insert: async (table, row, tx) => {
      const columns = Object.keys(row);
      await run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`, row, tx);
    },
    watchSilence: () => {
      watching = true;
    },
    ping: async () => {
      await asked(() => driver.rows('SELECT 1'));
    },
    close: () => sequelize.close(),
  };
}
