import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable, type TableShape } from '../schema.js';

// Curriculum areas a target is tagged with.
const targetArea: TableShape = {
  columns: { target_id: 'id', space: 'word', area_id: 'id' },
  primary: ['target_id', 'area_id'],
  indexes: [['area_id']],
  foreign: [
    [['target_id', 'space'], 'target', ['id', 'space']],
    [['area_id'], 'curriculum_area', ['id']],
  ],
};

// The words a record was signed with, from the moment they are changed: the target itself says what is worked on now.
// prettier-ignore
const targetWording: TableShape = {
  columns: {
    record_kind: 'word', record_id: 'id', target_id: 'id', space: 'word', partnership_id: 'id', wording: 'text?', why: 'text?', actions: 'text?',
    support: 'text?', by_on: 'day?', position: 'whole', link_url: 'url?', link_title: 'name?', area_ids: 'text', note_ids: 'text', kept_at: 'instant',
    salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
  },
  primary: ['record_kind', 'record_id', 'target_id'],
  indexes: [['target_id']],
  foreign: [[['target_id', 'space'], 'target', ['id', 'space']]],
};

// What a record says became of an earlier target; `wording` is what the target was called when it was signed.
// prettier-ignore
const targetOutcomeTable: TableShape = {
  columns: {
    record_kind: 'word', record_id: 'id', target_id: 'id', space: 'word', partnership_id: 'id', outcome: 'word', because: 'text?', wording: 'text?',
    note_ids: 'text', said_by: 'id', changed_at: 'instant', revision: 'whole', salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
  },
  primary: ['record_kind', 'record_id', 'target_id'],
  indexes: [['target_id']],
  foreign: [[['target_id', 'space'], 'target', ['id', 'space']]],
};

/** A target goes on after it was agreed: reworded, parked, closed, and asked about in the next record. */
export const targetLife: Migration = {
  name: '0019-target-life',
  async up(db: Database) {
    await addColumns(db, 'target', { why: 'text?', link_url: 'url?', link_title: 'name?' });
    // Why, what it was called before, and in which record it was said; the words of an answer stay with the answer.
    await addColumns(db, 'target_status', {
      because: 'text?', was: 'text?', record_kind: 'word?', record_id: 'id?', erased_at: 'instant?', erased_because: 'name?',
    }); // prettier-ignore
    await createTable(db, 'target_area', targetArea);
    await createTable(db, 'target_wording', targetWording);
    await createTable(db, 'target_outcome', targetOutcomeTable);
  },
};
