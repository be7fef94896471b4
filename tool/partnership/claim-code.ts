import { createHmac, randomInt } from 'node:crypto';
import { claimCodeAlphabet, claimCodeLength, normaliseClaimCode } from './claim-code.shared.js';

/** Eight letters, drawn evenly. */
export const newClaimCode = (): string =>
  Array.from({ length: claimCodeLength }, () => claimCodeAlphabet[randomInt(claimCodeAlphabet.length)]).join('');

const hashUnder = (secretKey: string, code: string): string =>
  createHmac('sha256', secretKey)
    .update(`critical-friend claim code 1\n${normaliseClaimCode(code)}`)
    .digest('base64url');

/**
 * How a code is stored: HMAC-SHA-256 under the sealing key. A code has 37 bits, so a plain digest of it could be undone from a stolen
 * table in minutes; without the key this one cannot. README, *How a code is kept*.
 * @param secretKeys `config.secretKeys`
 */
export const hashClaimCode = (secretKeys: readonly string[], code: string): string => {
  const [sealing] = secretKeys;
  if (sealing === undefined) throw new Error('There is no secret key.');
  return hashUnder(sealing, code);
};

/** Every hash a typed code may be stored under: the sealing key's, then the previous ones', so that a rotation ends no code. */
export const hashesToTry = (secretKeys: readonly string[], code: string): string[] => secretKeys.map((key) => hashUnder(key, code));
