import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable } from '../schema.js';

/** Whom a trainee can call: a school's safeguarding lead and documents, and somebody else to talk to. */
export const peopleCard: Migration = {
  name: '0005-people-card',
  async up(db: Database) {
    const changed = { changed_by: 'id', changed_at: 'instant', revision: 'whole' } as const;
    const someone = { name: 'name?', reach: 'name?' } as const;
    await createTable(db, 'school_contact', {
      columns: { school_id: 'id', partnership_id: 'id', lead_name: 'name?', lead_telephone: 'name?', documents_url: 'url?', ...changed },
      primary: ['school_id'],
      foreign: [[['partnership_id'], 'partnership', ['id']], [['school_id'], 'school', ['id']]],
    }); // prettier-ignore
    // Of one placement; and of the whole partnership, where a placement names nobody.
    await createTable(db, 'placement_contact', {
      columns: { placement_id: 'id', partnership_id: 'id', ...someone, ...changed },
      primary: ['placement_id'],
      foreign: [[['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']]],
    });
    await createTable(db, 'partnership_contact', {
      columns: { partnership_id: 'id', ...someone, ...changed },
      primary: ['partnership_id'],
      foreign: [[['partnership_id'], 'partnership', ['id']]],
    });
  },
};
