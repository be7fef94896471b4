import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable, type TableShape } from '../schema.js';

// prettier-ignore
const tables: Record<string, TableShape> = {
  review_point: {
    columns: {
      id: 'id', partnership_id: 'id', name: 'name', due_on: 'day?', template_version_id: 'id', lead_signs: 'flag', outcomes: 'text',
      maximum: 'whole?', ended_at: 'instant?', revision: 'whole', changed_at: 'instant',
    },
    primary: ['id'],
    unique: [['id', 'partnership_id']],
    indexes: [['partnership_id']],
    foreign: [[['partnership_id'], 'partnership', ['id']], [['template_version_id'], 'form_template_version', ['id']]],
  },
  // What was set up when it was opened stays with it: a later change of the review point changes nothing that is being written.
  review: {
    columns: {
      id: 'id', space: 'word', partnership_id: 'id', placement_id: 'id', kind: 'word', review_point_id: 'id?', template_version_id: 'id', name: 'name',
      lead_signs: 'flag', outcomes: 'text', maximum: 'whole?', state: 'word', opened_by: 'id', opened_at: 'instant', sealed_at: 'instant?',
      completed_at: 'instant?', changed_at: 'instant', revision: 'whole',
    },
    primary: ['id'],
    unique: [['id', 'space'], ['placement_id', 'review_point_id']],
    indexes: [['partnership_id', 'state'], ['review_point_id', 'partnership_id']],
    foreign: [
      [['placement_id', 'partnership_id'], 'placement', ['id', 'partnership_id']],
      [['review_point_id', 'partnership_id'], 'review_point', ['id', 'partnership_id']],
      [['template_version_id'], 'form_template_version', ['id']],
    ],
  },
  review_section: {
    columns: {
      review_id: 'id', section: 'word', space: 'word', author_person_id: 'id?', body: 'text?', revision: 'whole', changed_at: 'instant',
      salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['review_id', 'section'],
    foreign: [[['review_id', 'space'], 'review', ['id', 'space']]],
  },
  // Written when the words are fixed: which signed records and targets there were, and how they read.
  review_evidence: {
    columns: {
      review_id: 'id', kind: 'word', evidence_id: 'id', space: 'word', record_id: 'id', happened_on: 'day', wording: 'text?', position: 'whole',
      salt: 'hash?', erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['review_id', 'kind', 'evidence_id'],
    foreign: [[['review_id', 'space'], 'review', ['id', 'space']]],
  },
  review_reopening: {
    columns: {
      id: 'id', review_id: 'id', space: 'word', person_id: 'id', reason: 'text?', signatures: 'whole', reopened_at: 'instant',
      erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['id'],
    indexes: [['review_id']],
    foreign: [[['review_id', 'space'], 'review', ['id', 'space']]],
  },
  review_remark: {
    columns: {
      id: 'id', review_id: 'id', space: 'word', author_person_id: 'id', body: 'text?', created_at: 'instant', salt: 'hash?',
      erased_at: 'instant?', erased_because: 'name?',
    },
    primary: ['id'],
    indexes: [['review_id']],
    foreign: [[['review_id', 'space'], 'review', ['id', 'space']]],
  },
  gradebook_setting: {
    columns: { partnership_id: 'id', formative_only: 'flag', changed_at: 'instant' },
    primary: ['partnership_id'],
    foreign: [[['partnership_id'], 'partnership', ['id']]],
  },
};

/** Review points and support plans, and what a partnership lets into the gradebook. */
export const review: Migration = {
  name: '0022-review',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
    // What a column of its own is called; a count's column is called after its activity.
    await addColumns(db, 'score_outbox', { column_label: 'name?' });
  },
};
