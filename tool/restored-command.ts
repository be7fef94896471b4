import { parseArgs } from 'node:util';
import { migrate } from './db/migrator.js';
import { runCommand } from './operator-bench.js';
import { afterRestore } from './restored.js';

/** `npm run --silent restored`: once after a backup was restored, before the tool is started. Ends with 1 where a signature or the audit's chain differs. */
runCommand(async (ground, args) => {
  const { values } = parseArgs({ args, options: { 'backed-up-at': { type: 'string' } } });
  const given = values['backed-up-at'];
  if (given !== undefined && Number.isNaN(Date.parse(given)))
    throw new Error('--backed-up-at is an instant, for example 2026-11-12T02:00:00Z.');
  await migrate(ground.db, ground.log);
  const answer = await afterRestore(ground, given === undefined ? null : new Date(given).toISOString());
  return { answer, failed: answer.signatures.faults.length > 0 || !answer.auditIntact };
});
