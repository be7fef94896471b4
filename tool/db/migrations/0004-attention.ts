import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createIndexes, createTable } from '../schema.js';

/**
 * When a trainee needs their tutor, as the partnership or one tutor has chosen; and indexes that answer the tutor's table and the counts of
 * the gradebook by themselves: the rows of a placement's records lie all over a large table.
 */
export const attention: Migration = {
  name: '0004-attention',
  async up(db: Database) {
    await createTable(db, 'attention_rule', {
      // `id` is the partnership's, or the person's whose own rules they are; `days` is JSON.
      columns: {
        id: 'id', partnership_id: 'id', person_id: 'id?', days: 'text', revision: 'whole', changed_at: 'instant', changed_by: 'id',
      },
      primary: ['id'],
      foreign: [[['partnership_id'], 'partnership', ['id']], [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
    }); // prettier-ignore
    await createIndexes(db, 'observation', [
      ['placement_id', 'state', 'lesson_on', 'kind', 'space', 'observer_person_id', 'signed_at', 'partnership_id'],
    ]);
    await createIndexes(db, 'target', [['placement_id', 'status', 'space', 'changed_at', 'partnership_id']]);
    await createIndexes(db, 'claim_code', [['partnership_id', 'used_at', 'withdrawn_at', 'expires_at']]);
    await createIndexes(db, 'placement', [['partnership_id', 'ends_on']]);
  },
};
