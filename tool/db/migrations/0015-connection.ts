import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable, type TableShape } from '../schema.js';

// prettier-ignore
const connectionCheck: TableShape = {
  // The last check of a deployment, one for each partnership it serves. `beat_at` is the claim of a check that goes on.
  columns: {
    partnership_id: 'id', deployment_ref: 'id', check_id: 'id', context_ref: 'id?', link_ref: 'id?', begun_by: 'id?', findings: 'text', frame: 'text?',
    began_at: 'instant', beat_at: 'instant', ended_at: 'instant?',
  },
  primary: ['partnership_id', 'deployment_ref'],
  foreign: [[['deployment_ref', 'partnership_id'], 'deployment_partnership', ['deployment_ref', 'partnership_id']]],
};

/** When a course's list was last asked for, so that one process asks; how a session began; what a check of the connection found. */
export const connection: Migration = {
  name: '0015-connection',
  async up(db: Database) {
    await addColumns(db, 'context', { roster_tried_at: 'instant?' });
    await addColumns(db, 'session', { carried_by: 'word?', clock_ahead: 'whole?' });
    await createTable(db, 'connection_check', connectionCheck);
  },
};
