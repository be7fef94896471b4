import type { Sequelize } from 'sequelize';

interface SqliteConnection {
  uuid?: string;
  close(): void;
}
interface SqliteConnections {
  /** By the transaction's id, or `default`. */
  connections: Record<string, SqliteConnection | undefined>;
  getConnection(options?: { uuid?: string }): Promise<SqliteConnection>;
  releaseConnection(connection: SqliteConnection, force?: boolean): void;
  destroyConnection(connection: SqliteConnection): Promise<void>;
}

const kept = 'kept for the next transaction';

/**
 * Sequelize opens the SQLite file anew for each transaction, which costs more than a short transaction itself. Since this process
 * writes one transaction at a time, one connection is enough: it is kept when a transaction ends, and taken by the next. A
 * connection whose transaction could not be ended is closed, never kept.
 */
export function keepTransactionConnection(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as SqliteConnections;
  const open = manager.getConnection.bind(manager);
  const close = manager.releaseConnection.bind(manager);
  manager.getConnection = async (options) => {
    const free = manager.connections[kept];
    if (options?.uuid === undefined || options.uuid === 'default' || free === undefined) return open(options);
    Reflect.deleteProperty(manager.connections, kept);
    manager.connections[options.uuid] = free;
    return free;
  };
  manager.releaseConnection = (connection, force) => {
    if (connection.uuid === undefined || manager.connections[kept] !== undefined) {
      close(connection, force);
      return;
    }
    Reflect.deleteProperty(manager.connections, connection.uuid);
    manager.connections[kept] = connection;
  };
  manager.destroyConnection = (connection) => {
    close(connection, true);
    return Promise.resolve();
  };
}
