import type { CountRule } from '../passback/outbox.js';
import type { Database, Tx } from '../db/database.js';
import type { Reach } from './observation.policy.js';
import type { ObservationKind, ObservationState } from './observation.shared.js';

export interface ObservationRow {
  id: string;
  partnership_id: string;
  placement_id: string;
  lesson_id: string;
  lesson_on: string;
  template_version_id: string;
  kind: ObservationKind;
  state: ObservationState;
  observer_person_id: string;
  live_started_at: string | null;
  live_ended_at: string | null;
  signed_at: string | null;
  read_at: string | null;
  withdrawn_at: string | null;
  created_at: string;
  changed_at: string;
  revision: number;
}

export type WaitingRow = Pick<
  ObservationRow,
  'id' | 'placement_id' | 'lesson_id' | 'lesson_on' | 'state' | 'observer_person_id' | 'signed_at'
> & {
  has_focus: number;
};

/** An observation is always a training record; a draft has the space of its future record and its state keeps it to its writer. */
export const recordSpace = 'record';

const columns = `id, partnership_id, placement_id, lesson_id, lesson_on, template_version_id, kind, state, observer_person_id, live_started_at,
  live_ended_at, signed_at, read_at, withdrawn_at, created_at, changed_at, revision`;

/** Columns a step may set beside the state. */
export type StepDates = Partial<
  Record<'live_started_at' | 'live_ended_at' | 'released_at' | 'signed_at' | 'read_at' | 'withdrawn_at', string>
>;

const counted = `placement_id IN (:placementIds) AND state = 'read' AND space = :space AND (:everyKind = 1 OR kind IN (:kinds))
          AND (:fromOn IS NULL OR lesson_on >= :fromOn) AND (:untilOn IS NULL OR lesson_on <= :untilOn)`;

const countValues = (rule: CountRule) => ({
  placementIds: rule.placementIds, kinds: rule.kinds.length > 0 ? rule.kinds : ['none'], everyKind: rule.kinds.length > 0 ? 0 : 1,
  fromOn: rule.fromOn, untilOn: rule.untilOn, space: recordSpace,
}); // prettier-ignore

export const observationModel = (db: Database) => ({
  async find(partnershipId: string, id: string, tx?: Tx): Promise<ObservationRow | null> {
    const rows = await db.select<ObservationRow>(
      `SELECT ${columns} FROM observation WHERE id = :id AND partnership_id = :partnershipId AND space = :space`,
      { id, partnershipId, space: recordSpace },
      tx,
    );
    return rows[0] ?? null;
  },
  /** The row, locked until the transaction ends: every change of any part of an observation starts here, so they happen one by one. */
  async findLocked(partnershipId: string, id: string, tx: Tx): Promise<ObservationRow | null> {
    const rows = await db.select<ObservationRow>(
      `SELECT ${columns} FROM observation WHERE id = :id AND partnership_id = :partnershipId AND space = :space
        ${db.dialect === 'mysql' ? 'FOR UPDATE' : ''}`,
      { id, partnershipId, space: recordSpace },
      tx,
    );
    return rows[0] ?? null;
  },
  /** The bounded query of this slice: what the reach allows in one placement, newest lesson first. */
  async list(
    at: { partnershipId: string; placementId: string; personId: string },
    reach: Reach,
    after: { day: string; id: string } | null,
    limit: number,
  ): Promise<ObservationRow[]> {
    return db.select<ObservationRow>(
      `SELECT ${columns} FROM observation
        WHERE placement_id = :placementId AND partnership_id = :partnershipId AND space = :space
          AND ((:own = 1 AND observer_person_id = :personId AND state <> 'withdrawn') OR state IN (:states))
          AND (:day IS NULL OR lesson_on < :day OR (lesson_on = :day AND id < :afterId))
        ORDER BY lesson_on DESC, id DESC LIMIT :limit`,
      {
        ...at, space: recordSpace, own: reach.own ? 1 : 0, states: reach.states.length > 0 ? reach.states : ['none'],
        day: after?.day ?? null, afterId: after?.id ?? null, limit,
      },
    ); // prettier-ignore
  },
  insert: (
    row: Omit<ObservationRow, 'live_started_at' | 'live_ended_at' | 'signed_at' | 'read_at' | 'withdrawn_at'> & { created_at: string },
    tx: Tx,
  ) => db.insert('observation', { ...row, space: recordSpace }, tx),
  /** @returns true where the state was still `from`: the compare-and-set under the lock */
  async step(id: string, from: ObservationState, to: ObservationState, dates: StepDates, at: string, tx: Tx): Promise<boolean> {
    const sets = Object.keys(dates).map((column) => `${column} = :${column}, `);
    const changed = await db.run(
      `UPDATE observation SET ${sets.join('')}state = :to, changed_at = :at, revision = revision + 1 WHERE id = :id AND state = :from`,
      { id, from, to, at, ...dates },
      tx,
    );
    return changed === 1;
  },
  async touch(id: string, at: string, lessonOn: string | null, tx: Tx): Promise<void> {
    await db.run(
      'UPDATE observation SET changed_at = :at, lesson_on = COALESCE(:lessonOn, lesson_on), revision = revision + 1 WHERE id = :id',
      { id, at, lessonOn },
      tx,
    );
  },
  /** Signed and read, by the lesson's day; no kinds named means every kind. */
  async count(rule: CountRule, tx: Tx): Promise<number> {
    if (rule.placementIds.length === 0) return 0;
    const rows = await db.select<{ records: number }>(
      `SELECT COUNT(*) AS records FROM observation WHERE ${counted}`,
      countValues(rule),
      tx,
    );
    return rows[0]?.records ?? 0;
  },
  /** The same for each placement that has any. One statement. */
  async countOfEach(rule: CountRule): Promise<Map<string, number>> {
    if (rule.placementIds.length === 0) return new Map();
    const rows = await db.select<{ placementId: string; records: number }>(
      `SELECT placement_id AS placementId, COUNT(*) AS records FROM observation WHERE ${counted} GROUP BY placement_id`,
      countValues(rule),
    );
    return new Map(rows.map((row) => [row.placementId, row.records]));
  },
  /** What may be waiting for somebody: their own drafts, and what their mentors planned or signed. The policy decides about each row. */
  async waiting(partnershipId: string, personId: string, asMentor: string[], asTrainee: string[], limit: number): Promise<WaitingRow[]> {
    const none = ['none'];
    return db.select<WaitingRow>(
      `SELECT o.id, o.placement_id, o.lesson_id, o.lesson_on, o.state, o.observer_person_id, o.signed_at,
              CASE WHEN s.body IS NULL OR TRIM(s.body) = '' THEN 0 ELSE 1 END AS has_focus
         FROM observation o LEFT JOIN observation_section s ON s.observation_id = o.id AND s.section = 'focus'
        WHERE o.partnership_id = :partnershipId AND o.space = :space AND o.placement_id IN (:held) AND (
              (o.placement_id IN (:asMentor) AND o.observer_person_id = :personId AND o.state IN ('planned', 'live', 'feedback'))
           OR (o.placement_id IN (:asTrainee) AND o.state IN ('planned', 'signed')))
        ORDER BY o.lesson_on, o.id LIMIT :limit`,
      {
        partnershipId, personId, space: recordSpace, limit,
        held: [...asMentor, ...asTrainee, ...none], asMentor: asMentor.length > 0 ? asMentor : none, asTrainee: asTrainee.length > 0 ? asTrainee : none,
      },
    ); // prettier-ignore
  },
});
