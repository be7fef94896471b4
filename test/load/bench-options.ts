import { parseArgs } from 'node:util';
import { dialects, type Dialect } from './scratch-database.js';

/** What is measured: launches of people never seen, launches of the same people again, and requests of a launched page. */
const scenarios = ['new', 'repeat', 'me'] as const;

export type Scenario = (typeof scenarios)[number];

/** The two tools that are compared; *ours* first, as in every table. */
const toolNames = ['ours', 'bare'] as const;

export type ToolName = (typeof toolNames)[number];

export interface BenchOptions {
  /** Runs of each tool in each scenario; the table shows their medians. */
  readonly rounds: number;
  /** Length of one measured run, in seconds. */
  readonly seconds: number;
  /** Length of the run before each that is not counted, in seconds. */
  readonly warmupSeconds: number;
  /** Launches or requests under way at any time. */
  readonly concurrency: number;
  readonly dialects: readonly Dialect[];
  readonly scenarios: readonly Scenario[];
  readonly tools: readonly ToolName[];
  /** Put the table into the README. */
  readonly isWriting: boolean;
}

function choose<Name extends string>(flag: string, names: readonly Name[], given: string | undefined): readonly Name[] {
  if (given === undefined) return names;
  const wanted = given.split(',');
  const unknown = wanted.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`--${flag}: ${unknown.join(', ')} is none of ${names.join(', ')}`);
  return names.filter((name) => wanted.includes(name));
}

function count(flag: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!(value > 0)) throw new Error(`--${flag}: ${String(given)} is not a number above 0`);
  return value;
}

/** Reads the words after `npm run bench --`. */
export function parseBenchOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      warmup: { type: 'string' },
      concurrency: { type: 'string' },
      dialects: { type: 'string' },
      scenarios: { type: 'string' },
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: count('rounds', values.rounds, values.short ? 1 : 5),
    seconds: count('seconds', values.seconds, values.short ? 2 : 5),
    warmupSeconds: count('warmup', values.warmup, values.short ? 1 : 2),
    concurrency: count('concurrency', values.concurrency, 8),
    dialects: choose('dialects', dialects, values.dialects),
    scenarios: choose('scenarios', scenarios, values.scenarios),
    tools: choose('only', toolNames, values.only),
    isWriting: values.write,
  };
}
