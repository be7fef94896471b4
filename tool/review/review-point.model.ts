import { z } from 'zod';
import type { Database, Tx } from '../db/database.js';
import { outcome, type Outcome } from './review-point.shared.js';

interface StoredPoint {
  id: string;
  name: string;
  due_on: string | null;
  template_version_id: string;
  lead_signs: number;
  outcomes: string;
  maximum: number | null;
  ended_at: string | null;
  revision: number;
  opened: number;
}

export interface PointRow {
  id: string;
  name: string;
  dueOn: string | null;
  formVersionId: string;
  leadSigns: boolean;
  outcomes: Outcome[];
  maximum: number | null;
  ended: boolean;
  revision: number;
  /** How many reviews were opened from it. */
  opened: number;
}

type PointContent = Omit<PointRow, 'id' | 'ended' | 'revision' | 'opened'>;

const outcomesShape = z.array(outcome);

const fromRow = (row: StoredPoint): PointRow => ({
  id: row.id,
  name: row.name,
  dueOn: row.due_on,
  formVersionId: row.template_version_id,
  leadSigns: row.lead_signs === 1,
  outcomes: outcomesShape.parse(JSON.parse(row.outcomes)),
  maximum: row.maximum,
  ended: row.ended_at !== null,
  revision: row.revision,
  opened: row.opened,
});

const toColumns = ({ name, dueOn, formVersionId, leadSigns, outcomes, maximum }: PointContent) => ({
  name, due_on: dueOn, template_version_id: formVersionId, lead_signs: leadSigns ? 1 : 0, outcomes: JSON.stringify(outcomes), maximum,
}); // prettier-ignore

export const reviewPointModel = (db: Database) => ({
  /** Every one of a partnership, in the order they are due. */
  async all(partnershipId: string, tx?: Tx): Promise<PointRow[]> {
    const rows = await db.select<StoredPoint>(
      `SELECT id, name, due_on, template_version_id, lead_signs, outcomes, maximum, ended_at, revision,
          (SELECT COUNT(*) FROM review r WHERE r.review_point_id = review_point.id) AS opened FROM review_point
        WHERE partnership_id = :partnershipId ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id`,
      { partnershipId },
      tx,
    );
    return rows.map(fromRow);
  },
  /** True where the id is taken by any row, whoever's. */
  async exists(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM review_point WHERE id = :id', { id }, tx)).length > 0;
  },
  insert: (partnershipId: string, id: string, content: PointContent, at: string, tx: Tx) =>
    db.insert('review_point', { id, partnership_id: partnershipId, ...toColumns(content), revision: 1, changed_at: at }, tx),
  update: (id: string, content: PointContent, at: string, tx: Tx) =>
    db.run(
      `UPDATE review_point SET name = :name, due_on = :due_on, template_version_id = :template_version_id, lead_signs = :lead_signs,
         outcomes = :outcomes, maximum = :maximum, changed_at = :at, revision = revision + 1 WHERE id = :id`,
      { id, at, ...toColumns(content) },
      tx,
    ),
  setEnded: (id: string, endedAt: string | null, at: string, tx: Tx) =>
    db.run(
      'UPDATE review_point SET ended_at = :endedAt, changed_at = :at, revision = revision + 1 WHERE id = :id',
      { id, endedAt, at },
      tx,
    ),
  /** Coordinators change their points one after another. */
  async lock(partnershipId: string, tx: Tx): Promise<void> {
    const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
    await db.select(`SELECT id FROM partnership WHERE id = :partnershipId${lock}`, { partnershipId }, tx);
  },
});
