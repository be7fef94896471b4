import { randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { PlatformRecord } from './launch.js';
import { familyOf } from './platform-family.js';
import type { PlatformHttp } from './platform-http.js';
import { isRateLimit, retryAfterMs } from './retry-after.js';

/** What the service clients need to know of the registry. */
export interface PlatformKeys {
  platformByKid(kid: string): Promise<PlatformRecord | null>;
  signingKey(platformKid: string): Promise<{ keyId: string; key: KeyObject }>;
}

export type TokenFault =
  | 'suspended' // the platform is switched off or gone here
  | 'busy' // asked to wait
  | 'away' // no answer, a 5xx, or an answer that is no token
  | 'keys-unread' // the platform could not fetch our key set
  | 'sign-in-refused' // it does not accept our assertion: clock, key or registration
  | 'clock-differs' // it calls our assertion too old or too new
  | 'scope-refused'; // it grants none of what was asked

interface AccessToken {
  ok: true;
  value: string;
  /** What was granted, which may be less than what was asked. */
  scopes: string[];
}
export interface TokenRefusal {
  ok: false;
  fault: TokenFault;
  retryAfterMs: number | null;
  detail: string;
}

export interface Tokens {
  /** One token for a set of scopes; kept until shortly before it ends, fetched once however many ask. Never throws. */
  find(platformKid: string, scopes: readonly string[]): Promise<AccessToken | TokenRefusal>;
  /** Forgets a token that a service refused with 401. */
  drop(platformKid: string, value: string): void;
}

const answerShape = z.object({
  access_token: z.string().min(1).max(8_192),
  expires_in: z.coerce.number().nonnegative().catch(3_600),
  scope: z.string().optional(),
});

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
// Moodle has no leeway at all for an `iat` ahead of its clock.
const backdatedSeconds = 30;
const assertionSeconds = 240;
const marginMs = 60_000;
/** A token with its scopes is 1 kB or two. */
const maximumBytes = 64 * 1024;

async function assertionFor(platform: PlatformRecord, { keyId, key }: { keyId: string; key: KeyObject }, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1_000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuer(platform.clientId)
    .setSubject(platform.clientId)
    .setAudience(platform.tokenAudience)
    .setIssuedAt(seconds - backdatedSeconds)
    .setExpirationTime(seconds - backdatedSeconds + assertionSeconds)
    .setJti(randomUUID())
    .sign(key);
}

interface Kept {
  token: AccessToken;
  usableUntil: number;
}

/** Client credentials with a signed assertion: Security Framework 1.0, 4.1; one attempt a call, the caller decides when to try again. */
export function createTokens(given: {
  http: PlatformHttp;
  keys: PlatformKeys;
  clock: Clock;
  /** Told what a platform granted of what was asked, each time a new token is asked for. */
  scopesAnswered?: (platformKid: string, asked: readonly string[], granted: readonly string[]) => void;
}): Tokens {
  const { http, keys, clock, scopesAnswered } = given;
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<AccessToken | TokenRefusal>>();
  const refusal = (fault: TokenFault, detail: string, waitMs: number | null = null): TokenRefusal => ({
    ok: false,
    fault,
    detail,
    retryAfterMs: waitMs,
  });

  const faultOf = (error: unknown): TokenRefusal => refusal('sign-in-refused', error instanceof Error ? error.name : 'unknown');

  const ask = async (platform: PlatformRecord, scopes: string[], slot: string): Promise<AccessToken | TokenRefusal> => {
    const key = await keys.signingKey(platform.kid);
    const answer = await http.send({
      method: 'POST',
      url: platform.tokenUrl,
      maximumBytes,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: assertionType,
        client_assertion: await assertionFor(platform, key, clock.now()),
        scope: scopes.join(' '),
      }).toString(),
    });
    if (!answer.ok) return refusal('away', answer.fault);
    if (isRateLimit(answer)) return refusal('busy', `token ${answer.status}`, retryAfterMs(answer.headers['retry-after'], clock.now()));
    const detail = `token ${answer.status}`;
    if (answer.status >= 500 || answer.status === 408 || answer.status === 425) return refusal('away', detail);
    if (answer.status === 404 && familyOf(platform) === 'moodle') return refusal('keys-unread', detail);
    if (answer.status !== 200 && answer.status !== 201) {
      const said = answer.text.slice(0, 2_000);
      if (/iat prior to|expired token|iat is in the future|exp is in the past/i.test(said)) return refusal('clock-differs', detail);
      if (!/invalid_scope/.test(said)) return refusal('sign-in-refused', detail);
      scopesAnswered?.(platform.kid, scopes, []);
      return refusal('scope-refused', detail);
    }
    const parsed = answerShape.safeParse(jsonOrNull(answer.text));
    if (!parsed.success) return refusal('away', 'token answer is not JSON');
    const granted = parsed.data.scope?.split(/\s+/).filter(Boolean) ?? scopes;
    scopesAnswered?.(platform.kid, scopes, granted);
    if (!granted.some((scope) => scopes.includes(scope))) return refusal('scope-refused', 'token without the scopes asked');
    const token: AccessToken = { ok: true, value: parsed.data.access_token, scopes: granted };
    const usableMs = parsed.data.expires_in * 1_000 - Math.min(marginMs, parsed.data.expires_in * 500);
    kept.set(slot, { token, usableUntil: clock.now().getTime() + usableMs });
    return token;
  };

  return {
    async find(kid, scopes) {
      const wanted = [...new Set(scopes)].sort();
      const slot = JSON.stringify([kid, wanted]);
      // Also where a token is kept: a platform that was suspended is not asked with what it gave before.
      const found = await keys.platformByKid(kid).catch(faultOf);
      if (found !== null && 'ok' in found) return found;
      const platform = found;
      if (!platform || !platform.active || platform.retiredAt !== null) return refusal('suspended', 'platform switched off');
      const held = kept.get(slot);
      if (held && held.usableUntil > clock.now().getTime()) return held.token;
      const already = asking.get(slot);
      if (already) return already;
      const asked = ask(platform, wanted, slot)
        .catch(faultOf)
        .finally(() => asking.delete(slot));
      asking.set(slot, asked);
      return asked;
    },
    drop(kid, value) {
      for (const [slot, held] of kept) {
        if (held.token.value === value && slot.startsWith(`[${JSON.stringify(kid)}`)) kept.delete(slot);
      }
    },
  };
}

/** Moodle sends its token as text/html, so the type says nothing. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
