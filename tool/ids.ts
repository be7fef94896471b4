import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { randomBuffer } from './random.js';

/** A new row's id: UUIDv7, lower case, 36 characters. */
export const newId = (): string => uuidv7();

/** A secret for one holder: 256 bits, base64url, 43 characters. Only its hash is stored. */
export const newSecret = (): string => randomBuffer(32).toString('base64url');

/** How secrets are stored: SHA-256, base64url, 43 characters. For values with full entropy only. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
