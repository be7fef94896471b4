import { z } from 'zod';
import type { Database, Tx } from '../db/database.js';
import type { AuditSubject } from '../privacy/audit-subject.js';
import { outcome, type Outcome } from './review-point.shared.js';
import type { ReviewKind, ReviewState } from './review.shared.js';

/** A review is always a training record, and so is a support plan. */
export const recordSpace = 'record';

interface StoredRow {
  id: string;
  partnership_id: string;
  placement_id: string;
  kind: ReviewKind;
  review_point_id: string | null;
  template_version_id: string;
  name: string;
  lead_signs: number;
  outcomes: string;
  maximum: number | null;
  state: ReviewState;
  opened_by: string;
  opened_at: string;
  sealed_at: string | null;
  completed_at: string | null;
  changed_at: string;
  revision: number;
}

export type ReviewRow = Omit<StoredRow, 'lead_signs' | 'outcomes'> & {
  leadSigns: boolean;
  outcomes: Outcome[];
  /** Of the placement. */
  school_id: string;
  trainee_person_id: string;
};

const columns = `r.id, r.partnership_id, r.placement_id, r.kind, r.review_point_id, r.template_version_id, r.name, r.lead_signs, r.outcomes, r.maximum,
  r.state, r.opened_by, r.opened_at, r.sealed_at, r.completed_at, r.changed_at, r.revision, p.school_id, p.trainee_person_id`;
const from = 'FROM review r JOIN placement p ON p.id = r.placement_id AND p.partnership_id = r.partnership_id';
const outcomesShape = z.array(outcome);

const fromRow = ({ lead_signs, outcomes, ...row }: StoredRow & { school_id: string; trainee_person_id: string }): ReviewRow => ({
  ...row,
  leadSigns: lead_signs === 1,
  outcomes: outcomesShape.parse(JSON.parse(outcomes)),
});

type Selected = StoredRow & { school_id: string; trainee_person_id: string };

export const reviewModel = (db: Database) => {
  const select = async (where: string, given: Record<string, string | number | string[]>, tx?: Tx): Promise<ReviewRow[]> =>
    (await db.select<Selected>(`SELECT ${columns} ${from} WHERE r.space = :space AND ${where}`, { ...given, space: recordSpace }, tx)).map(
      fromRow,
    );
  const byId = 'r.id = :id AND r.partnership_id = :partnershipId';
  return {
    async find(partnershipId: string, id: string, tx?: Tx): Promise<ReviewRow | null> {
      return (await select(byId, { partnershipId, id }, tx))[0] ?? null;
    },
    /** Locks the review's own row until the transaction ends: every change begins here. */
    async findLocked(partnershipId: string, id: string, tx: Tx): Promise<ReviewRow | null> {
      const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
      await db.select(`SELECT id FROM review WHERE id = :id AND partnership_id = :partnershipId${lock}`, { id, partnershipId }, tx);
      return (await select(byId, { partnershipId, id }, tx))[0] ?? null;
    },
    ofPlacement: (partnershipId: string, placementId: string, tx?: Tx): Promise<ReviewRow[]> =>
      select(
        'r.placement_id = :placementId AND r.partnership_id = :partnershipId ORDER BY r.opened_at DESC, r.id DESC',
        { partnershipId, placementId },
        tx,
      ),
    /** Those of these placements that wait for somebody, oldest first. */
    standing: (partnershipId: string, placementIds: string[], schoolIds: string[], limit: number): Promise<ReviewRow[]> =>
      select(
        `r.partnership_id = :partnershipId AND r.state <> 'complete' AND (r.placement_id IN (:placementIds) OR p.school_id IN (:schoolIds))
          ORDER BY r.opened_at, r.id LIMIT :limit`,
        { partnershipId, placementIds: [...placementIds, 'none'], schoolIds: [...schoolIds, 'none'], limit },
      ),
    /** Which review points were opened for which of these placements. */
    openedOf: (partnershipId: string, placementIds: readonly string[]): Promise<{ placementId: string; pointId: string }[]> =>
      db.select(
        `SELECT placement_id AS placementId, review_point_id AS pointId FROM review
          WHERE placement_id IN (:placementIds) AND partnership_id = :partnershipId AND review_point_id IS NOT NULL`,
        { partnershipId, placementIds: [...placementIds] },
      ),
    async auditSubjects(partnershipId: string, ids: readonly string[]): Promise<Map<string, AuditSubject>> {
      const rows = await db.select<{ id: string; name: string }>(
        'SELECT id, name FROM review WHERE id IN (:ids) AND partnership_id = :partnershipId',
        { ids: [...ids], partnershipId },
      );
      return new Map(rows.map(({ id, name }) => [id, { personId: null, role: null, text: name }]));
    },
    /** Signed ones, by id: for the operator's check of signatures. */
    signedPage: (partnershipId: string, after: string, limit: number): Promise<ReviewRow[]> =>
      select(`r.partnership_id = :partnershipId AND r.state <> 'open' AND r.id > :after ORDER BY r.id LIMIT :limit`, {
        partnershipId,
        after,
        limit,
      }),
    /** True where the id is taken by any row, whoever's. */
    async exists(id: string, tx: Tx): Promise<boolean> {
      return (await db.select('SELECT 1 AS found FROM review WHERE id = :id', { id }, tx)).length > 0;
    },
    insert: (row: Omit<StoredRow, 'sealed_at' | 'completed_at' | 'revision'>, tx: Tx) =>
      db.insert('review', { ...row, space: recordSpace, revision: 1 }, tx),
    /** The words changed. */
    touch: (id: string, at: string, tx: Tx) =>
      db.run("UPDATE review SET changed_at = :at, revision = revision + 1 WHERE id = :id AND state = 'open'", { id, at }, tx),
    /** @returns true where the state was still `from`: the compare-and-set under the lock */
    async step(id: string, fromState: ReviewState, to: ReviewState, at: string, tx: Tx): Promise<boolean> {
      const dates = { open: 'sealed_at = NULL, revision = revision + 1', sealed: 'sealed_at = :at', complete: 'completed_at = :at' };
      const changed = await db.run(
        `UPDATE review SET state = :to, changed_at = :at, ${dates[to]} WHERE id = :id AND state = :fromState`,
        { id, fromState, to, at },
        tx,
      );
      return changed === 1;
    },
  };
};
