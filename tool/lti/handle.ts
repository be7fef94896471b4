import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { randomBuffer } from '../random.js';

const randomLength = 22;
const macLength = 22;

/**
 * The name of an opened page in its address, `/at/<handle>`. It opens nothing. Beside randomness it may carry, authenticated, the
 * origin of the launch's signed return address: the reloaded page has no session on the server's side, and still has to tell the
 * browser that this school's own host name may frame it.
 */
export interface Handles {
  make(extraOrigin: string | null): string;
  /** The origin a handle carries; null for none, and for a handle that is not ours. */
  originIn(handle: string): string | null;
}

/** @param secretKeys `config.secretKeys` */
export function createHandles(secretKeys: readonly string[]): Handles {
  const keys = secretKeys.map((secret) => Buffer.from(hkdfSync('sha256', secret, 'critical-friend', 'handle', 32)));
  const macOf = (key: Buffer, random: string, origin: string): string =>
    createHmac('sha256', key).update(`${random}${origin}`).digest('base64url').slice(0, macLength);

  return {
    make(extraOrigin) {
      const random = randomBuffer(16).toString('base64url');
      const [key] = keys;
      if (extraOrigin === null || key === undefined) return random;
      const origin = Buffer.from(extraOrigin).toString('base64url');
      return random + macOf(key, random, origin) + origin;
    },
    originIn(handle) {
      const [random, mac, origin] = [handle.slice(0, randomLength), handle.slice(randomLength, randomLength + macLength), handle.slice(randomLength + macLength)];
      if (origin === '') return null;
      const right = keys.some((key) => timingSafeEqual(Buffer.from(macOf(key, random, origin)), Buffer.from(mac.padEnd(macLength).slice(0, macLength))));
      return right ? Buffer.from(origin, 'base64url').toString('utf8') : null;
    },
  };
}
