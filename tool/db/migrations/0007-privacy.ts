import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createIndexes, createTable, type TableShape } from '../schema.js';

// prettier-ignore
const tables: Record<string, TableShape> = {
  // How long a partnership keeps what; no row: the defaults.
  privacy_setting: {
    columns: {
      partnership_id: 'id', record_years: 'whole', draft_days: 'whole', roster_days: 'whole', audit_years: 'whole', revision: 'whole',
      changed_at: 'instant', changed_by: 'id',
    },
    primary: ['partnership_id'],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
  // The university's own notice; each text is a version, and who opens the tool is shown the newest once.
  privacy_notice: {
    columns: { partnership_id: 'id', version: 'whole', body: 'text', link: 'url?', changed_at: 'instant', changed_by: 'id' },
    primary: ['partnership_id', 'version'],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
  // Version 0 is the tool's own words, before there is a text of the university.
  privacy_notice_read: {
    columns: { identity_id: 'id', partnership_id: 'id', version: 'whole', read_at: 'instant' },
    primary: ['identity_id', 'partnership_id', 'version'],
  },
  // Of a person, or of one placement. While one stands, neither erasure nor retention touches what it covers.
  privacy_hold: {
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'id?', placement_id: 'id?', reason: 'name?', placed_by: 'id?', placed_at: 'instant',
      lifted_by: 'id?', lifted_at: 'instant?',
    },
    primary: ['id'],
    indexes: [['partnership_id', 'lifted_at'], ['person_id'], ['placement_id']],
    foreign: [
      [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']],
      [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
    ],
  },
  // The receipt: ids, dates and numbers. Prepared first (what would go), then confirmed; `logged_at` once it stands in the file that a restore reads.
  erasure: {
    columns: {
      id: 'id', partnership_id: 'id', person_id: 'id', because: 'word', reference: 'name?', prepared_by: 'id?', prepared_at: 'instant',
      confirmed_by: 'id?', done_at: 'instant?', counts: 'text', logged_at: 'instant?',
    },
    primary: ['id'],
    indexes: [['partnership_id', 'done_at'], ['person_id']],
  },
  // One row a partnership and day, which is the claim: one process does the day's work.
  retention_run: {
    columns: { partnership_id: 'id', ran_on: 'day', owner: 'id', lease_until: 'instant', done_at: 'instant?', removed: 'text' },
    primary: ['partnership_id', 'ran_on'],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
};

export const privacy: Migration = {
  name: '0007-privacy',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
    await addColumns(db, 'person', { erased_at: 'instant?' });
    await addColumns(db, 'lesson', { erased_at: 'instant?', erased_because: 'name?' });
    // Everything one person did, for their export.
    await createIndexes(db, 'audit_event', [['person_id', 'at']]);
    await createIndexes(db, 'placement', [['partnership_id', 'ends_on']]);
  },
};
