import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { RequestHandler } from 'express';
import { CompactSign, type CompactJWSHeaderParameters } from 'jose';

export type JwksBehaviour = 'normal' | 'hang' | 'error' | 'oversize' | 'empty' | 'html';

export interface SigningOptions {
  /** Header fields to add or replace; `undefined` takes one out. */
  header?: Record<string, unknown>;
  /** Another key than the platform's own: a key pair's private half, or bytes for a shared secret. */
  key?: KeyObject | Uint8Array;
}

interface Key {
  kid: string;
  privateKey: KeyObject;
  publicJwk: JsonWebKey;
}

function fromPrivate(privateKey: KeyObject): Key {
  const { kty, n, e } = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(n)).digest('hex').slice(0, 20);
  return { kid, privateKey, publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } };
}

/** A fresh RSA key that belongs to nobody, for tests that sign with the wrong one. */
export function strangeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** The platform's signing keys, newest first, and the key set it publishes. */
export class KeyRing {
  #keys: Key[] = [];
  /** How often the key set was asked for. */
  fetches = 0;
  behaviour: JwksBehaviour = 'normal';
  readonly #changed: () => void;

  constructor(saved: JsonWebKey[] | undefined, changed: () => void) {
    this.#changed = changed;
    this.#keys = (saved ?? []).map((jwk) => fromPrivate(createPrivateKey({ key: jwk, format: 'jwk' })));
    if (this.#keys.length === 0) this.rotate();
  }

  get kid(): string {
    return this.#keys[0]?.kid ?? '';
  }

  /** Signs with a new key from now on; the old one stays published unless `retireOld`. */
  rotate(options: { retireOld?: boolean } = {}): string {
    const fresh = fromPrivate(strangeKey());
    this.#keys = [fresh, ...(options.retireOld ? [] : this.#keys)].slice(0, 5);
    this.#changed();
    return fresh.kid;
  }

  publicSet(): { keys: JsonWebKey[] } {
    return { keys: this.behaviour === 'empty' ? [] : this.#keys.map((key) => key.publicJwk) };
  }

  privateKeys(): JsonWebKey[] {
    return this.#keys.map((key) => key.privateKey.export({ format: 'jwk' }));
  }

  /** Signs claims as given, however wrong they are. */
  async sign(claims: unknown, options: SigningOptions = {}): Promise<string> {
    const header = { typ: 'JWT', alg: 'RS256', kid: this.kid, ...options.header };
    const payload = new TextEncoder().encode(JSON.stringify(claims));
    const current = this.#keys[0];
    if (!current) throw new Error('the key ring is empty');
    if (header.alg === 'none') {
      return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${Buffer.from(payload).toString('base64url')}.`;
    }
    return new CompactSign(payload)
      .setProtectedHeader(JSON.parse(JSON.stringify(header)) as CompactJWSHeaderParameters)
      .sign(options.key ?? current.privateKey);
  }

  /** The key set's endpoint. */
  serve(): RequestHandler {
    return (_request, response) => {
      this.fetches += 1;
      if (this.behaviour === 'hang') return;
      if (this.behaviour === 'error') return void response.status(500).type('text/plain').send('Internal Server Error');
      if (this.behaviour === 'html') return void response.type('html').send('<!DOCTYPE html><title>Error</title>');
      const set = this.publicSet();
      const body = this.behaviour === 'oversize' ? { ...set, filler: 'x'.repeat(2_000_000) } : set;
      response.type('application/json').send(JSON.stringify(body));
    };
  }
}
