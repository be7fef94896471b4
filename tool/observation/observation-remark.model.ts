import type { Database, Tx } from '../db/database.js';
import { recordSpace } from './observation.model.js';
import type { ObservationState, RemarkKind } from './observation.shared.js';

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

export interface DifferingRow {
  id: string;
  placement_id: string;
  state: ObservationState;
  observer_person_id: string;
  said_at: string;
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
  /**
   * Records a trainee sees differently, newest view first: one's own as their observer, and every one of a placement one is tutor of. The
   * policy decides about each row.
   * @param since ISO instant
   */
  async differing(partnershipId: string, personId: string, asMentor: string[], asTutor: string[], since: string, limit: number) {
    const none = ['none'];
    return db.select<DifferingRow>(
      `SELECT o.id, o.placement_id, o.state, o.observer_person_id, MAX(r.created_at) AS said_at
         FROM observation_remark r JOIN observation o ON o.id = r.observation_id AND o.space = r.space
        WHERE o.partnership_id = :partnershipId AND o.space = :space AND r.kind = 'differs' AND r.erased_at IS NULL AND r.created_at >= :since
          AND ((o.placement_id IN (:asMentor) AND o.observer_person_id = :personId) OR o.placement_id IN (:asTutor))
        GROUP BY o.id, o.placement_id, o.state, o.observer_person_id ORDER BY said_at DESC LIMIT :limit`,
      {
        partnershipId, personId, space: recordSpace, since, limit,
        asMentor: [...asMentor, ...none], asTutor: [...asTutor, ...none],
      },
    ); // prettier-ignore
  },
  insert: (row: Omit<RemarkRow, 'erased_at'>, tx: Tx) => db.insert('observation_remark', { ...row, space: recordSpace, revision: 1 }, tx),
});
