import type { Audit } from '../access/viewer.js';
import { instantNow, type Clock } from '../clock.js';
import type { Database } from '../db/database.js';
import { newId } from '../ids.js';
import { auditModel } from './audit.model.js';

/** Who did what, and who has looked: one row each, in the transaction of what it describes. People are named by id only. */
export function createAudit(db: Database, clock: Clock): Audit {
  const model = auditModel(db);
  return { record: (entry, tx) => model.insert(newId(), instantNow(clock), entry, tx) };
}
