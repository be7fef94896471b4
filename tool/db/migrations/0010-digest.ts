import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable, type TableShape } from '../schema.js';

// prettier-ignore
const tables: Record<string, TableShape> = {
  // Who has asked for an e-mail when something waits. `next_at` is the claim; null where their address was refused.
  digest: {
    columns: {
      partnership_id: 'id', person_id: 'id', rhythm: 'word', next_at: 'instant?', tries: 'whole', trouble: 'word?', trouble_on: 'day?',
      started_at: 'instant', changed_at: 'instant',
    },
    primary: ['partnership_id', 'person_id'],
    indexes: [['next_at']],
    foreign: [[['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
  },
  // One for each e-mail sent: whoever knows it may stop them, and nothing else.
  digest_stop: {
    columns: { token_hash: 'hash', partnership_id: 'id', person_id: 'id', made_at: 'instant' },
    primary: ['token_hash'],
    indexes: [['partnership_id', 'person_id'], ['partnership_id', 'made_at']],
    foreign: [[['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
  },
};

/** The optional e-mail about what waits. */
export const digest: Migration = {
  name: '0010-digest',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
  },
};
