import type { Database, Tx } from '../db/database.js';
import { readIds } from './target-wording.model.js';
import type { Origin } from './target.model.js';
import type { OutcomeBody, TargetOutcome } from './target.shared.js';

export interface StoredOutcome {
  targetId: string;
  record: { kind: string; id: string };
  body: OutcomeBody;
  /** What the target was called when the record was signed; null before. */
  wording: string | null;
  revision: number;
  salt: string | null;
  erasedAt: string | null;
}

/** Words of an answer that can be removed from what was signed; `wording` is what the target was called. */
export type RedactedAnswer = 'because' | 'wording';

interface OutcomeRow {
  target_id: string;
  record_kind: string;
  record_id: string;
  outcome: TargetOutcome;
  because: string | null;
  wording: string | null;
  note_ids: string;
  revision: number;
  salt: string | null;
  erased_at: string | null;
}

const columns = 'target_id, record_kind, record_id, outcome, because, wording, note_ids, revision, salt, erased_at';

const fromRow = (row: OutcomeRow): StoredOutcome => ({
  targetId: row.target_id,
  record: { kind: row.record_kind, id: row.record_id },
  body: { outcome: row.outcome, because: row.because ?? '', noteIds: readIds(row.note_ids) },
  wording: row.wording,
  revision: row.revision,
  salt: row.salt,
  erasedAt: row.erased_at,
});

const ofRecord = 'record_kind = :kind AND record_id = :id AND space = :space AND partnership_id = :partnershipId';
const nameOf = ({ kind, id, space, partnershipId }: Origin) => ({ kind, id, space, partnershipId });

export const targetOutcomeModel = (db: Database) => ({
  async find(record: Origin, tx?: Tx): Promise<StoredOutcome[]> {
    const rows = await db.select<OutcomeRow>(
      `SELECT ${columns} FROM target_outcome WHERE ${ofRecord} ORDER BY target_id`,
      nameOf(record),
      tx,
    );
    return rows.map(fromRow);
  },
  /** What signed records that can be read said of these targets; an unsigned answer is its writer's. @param now an instant */
  async findSigned(partnershipId: string, space: string, targetIds: readonly string[], now: string): Promise<StoredOutcome[]> {
    if (targetIds.length === 0) return [];
    const rows = await db.select<OutcomeRow>(
      `SELECT ${columns} FROM target_outcome
        WHERE target_id IN (:targetIds) AND space = :space AND partnership_id = :partnershipId AND wording IS NOT NULL
          AND (shown_from IS NULL OR shown_from <= :now)`,
      { targetIds: [...targetIds], space, partnershipId, now },
    );
    return rows.map(fromRow);
  },
  insert: (record: Origin, targetId: string, body: OutcomeBody, by: string, at: string, salt: string, tx: Tx) =>
    db.insert(
      'target_outcome',
      {
        record_kind: record.kind, record_id: record.id, target_id: targetId, space: record.space, partnership_id: record.partnershipId,
        outcome: body.outcome, because: body.because, note_ids: JSON.stringify(body.noteIds), said_by: by, changed_at: at, revision: 1, salt,
      },
      tx,
    ), // prettier-ignore
  /** @returns true where the revision was the stored one and the record is not signed */
  async update(record: Origin, targetId: string, revision: number, body: OutcomeBody, at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE target_outcome SET outcome = :outcome, because = :because, note_ids = :noteIds, changed_at = :at, revision = revision + 1
        WHERE ${ofRecord} AND target_id = :targetId AND revision = :revision AND wording IS NULL`,
      { ...nameOf(record), targetId, revision, at, outcome: body.outcome, because: body.because, noteIds: JSON.stringify(body.noteIds) },
      tx,
    );
    return changed === 1;
  },
  /** Signed: from now on it says what the target was called, and nothing of it changes. */
  async seal(record: Origin, targetId: string, wording: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target_outcome SET wording = :wording WHERE ${ofRecord} AND target_id = :targetId AND wording IS NULL`,
      { ...nameOf(record), targetId, wording },
      tx,
    );
  },
  async showFrom(record: Origin, at: string, tx: Tx): Promise<void> {
    await db.run(`UPDATE target_outcome SET shown_from = :at WHERE ${ofRecord}`, { ...nameOf(record), at }, tx);
  },
  /** The one way a signed answer changes: words go, and its salt with them. */
  async redact(record: Origin, targetId: string, field: RedactedAnswer, text: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target_outcome SET ${field} = :text, salt = NULL WHERE ${ofRecord} AND target_id = :targetId AND erased_at IS NULL`,
      { ...nameOf(record), targetId, text },
      tx,
    );
  },
});
