import type { DatabaseError, Sequelize, Transaction } from 'sequelize';

export type Dialect = 'sqlite' | 'mysql';

/** What `query` of mysql2, and `all` and `run` of the SQLite driver, are to us. */
interface DriverConnection {
  query(statement: { sql: string }, done: (error: Error | null, result: unknown) => void): void;
  all(sql: string, done: (error: Error | null, rows: unknown) => void): void;
  run(sql: string, done: (this: { changes: number }, error: Error | null) => void): void;
}

/** The parts of Sequelize that its types leave out. */
interface Inside {
  connectionManager: {
    getConnection(options: { type: string }): Promise<DriverConnection>;
    releaseConnection(connection: DriverConnection): void;
  };
  dialect: {
    Query: new (connection: DriverConnection, sequelize: Sequelize, options: object) => { formatError(error: unknown): DatabaseError };
  };
}
type OpenTransaction = Transaction & { connection: DriverConnection; finished?: string };

export interface Driver {
  /** Rows of one SELECT. */
  rows<Row>(sql: string, tx?: Transaction): Promise<Row[]>;
  /** Runs one INSERT, UPDATE or DELETE and tells how many rows it matched. */
  change(sql: string, tx?: Transaction): Promise<number>;
}

type Ask<Answer> = (connection: DriverConnection, done: (error: Error | null, answer: Answer) => void) => void;

/**
 * Statements go to the driver on a connection that Sequelize opened, pooled and put into a transaction, and errors come back in
 * Sequelize's classes. `sequelize.query` is passed by: of each statement it takes a stack trace and a random id, which was an eighth of the
 * processor time of a request, and its SQLite half searches the text, values included, for words like PRAGMA to guess what came back.
 */
export function createDriver(sequelize: Sequelize, dialect: Dialect): Driver {
  const { connectionManager, dialect: words } = sequelize as unknown as Inside;

  const askOn = async <Answer>(connection: DriverConnection, ask: Ask<Answer>): Promise<Answer> => {
    try {
      return await new Promise<Answer>((resolve, reject) => {
        ask(connection, (error, answer) => {
          if (error) reject(error);
          else resolve(answer);
        });
      });
    } catch (error) {
      throw new words.Query(connection, sequelize, {}).formatError(error);
    }
  };

  const asked = async <Answer>(ask: Ask<Answer>, tx: Transaction | undefined): Promise<Answer> => {
    if (tx) {
      // Its connection may be in somebody else's hands by now.
      const { connection, finished } = tx as OpenTransaction;
      if (finished !== undefined) throw new Error(`a statement came after the ${finished} of its transaction`);
      return askOn(connection, ask);
    }
    const connection = await connectionManager.getConnection({ type: 'SELECT' });
    try {
      return await askOn(connection, ask);
    } finally {
      connectionManager.releaseConnection(connection);
    }
  };

  const isSqlite = dialect === 'sqlite';
  return {
    rows: <Row>(sql: string, tx?: Transaction) =>
      asked<Row[]>((connection, done) => {
        const answer = (error: Error | null, rows: unknown): void => { done(error, rows as Row[]); }; // prettier-ignore
        if (isSqlite) connection.all(sql, answer);
        else connection.query({ sql }, answer);
      }, tx),

    change: (sql, tx) =>
      asked<number>((connection, done) => {
        // Where the statement could not even be read, the driver calls back without itself as `this`.
        if (isSqlite) connection.run(sql, function (error) { done(error, error ? 0 : this.changes); }); // prettier-ignore
        else connection.query({ sql }, (error, result) => { done(error, (result as { affectedRows: number } | undefined)?.affectedRows ?? 0); }); // prettier-ignore
      }, tx),
  };
}
