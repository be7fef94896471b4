import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { RemarkKind } from './observation.shared.js';

export interface RemarkRow {
  id: string;
  observation_id: string;
  kind: RemarkKind;
  author_person_id: string;
  body: string | null;
  created_at: string;
  salt: string | null;
  erased_at: string | null;
}

const columns = 'id, observation_id, kind, author_person_id, body, created_at, salt, erased_at';

export const observationRemarkModel = (db: Database) => ({
  find: (observationId: string, tx?: Tx): Promise<RemarkRow[]> =>
    db.select<RemarkRow>(
      `SELECT ${columns} FROM observation_remark WHERE observation_id = :observationId AND space = :space ORDER BY created_at, id`,
      { observationId, space: recordSpace },
      tx,
    ),
  async findOne(id: string, tx: Tx): Promise<RemarkRow | null> {
    return (await db.select<RemarkRow>(`SELECT ${columns} FROM observation_remark WHERE id = :id`, { id }, tx))[0] ?? null;
  },
  insert: (row: Omit<RemarkRow, 'erased_at'>, tx: Tx) => db.insert('observation_remark', { ...row, space: recordSpace, revision: 1 }, tx),
});
