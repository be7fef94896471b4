import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { randomBuffer } from '../random.js';

const macLength = 22;
/** 16 random bytes, the authentication, the origin. */
const carrying = /^([\w-]{22})([\w-]{22})([\w-]{1,900})$/;

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
      const [, random, mac, origin] = carrying.exec(handle) ?? [];
      if (random === undefined || mac === undefined || origin === undefined) return null;
      const right = keys.some((key) => timingSafeEqual(Buffer.from(macOf(key, random, origin)), Buffer.from(mac)));
      return right ? Buffer.from(origin, 'base64url').toString('utf8') : null;
    },
  };
}
