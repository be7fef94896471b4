import type { Audit } from './access/viewer.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Database } from './db/database.js';
import type { Log } from './logger.js';

/** What every slice is given by the composition root (`services.ts`). */
export interface Ground {
  config: Config;
  clock: Clock;
  log: Log;
  db: Database;
  audit: Audit;
}
