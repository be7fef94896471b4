import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createIndexes, createTable } from '../schema.js';

/** The chain of seals over the audit rows, and what the lists of *who has looked* and *what was changed* are read by. */
export const auditSeal: Migration = {
  name: '0006-audit-seal',
  async up(db: Database) {
    await createTable(db, 'audit_seal', {
      // The document names each row with its digest, and the digest of the seal before.
      columns: { number: 'whole', document: 'text', digest: 'hash', sealed_at: 'instant' },
      primary: ['number'],
    });
    // Null until a seal names the row: ids are not in the order of commits, so a range of them would lose what is written late.
    await addColumns(db, 'audit_event', { sealed_in: 'whole?' });
    await createIndexes(db, 'audit_event', [['sealed_in'], ['partnership_id', 'action', 'at', 'id']]);
    // Who holds a role that could matter for a placement: its own people, and those whose role is in the whole partnership.
    await createIndexes(db, 'role_held', [['partnership_id', 'placement_id']]);
  },
};
