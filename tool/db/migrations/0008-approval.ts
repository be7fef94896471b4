import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable } from '../schema.js';

/** What a school has agreed to: pictures, sound and video. One row for each version; the newest of a school is the one that counts. */
export const approval: Migration = {
  name: '0008-approval',
  async up(db: Database) {
    await createTable(db, 'school_approval', {
      // Lists are JSON. `approver_*` is who agreed in the school, `recorded_by` who wrote it down here, and as what.
      columns: {
        id: 'id', partnership_id: 'id', school_id: 'id', version: 'whole', lawful_basis: 'word', covers: 'text', classes: 'text', from_on: 'day',
        until_on: 'day', devices: 'text', opt_outs: 'whole', retention_days: 'whole', audience: 'text', approver_name: 'name', approver_role: 'name',
        agreed_on: 'day', document: 'text?', recorded_by: 'id', recorded_as: 'word', recorded_at: 'instant', withdrawn_at: 'instant?',
        withdrawn_by: 'id?',
      },
      primary: ['id'],
      unique: [['school_id', 'version']],
      indexes: [['partnership_id', 'until_on']],
      foreign: [[['partnership_id'], 'partnership', ['id']], [['school_id'], 'school', ['id']]],
    }); // prettier-ignore
  },
};
