import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { BenchOptions, Scenario, ToolName } from './bench-options.js';
import type { BenchSample } from './bench-run.js';
import type { Dialect } from './scratch-database.js';

/** All runs of one tool in one scenario on one database. */
export interface BenchSeries {
  readonly dialect: Dialect;
  readonly scenario: Scenario;
  readonly tool: ToolName;
  readonly samples: readonly BenchSample[];
}

/** What the driver alone can do: its runs against a server that does nothing. */
export interface DriverCeiling {
  readonly scenario: Scenario;
  readonly sample: BenchSample;
}

interface Bar {
  readonly isMet: boolean;
  readonly text: string;
}

interface Measure {
  readonly unit: string;
  readonly digits: number;
  valueOf(sample: BenchSample): number;
}

const readme = new URL('README.md', import.meta.url);
const resultsStart = '<!-- results: written by the bench -->';
const resultsEnd = '<!-- results end -->';

const dialectTitles: Record<Dialect, string> = { mariadb: 'MariaDB', sqlite: 'SQLite' };

const scenarioTitles: Record<Scenario, string> = {
  new: 'launches of new people',
  repeat: 'repeat launches',
  me: 'requests of a launched page',
};

const rate: Measure = { unit: '/s', digits: 0, valueOf: (sample) => sample.perSecond };
const cpu: Measure = { unit: ' ms', digits: 2, valueOf: (sample) => sample.cpuMs };

/** How many times the rate of the bare tool ours must reach. */
function leastRateRatio(dialect: Dialect, scenario: Scenario): number {
  return scenario === 'me' || dialect === 'mariadb' ? 3 : 2;
}

/** The middle value; of an even number of values the mean of the two in the middle. NaN of none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function rateBar(ratio: number, dialect: Dialect, scenario: Scenario): Bar {
  const least = leastRateRatio(dialect, scenario);
  return { isMet: ratio >= least, text: `≥ ${String(least)}` };
}

/** Requests of a launched page have a bar for their rate only. */
function cpuBar(ratio: number, dialect: Dialect, scenario: Scenario): Bar | null {
  if (scenario === 'me') return null;
  const least = leastRateRatio(dialect, scenario);
  return { isMet: ratio <= 1 / least, text: `≤ 1/${String(least)}` };
}

function showMedian(series: BenchSeries | undefined, measure: Measure): string {
  if (series === undefined) return '–';
  const values = series.samples.map((sample) => measure.valueOf(sample));
  const show = (value: number): string => value.toFixed(measure.digits);
  const spread = values.length > 1 ? ` (${show(Math.min(...values))}–${show(Math.max(...values))})` : '';
  return `${show(median(values))}${measure.unit}${spread}`;
}

function showTimes(series: BenchSeries | undefined): string {
  if (series === undefined) return '–';
  const p50 = median(series.samples.map((sample) => sample.p50Ms));
  const p95 = median(series.samples.map((sample) => sample.p95Ms));
  return `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
}

function divideMedians(ours: BenchSeries | undefined, bare: BenchSeries | undefined, measure: Measure): number | null {
  if (ours === undefined || bare === undefined) return null;
  const of = (series: BenchSeries): number => median(series.samples.map((sample) => measure.valueOf(sample)));
  return of(ours) / of(bare);
}

/** A Markdown table whose columns line up, since it is read in a terminal too. */
function renderTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const render = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [render(head), rule, ...rows.slice(1).map(render)].join('\n');
}

function renderRows(dialect: Dialect, scenario: Scenario, all: readonly BenchSeries[]): string[][] {
  const find = (tool: ToolName): BenchSeries | undefined =>
    all.find((series) => series.dialect === dialect && series.scenario === scenario && series.tool === tool);
  const ours = find('ours');
  const bare = find('bare');
  const of = `${dialectTitles[dialect]}: ${scenarioTitles[scenario]}`;
  const unit = scenario === 'me' ? 'request' : 'launch';

  function row(title: string, measure: Measure, barOf: (ratio: number) => Bar | null): string[] {
    const ratio = divideMedians(ours, bare, measure);
    const bar = ratio === null ? null : barOf(ratio);
    const verdict = bar === null ? '' : bar.isMet ? 'met' : 'NOT MET';
    return [
      title,
      ratio === null ? '–' : `${ratio.toFixed(2)} ×`,
      bar?.text ?? '',
      verdict,
      showMedian(ours, measure),
      showMedian(bare, measure),
    ];
  }

  return [
    row(`${of}, per second`, rate, (ratio) => rateBar(ratio, dialect, scenario)),
    row(`${of}, CPU per ${unit}`, cpu, (ratio) => cpuBar(ratio, dialect, scenario)),
    [`${of}, p50 / p95`, '', '', '', showTimes(ours), showTimes(bare)],
  ];
}

/** The whole result as Markdown: bars first, then what the driver itself could do, then how it was run. */
export function renderReport(options: BenchOptions, all: readonly BenchSeries[], ceilings: readonly DriverCeiling[]): string {
  const rows = options.dialects.flatMap((dialect) => options.scenarios.flatMap((scenario) => renderRows(dialect, scenario, all)));
  const ceilingRows = ceilings.map(({ scenario, sample }) => [
    scenarioTitles[scenario],
    `${sample.perSecond.toFixed(0)}/s`,
    `${sample.driverCpuMs.toFixed(2)} ms`,
  ]);
  return [
    renderTable([['measure', 'ours : bare', 'bar', 'verdict', 'ours', 'bare ltijs'], ...rows]),
    '',
    renderTable([['the driver against a server that does nothing', 'ceiling', "driver's CPU each"], ...ceilingRows]),
    '',
    `Run on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${String(availableParallelism())} cores ` +
      `for tool, database and driver together: medians of ${String(options.rounds)} alternating runs of ` +
      `${String(options.seconds)} s, ${String(options.concurrency)} at a time (in brackets the lowest and the highest run).`,
  ].join('\n');
}

/** Puts the result into the README in place of the last one. */
export function writeReport(report: string): void {
  const text = readFileSync(readme, 'utf8');
  const start = text.indexOf(resultsStart);
  const end = text.indexOf(resultsEnd);
  if (start < 0 || end < start) throw new Error('test/load/README.md has lost the marks between which results stand');
  writeFileSync(readme, `${text.slice(0, start)}${resultsStart}\n\n${report}\n\n${text.slice(end)}`);
}
