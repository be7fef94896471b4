import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { PromptPad } from './observation.shared.js';

interface PromptRow {
  body: string | null;
  revision: number;
  salt: string | null;
  erased_at: string | null;
}

export interface StoredPrompts {
  view: PromptPad;
  salt: string | null;
}

const none: StoredPrompts = { view: { texts: [], revision: 0, erasedAt: null }, salt: null };

/** The prompts of a plan: one text, a prompt a line; no row while nobody wrote any. */
export const observationPromptModel = (db: Database) => ({
  async find(observationId: string, tx?: Tx): Promise<StoredPrompts> {
    const [row] = await db.select<PromptRow>(
      'SELECT body, revision, salt, erased_at FROM observation_prompt_pad WHERE observation_id = :observationId AND space = :space',
      { observationId, space: recordSpace },
      tx,
    );
    if (!row) return none;
    const texts = (row.body ?? '').split('\n').filter((line) => line !== '');
    return { salt: row.salt, view: { texts, revision: row.revision, erasedAt: row.erased_at } };
  },
  insert: (observationId: string, texts: string[], by: string, at: string, salt: string, tx: Tx) =>
    db.insert(
      'observation_prompt_pad',
      {
        observation_id: observationId,
        space: recordSpace,
        author_person_id: by,
        body: texts.join('\n'),
        revision: 1,
        changed_at: at,
        salt,
      },
      tx,
    ),
  /** @returns true where the revision was the stored one and nothing is signed */
  async update(observationId: string, revision: number, texts: string[], at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_prompt_pad SET body = :body, changed_at = :at, revision = revision + 1
        WHERE observation_id = :observationId AND revision = :revision
          AND EXISTS (SELECT 1 FROM observation o WHERE o.id = :observationId AND o.state IN ('planned', 'live', 'feedback'))`,
      { observationId, revision, body: texts.join('\n'), at },
      tx,
    );
    return changed === 1;
  },
  /** The one way signed prompts change: words go, and their salt with them. */
  async redact(observationId: string, texts: string[], tx: Tx): Promise<void> {
    await db.run(
      'UPDATE observation_prompt_pad SET body = :body, salt = NULL WHERE observation_id = :observationId AND erased_at IS NULL',
      { observationId, body: texts.join('\n') },
      tx,
    );
  },
});
