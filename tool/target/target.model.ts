import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';
import type { CurrentTarget, TargetBody, TargetStatus } from './target.shared.js';

interface TargetRow {
  id: string;
  wording: string | null;
  actions: string | null;
  support: string | null;
  by_on: string | null;
  status: TargetStatus;
  position: number;
  revision: number;
  salt: string | null;
  erased_at: string | null;
}

export interface StoredTarget {
  id: string;
  status: TargetStatus;
  body: TargetBody;
  revision: number;
  salt: string | null;
  erasedAt: string | null;
}

export interface Origin {
  space: string;
  partnershipId: string;
  placementId: string;
  kind: string;
  id: string;
}

/** Kind of evidence a target of an observation names. */
const noteEvidence = 'observation_note';

const toColumns = ({ wording, actions, support, byOn, position }: TargetBody) => ({ wording, actions, support, by_on: byOn, position });

export const targetModel = (db: Database) => ({
  /** Targets of one origin, withdrawn ones left out unless asked for, with their evidence: two statements. */
  async findByOrigin(origin: Origin, tx?: Tx): Promise<StoredTarget[]> {
    const rows = await db.select<TargetRow>(
      `SELECT id, wording, actions, support, by_on, status, position, revision, salt, erased_at FROM target
        WHERE origin_kind = :kind AND origin_id = :id AND space = :space AND partnership_id = :partnershipId ORDER BY position, id`,
      { kind: origin.kind, id: origin.id, space: origin.space, partnershipId: origin.partnershipId },
      tx,
    );
    if (rows.length === 0) return [];
    const evidence = await db.select<{ target_id: string; evidence_id: string }>(
      'SELECT target_id, evidence_id FROM target_evidence WHERE target_id IN (:ids) AND kind = :kind ORDER BY evidence_id',
      { ids: rows.map((row) => row.id), kind: noteEvidence },
      tx,
    );
    return rows.map((row) => ({
      id: row.id,
      status: row.status,
      revision: row.revision,
      salt: row.salt,
      erasedAt: row.erased_at,
      body: {
        wording: row.wording ?? '',
        actions: row.actions ?? '',
        support: row.support ?? '',
        byOn: row.by_on,
        position: row.position,
        noteIds: evidence.filter((item) => item.target_id === row.id).map((item) => item.evidence_id),
      },
    }));
  },
  /** How many targets are current in each of these placements, and when one was last changed. One statement, answered by an index alone. */
  sumCurrent: (partnershipId: string, space: string, placementIds: readonly string[]) =>
    placementIds.length === 0
      ? Promise.resolve([])
      : db.select<{ placementId: string; current: number; changedAt: string }>(
          `SELECT placement_id AS placementId, COUNT(*) AS current, MAX(changed_at) AS changedAt FROM target
            WHERE placement_id IN (:placementIds) AND status = 'active' AND space = :space AND partnership_id = :partnershipId
            GROUP BY placement_id`,
          { partnershipId, space, placementIds: [...placementIds] },
        ),
  /** What was agreed in a placement and still stands, newest first, without the evidence it rests on. */
  findActive: (at: { partnershipId: string; placementId: string; space: string }, limit: number): Promise<CurrentTarget[]> =>
    db.select<CurrentTarget>(
      `SELECT id, wording, actions, support, by_on AS byOn, created_at AS agreedAt FROM target
        WHERE placement_id = :placementId AND space = :space AND status = 'active' AND partnership_id = :partnershipId AND erased_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT ${Math.trunc(limit)}`,
      at,
    ),
  /** True where the id is taken by any row, whoever's. */
  async exists(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM target WHERE id = :id', { id }, tx)).length > 0;
  },
  insert: (id: string, origin: Origin, body: TargetBody, by: string, at: string, salt: string, tx: Tx) =>
    db.insert(
      'target',
      {
        id, space: origin.space, partnership_id: origin.partnershipId, placement_id: origin.placementId, origin_kind: origin.kind, origin_id: origin.id,
        ...toColumns(body), status: 'draft', created_by: by, created_at: at, changed_at: at, revision: 1, salt,
      },
      tx,
    ), // prettier-ignore
  /** @returns true where the revision was the stored one and the target is not signed */
  async update(id: string, revision: number, body: TargetBody, at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE target SET wording = :wording, actions = :actions, support = :support, by_on = :by_on, position = :position, status = 'draft',
         changed_at = :at, revision = revision + 1 WHERE id = :id AND revision = :revision AND status IN ('draft', 'withdrawn')`,
      { id, revision, at, ...toColumns(body) },
      tx,
    );
    return changed === 1;
  },
  async setStatus(id: string, space: string, status: TargetStatus, by: string, at: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target SET status = :status, changed_at = :at, revision = revision + 1 WHERE id = :id AND status = 'draft'`,
      { id, status, at },
      tx,
    );
    await db.insert('target_status', { id: newId(), target_id: id, space, status, set_by: by, set_at: at }, tx);
  },
  async replaceEvidence(id: string, space: string, noteIds: string[], by: string, at: string, tx: Tx): Promise<void> {
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
  async dropEvidence(originId: string, evidenceId: string, tx: Tx): Promise<void> {
    await db.run(
      `DELETE FROM target_evidence WHERE kind = :kind AND evidence_id = :evidenceId
          AND target_id IN (SELECT id FROM target WHERE origin_id = :originId AND status <> 'active')`,
      { kind: noteEvidence, evidenceId, originId },
      tx,
    );
  },
});
