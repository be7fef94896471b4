import type { Database, Tx } from '../db/database.js';
import { noteEvidence } from './target.shared.js';

/** Something that shows a target was worked on, named by what it is and its id. */
export interface EvidenceName {
  kind: string;
  id: string;
}

export const targetEvidenceModel = (db: Database) => ({
  /** Everything named by these targets, in the order it was named. */
  find: (space: string, targetIds: readonly string[]): Promise<(EvidenceName & { targetId: string })[]> =>
    targetIds.length === 0
      ? Promise.resolve([])
      : db.select<EvidenceName & { targetId: string }>(
          `SELECT target_id AS targetId, kind, evidence_id AS id FROM target_evidence WHERE target_id IN (:targetIds) AND space = :space
            ORDER BY added_at, kind, evidence_id`,
          { targetIds: [...targetIds], space },
        ),
  /** Names more evidence; what is named already stays as it was. */
  async add(id: string, space: string, evidence: readonly EvidenceName[], by: string, at: string, tx: Tx): Promise<void> {
    if (evidence.length === 0) return;
    const known = await db.select<EvidenceName>(
      'SELECT kind, evidence_id AS id FROM target_evidence WHERE target_id = :id AND space = :space',
      { id, space },
      tx,
    );
    const named = new Set(known.map((one) => `${one.kind}/${one.id}`));
    for (const one of evidence) {
      if (named.has(`${one.kind}/${one.id}`)) continue;
      named.add(`${one.kind}/${one.id}`);
      await db.insert('target_evidence', { target_id: id, space, kind: one.kind, evidence_id: one.id, added_by: by, added_at: at }, tx);
    }
  },
  async replaceNotes(id: string, space: string, noteIds: readonly string[], by: string, at: string, tx: Tx): Promise<void> {
    await db.run('DELETE FROM target_evidence WHERE target_id = :id AND kind = :kind', { id, kind: noteEvidence }, tx);
    for (const evidenceId of new Set(noteIds)) {
      await db.insert(
        'target_evidence',
        { target_id: id, space, kind: noteEvidence, evidence_id: evidenceId, added_by: by, added_at: at },
        tx,
      );
    }
  },
  /** A note that was withdrawn is evidence for nothing. */
  async dropNote(originId: string, noteId: string, tx: Tx): Promise<void> {
    await db.run(
      `DELETE FROM target_evidence WHERE kind = :kind AND evidence_id = :noteId
          AND target_id IN (SELECT id FROM target WHERE origin_id = :originId AND status IN ('draft', 'withdrawn'))`,
      { kind: noteEvidence, noteId, originId },
      tx,
    );
  },
});
