import * as z from 'zod/mini';
import type { Database, Tx } from '../db/database.js';
import { recordSpace, type ObservationRow } from './observation.model.js';
import type { NoteTag, NoteView, WholeNote } from './observation.shared.js';

interface NoteRow {
  id: string;
  tag: NoteTag;
  body: string | null;
  minute_ms: number | null;
  noted_at: string;
  position: number;
  area_ids: string | null;
  why: string | null;
  revision: number;
  salt: string | null;
  withdrawn_at: string | null;
  erased_at: string | null;
}

/** A record with questions that its trainee has not answered. */
export type AskedRow = Pick<ObservationRow, 'id' | 'placement_id' | 'lesson_on' | 'state' | 'observer_person_id'> & {
  released_at: string;
  questions: number;
};

export interface StoredNote {
  view: NoteView;
  salt: string | null;
}

const columns = 'id, tag, body, minute_ms, noted_at, position, area_ids, why, revision, salt, withdrawn_at, erased_at';
const areaIdsIn = z.array(z.string());

const fromRow = (row: NoteRow): StoredNote => ({
  salt: row.salt,
  view: {
    id: row.id,
    tag: row.tag,
    body: row.body ?? '',
    minuteMs: row.minute_ms,
    notedAt: row.noted_at,
    position: row.position,
    areaIds: row.area_ids === null ? [] : areaIdsIn.parse(JSON.parse(row.area_ids)),
    why: row.why ?? '',
    revision: row.revision,
    withdrawn: row.withdrawn_at !== null,
    erasedAt: row.erased_at,
  },
});

const toColumns = ({ tag, body, minuteMs, notedAt, position, areaIds, why }: WholeNote) => ({
  tag,
  body,
  minute_ms: minuteMs,
  noted_at: notedAt,
  position,
  area_ids: areaIds.length === 0 ? null : JSON.stringify(areaIds),
  why: why === '' ? null : why,
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
  /**
   * Released records of these placements with questions that nobody answered, and how many. The policy decides about each row.
   * @param since ISO instant: those released before it are let rest
   */
  async unanswered(partnershipId: string, placementIds: string[], since: string, limit: number): Promise<AskedRow[]> {
    // From the records to their notes, said to both databases; answers are counted, because MariaDB turns a NOT EXISTS round and reads them all.
    const join = db.dialect === 'mysql' ? 'STRAIGHT_JOIN' : 'CROSS JOIN';
    // Few notes, as in a partnership's first weeks, and MariaDB reads them all.
    const byRecord = db.dialect === 'mysql' ? 'FORCE INDEX (observation_note_observation_id_position)' : '';
    return db.select<AskedRow>(
      `SELECT o.id, o.placement_id, o.lesson_on, o.state, o.observer_person_id, o.released_at, COUNT(*) AS questions
         FROM observation o ${join} observation_note n ${byRecord} ON n.observation_id = o.id AND n.space = o.space
        WHERE o.placement_id IN (:placementIds) AND o.state IN ('signed', 'read') AND o.partnership_id = :partnershipId AND o.space = :space
          AND o.released_at >= :since AND n.tag = 'question' AND n.withdrawn_at IS NULL AND n.erased_at IS NULL
          AND (SELECT COUNT(*) FROM observation_remark r WHERE r.observation_id = o.id AND r.note_id = n.id) = 0
        GROUP BY o.id, o.placement_id, o.lesson_on, o.state, o.observer_person_id, o.released_at
        ORDER BY o.released_at, o.id LIMIT :limit`,
      { partnershipId, placementIds, space: recordSpace, since, limit },
    );
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
  insert: (observationId: string, id: string, body: WholeNote, by: string, salt: string, tx: Tx) =>
    db.insert(
      'observation_note',
      { id, observation_id: observationId, space: recordSpace, author_person_id: by, ...toColumns(body), revision: 1, salt },
      tx,
    ),
  async update(observationId: string, id: string, revision: number, body: WholeNote, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE observation_note SET tag = :tag, body = :body, minute_ms = :minute_ms, noted_at = :noted_at, position = :position,
         area_ids = :area_ids, why = :why, withdrawn_at = NULL, revision = revision + 1 WHERE id = :id AND observation_id = :observationId AND revision = :revision AND ${whileDraft}`,
      { id, observationId, revision, ...toColumns(body) },
      tx,
    );
    return changed === 1;
  },
  /** The one way a signed note changes: words go, and its salt with them. */
  async redact(observationId: string, id: string, field: 'body' | 'why', text: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE observation_note SET ${field} = :text, salt = NULL WHERE id = :id AND observation_id = :observationId AND erased_at IS NULL`,
      { id, observationId, text },
      tx,
    );
  },
  async withdraw(observationId: string, id: string, at: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE observation_note SET withdrawn_at = :at, revision = revision + 1
        WHERE id = :id AND observation_id = :observationId AND withdrawn_at IS NULL AND ${whileDraft}`,
      { id, observationId, at },
      tx,
    );
  },
  /** Of signed observations of a placement, those of these ids that stand, with their lesson's day. */
  findSigned: (
    at: { partnershipId: string; placementId: string },
    ids: readonly string[],
    now: string,
  ): Promise<{ id: string; body: string | null; observationId: string; lessonOn: string }[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : db.select(
          `SELECT n.id, n.body, o.id AS observationId, o.lesson_on AS lessonOn FROM observation_note n
             JOIN observation o ON o.id = n.observation_id AND o.space = n.space
            WHERE n.id IN (:ids) AND n.withdrawn_at IS NULL AND n.space = :space AND o.placement_id = :placementId
              AND o.partnership_id = :partnershipId AND o.state IN ('signed', 'read')
              AND (o.released_at IS NULL OR o.released_at <= :now)`,
          { ...at, ids: [...ids], space: recordSpace, now },
        ),
});
