import { z } from 'zod/mini';
import type { Database, Tx } from '../db/database.js';
import { attentionDays, usualDays, type AttentionDays } from './attention.shared.js';

export interface StoredRules {
  days: AttentionDays;
  revision: number;
}

interface RuleRow {
  id: string;
  days: string;
  revision: number;
}

// A rule that came after these were stored has its usual number of days.
const toStored = ({ days, revision }: RuleRow): StoredRules => ({
  days: z.parse(attentionDays, { ...usualDays, ...(JSON.parse(days) as object) }),
  revision,
});

/** Rules by whose they are: a partnership's own id, or a person's. One statement. */
export async function findRules(db: Database, partnershipId: string, ids: string[], tx?: Tx): Promise<Map<string, StoredRules>> {
  const lock = tx && db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await db.select<RuleRow>(
    `SELECT id, days, revision FROM attention_rule WHERE id IN (:ids) AND partnership_id = :partnershipId${lock}`,
    { partnershipId, ids },
    tx,
  );
  return new Map(rows.map((row) => [row.id, toStored(row)]));
}

export interface RuleChange {
  id: string;
  partnershipId: string;
  /** Null for the partnership's. */
  personId: string | null;
  days: AttentionDays;
  revision: number;
  changedBy: string;
  now: string;
}

/** @throws UniqueConstraintError where somebody chose first */
export const insertRules = (db: Database, change: RuleChange, tx: Tx): Promise<void> =>
  db.insert(
    'attention_rule',
    {
      id: change.id, partnership_id: change.partnershipId, person_id: change.personId, days: JSON.stringify(change.days), revision: change.revision,
      changed_at: change.now, changed_by: change.changedBy,
    },
    tx,
  ); // prettier-ignore

export const updateRules = (db: Database, { id, partnershipId, days, revision, changedBy, now }: RuleChange, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE attention_rule SET days = :days, revision = :revision, changed_at = :now, changed_by = :changedBy
      WHERE id = :id AND partnership_id = :partnershipId`,
    { id, partnershipId, days: JSON.stringify(days), revision, now, changedBy },
    tx,
  );

export const deleteRules = (db: Database, partnershipId: string, id: string, tx: Tx): Promise<number> =>
  db.run('DELETE FROM attention_rule WHERE id = :id AND partnership_id = :partnershipId', { id, partnershipId }, tx);
