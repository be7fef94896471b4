import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable, type TableShape } from '../schema.js';

// What was chosen when an activity was placed. Its id travels in the link's own parameters; the first link that names it takes it, once.
// prettier-ignore
const linkChoice: TableShape = {
  columns: {
    id: 'id', partnership_id: 'id', deployment_ref: 'id', context_ref: 'id?', ticket_hash: 'hash', shows: 'word', sends: 'word', required_count: 'whole',
    chosen_by: 'id?', chosen_at: 'instant', link_ref: 'id?', taken_at: 'instant?',
  },
  primary: ['id'],
  unique: [['ticket_hash']],
  indexes: [['partnership_id'], ['link_ref']],
  foreign: [[['partnership_id'], 'partnership', ['id']], [['deployment_ref'], 'deployment', ['id']]],
};

/** Activities placed by the picker, copies of a course, and what a launch is for beside opening the page. */
export const deepLinking: Migration = {
  name: '0014-deep-linking',
  async up(db: Database) {
    await createTable(db, 'link_choice', linkChoice);
    // The choice a link was placed with, and the course it was copied from.
    await addColumns(db, 'resource_link', { choice_id: 'id?', copied_from: 'id?' });
    await addColumns(db, 'session', { errand: 'word?', errand_ref: 'id?' });
  },
};
