import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { createTable, type TableShape } from '../schema.js';

// prettier-ignore
const tables: Record<string, TableShape> = {
  // Without a partnership: it ships with the tool and is everybody's.
  framework: {
    columns: { id: 'id', partnership_id: 'id?', name: 'name', created_at: 'instant' },
    primary: ['id'],
    indexes: [['partnership_id']],
  },
  framework_version: {
    columns: {
      id: 'id', framework_id: 'id', partnership_id: 'id?', version: 'whole', name: 'name', attribution: 'text', digest: 'hash', published_at: 'instant',
    },
    primary: ['id'],
    unique: [['framework_id', 'version']],
    foreign: [[['framework_id'], 'framework', ['id']]],
  },
  curriculum_area: {
    columns: { id: 'id', framework_version_id: 'id', partnership_id: 'id?', code: 'name', name: 'name', position: 'whole' },
    primary: ['id'],
    unique: [['framework_version_id', 'position']],
    foreign: [[['framework_version_id'], 'framework_version', ['id']]],
  },
  // What a partnership chose; a row for each framework and form somebody said something of.
  framework_choice: {
    columns: { partnership_id: 'id', framework_id: 'id', in_force: 'flag', changed_at: 'instant' },
    primary: ['partnership_id', 'framework_id'],
    foreign: [[['partnership_id'], 'partnership', ['id']], [['framework_id'], 'framework', ['id']]],
  },
  form_choice: {
    columns: { partnership_id: 'id', template_id: 'id', shown: 'flag', changed_at: 'instant' },
    primary: ['partnership_id', 'template_id'],
    foreign: [[['partnership_id'], 'partnership', ['id']], [['template_id'], 'form_template', ['id']]],
  },
};

/** Frameworks by version, their areas, and what each partnership uses of them and of the forms. */
export const frameworks: Migration = {
  name: '0018-frameworks',
  async up(db: Database) {
    for (const [table, shape] of Object.entries(tables)) await createTable(db, table, shape);
  },
};
