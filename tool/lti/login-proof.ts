import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import type { Fields } from './form.js';
import type { LoginState } from './login-state.js';
import { readLoginCookie } from './login-cookie.js';
import type { Sealing } from './sealing.js';

/** What the page may bring back instead of the cookie; the words stand in the form it posts. */
export const proofCarriers = ['platform-storage', 'tab-storage'] as const;
export type ProofCarrier = (typeof proofCarriers)[number];

/** What carried a launch, as the log's one line names it. `own-tab`: the cookie, after the login moved into a tab of its own. */
export type Carrier = 'cookie' | 'own-tab' | ProofCarrier;

export interface Proof {
  carrier: ProofCarrier;
  value: string;
}

/** One value for each carrier of a login, so that whoever reads one of them knows none of the others. */
export const proofOf = (secret: string, carrier: 'cookie' | ProofCarrier): string =>
  createHmac('sha256', secret).update(carrier).digest('base64url');

// Compared as bytes: of a letter that is two of them there would be more than the length says, and the comparison throws.
function same(one: string | null, other: string): boolean {
  const [brought, known] = [Buffer.from(one ?? ''), Buffer.from(other)];
  return brought.length === known.length && timingSafeEqual(brought, known);
}

/** What ties this browser to the login, or null where nothing does. */
export function carrierOf(state: LoginState, cookies: string | undefined, proof: Proof | null, origin: string): Carrier | null {
  if (same(readLoginCookie(cookies, origin, state.cookie), proofOf(state.secret, 'cookie'))) return state.ownTab ? 'own-tab' : 'cookie';
  if (proof && same(proof.value, proofOf(state.secret, proof.carrier))) return proof.carrier;
  return null;
}

/** Name under which both storages keep the proof of a login. */
export const proofKey = (cookieId: string): string => `cf_login_${cookieId}`;

/** Where a platform keeps small values for us (LTI Platform Storage 0.1). */
export interface StorageFrame {
  /** `_parent`, or the name of a frame beside ours. */
  target: string;
  /** Origin of the platform's authorization endpoint: the only one spoken to and listened to. */
  origin: string;
}

/** What the page of an unproven launch asks its browser. */
export interface ProofQuestion {
  /** Good once (by the message's nonce) and for a minute. */
  code: string;
  key: string;
  storage: StorageFrame | null;
}

const waitSeconds = 60;
const waiting = z.tuple([z.number(), z.string(), z.string()]);
/** A message of 200,000 characters, sealed. */
export const longestCode = 280_000;

/** A launch that waits for its browser's proof. Sealed, so that the page holds nothing of anybody and the server keeps nothing. */
export const sealWaiting = (sealing: Sealing, clock: Clock, launch: { state: string; idToken: string }): string =>
  sealing.seal('waiting-launch', JSON.stringify([Math.floor(clock.now().getTime() / 1_000) + waitSeconds, launch.state, launch.idToken]));

/** The fields of the launch that waited; null where we did not seal it, or its minute is over. */
export function openWaiting(sealing: Sealing, clock: Clock, code: string): Fields | null {
  const text = sealing.open('waiting-launch', code);
  if (text === null) return null;
  const [until, state, idToken] = waiting.parse(JSON.parse(text));
  if (until * 1_000 < clock.now().getTime()) return null;
  return new Map([['state', [state]], ['id_token', [idToken]]]); // prettier-ignore
}
