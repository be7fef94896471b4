import { MemoryStore, type ClientRateLimitInfo, type Options, type Store } from 'express-rate-limit';
import { Redis } from 'ioredis';
import { RedisStore, type RedisReply } from 'rate-limit-redis';
import type { Log } from '../logger.js';
import { redisOptions } from '../queue/redis-options.js';

/** Where the rate limits count. */
export interface SharedCounts {
  /** Counts of one limit. @param name part of the key */
  store(name: string): Store;
  close(): void;
}

/** A Redis that takes longer is away: people wait behind it. */
const slowMs = 300;
/** After a failure Redis is left alone this long, so that a silent one costs one wait and not one a request. */
const leaveAloneMs = 5_000;
const sayEveryMs = 60_000;

// The library's own DECR would leave a key without an end where the window has passed meanwhile.
const decrement = "if redis.call('PTTL', KEYS[1]) > 0 then redis.call('DECR', KEYS[1]) end";

/**
 * Counts of all processes in one Redis. While it is away each process counts on its own, and the tool stays open: the limit is then that
 * many times higher, which a limit of this kind can bear.
 */
export function createSharedCounts({ redisUrl, prefix, log }: { redisUrl: string; prefix: string; log: Log }): SharedCounts {
  const redis = new Redis({ ...redisOptions(redisUrl), enableOfflineQueue: false, commandTimeout: slowMs });
  let leftAloneUntil = 0;
  let saidAt = -sayEveryMs;

  const failed = (error: unknown): void => {
    const now = performance.now();
    leftAloneUntil = now + leaveAloneMs;
    if (now - saidAt < sayEveryMs) return;
    saidAt = now;
    log.warn({ err: (error as { code?: string }).code ?? (error as Error).name }, 'rate limits count in each process on its own');
  };
  redis.on('error', failed);
  redis.on('ready', () => (leftAloneUntil = 0));

  return {
    store(name) {
      const own = new MemoryStore();
      const shared = new RedisStore({
        prefix: `${prefix}-rate:${name}:`,
        sendCommand: (command: string, ...given: string[]) => redis.call(command, ...given) as Promise<RedisReply>,
      });
      let options: Options;
      let loading: Promise<void> | null = null;
      // A Redis that was started anew knows no script.
      redis.on('close', () => (loading = null));
      const either = async <T>(ask: () => Promise<T>, otherwise: () => T | Promise<T>): Promise<T> => {
        if (redis.status !== 'ready' || performance.now() < leftAloneUntil) return otherwise();
        try {
          loading ??= shared.init(options);
          await loading;
          return await ask();
        } catch (error) {
          loading = null;
          failed(error);
          return otherwise();
        }
      };
      return {
        init(given: Options) {
          options = given;
          own.init(given);
        },
        increment: (key): Promise<ClientRateLimitInfo> =>
          either(
            () => shared.increment(key),
            () => own.increment(key),
          ),
        decrement: (key) =>
          either(
            async () => {
              await redis.eval(decrement, 1, shared.prefixKey(key));
            },
            () => own.decrement(key),
          ),
        resetKey: (key) =>
          either(
            () => shared.resetKey(key),
            () => own.resetKey(key),
          ),
        shutdown: () => own.shutdown(),
      };
    },
    close: () => redis.disconnect(),
  };
}
