import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBenchOptions, type BenchOptions, type Scenario, type ToolName } from './bench-options.js';
import { renderReport, writeReport, type BenchSeries, type DriverCeiling } from './bench-report.js';
import { ToolBench, type BenchSample } from './bench-run.js';
import { startLaunchPlatform, type LaunchPlatform } from './launch-platform.js';
import { createScratchDatabase, type Dialect } from './scratch-database.js';
import { installBareTool, startBareTool } from './tool-bare.js';
import { startNullTool } from './tool-null.js';
import { startOurTool } from './tool-ours.js';
import type { ToolUnderLoad } from './tool-under-load.js';

// Measures launches of our built tool beside a bare ltijs tool. See README.md.

/** What the parts of one bench share. */
interface Bench {
  readonly options: BenchOptions;
  readonly platform: LaunchPlatform;
  /** For logs, SQLite files and data; removed at the end. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function describeSample(sample: BenchSample): string {
  return (
    `${sample.perSecond.toFixed(0)}/s, CPU ${sample.cpuMs.toFixed(2)} ms (driver ${sample.driverCpuMs.toFixed(2)} ms), ` +
    `p50 ${sample.p50Ms.toFixed(1)} ms, p95 ${sample.p95Ms.toFixed(1)} ms, ${String(sample.count)} in ${sample.seconds.toFixed(1)} s`
  );
}

/** Runs what was put off, last first, and goes on when one fails; the first failure is thrown at the end. */
async function runAll(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const task of tasks.toReversed()) await task().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function measureCeiling(bench: Bench): Promise<DriverCeiling[]> {
  const tool = await startNullTool(bench.folder);
  try {
    const driver = new ToolBench(tool, bench.platform);
    const ceilings: DriverCeiling[] = [];
    for (const scenario of bench.options.scenarios) {
      const sample = await driver.run(scenario, { ...bench.options, signal: bench.signal });
      say(`driver's ceiling, ${scenario}: ${describeSample(sample)}`);
      ceilings.push({ scenario, sample });
    }
    return ceilings;
  } finally {
    await tool.server.stop();
  }
}

function startTool(name: ToolName, platform: LaunchPlatform, databaseUrl: string, folder: string): Promise<ToolUnderLoad> {
  return name === 'ours' ? startOurTool({ platform, databaseUrl, folder }) : startBareTool({ platform, databaseUrl, folder });
}

/** Alternates the tools, so that both meet the same neighbours on the machine. */
async function measureScenario(
  bench: Bench,
  dialect: Dialect,
  scenario: Scenario,
  drivers: ReadonlyMap<ToolName, ToolBench>,
): Promise<BenchSeries[]> {
  const series = Array.from(drivers.keys(), (tool) => ({ dialect, scenario, tool, samples: [] as BenchSample[] }));
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    for (const { tool, samples } of series) {
      const fetchesBefore = bench.platform.jwksFetches();
      const sample = await drivers.get(tool)?.run(scenario, { ...bench.options, signal: bench.signal });
      if (sample === undefined) continue;
      samples.push(sample);
      const fetches = bench.platform.jwksFetches() - fetchesBefore;
      say(`${dialect}, ${scenario}, ${tool} ${String(round)}: ${describeSample(sample)}; key set fetched ${String(fetches)} times`);
    }
  }
  return series;
}

async function measureDialect(bench: Bench, dialect: Dialect): Promise<BenchSeries[]> {
  const afterwards: (() => Promise<void>)[] = [];
  try {
    const folder = mkdtempSync(join(bench.folder, `${dialect}-`));
    const drivers = new Map<ToolName, ToolBench>();
    for (const name of bench.options.tools) {
      const database = await createScratchDatabase(dialect, name, folder);
      afterwards.push(() => database.drop());
      const tool = await startTool(name, bench.platform, database.url, folder);
      afterwards.push(() => tool.server.stop());
      drivers.set(name, new ToolBench(tool, bench.platform));
    }
    const all: BenchSeries[] = [];
    for (const scenario of bench.options.scenarios) all.push(...(await measureScenario(bench, dialect, scenario, drivers)));
    return all;
  } finally {
    await runAll(afterwards);
  }
}

async function runBench(options: BenchOptions): Promise<void> {
  if (options.tools.includes('bare')) await installBareTool(say);
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interruption.abort(new Error('interrupted'));
    });
  }
  const platform = await startLaunchPlatform();
  const folder = mkdtempSync(join(tmpdir(), 'launch-bench-'));
  try {
    const bench: Bench = { options, platform, folder, signal: interruption.signal };
    const ceilings = await measureCeiling(bench);
    const all: BenchSeries[] = [];
    for (const dialect of options.dialects) all.push(...(await measureDialect(bench, dialect)));
    const report = renderReport(options, all, ceilings);
    process.stdout.write(`\n${report}\n`);
    if (options.isWriting) writeReport(report);
  } finally {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await runBench(parseBenchOptions(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Error ? `${error.message}${error.cause instanceof Error ? `\ncause: ${error.cause.message}` : ''}` : String(error));
  process.exitCode = 1;
}
