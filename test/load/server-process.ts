import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that runs beside the bench, in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Processor time of the process and its living children since they started, in milliseconds; whole ticks of 10 ms. */
  cpuMs(): number;
  /** The end of what it has written. */
  logTail(): string;
  /** Asks it to end (SIGTERM), insists after ten seconds (SIGKILL), and resolves when it has ended. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut does, and resolves when it has ended. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly name: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly readyWithinMs: number;
  isReady(): Promise<boolean>;
}

/** Ticks of `/proc/<pid>/stat` in a second; Linux shows 100 to every program. */
const ticksPerSecond = 100;

/** Nothing of the bench's own environment reaches a server but what it needs to start. */
export function createEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const kept = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'].flatMap((key): [string, string][] => {
    const value = process.env[key];
    return value === undefined ? [] : [[key, value]];
  });
  return { ...Object.fromEntries(kept), ...environment };
}

/** A TCP port that nothing listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The status an address answers with, or null while nothing answers. A redirect is an answer, and is not followed. */
export async function findOptionalStatus(address: string): Promise<number | null> {
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(2000) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function cpuMsOf(pid: number): number {
  const stat = readOptional(`/proc/${String(pid)}/stat`);
  // The second field is the program's name in brackets and may hold spaces; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
  const children = readOptional(`/proc/${String(pid)}/task/${String(pid)}/children`)
    .split(' ')
    .filter(Boolean);
  return children.reduce((sum, child) => sum + cpuMsOf(Number(child)), own || 0);
}

/** Starts a server with its output in `logFile`, and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const [program = '', ...words] = options.command;
  const log = openSync(options.logFile, 'w');
  const child = spawn(program, words, {
    cwd: options.folder,
    env: createEnvironment(options.environment),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const logTail = (): string => readOptional(options.logFile).slice(-3000);

  const state: { isEnded: boolean; startFailure: Error | null } = { isEnded: false, startFailure: null };
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      state.startFailure = error;
      state.isEnded = true;
      resolve();
    });
    child.once('exit', () => {
      state.isEnded = true;
      resolve();
    });
  });
  const endWithBench = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithBench);
  void ended.then(() => process.off('exit', endWithBench));

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  async function stop(): Promise<void> {
    if (state.isEnded) return;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(insist);
  }

  const deadlineMs = Date.now() + options.readyWithinMs;
  while (!(await options.isReady())) {
    if (state.isEnded) {
      throw new Error(
        `${options.name} ended before it was ready (exit code ${String(child.exitCode)})\n${state.startFailure?.message ?? logTail()}`,
      );
    }
    if (Date.now() > deadlineMs) {
      await kill();
      throw new Error(`${options.name} was not ready after ${String(options.readyWithinMs)} ms\n${logTail()}`);
    }
    await sleep(100);
  }
  return { pid: child.pid ?? 0, cpuMs: () => cpuMsOf(child.pid ?? 0), logTail, stop, kill };
}
