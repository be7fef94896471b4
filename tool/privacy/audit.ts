import type { Audit } from '../access/viewer.js';
import { toInstant, type Clock } from '../clock.js';
import { isUniqueViolation, type Database } from '../db/database.js';
import { newId } from '../ids.js';
import { lookId } from './audit-look.rules.js';
import { auditModel } from './audit.model.js';

/** Who did what, and who has looked: one row each, in the transaction of what it describes. People are named by id only. */
export function createAudit(db: Database, clock: Clock): Audit {
  const model = auditModel(db);
  return {
    async record(entry, tx) {
      const now = clock.now();
      if (!entry.looked) return model.insert(newId(), toInstant(now), entry, tx);
      try {
        await model.insert(lookId(entry, now), toInstant(now), entry, tx);
      } catch (error) {
        // Looked at in this quarter of an hour already.
        if (!isUniqueViolation(error)) throw error;
      }
    },
  };
}
