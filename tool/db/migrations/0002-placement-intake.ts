import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable, type TableShape } from '../schema.js';

/** Placement lists a coordinator uploaded, row by row: tried out, confirmed, and waiting for people who have not come yet. */
// prettier-ignore
const tables: Record<string, TableShape> = {
  placement_intake: {
    columns: {
      id: 'id', partnership_id: 'id', context_ref: 'id', platform_kid: 'hash', file_name: 'name', state: 'word', revision: 'whole',
      summary: 'text', created_by: 'id', created_at: 'instant', confirmed_by: 'id?', confirmed_at: 'instant?', done_at: 'instant?',
    },
    primary: ['id'],
    unique: [['id', 'partnership_id']],
    indexes: [['partnership_id', 'created_at'], ['state', 'created_at']],
    foreign: [[['partnership_id'], 'partnership', ['id']], [['context_ref'], 'context', ['id']], [['platform_kid'], 'platform', ['kid']]],
  },
  // `line` is the row's number in the spreadsheet. E-mails are kept in small letters.
  placement_intake_row: {
    columns: {
      intake_id: 'id', line: 'whole', partnership_id: 'id', state: 'word', flagged: 'flag', student_number: 'name?', email: 'name?',
      trainee_name: 'name?', school: 'name?', subject: 'name?', phase: 'name?', starts_on: 'day?', ends_on: 'day?', tutor: 'name?',
      mentor_name: 'name?', mentor_email: 'name?', problems: 'text', finding: 'text', placement_id: 'id?', settled_at: 'instant?',
    },
    primary: ['intake_id', 'line'],
    indexes: [['partnership_id', 'state'], ['state', 'ends_on'], ['placement_id']],
    foreign: [
      [['intake_id', 'partnership_id'], 'placement_intake', ['id', 'partnership_id']],
      [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
    ],
  },
};

export const placementIntake: Migration = {
  name: '0002-placement-intake',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
  },
};
