import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** The two databases that the tool is measured on. */
export const dialects = ['mariadb', 'sqlite'] as const;

export type Dialect = (typeof dialects)[number];

/** A database that exists for one run of the bench. */
export interface ScratchDatabase {
  /** As `DATABASE_URL` takes it. */
  readonly url: string;
  drop(): Promise<void>;
}

/** The MariaDB server in which scratch databases are made, as a user who may create and drop them. */
const mariadbServerUrl = process.env['BENCH_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';

async function runOnServer(statement: string): Promise<void> {
  const connection = await createConnection({ uri: mariadbServerUrl }).catch((error: unknown) => {
    throw new Error('MariaDB does not answer. Start it, name it in BENCH_MYSQL_URL, or measure with --dialects sqlite', {
      cause: error,
    });
  });
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** An empty database: a file in `folder`, or one of the MariaDB server with the server's own settings. */
export async function createScratchDatabase(dialect: Dialect, owner: string, folder: string): Promise<ScratchDatabase> {
  if (dialect === 'sqlite') {
    return { url: `sqlite:${join(folder, `${owner}.sqlite`)}`, drop: () => Promise.resolve() };
  }
  const name = `bench_${owner}_${String(process.pid)}`;
  await runOnServer(`DROP DATABASE IF EXISTS \`${name}\``);
  await runOnServer(`CREATE DATABASE \`${name}\``);
  return { url: `${mariadbServerUrl}/${name}`, drop: () => runOnServer(`DROP DATABASE IF EXISTS \`${name}\``) };
}
