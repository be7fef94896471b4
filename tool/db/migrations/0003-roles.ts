import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createIndexes, createTable } from '../schema.js';

/** Codes for a school's lead, requests to be added, closing statements, and the indexes that ended roles and leavers are found by. */
export const roles: Migration = {
  name: '0003-roles',
  async up(db: Database) {
    await addColumns(db, 'claim_code', { school_id: 'id?' });
    await createIndexes(db, 'role_held', [['school_id', 'role'], ['role', 'ended_at']]); // prettier-ignore
    await createIndexes(db, 'membership', [['sub']]);
    // `open_mark` is null once decided: of an identity and course one request is open at a time, and any number are decided.
    await createTable(db, 'role_request', {
      columns: {
        id: 'id', partnership_id: 'id', identity_id: 'id', context_ref: 'id', asked_at: 'instant', open_mark: 'word?', decided_at: 'instant?',
        decided_by: 'id?', outcome: 'word?',
      },
      primary: ['id'],
      unique: [['identity_id', 'context_ref', 'partnership_id', 'open_mark']],
      indexes: [['partnership_id', 'open_mark']],
      foreign: [
        [['partnership_id'], 'partnership', ['id']],
        [['identity_id'], 'identity', ['id']],
        [['context_ref'], 'context', ['id']],
      ],
    }); // prettier-ignore
    await createTable(db, 'placement_closing', {
      columns: {
        placement_id: 'id', space: 'word', partnership_id: 'id', body: 'text?', written_on: 'day', author_person_id: 'id', created_at: 'instant',
        changed_at: 'instant', revision: 'whole', erased_at: 'instant?', erased_because: 'name?',
      },
      primary: ['placement_id'],
      foreign: [[['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']]],
    }); // prettier-ignore
  },
};
