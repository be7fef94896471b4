import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { killed } from './child-server.js';

const server = process.env['MARIADBD_PATH'] ?? '/usr/sbin/mariadbd';
const install = process.env['MARIADB_INSTALL_DB_PATH'] ?? '/usr/bin/mariadb-install-db';

/** Tests stop and start a MariaDB of their own. Missing in CI is a failure, elsewhere it is said and left out. */
export const mariadbServerWanted = (existsSync(server) && existsSync(install)) || process.env['CI'] !== undefined;
if (!mariadbServerWanted)
  console.log('! mariadbd is missing: the tests that restart MariaDB are left out. Install it: sudo apt-get install -y mariadb-server');

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

/** A MariaDB with its own folder and port, and one empty database. `stop` is a crash: nothing is written down any more. */
export async function ownMariadb(): Promise<{ url: string; start(): Promise<void>; stop(): Promise<void>; remove(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-mariadb-'));
  const port = await freePort();
  const as = userInfo().uid === 0 ? ['--user=root'] : [];
  const data = `--datadir=${path.join(folder, 'data')}`;
  const quiet = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  await promisify(execFile)(install, ['--no-defaults', data, ...quiet, ...as]);
  let child: ChildProcess | null = null;
  let made = false;
  const own = {
    url: `mysql://root@127.0.0.1:${port}/critical_friend`,
    async start() {
      const small = ['--innodb-buffer-pool-size=32M', '--innodb-log-file-size=16M', '--skip-name-resolve', '--skip-log-bin'];
      const where = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${path.join(folder, 'socket')}`, data];
      child = spawn(server, ['--no-defaults', ...where, ...small, ...as], { stdio: 'ignore' });
      const end = Date.now() + 60_000;
      for (;;) {
        const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root' }).catch(() => null);
        if (connection) {
          if (!made) await connection.query('CREATE DATABASE critical_friend CHARACTER SET utf8mb4');
          made = true;
          await connection.end();
          return;
        }
        if (Date.now() > end || child.exitCode !== null) throw new Error('mariadbd did not start');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async stop() {
      const running = child;
      child = null;
      await killed(running);
    },
    async remove() {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return own;
}
