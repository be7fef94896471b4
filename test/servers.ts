import { createConnection } from 'node:net';

export const testDatabaseUrl = process.env['TEST_DATABASE_URL'] ?? 'mysql://root@127.0.0.1:3306/test';
export const testRedisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

// A server that is not there refuses at once; one that is may be slow to answer on a busy machine, and must not be left out for that.
const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 10_000 });
    const done = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket
      .once('connect', () => done(true))
      .once('error', () => done(false))
      .once('timeout', () => done(false));
  });

const mysqlUrl = new URL(testDatabaseUrl);
const redisUrl = new URL(testRedisUrl);
const demanded = process.env['CI'] !== undefined || process.env['TEST_DATABASE_URL'] !== undefined;

/** True where the MariaDB half of a suite runs: always in CI and where TEST_DATABASE_URL is set, else where a server answers. */
export const mysqlWanted = demanded || (await answers(mysqlUrl.hostname, Number(mysqlUrl.port || 3306)));
/** The same for Redis. */
export const redisWanted =
  process.env['CI'] !== undefined ||
  process.env['TEST_REDIS_URL'] !== undefined ||
  (await answers(redisUrl.hostname, Number(redisUrl.port || 6379)));
