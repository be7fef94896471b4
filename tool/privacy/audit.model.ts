import type { AuditEntry } from '../access/viewer.js';
import type { Database, Tx } from '../db/database.js';

export const auditModel = (db: Database) => ({
  insert: (id: string, at: string, entry: AuditEntry, tx?: Tx): Promise<void> =>
    db.insert(
      'audit_event',
      {
        id, at, partnership_id: entry.partnershipId, action: entry.action, person_id: entry.personId ?? null,
        identity_id: entry.identityId ?? null, session_id: entry.sessionId ?? null, object_kind: entry.objectKind ?? null,
        object_id: entry.objectId ?? null, placement_id: entry.placementId ?? null, detail: entry.detail?.slice(0, 255) ?? null,
      },
      tx,
    ), // prettier-ignore
});
