import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from '../platform/platform.js';

const dist = path.resolve(import.meta.dirname, '../../dist/tool');

/** The built tool as a process of its own, on `localhost`, with platforms that live on `127.0.0.1`: another site to a browser. */
export interface BuiltTool {
  origin: string;
  /** Runs `npm run platform` and gives its answer. @throws where it fails */
  command(...words: string[]): Promise<Record<string, unknown>>;
  /** Registers a fake platform and points it at this tool. */
  connect(platform: Platform): Promise<void>;
  /** The log's lines about opening it, since the last call. */
  takeVerdicts(): Record<string, unknown>[];
  close(): Promise<void>;
}

/** What `npm run platform` is told to register a fake platform. */
export function registrationWords({ registration, origin, name }: Platform): string[] {
  const { issuer, clientId, deploymentId, authUrl, tokenUrl, jwksUrl } = registration;
  return [
    'add', '--issuer', issuer, '--client-id', clientId, '--deployment-id', deploymentId, '--auth-url', authUrl, '--token-url', tokenUrl,
    '--jwks-url', jwksUrl, '--frame-origin', origin, '--name', name, '--partnership', 'Northbridge partnership',
  ]; // prettier-ignore
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function waitUntilReady(origin: string, failed: () => string | null): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const reason = failed();
    if (reason !== null) throw new Error(`The tool ended: ${reason}`);
    const answer = await fetch(`${origin}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The tool was not ready within 10 s.');
}

/** Starts what `npm run build` made. */
export async function startBuiltTool(): Promise<BuiltTool> {
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-browser-'));
  const port = await freePort();
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: String(port),
    DATABASE_URL: `sqlite:${path.join(folder, 'tool.sqlite')}`,
    ALLOW_INSECURE_PLATFORMS: 'true',
    LOG_LEVEL: 'info',
    SUPPORT_CONTACT: 'Helen Ward, 01234 567890',
  };
  const child = spawn(process.execPath, [path.join(dist, 'main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let logged = '';
  child.stdout.on('data', (chunk) => (logged += String(chunk)));
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const origin = `http://localhost:${port}`;
  await waitUntilReady(origin, () => (child.exitCode === null ? null : complaint));

  const command = async (...words: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, 'platform.js'), ...words], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  return {
    origin,
    command,
    connect: async (platform) => {
      await command(...registrationWords(platform));
      platform.connectTool({ loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch`, jwksUrl: `${origin}/lti/keys` });
    },
    takeVerdicts: () => {
      const whole = logged.slice(0, logged.lastIndexOf('\n') + 1);
      logged = logged.slice(whole.length);
      const lines = whole.split('\n').filter((line) => line.startsWith('{'));
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['verdict'] !== undefined);
    },
    close: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
