import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable } from '../schema.js';

/** Keys under which a browser keeps what somebody wrote on a placement until it could be sent. */
export const device: Migration = {
  name: '0016-device',
  async up(db: Database) {
    await createTable(db, 'device_key', {
      columns: {
        id: 'id', partnership_id: 'id', person_id: 'id', placement_id: 'id', device_id: 'id', key_sealed: 'text', created_at: 'instant', given_at: 'instant',
      },
      primary: ['id'],
      unique: [['person_id', 'placement_id', 'device_id']],
      indexes: [['partnership_id', 'given_at'], ['placement_id']],
      foreign: [
        [['person_id', 'partnership_id'], 'person', ['id', 'partnership_id']],
        [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
      ],
    }); // prettier-ignore
  },
};
