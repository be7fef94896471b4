// Runs the commands of deploy/README.md as plain processes, with deploy/env.example as the environment file, on MariaDB and Redis.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import mysql from 'mysql2/promise';

const server = new URL(process.env.TEST_DATABASE_URL ?? 'mysql://root@127.0.0.1:3306/test');
const database = `cf_rehearsal_${randomBytes(4).toString('hex')}`;
const scratch = mkdtempSync(path.join(tmpdir(), 'critical-friend-rehearsal-'));
const admin = await mysql.createConnection({
  host: server.hostname,
  port: Number(server.port || 3306),
  user: decodeURIComponent(server.username),
  password: decodeURIComponent(server.password),
});
await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
const databaseUrl = new URL(server);
databaseUrl.pathname = `/${database}`;

// What an operator fills in; everything else is the example's own text.
const environment = (port) => ({
  PATH: process.env.PATH,
  ...parseEnv(readFileSync('deploy/env.example', 'utf8')),
  PORT: String(port),
  DATABASE_URL: databaseUrl.href,
  REDIS_URL: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379',
  DATA_DIR: scratch,
  SECRET_KEY: randomBytes(48).toString('base64'),
});
const shared = environment(0);

const expect = (truth, what) => {
  if (!truth) throw new Error(what);
  console.log(`ok: ${what}`);
};
const command = (script, ...words) =>
  spawnSync('npm', ['run', '--silent', script, '--', ...words], { env: shared, encoding: 'utf8', timeout: 60_000 });
const serve = (port) =>
  spawn('node', ['dist/tool/main.js'], { env: { ...shared, PORT: String(port) }, stdio: ['ignore', 'inherit', 'inherit'] });
const ready = async (port) => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};
const exitCode = (child) => (child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : child.exitCode);
const ports = [3911, 3912];
const children = [];

try {
  children.push(...ports.map(serve));
  expect((await Promise.all(ports.map(ready))).every(Boolean), 'two processes start together on one empty MariaDB and are ready');
  const platform = [
    '--issuer',
    'https://moodle.university.example',
    '--client-id',
    'rehearsal',
    '--deployment-id',
    '1',
    '--auth-url',
    'https://moodle.university.example/mod/lti/auth.php',
    '--token-url',
    'https://moodle.university.example/mod/lti/token.php',
    '--jwks-url',
    'https://moodle.university.example/mod/lti/certs.php',
    '--name',
    'Moodle',
    '--partnership',
    'Rehearsal Partnership',
  ];
  const added = command('platform', 'add', ...platform);
  expect(added.status === 0 && JSON.parse(added.stdout), `platform add prints JSON and exits 0 ${added.stderr}`);
  const listed = JSON.parse(command('platform', 'list').stdout);
  expect(JSON.stringify(listed).includes('rehearsal'), 'platform list shows it');
  const coordinator = command('platform', 'coordinator', '--partnership', 'Rehearsal Partnership');
  expect(/[A-Z0-9]{4}-[A-Z0-9]{4}/.test(coordinator.stdout), 'platform coordinator prints a code');
  expect(command('reseal').status === 0, 'reseal exits 0');
  const keys = await fetch(`http://127.0.0.1:${ports[0]}/lti/keys`, { redirect: 'manual' });
  expect(keys.status === 302 || keys.status === 307 || keys.status === 308, 'another host than PUBLIC_URL is redirected once');
  for (const child of children) child.kill('SIGTERM');
  expect(
    (await Promise.all(children.map(exitCode))).every((code) => code === 0),
    'SIGTERM ends both with 0',
  );
  const refused = spawnSync('node', ['dist/tool/main.js'], { env: { ...shared, SECRET_KEY: 'short' }, encoding: 'utf8', timeout: 20_000 });
  const said = refused.stderr.trim().split('\n');
  expect(
    refused.status !== 0 && said.length === 1 && said[0].includes('SECRET_KEY'),
    'a start without a long SECRET_KEY fails with one line',
  );
} finally {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await admin.query(`DROP DATABASE IF EXISTS ${database}`);
  await admin.end();
  rmSync(scratch, { recursive: true, force: true });
}
