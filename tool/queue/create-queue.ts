import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Log } from '../logger.js';
import { createBullQueue } from './bull-queue.js';
import { createInProcessQueue } from './in-process-queue.js';
import type { Queue } from './queue.js';
import { urlOf } from '../url.js';

/** One installation is one database: two of them on one Redis do not take each other's jobs. */
export function queuePrefix(databaseUrl: string): string {
  let place = databaseUrl;
  const address = urlOf(databaseUrl);
  if (databaseUrl.startsWith('sqlite:')) place = `sqlite:${path.resolve(databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''))}`;
  else if (address) place = `${address.host}${address.pathname}`;
  return `critical-friend:${createHash('sha256').update(place).digest('hex').slice(0, 12)}`;
}

/** Bull over Redis where `redisUrl` is given, else in process. Both keep the contract in test/contract/queue.contract.ts. */
export const createQueue = (given: { redisUrl: string | null; prefix: string; log: Log }): Queue =>
  given.redisUrl === null
    ? createInProcessQueue(given.log)
    : createBullQueue({ redisUrl: given.redisUrl, prefix: given.prefix, log: given.log });
