import type { Database } from '../database.js';
import type { Migration } from '../migration.js';
import { addColumns, createTable } from '../schema.js';

/** What a live note may carry, the prompts agreed for a lesson, and the trainee's answers to questions. */
export const notes: Migration = {
  name: '0017-notes',
  async up(db: Database) {
    // `area_ids`: a JSON list of curriculum areas. `why`: what was behind a prompt, told after the lesson.
    await addColumns(db, 'observation_note', { area_ids: 'text?', why: 'text?' });
    // The question that a remark of the kind `answer` answers.
    await addColumns(db, 'observation_remark', { note_id: 'id?' });
    // One text of the plan: a prompt a line.
    await createTable(db, 'observation_prompt_pad', {
      columns: {
        observation_id: 'id', space: 'word', author_person_id: 'id', body: 'text?', revision: 'whole', changed_at: 'instant', salt: 'hash?',
        erased_at: 'instant?', erased_because: 'name?',
      },
      primary: ['observation_id'],
      foreign: [[['observation_id', 'space'], 'observation', ['id', 'space']]],
    }); // prettier-ignore
  },
};
