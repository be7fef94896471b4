import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { registrationWords } from '../browser/built-tool.js';
import type { Platform } from '../platform/platform.js';
import { startBalancer } from './balancer.js';
import { timeLapseVariable, type TimeLapse } from './time-lapse.js';

const dist = path.resolve(import.meta.dirname, '../../dist/tool');

/** Processes of the built tool on one database, behind one address. */
export interface ToolProcesses {
  origin: string;
  /** Starts one more; it is reached as soon as it listens. */
  begin(lapse: TimeLapse): void;
  /** How many listen. */
  ready(): number;
  /** Ends one at once, also one that is still starting. @param draw in [0, 1), says which */
  kill(draw: number): Promise<void>;
  /** What processes said that ended although nobody killed them. */
  ended: string[];
  /** Runs `npm run platform` and gives its answer. @throws where it fails */
  command(...words: string[]): Promise<Record<string, unknown>>;
  /** Registers a fake platform and points it at this tool. */
  connect(platform: Platform): Promise<void>;
  close(): Promise<void>;
}

async function bundlePreload(folder: string): Promise<string> {
  const file = path.join(folder, 'time-lapse.mjs');
  const entry = path.join(import.meta.dirname, 'time-lapse-process.ts');
  await build({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return pathToFileURL(file).href;
}

/** @param environment beside what every run needs: the database, and Redis where there is one */
export async function openToolProcesses(environment: Record<string, string>): Promise<ToolProcesses> {
  const main = path.join(dist, 'main.js');
  if (!existsSync(main)) throw new Error('dist/tool/main.js is missing: run "npm run build" first.');
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-kill-'));
  const running = new Map<ChildProcess, { port: number | null }>();
  const ended: string[] = [];
  const listening = (): number[] => [...running.values()].flatMap(({ port }) => port ?? []);
  const balancer = await startBalancer(() => {
    const ports = listening();
    return ports[Math.floor(Math.random() * ports.length)] ?? null;
  });
  const origin = `http://localhost:${balancer.port}`;
  const preload = await bundlePreload(folder);
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT: '0',
    PUBLIC_URL: origin,
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(48).toString('base64url'),
    SESSION_IDLE_MINUTES: '1440',
    ALLOW_INSECURE_PLATFORMS: 'true',
    RATE_LIMIT_PER_MINUTE: '1000000000',
    ...environment,
  };
  const end = async (child: ChildProcess): Promise<void> => {
    running.delete(child);
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  const command = async (...words: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, 'platform.js'), ...words], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  return {
    origin,
    ended,
    command,
    begin(lapse) {
      const hastened = { NODE_OPTIONS: `--import ${preload}`, [timeLapseVariable]: JSON.stringify(lapse) };
      const child = spawn(process.execPath, [main], { env: { ...env, ...hastened }, stdio: ['ignore', 'pipe', 'pipe'] });
      const state: { port: number | null } = { port: null };
      running.set(child, state);
      let said = '';
      const hear = (chunk: Buffer): void => {
        said = `${said}${chunk.toString()}`;
        state.port ??= Number(/"port":(\d+).*"listening"/.exec(said)?.[1] ?? 0) || null;
        said = said.slice(-2_000);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      // One that was killed here has left `running` already.
      child.once('exit', (code, signal) => {
        if (running.delete(child)) ended.push(`a process ended by itself (${code ?? signal}): ${said}`);
      });
    },
    ready: () => listening().length,
    kill: async (draw) => {
      const victim = [...running.keys()][Math.floor(draw * running.size)];
      if (victim) await end(victim);
    },
    connect: async (platform) => {
      await command(...registrationWords(platform));
      platform.connectTool({ loginUrl: `${origin}/lti/login`, launchUrl: `${origin}/lti/launch`, jwksUrl: `${origin}/lti/keys` });
    },
    close: async () => {
      await Promise.all([...running.keys()].map(end));
      await balancer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
