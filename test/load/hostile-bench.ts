import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs, promisify } from 'node:util';
import { startHostileOrigin, type HostileKind } from '../platform/hostile-origin.js';
import { ToolBench } from './bench-run.js';
import { CookieJar } from './cookie-jar.js';
import { openHttpClient } from './http-client.js';
import { createLaunchPerson } from './launch-claims.js';
import { launch } from './launch-driver.js';
import { startLaunchPlatform, type LaunchPlatform } from './launch-platform.js';
import { createScratchDatabase, dialects, type Dialect } from './scratch-database.js';
import { createEnvironment } from './server-process.js';
import { startOurTool } from './tool-ours.js';
import { LaunchFailure } from './tool-profile.js';
import { repositoryFolder, type ToolUnderLoad } from './tool-under-load.js';

// Measures launches of a healthy platform beside a well one and beside hostile ones, in turns. See README.md.

const kinds = ['hang', 'drip', 'endless', 'crumbs', 'headers', 'hints', 'bomb', 'many'] as const satisfies readonly HostileKind[];
/** A neighbour's people come at this pace, whatever they are answered. */
const neighbourEveryMs = 50;
/** The processor time of a launch beside a hostile platform, to the same beside a well one. */
const mostCpu = 1.1;

/** What the neighbours' people met meanwhile. */
interface Met {
  launches: number;
  opened: number;
  slowestMs: number;
}

/** One run of the healthy platform's launches; `cpuMs` is of one launch, the neighbour's among them. */
interface Slice {
  count: number;
  seconds: number;
  cpuMs: number;
  met: Promise<Met>;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const rateOf = (slices: readonly Slice[]): number => sum(slices.map(({ count }) => count)) / sum(slices.map(({ seconds }) => seconds));

async function register(platform: LaunchPlatform, environment: Readonly<Record<string, string>>): Promise<void> {
  const flags = {
    issuer: platform.issuer, 'client-id': platform.clientId, 'deployment-id': platform.deploymentId, 'auth-url': platform.authUrl,
    'token-url': platform.tokenUrl, 'jwks-url': platform.jwksUrl, name: platform.clientId, partnership: 'Bench partnership',
  }; // prettier-ignore
  await promisify(execFile)('npm', ['run', '--silent', 'platform', '--', 'add', ...Object.entries(flags).flatMap(([key, value]) => [`--${key}`, value])], {
    cwd: repositoryFolder,
    env: createEnvironment(environment),
  }); // prettier-ignore
}

/** Lets the neighbour's people come until it is told to stop; resolves when the last of them has been answered. */
function comeBy(tool: ToolUnderLoad, platform: LaunchPlatform): () => Promise<Met> {
  const client = openHttpClient(tool.profile.origin, 256);
  const met: Met = { launches: 0, opened: 0, slowestMs: 0 };
  const underWay = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const startedAtMs = performance.now();
    const one: Promise<void> = launch(tool.profile, platform, client, createLaunchPerson((met.launches += 1)), new CookieJar())
      .then(
        () => void (met.opened += 1),
        (error: unknown) => {
          if (!(error instanceof LaunchFailure) || !/^launch: status 424/.test(error.message)) throw error;
        },
      )
      .finally(() => {
        met.slowestMs = Math.max(met.slowestMs, performance.now() - startedAtMs);
        underWay.delete(one);
      });
    underWay.add(one);
  }, neighbourEveryMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
    await client.close();
    return met;
  };
}

const residentMb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

async function benchDialect(dialect: Dialect, options: { rounds: number; seconds: number }, folder: string): Promise<string[]> {
  const database = await createScratchDatabase(dialect, 'hostile', folder);
  const [healthy, well, hostile] = [await startLaunchPlatform(), await startLaunchPlatform(), await startHostileOrigin()];
  // A heap that would not hold what a hostile platform sends: a tool that kept it would end.
  const environment = { SECRET_KEY: randomBytes(48).toString('base64url'), NODE_OPTIONS: '--max-old-space-size=128' };
  let tool: ToolUnderLoad | null = null;
  try {
    tool = await startOurTool({ platform: healthy, databaseUrl: database.url, folder, environment });
    const hostiles = kinds.map((kind) => ({
      kind,
      platform: { ...well, clientId: `hostile-${kind}`, jwksUrl: `${hostile.origin}/${kind}` },
    }));
    for (const platform of [well, ...hostiles.map((one) => one.platform)])
      await register(platform, { ...environment, DATABASE_URL: database.url, ALLOW_INSECURE_PLATFORMS: 'true' });
    const bench = new ToolBench(tool, healthy);
    const { pid } = tool.server;
    const run = { concurrency: 8, seconds: options.seconds, warmupSeconds: 0.5, signal: new AbortController().signal };
    await bench.run('new', { ...run, seconds: 2 });
    const runBeside = async (profile: ToolUnderLoad, platform: LaunchPlatform): Promise<Slice> => {
      const stop = comeBy(profile, platform);
      const sample = await bench.run('new', run);
      const all = sample.count + (sample.seconds * 1000) / neighbourEveryMs;
      return { ...sample, cpuMs: (sample.cpuMs * sample.count) / all, met: stop() };
    };
    const lines: string[] = [];
    for (const { kind, platform } of hostiles) {
      const beside: { well: Slice[]; hostile: Slice[] } = { well: [], hostile: [] };
      let mb = 0;
      for (let round = 0; round < options.rounds; round += 1) {
        const one = await runBeside(tool, well);
        const { launches, opened } = await one.met;
        if (opened < launches) throw new Error(`${String(launches - opened)} launches of the well platform did not open`);
        beside.well.push(one);
        beside.hostile.push(await runBeside(tool, platform));
        mb = Math.max(mb, residentMb(pid));
      }
      const slowestMs = Math.max(...(await Promise.all(beside.hostile.map(({ met }) => met))).map((one) => one.slowestMs));
      const [wellRate, hostileRate] = [rateOf(beside.well), rateOf(beside.hostile)];
      const cpu = median(beside.hostile.map(({ cpuMs }) => cpuMs)) / median(beside.well.map(({ cpuMs }) => cpuMs));
      const rates = `${wellRate.toFixed(0)}/s | ${hostileRate.toFixed(0)}/s | ${(hostileRate / wellRate).toFixed(2)} ×`;
      lines.push(
        `| ${dialect}: ${kind} | ${rates} | ${cpu.toFixed(2)} × | ${cpu <= mostCpu ? 'met' : 'NOT MET'} | ${(slowestMs / 1000).toFixed(2)} s | ${mb.toFixed(0)} MB |`,
      );
      process.stderr.write(`${lines.at(-1) ?? ''}\n`);
    }
    return lines;
  } finally {
    await tool?.server.stop();
    await Promise.all([healthy.close(), well.close(), hostile.close()]);
    await database.drop();
  }
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '1' },
    dialects: { type: 'string', default: dialects.join(',') },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'hostile-bench-'));
try {
  const lines: string[] = [];
  for (const dialect of dialects.filter((one) => values.dialects.split(',').includes(one)))
    lines.push(...(await benchDialect(dialect, { rounds: Number(values.rounds), seconds: Number(values.seconds) }, folder)));
  process.stdout.write(
    `${[`| its key set | beside a well platform | beside a hostile one | rate | CPU of a launch | bar ≤ ${mostCpu} | slowest answer to its people | memory |`, `|${' --- |'.repeat(8)}`, ...lines].join('\n')}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
