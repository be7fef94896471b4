import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { NoteBody, NoteTag, NoteView } from './observation.shared.js';

interface NoteRow {
  id: string;
  tag: NoteTag;
  body: string | null;
  minute_ms: number | null;
  noted_at: string;
  position: number;
  revision: number;
  salt: string | null;
  withdrawn_at: string | null;
  erased_at: string | null;
}

export interface StoredNote {
  view: NoteView;
  salt: string | null;
}

const columns = 'id, tag, body, minute_ms, noted_at, position, revision, salt, withdrawn_at, erased_at';

const fromRow = (row: NoteRow): StoredNote => ({
  salt: row.salt,
  view: {
    id: row.id,
    tag: row.tag,
    body: row.body ?? '',
    minuteMs: row.minute_ms,
    notedAt: row.noted_at,
    position: row.position,
    revision: row.revision,
    withdrawn: row.withdrawn_at !== null,
    erasedAt: row.erased_at,
  },
});

const toColumns = ({ tag, body, minuteMs, notedAt, position }: NoteBody) => ({
  tag,
  body,
  minute_ms: minuteMs,
  noted_at: notedAt,
  position,
});

// The same check as the service makes under the lock, where the row is written: signed words cannot change by any path.
const whileDraft = `EXISTS (SELECT 1 FROM observation o WHERE o.id = :observationId AND o.state IN ('planned', 'live', 'feedback'))`;

export const observationNoteModel = (db: Database) => ({
  async find(observationId: string, tx?: Tx): Promise<StoredNote[]> {
    const rows = await db.select<NoteRow>(
      `SELECT ${columns} FROM observation_note WHERE observation_id = :observationId AND space = :space ORDER BY position, id`,
      { observationId, space: recordSpace },
      tx,
    );
    return rows.map(fromRow);
  },
  /** One note of this observation; `elsewhere` where the id is taken by another one. */
  async findOne(observationId: string, id: string, tx: Tx): Promise<StoredNote | 'elsewhere' | null> {
    const [row] = await db.select<NoteRow & { observation_id: string }>(
      `SELECT observation_id, ${columns} FROM observation_note WHERE id = :id`,
      { id },
      tx,
    );
    if (!row) return null;
    return row.observation_id === observationId ? fromRow(row) : 'elsewhere';
  },
  async count(observationId: string, tx: Tx): Promise<number> {
    const rows = await db.select<{ notes: number }>(
      'SELECT COUNT(*) AS notes FROM observation_note WHERE observation_id = :observationId',
      { observationId },
      tx,
    );
    return rows[0]?.notes ?? 0;
  },
  /** How many of these notes belong to this observation and stand. */
  async countStanding(observationId: string, ids: string[], tx: Tx): Promise<number> {
    if (ids.length === 0) return 0;
    const rows = await db.select<{ notes: number }>(
      'SELECT COUNT(*) AS notes FROM observation_note WHERE observation_id = :observationId AND id IN (:ids) AND withdrawn_at IS NULL',
      { observationId, ids },
      tx,
    );
    return rows[0]?.notes ?? 0;
  },
  insert: (observationId: string, id: string, body: NoteBody, by: string, salt: string, tx: Tx) =>
    db.insert(
      'observation_note',
      { id, observation_id: observationId, space: recordSpace, author_person_id: by, ...toColumns(body), revision: 1, salt },
      tx,
    ),
  async update(observationId: string, id: string, revision: number, body: NoteBody, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_note SET tag = :tag, body = :body, minute_ms = :minute_ms, noted_at = :noted_at, position = :position,
         withdrawn_at = NULL, revision = revision + 1 WHERE id = :id AND observation_id = :observationId AND revision = :revision AND ${whileDraft}`,
      { id, observationId, revision, ...toColumns(body) },
      tx,
    );
    return changed === 1;
  },
  async withdraw(observationId: string, id: string, at: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE observation_note SET withdrawn_at = :at, revision = revision + 1
        WHERE id = :id AND observation_id = :observationId AND withdrawn_at IS NULL AND ${whileDraft}`,
      { id, observationId, at },
      tx,
    );
  },
});
