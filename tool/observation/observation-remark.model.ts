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
const ofRemark = columns.replace(/\w+/g, 'r.$&');

export const observationRemarkModel = (db: Database) => ({
  find: (observationId: string, tx?: Tx): Promise<RemarkRow[]> =>
    db.select<RemarkRow>(
      `SELECT ${columns} FROM observation_remark WHERE observation_id = :observationId AND space = :space ORDER BY created_at, id`,
      { observationId, space: recordSpace },
      tx,
    ),
  /** Every one of a partnership, by id: for the operator's check of signatures. */
  page: (partnershipId: string, after: string, limit: number): Promise<RemarkRow[]> =>
    db.select<RemarkRow>(
      `SELECT ${ofRemark} FROM observation_remark r JOIN observation o ON o.id = r.observation_id AND o.space = r.space
        WHERE o.partnership_id = :partnershipId AND o.space = :space AND r.id > :after ORDER BY r.id LIMIT :limit`,
      { partnershipId, space: recordSpace, after, limit },
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
    // From the records to what stands beside them, said to both databases: the other way round every remark of the partnership would be read.
    const join = db.dialect === 'mysql' ? 'STRAIGHT_JOIN' : 'CROSS JOIN';
    return db.select<DifferingRow>(
      `SELECT o.id, o.placement_id, o.state, o.observer_person_id, MAX(r.created_at) AS said_at
         FROM observation o ${join} observation_remark r ON r.observation_id = o.id AND r.space = o.space
        WHERE o.placement_id IN (:held) AND o.state IN ('signed', 'read') AND o.partnership_id = :partnershipId AND o.space = :space
          AND r.kind = 'differs' AND r.erased_at IS NULL AND r.created_at >= :since
          AND (o.placement_id IN (:asTutor) OR o.observer_person_id = :personId)
        GROUP BY o.id, o.placement_id, o.state, o.observer_person_id ORDER BY said_at DESC LIMIT :limit`,
      {
        partnershipId, personId, space: recordSpace, since, limit,
        held: [...asMentor, ...asTutor], asTutor: [...asTutor, ...none],
      },
    ); // prettier-ignore
  },
  insert: (row: Omit<RemarkRow, 'erased_at'>, tx: Tx) => db.insert('observation_remark', { ...row, space: recordSpace, revision: 1 }, tx),
});
