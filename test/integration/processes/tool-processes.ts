import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from '../../platform/platform.js';
import { freePort } from '../lti/tool-kit.js';
import { startBalancer, type Balancer } from './balancer.js';

const dist = path.resolve(import.meta.dirname, '../../../dist/tool');

export const northbridge = 'Northbridge Partnership';

/** One process of the built tool. */
export interface ToolProcess {
  port: number;
  origin: string;
  /** Parsed lines of its log. */
  log: Record<string, unknown>[];
  child: ChildProcess;
}

/** Several copies of the built tool on one database, behind one address. */
export interface ToolProcesses {
  balancer: Balancer;
  processes: ToolProcess[];
  /** What `npm run <name> -- …words` prints. @throws where it fails */
  command(name: 'platform' | 'signatures' | 'restored', ...words: string[]): Promise<Record<string, unknown>>;
  connect(platform: Platform): Promise<void>;
  close(): Promise<void>;
}

async function waitUntilReady({ origin, child, log }: ToolProcess): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await fetch(`${origin}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > end)
      throw new Error(`a process of the tool did not start: ${JSON.stringify(log.slice(-5))}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function begin(port: number, env: Record<string, string>): ToolProcess {
  const child = spawn(process.execPath, [path.join(dist, 'main.js')], {
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log: Record<string, unknown>[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    log.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
  return { port, origin: `http://127.0.0.1:${port}`, log, child };
}

/**
 * Starts `count` processes at the same moment, as after a restart of the machine.
 * @param kept an address that others had before; it stays open when these are closed
 * @throws where `npm run build` was not run
 */
export async function startTools(count: number, environment: Record<string, string>, kept?: Balancer): Promise<ToolProcesses> {
  if (!existsSync(path.join(dist, 'main.js'))) throw new Error('These tests run the built tool. Build it first: npm run build');
  const balancer = kept ?? (await startBalancer());
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    PUBLIC_URL: balancer.origin,
    ALLOW_INSECURE_PLATFORMS: 'true',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...environment,
  };
  const processes: ToolProcess[] = [];
  for (let index = 0; index < count; index += 1) processes.push(begin(await freePort(), env));
  // Before they are ready: a platform that is asked for a token asks for their keys at once.
  balancer.serve(processes.map(({ port }) => port));
  await Promise.all(processes.map(waitUntilReady));
  const command: ToolProcesses['command'] = async (name, ...words) => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, `${name}.js`), ...words], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  return {
    balancer,
    processes,
    command,
    connect: async (platform) => {
      const { issuer, clientId, deploymentId, authUrl, tokenUrl, jwksUrl } = platform.registration;
      await command(
        'platform', 'add', '--issuer', issuer, '--client-id', clientId, '--deployment-id', deploymentId, '--auth-url', authUrl,
        '--token-url', tokenUrl, '--jwks-url', jwksUrl, '--name', platform.name, '--partnership', northbridge,
      ); // prettier-ignore
      const { origin } = balancer;
      platform.connectTool({ loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch`, jwksUrl: `${origin}/lti/keys` });
    },
    close: async () => {
      const running = processes.filter(({ child }) => child.exitCode === null && child.signalCode === null);
      await Promise.all(
        running.map(({ child }) => {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          return ended;
        }),
      );
      if (!kept) await balancer.close();
    },
  };
}
