import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createIndexes, createTable, type TableShape } from '../schema.js';

// prettier-ignore
const selfView: TableShape = {
  // The trainee's own answers, theirs alone until they are given. Named by the lesson's record and no part of it: another space.
  columns: {
    observation_id: 'id', section: 'word', space: 'word', placement_id: 'id', partnership_id: 'id', author_person_id: 'id', body: 'text?',
    revision: 'whole', changed_at: 'instant',
  },
  primary: ['observation_id', 'section'],
  indexes: [['author_person_id']],
  foreign: [
    [['observation_id', 'placement_id'], 'observation', ['id', 'placement_id']],
    [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
  ],
};

// prettier-ignore
const givenView: TableShape = {
  // What was given, copied into the record's space and sealed.
  columns: {
    observation_id: 'id', section: 'word', space: 'word', view_id: 'id', author_person_id: 'id', body: 'text?', given_at: 'instant', salt: 'hash?',
    erased_at: 'instant?', erased_because: 'name?',
  },
  primary: ['observation_id', 'section'],
  indexes: [['view_id']],
  foreign: [[['observation_id', 'space'], 'observation', ['id', 'space']]],
};

// prettier-ignore
const redaction: TableShape = {
  // Words removed from one signed text, or asked to be. `passages` are places in the text, as JSON; the words themselves are nowhere in it.
  columns: {
    id: 'id', observation_id: 'id', space: 'word', placement_id: 'id', partnership_id: 'id', part: 'name', passages: 'text',
    reason: 'word', note: 'text?', state: 'word', asked_by: 'id', asked_at: 'instant', decided_by: 'id?', decided_as: 'word?',
    decided_at: 'instant?', logged_at: 'instant?', salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
  },
  primary: ['id'],
  indexes: [['observation_id', 'part'], ['partnership_id', 'state'], ['state', 'logged_at']],
  foreign: [
    [['observation_id', 'space'], 'observation', ['id', 'space']],
    [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
  ],
};

/** When a signed record is read, the trainee's own view of the lesson, and words removed from what was signed. */
export const release: Migration = {
  name: '0020-release',
  async up(db: Database) {
    // `released_at` was there from the first day and has always been the moment of signing; from now on it may lie ahead.
    await addColumns(db, 'observation', { release_how: 'word?', view_given_at: 'instant?', view_skipped_at: 'instant?' });
    await addColumns(db, 'target', { shown_from: 'instant?' });
    await addColumns(db, 'target_outcome', { shown_from: 'instant?' });
    await createIndexes(db, 'observation', [['placement_id', 'state', 'released_at', 'lesson_on', 'space', 'signed_at', 'partnership_id']]);
    await createIndexes(db, 'target', [['placement_id', 'status', 'space', 'shown_from', 'changed_at', 'partnership_id']]);
    await createTable(db, 'observation_self_view', selfView);
    await createTable(db, 'observation_given_view', givenView);
    await createTable(db, 'observation_redaction', redaction);
  },
};
