import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable, type TableShape } from '../schema.js';

// Whoever knows the address reads when lessons are planned, and nothing else. One a person, so that a new one ends the one before.
const calendarFeed: TableShape = {
  columns: { partnership_id: 'id', person_id: 'id', token_hash: 'hash', made_at: 'instant', read_at: 'instant?' },
  primary: ['partnership_id', 'person_id'],
  unique: [['token_hash']],
  foreign: [[['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']]],
};

/** The secret address from which a calendar program reads planned lessons. */
export const calendar: Migration = {
  name: '0021-calendar',
  async up(db: Database) {
    await createTable(db, 'calendar_feed', calendarFeed);
  },
};
