import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { randomBuffer } from '../random.js';

const bits = 2048;

export interface KeyPair {
  /** Names the key for ever: no two keys share a name, and none is used again. */
  kid: string;
  publicPem: string;
  privatePem: string;
}

/** A new key pair, made on a thread: the requests under way do not wait for it. */
export async function newKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { kid: randomBuffer(16).toString('hex'), publicPem: publicKey, privatePem: privateKey };
}
