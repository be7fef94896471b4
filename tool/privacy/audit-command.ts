import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import { configFromProcess } from '../config.js';
import { openDatabase } from '../db/database.js';
import { createLogger } from '../logger.js';
import { createAuditSealing, type ChainCheck } from './audit-seal.service.js';

const usage = 'npm run --silent audit -- check [--known <number>:<digest>]';

function readKnown(word: string | undefined): { number: number; digest: string } | undefined {
  if (word === undefined) return undefined;
  const [, number, digest] = /^(\d{1,15}):([\w-]{43})$/.exec(word) ?? [];
  if (number === undefined || digest === undefined) throw new Error(`--known takes a number and a digest: ${usage}`);
  return { number: Number(number), digest };
}

/** `npm run audit -- check`: says whether an audit row was changed, removed or inserted. It changes nothing. */
async function check(): Promise<ChainCheck> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    options: { known: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.join(' ') !== 'check') throw new Error(usage);
  const known = readKnown(values.known);
  const db = openDatabase(configFromProcess().databaseUrl, createLogger('silent'));
  try {
    return await createAuditSealing({ db, clock: systemClock }).check(known);
  } finally {
    await db.close();
  }
}

check().then(
  (answer) => {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (!answer.intact) process.exitCode = 2;
  },
  (error: unknown) => {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    process.exitCode = 1;
  },
);
