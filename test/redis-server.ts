import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { killed } from './child-server.js';

const binary = process.env['REDIS_SERVER_PATH'] ?? '/usr/bin/redis-server';

/** Tests stop and start a Redis of their own. Missing in CI is a failure, elsewhere it is said and left out. */
export const redisServerWanted = existsSync(binary) || process.env['CI'] !== undefined;
if (!redisServerWanted)
  console.log('! redis-server is missing: the tests that restart Redis are left out. Install it: sudo apt-get install -y redis-server');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const done = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });

/** A Redis that keeps nothing, on a port of its own. */
export async function ownRedis(): Promise<{ url: string; start(): Promise<void>; stop(): Promise<void>; remove(): Promise<void> }> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing. Install it: sudo apt-get install -y redis-server`);
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-redis-'));
  let child: ChildProcess | null = null;
  const redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], {
        stdio: 'ignore',
      });
      const end = Date.now() + 10_000;
      while (!(await answers(port))) {
        if (Date.now() > end) throw new Error('redis-server did not start');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      const running = child;
      child = null;
      await killed(running);
    },
    async remove() {
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return redis;
}
