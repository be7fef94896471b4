import { createHash } from 'node:crypto';
import { z } from 'zod';
import { randomBuffer } from '../random.js';
import type { Sealing } from './sealing.js';

/** How long somebody may take to sign in at their platform between our question and its answer. */
export const loginLifeSeconds = 600;

/** What one login remembers. Nothing of it is stored: it travels, sealed, as `state`. */
export interface LoginState {
  /** The registration, which stands for issuer and client. */
  kid: string;
  nonce: string;
  /** Where the unsigned login wanted to go: a path of ours. The signed claim decides. */
  target: string;
  /** The deployment as digest, where the login named one; the identifier itself may be 255 bytes long. */
  deployment: string | null;
  /** Seconds since 1970. */
  expires: number;
  /** Names the cookie of this login. */
  cookie: string;
  /** What every proof of this browser is made from (`login-proof.ts`); nobody but us can read it here. */
  secret: string;
  /** Where the platform keeps small values for us, as the login named it. */
  storageTarget: string | null;
  /** The login was posted again from a frame into a tab of its own. */
  ownTab: boolean;
}

const shape = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.nullable(z.string()),
  z.number(),
  z.string(),
  z.string(),
  z.nullable(z.string()),
  z.boolean(),
]);

export const newNonce = (): string => randomBuffer(24).toString('base64url');

/** 132 bits of SHA-256, enough for what lives ten minutes. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

export const sealState = (sealing: Sealing, state: LoginState): string =>
  sealing.seal(
    'login-state',
    JSON.stringify([
      state.kid, state.nonce, state.target, state.deployment, state.expires, state.cookie, state.secret, state.storageTarget, state.ownTab,
    ]), // prettier-ignore
  );

/** Null for anything we did not seal. */
export function openState(sealing: Sealing, sealed: string): LoginState | null {
  const text = sealed.length > 1_000 ? null : sealing.open('login-state', sealed);
  if (text === null) return null;
  const [kid, nonce, target, deployment, expires, cookie, secret, storageTarget, ownTab] = shape.parse(JSON.parse(text));
  return { kid, nonce, target, deployment, expires, cookie, secret, storageTarget, ownTab };
}
