import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createIndexes } from '../schema.js';

/** The few observations that were withdrawn are found among all that were not: the daily clearing out asks for them table by table, and whether a lesson has another. */
export const withdrawn: Migration = {
  name: '0011-withdrawn',
  async up(db: Database) {
    await createIndexes(db, 'observation', [['partnership_id', 'state', 'withdrawn_at'], ['lesson_id']]);
  },
};
