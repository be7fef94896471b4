import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { SectionName, SectionView } from './observation.shared.js';

interface SectionRow {
  section: SectionName;
  body: string | null;
  revision: number;
  changed_at: string;
  salt: string | null;
  erased_at: string | null;
}

export interface StoredSection {
  view: SectionView;
  salt: string | null;
}

export const observationSectionModel = (db: Database) => ({
  /** Sections with the notes they cite: two statements. */
  async find(observationId: string, tx?: Tx): Promise<StoredSection[]> {
    const rows = await db.select<SectionRow>(
      'SELECT section, body, revision, changed_at, salt, erased_at FROM observation_section WHERE observation_id = :observationId AND space = :space',
      { observationId, space: recordSpace },
      tx,
    );
    const cited = await db.select<{ section: string; note_id: string }>(
      'SELECT section, note_id FROM observation_citation WHERE observation_id = :observationId ORDER BY note_id',
      { observationId },
      tx,
    );
    return rows.map((row) => ({
      salt: row.salt,
      view: {
        section: row.section,
        body: row.body ?? '',
        revision: row.revision,
        changedAt: row.changed_at,
        noteIds: cited.filter((citation) => citation.section === row.section).map((citation) => citation.note_id),
        erasedAt: row.erased_at,
      },
    }));
  },
  /** Every section of the form is a row from the start: at revision 0 while nobody has written it. */
  insert: (observationId: string, section: SectionName, body: string, by: string, at: string, salt: string, tx: Tx) =>
    db.insert(
      'observation_section',
      {
        observation_id: observationId,
        section,
        space: recordSpace,
        author_person_id: by,
        body,
        revision: body === '' ? 0 : 1,
        changed_at: at,
        salt,
      },
      tx,
    ),
  /** @returns true where the revision was the stored one and nothing is signed */
  async update(observationId: string, section: SectionName, revision: number, body: string, at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_section SET body = :body, changed_at = :at, revision = revision + 1
        WHERE observation_id = :observationId AND section = :section AND revision = :revision
          AND EXISTS (SELECT 1 FROM observation o WHERE o.id = :observationId AND o.state IN ('planned', 'live', 'feedback'))`,
      { observationId, section, revision, body, at },
      tx,
    );
    return changed === 1;
  },
  async replaceCitations(observationId: string, section: SectionName, noteIds: string[], tx: Tx): Promise<void> {
    await db.run(
      'DELETE FROM observation_citation WHERE observation_id = :observationId AND section = :section',
      { observationId, section },
      tx,
    );
    for (const noteId of noteIds) await db.insert('observation_citation', { observation_id: observationId, section, note_id: noteId }, tx);
  },
  async dropCitations(observationId: string, noteId: string, tx: Tx): Promise<void> {
    await db.run(
      'DELETE FROM observation_citation WHERE observation_id = :observationId AND note_id = :noteId',
      { observationId, noteId },
      tx,
    );
  },
});
