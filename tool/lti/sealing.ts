import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { randomBuffer } from '../random.js';

const purposes = ['login-state', 'waiting-launch', 'platform-key', 'deep-linking'] as const;
/** What is sealed; each purpose has its own key, so that one kind of ciphertext can never be passed off as another. */
export type SealingPurpose = (typeof purposes)[number];

export interface Sealing {
  /**
   * AES-256-GCM, URL-safe: key id, `.`, then nonce, ciphertext and tag in base64url.
   * @param boundTo what the ciphertext belongs to (for a stored key its `kid`); the same words open it
   */
  seal(purpose: SealingPurpose, text: string, boundTo?: string): string;
  /** The text, or null where it was not sealed by one of our keys, for this purpose, and bound to this. */
  open(purpose: SealingPurpose, sealed: string, boundTo?: string): string | null;
  /** False where an older key sealed it: `npm run reseal` seals it anew. */
  isCurrent(sealed: string): boolean;
}

const nonceBytes = 12;
const tagBytes = 16;
const sealedShape = /^([A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]{38,})$/;

const derive = (secret: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'critical-friend', purpose, bytes));

interface SecretKey {
  id: string;
  keys: Record<SealingPurpose, Buffer>;
}

const fromSecret = (secret: string): SecretKey => ({
  id: derive(secret, 'key id', 6).toString('base64url'),
  keys: Object.fromEntries(purposes.map((purpose) => [purpose, derive(secret, purpose, 32)])) as Record<SealingPurpose, Buffer>,
});

/** @param secrets `config.secretKeys`: the first seals, all of them open */
export function createSealing(secrets: readonly string[]): Sealing {
  const known = secrets.map(fromSecret);
  const current = known[0];
  if (current === undefined) throw new Error('There is no secret key.');

  return {
    seal(purpose, text, boundTo = '') {
      const nonce = randomBuffer(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current.keys[purpose], nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(purpose, sealed, boundTo = '') {
      const [, keyId, body] = sealedShape.exec(sealed) ?? [];
      const key = known.find((one) => one.id === keyId);
      if (key === undefined || body === undefined) return null;
      const bytes = Buffer.from(body, 'base64url');
      // One text for one ciphertext: base64url's last letter may carry bits that count for nothing.
      if (bytes.toString('base64url') !== body) return null;
      const decipher = createDecipheriv('aes-256-gcm', key.keys[purpose], bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${current.id}.`),
  };
}
