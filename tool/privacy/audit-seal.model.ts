import type { Database, Tx } from '../db/database.js';
import type { AuditFacts, StoredSeal } from './audit-chain.rules.js';

const columns = 'id, at, partnership_id, action, person_id, identity_id, session_id, object_kind, object_id, placement_id, detail';

export const auditSealModel = (db: Database) => ({
  async last(tx?: Tx): Promise<StoredSeal | null> {
    return (await db.select<StoredSeal>('SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1', {}, tx))[0] ?? null;
  },
  /** Seals after a number, in order. */
  page: (after: number, limit: number): Promise<StoredSeal[]> =>
    db.select<StoredSeal>('SELECT * FROM audit_seal WHERE number > :after ORDER BY number LIMIT :limit', { after, limit }),
  /** Rows without a seal, in no promised order: which of them is sealed first says nothing. */
  unsealed: (limit: number, tx: Tx): Promise<AuditFacts[]> =>
    db.select<AuditFacts>(`SELECT ${columns} FROM audit_event WHERE sealed_in IS NULL LIMIT :limit`, { limit }, tx),
  insert: (seal: StoredSeal, tx: Tx): Promise<void> => db.insert('audit_seal', { ...seal }, tx),
  /** @returns how many of the rows had none before */
  mark: (number: number, ids: string[], tx: Tx): Promise<number> =>
    db.run('UPDATE audit_event SET sealed_in = :number WHERE id IN (:ids) AND sealed_in IS NULL', { number, ids }, tx),
  rowsOf: (number: number): Promise<AuditFacts[]> =>
    db.select<AuditFacts>(`SELECT ${columns} FROM audit_event WHERE sealed_in = :number`, { number }),
  /** Rows that claim a seal which is not in the chain. */
  beyond: (last: number): Promise<{ id: string; number: number }[]> =>
    db.select('SELECT id, sealed_in AS number FROM audit_event WHERE sealed_in > :last OR sealed_in < 1 LIMIT 100', { last }),
  async countUnsealed(): Promise<number> {
    const [row] = await db.select<{ count: number }>('SELECT COUNT(*) AS count FROM audit_event WHERE sealed_in IS NULL');
    return row?.count ?? 0;
  },
  unsealedBefore: (instant: string): Promise<{ id: string }[]> =>
    db.select('SELECT id FROM audit_event WHERE sealed_in IS NULL AND at < :instant ORDER BY id LIMIT 100', { instant }),
});
