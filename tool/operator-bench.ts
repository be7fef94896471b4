import { systemClock } from './clock.js';
import { configFromProcess } from './config.js';
import { openDatabase } from './db/database.js';
import { createLogger } from './logger.js';
import { createAudit } from './privacy/audit.js';
import type { Ground } from './slice.js';

/**
 * What an operator's command works with: the database of the environment, and a log that says nothing. The answer is one line of JSON;
 * what goes wrong is one too, and ends the process with 1.
 * @param work gives what is printed; `failed` beside it ends with 1 although nothing broke
 */
export function runCommand(work: (ground: Ground, argv: string[]) => Promise<{ answer: object; failed?: boolean }>): void {
  const print = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);
  const run = async (): Promise<void> => {
    const config = configFromProcess();
    const log = createLogger('silent');
    const db = openDatabase(config.databaseUrl, log);
    try {
      const { answer, failed } = await work(
        { config, clock: systemClock, log, db, audit: createAudit(db, systemClock) },
        process.argv.slice(2),
      );
      print(answer);
      if (failed) process.exitCode = 1;
    } finally {
      await db.close();
    }
  };
  run().catch((error: unknown) => {
    print({ error: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  });
}
