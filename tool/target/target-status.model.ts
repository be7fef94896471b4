import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { TargetStatus } from './target.shared.js';

/** One line of a target's history. */
export interface StatusLine {
  targetId: string;
  /** What it became; `reworded` where only its words changed. */
  became: TargetStatus | 'reworded';
  by: string;
  at: string;
  because: string | null;
  /** What it was called before it was reworded. */
  was: string | null;
  /** The record in which it was said. */
  record: { kind: string; id: string } | null;
}

interface StatusRow extends Omit<StatusLine, 'by' | 'at' | 'record'> {
  setBy: string;
  setAt: string;
  recordKind: string | null;
  recordId: string | null;
}

export const targetStatusModel = (db: Database) => ({
  insert: (space: string, line: Omit<StatusLine, 'because' | 'was' | 'record'> & Partial<StatusLine>, tx: Tx) =>
    db.insert(
      'target_status',
      {
        id: newId(), target_id: line.targetId, space, status: line.became, set_by: line.by, set_at: line.at, because: line.because ?? null,
        was: line.was ?? null, record_kind: line.record?.kind ?? null, record_id: line.record?.id ?? null,
      },
      tx,
    ), // prettier-ignore
  /** What a history says in words, line by line, changed in place. */
  async rewrite(space: string, targetId: string, change: (words: string) => string, tx: Tx): Promise<void> {
    const rows = await db.select<{ id: string; because: string | null; was: string | null }>(
      'SELECT id, because, was FROM target_status WHERE target_id = :targetId AND space = :space AND erased_at IS NULL',
      { targetId, space },
      tx,
    );
    for (const row of rows) {
      const [because, was] = [row.because && change(row.because), row.was && change(row.was)];
      if (because === row.because && was === row.was) continue;
      await db.run('UPDATE target_status SET because = :because, was = :was WHERE id = :id', { id: row.id, because, was }, tx);
    }
  },
  /** Of several targets, the earliest first. */
  async find(space: string, targetIds: readonly string[]): Promise<StatusLine[]> {
    if (targetIds.length === 0) return [];
    const rows = await db.select<StatusRow>(
      `SELECT target_id AS targetId, status AS became, set_by AS setBy, set_at AS setAt, because, was, record_kind AS recordKind, record_id AS recordId
         FROM target_status WHERE target_id IN (:targetIds) AND space = :space ORDER BY set_at, id`,
      { targetIds: [...targetIds], space },
    );
    return rows.map(({ recordKind, recordId, setBy, setAt, ...line }) => ({
      ...line,
      by: setBy,
      at: setAt,
      record: recordKind === null || recordId === null ? null : { kind: recordKind, id: recordId },
    }));
  },
});
