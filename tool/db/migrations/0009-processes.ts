import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable } from '../schema.js';

/** What a restore from a backup leaves behind, so that no old grade replaces a newer one. */
export const processes: Migration = {
  name: '0009-processes',
  async up(db: Database) {
    // What happened between the two instants is not known here any more; it may stand in a gradebook.
    await createTable(db, 'restore_point', {
      columns: { id: 'id', backed_up_at: 'instant', restored_at: 'instant' },
      primary: ['id'],
    });
    // When the cell was last compared with the gradebook, or a person said that it may be replaced.
    await addColumns(db, 'score_stamp', { compared_at: 'instant?' });
  },
};
