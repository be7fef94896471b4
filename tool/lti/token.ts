import { verify, type KeyObject } from 'node:crypto';
import type { Claims } from './claims.js';
import { LaunchProblem } from './launch-problem.js';

/** A compact JWS taken apart; nothing of it may be believed before `signatureIsRight`. */
export interface SignedToken {
  keyId: string;
  signed: Buffer;
  signature: Buffer;
  payload: string;
}

const compact = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

function objectIn(part: string): Claims {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new LaunchProblem('token-malformed');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new LaunchProblem('token-malformed');
  return value as Claims;
}

/**
 * The algorithm is ours, not the token's: RS256 and nothing else. `jku`, `x5u`, `jwk` and `x5c` are never read; a `crit` header names
 * something we would have to understand (RFC 7515, 4.1.11), so it is refused.
 */
export function readToken(token: string): SignedToken {
  const [, header, payload, signature] = compact.exec(token) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) throw new LaunchProblem('token-malformed');
  const { alg, kid, crit } = objectIn(header);
  if (alg !== 'RS256' || crit !== undefined) throw new LaunchProblem('token-algorithm');
  if (typeof kid !== 'string' || kid === '') throw new LaunchProblem('key-unnamed');
  return { keyId: kid, signed: Buffer.from(`${header}.${payload}`), signature: Buffer.from(signature, 'base64url'), payload };
}

export const signatureIsRight = (token: SignedToken, key: KeyObject): boolean => verify('RSA-SHA256', token.signed, key, token.signature);

export const claimsOf = (token: SignedToken): Claims => objectIn(token.payload);
