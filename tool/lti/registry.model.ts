import type { Database, Tx, Values } from '../db/database.js';

/** A row of `platform`. */
export interface PlatformRow {
  kid: string;
  issuer: string;
  client_id: string;
  name: string;
  auth_url: string;
  token_url: string;
  token_audience: string | null;
  auth_method: string;
  auth_key: string;
  active: number;
  frame_origins: string;
  practice: number;
  created_at: string;
  retired_at: string | null;
  /** Since when it waits for approval; it is not active then either. */
  pending_at: string | null;
  /** 1 where the platform names its deployments only when somebody opens the tool. */
  learns_deployments: number | null;
}

export interface KeyRow {
  kid: string;
  issuer: string;
  client_id: string;
  public_pem: string;
  private_sealed: string;
  created_at: string;
  /** The platform it signs for; null for a platform's first key, whose name is the platform's. */
  platform_kid: string | null;
  signs_from: string | null;
  retired_at: string | null;
}

interface Rows {
  platform: PlatformRow;
  platform_key: KeyRow;
}
type Where = Record<string, string>;

// Column names come from our own code; identifiers from outside are compared byte by byte (VARBINARY, or SQLite's BINARY).
const condition = (where: Where): string =>
  Object.keys(where).length === 0
    ? '1 = 1'
    : Object.keys(where)
        .map((column) => `${column} = :w_${column}`)
        .join(' AND ');
const placeholders = (where: Where): Values => Object.fromEntries(Object.entries(where).map(([column, value]) => [`w_${column}`, value]));

export const registryModel = (db: Database) => ({
  find: <Table extends keyof Rows>(table: Table, where: Where, tx?: Tx): Promise<Rows[Table][]> =>
    db.select<Rows[Table]>(`SELECT * FROM ${table} WHERE ${condition(where)} ORDER BY kid`, placeholders(where), tx),

  lock: async (kid: string, tx: Tx): Promise<PlatformRow | null> =>
    (
      await db.select<PlatformRow>(`SELECT * FROM platform WHERE kid = :kid${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`, { kid }, tx)
    )[0] ?? null,

  /** Every key a platform ever had, the newest last. */
  keysOf: (platformKid: string, tx?: Tx): Promise<KeyRow[]> =>
    db.select<KeyRow>(
      `SELECT * FROM platform_key WHERE kid = :platformKid OR platform_kid = :platformKid
        ORDER BY COALESCE(signs_from, created_at), kid`,
      { platformKid },
      tx,
    ),

  insert: <Table extends keyof Rows>(table: Table, row: Rows[Table], tx?: Tx): Promise<void> => db.insert(table, { ...row }, tx),

  update: async <Table extends keyof Rows>(table: Table, where: Where, change: Partial<Rows[Table]>, tx?: Tx): Promise<number> => {
    const columns = Object.keys(change);
    if (columns.length === 0) return 0;
    const assignments = columns.map((column) => `${column} = :${column}`).join(', ');
    return db.run(`UPDATE ${table} SET ${assignments} WHERE ${condition(where)}`, { ...(change as Values), ...placeholders(where) }, tx);
  },

  remove: (table: keyof Rows, where: Where, tx?: Tx): Promise<number> =>
    db.run(`DELETE FROM ${table} WHERE ${condition(where)}`, placeholders(where), tx),

  transaction: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work),
});

export type RegistryModel = ReturnType<typeof registryModel>;
