import { createHash } from 'node:crypto';
import type { AuditEntry } from '../access/viewer.js';

const lookMs = 15 * 60_000;

/**
 * The id of a look: the same for every look of one person at one thing in one quarter of an hour, in any number of processes, so that
 * the primary key keeps the row single without a question before or a lock. A UUIDv7 whose random bits are a hash.
 */
export function lookId({ partnershipId, personId, objectKind, objectId, action }: AuditEntry, now: Date): string {
  const quarter = Math.floor(now.getTime() / lookMs) * lookMs;
  const facts = JSON.stringify([partnershipId, personId, objectKind, objectId, action, quarter]);
  const bytes = createHash('sha256').update(`critical-friend/look/1\n${facts}`).digest().subarray(0, 16);
  bytes.writeUIntBE(quarter, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
