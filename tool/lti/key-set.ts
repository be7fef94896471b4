import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { LaunchProblem } from './launch-problem.js';
import type { PlatformHttp } from './platform-http.js';

const keySetSchema = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().optional(), kty: z.string(), use: z.string().optional(), alg: z.string().optional() }))
    .max(100),
});

/** RFC 7518, 3.3. */
const leastBits = 2048;
/** A signature is checked on the thread that serves everybody, and the platform chooses how large a number that takes. */
const mostBits = 8192;
const mostExponent = 0xffff_ffffn;
/** A key that has left the set still counts this long: a token it signed a moment before may be five minutes old. */
const overlapMs = 5 * 60_000;
const leastFreshMs = 60_000;
const usualFreshMs = 10 * 60_000;
const mostFreshMs = 60 * 60_000;
/** With the platform's keys out of reach, the keys we have go on working this long. */
const graceMs = 12 * 60 * 60_000;
/**
 * Unknown key names, and keys that did not come, cost the platform at most this many questions at once after the first, and one more every
 * `refillMs`.
 */
const burst = 2;
const refillMs = 5_000;
const rememberMissingMs = 30_000;
/** Launches that wait for one platform's keys: each holds what was posted. A year's whole cohort at one moment is less. */
const mostWaiting = 500;

interface KnownKey {
  key: KeyObject;
  leftAt: number | null;
}
interface KeySet {
  keys: Map<string, KnownKey>;
  /** Names that were looked for in a fresh set and are not in it. */
  missing: Map<string, number>;
  fetchedAt: number;
  freshMs: number;
  tokens: number;
  refilledAt: number;
  running: Promise<boolean> | null;
  waiting: number;
}

export interface KeySets {
  /**
   * The public key of this name. @throws LaunchProblem `key-unknown`, or `key-away` where the platform did not answer and we know
   * no such key.
   */
  find(platform: { kid: string; jwksUrl: string }, keyId: string): Promise<KeyObject>;
}

function readKeys(text: string): Map<string, KeyObject> | null {
  let parsed: z.infer<typeof keySetSchema>;
  try {
    parsed = keySetSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  const keys = new Map<string, KeyObject>();
  for (const jwk of parsed.keys) {
    if (jwk.kid === undefined || jwk.kty !== 'RSA' || (jwk.use ?? 'sig') !== 'sig' || (jwk.alg ?? 'RS256') !== 'RS256') continue;
    try {
      // Only n and e: certificates and addresses in a JWK are never followed.
      const key = createPublicKey({ key: { kty: 'RSA', n: jwk['n'], e: jwk['e'] } as never, format: 'jwk' });
      const { modulusLength: bits = 0, publicExponent: exponent = 0n } = key.asymmetricKeyDetails ?? {};
      if (bits >= leastBits && bits <= mostBits && exponent <= mostExponent) keys.set(jwk.kid, key);
    } catch {
      continue;
    }
  }
  return keys;
}

const freshFor = (cacheControl: string | undefined): number => {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds === undefined ? usualFreshMs : Math.min(Math.max(Number(seconds) * 1_000, leastFreshMs), mostFreshMs);
};

/**
 * Each platform's published keys, kept in this process: one request however many ask at once, a refetch for an unknown key name
 * (rate-limited), the old key kept while a platform rotates. Security Framework 1.0, 5.1.3 and 6.3.
 * @param http with a limit of 5 s and 256 kB
 * @param now milliseconds, monotonic
 */
export function createKeySets(http: PlatformHttp, now: () => number = () => performance.now()): KeySets {
  const sets = new Map<string, KeySet>();

  const fetchSet = async (set: KeySet, url: string): Promise<boolean> => {
    const answer = await http.send({ method: 'GET', url, headers: { accept: 'application/json' } });
    const found = answer.ok && answer.status === 200 ? readKeys(answer.text) : null;
    if (!answer.ok || found === null) return false;
    const at = now();
    const kept = [...set.keys].flatMap(([keyId, known]): [string, KnownKey][] => {
      const leftAt = known.leftAt ?? at;
      return found.has(keyId) || at - leftAt > overlapMs ? [] : [[keyId, { key: known.key, leftAt }]];
    });
    set.keys = new Map([...kept, ...[...found].map(([keyId, key]): [string, KnownKey] => [keyId, { key, leftAt: null }])]);
    set.missing.clear();
    set.fetchedAt = at;
    set.freshMs = freshFor(answer.headers['cache-control']);
    return true;
  };

  const refresh = (set: KeySet, url: string): Promise<boolean> => {
    set.running ??= fetchSet(set, url).finally(() => {
      set.running = null;
    });
    return set.running;
  };

  const mayAsk = (set: KeySet): boolean => {
    const at = now();
    const refill = Math.floor((at - set.refilledAt) / refillMs);
    if (refill > 0) {
      set.tokens = Math.min(burst, set.tokens + refill);
      set.refilledAt += refill * refillMs;
    }
    if (set.tokens === 0) return false;
    set.tokens -= 1;
    return true;
  };

  const usable = (set: KeySet, keyId: string): KeyObject | null => {
    const known = set.keys.get(keyId);
    if (!known || (known.leftAt !== null && now() - known.leftAt > overlapMs)) return null;
    return now() - set.fetchedAt < graceMs ? known.key : null;
  };

  return {
    async find(platform, keyId) {
      const id = `${platform.kid} ${platform.jwksUrl}`;
      let set = sets.get(id);
      if (!set) {
        set = {
          keys: new Map(), missing: new Map(), fetchedAt: -Infinity, freshMs: 0, tokens: burst + 1, refilledAt: now(), running: null, waiting: 0,
        }; // prettier-ignore
        sets.set(id, set);
      }
      const key = usable(set, keyId);
      if (key) {
        // A set past its time is asked for again behind the back of this launch.
        if (now() - set.fetchedAt > set.freshMs && set.running === null && mayAsk(set)) void refresh(set, platform.jwksUrl);
        return key;
      }
      const unread = now() - set.fetchedAt > graceMs;
      const missedAt = set.missing.get(keyId);
      if (missedAt !== undefined && now() - missedAt < rememberMissingMs) throw new LaunchProblem('key-unknown');
      const turned = set.running === null && !mayAsk(set);
      if (turned || set.waiting === mostWaiting) throw new LaunchProblem(unread ? 'key-away' : 'key-unknown');
      set.waiting += 1;
      const answered = await refresh(set, platform.jwksUrl).finally(() => {
        set.waiting -= 1;
      });
      const fetched = usable(set, keyId);
      if (fetched) return fetched;
      if (!answered) throw new LaunchProblem('key-away');
      if (set.missing.size < 100) set.missing.set(keyId, now());
      throw new LaunchProblem('key-unknown');
    },
  };
}
