import type { CountRule } from '../passback/outbox.js';
import type { Database, Tx } from '../db/database.js';
import type { AuditSubject } from '../privacy/audit-subject.js';
import type { Reach } from './observation.policy.js';
import { stillMentor } from './observation.rules.js';
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
  /** Of the placement. */
  school_id: string;
  /** When the observer's role of mentor here ended last; `stillMentor` while they hold it. */
  observer_until: string | null;
}

export type WaitingRow = Pick<
  ObservationRow,
  'id' | 'placement_id' | 'lesson_id' | 'lesson_on' | 'state' | 'observer_person_id' | 'observer_until' | 'signed_at'
> & {
  has_focus: number;
};

export type KeptRow = Pick<ObservationRow, 'id' | 'placement_id' | 'lesson_id' | 'lesson_on' | 'state' | 'observer_until'>;

/** An observation is always a training record; a draft has the space of its future record and its state keeps it to its writer. */
export const recordSpace = 'record';

const observerUntil = `(SELECT MAX(COALESCE(r.ended_at, '${stillMentor}')) FROM role_held r
    WHERE r.placement_id = observation.placement_id AND r.role = 'mentor' AND r.person_id = observation.observer_person_id) AS observer_until`;

const columns = `id, partnership_id, placement_id, lesson_id, lesson_on, template_version_id, kind, state, observer_person_id, live_started_at,
  live_ended_at, signed_at, read_at, withdrawn_at, created_at, changed_at, revision,
  (SELECT p.school_id FROM placement p WHERE p.id = observation.placement_id) AS school_id, ${observerUntil}`;

const mentorStill = `EXISTS (SELECT 1 FROM role_held r
  WHERE r.placement_id = observation.placement_id AND r.role = 'mentor' AND r.person_id = observation.observer_person_id AND r.ended_at IS NULL)`;
const drafts = "'planned', 'live', 'feedback'";

export interface SignedSum {
  placementId: string;
  lastOn: string;
  /** Read by the trainee or not. */
  signed: number;
  read: number;
  unreadSince: string | null;
}

const signedIn = `placement_id IN (:placementIds) AND state IN ('signed', 'read') AND space = :space AND partnership_id = :partnershipId`;

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
          AND ((:own = 1 AND observer_person_id = :personId AND state <> 'withdrawn') OR (state IN (:states) AND (state NOT IN (${drafts}) OR ${mentorStill})))
          AND (:day IS NULL OR lesson_on < :day OR (lesson_on = :day AND id < :afterId))
        ORDER BY lesson_on DESC, id DESC LIMIT :limit`,
      {
        ...at, space: recordSpace, own: reach.own ? 1 : 0, states: reach.states.length > 0 ? reach.states : ['none'],
        day: after?.day ?? null, afterId: after?.id ?? null, limit,
      },
    ); // prettier-ignore
  },
  /** Those that were signed, of every placement, with the trainee they are about: for the operator's check of signatures. */
  signedPage: (partnershipId: string, after: string, limit: number): Promise<(ObservationRow & { trainee_person_id: string })[]> =>
    db.select(
      `SELECT ${columns}, (SELECT p.trainee_person_id FROM placement p WHERE p.id = observation.placement_id) AS trainee_person_id FROM observation
        WHERE partnership_id = :partnershipId AND space = :space AND signed_at IS NOT NULL AND id > :after ORDER BY id LIMIT :limit`,
      { partnershipId, space: recordSpace, after, limit },
    ),
  insert: (
    row: Omit<
      ObservationRow,
      'school_id' | 'observer_until' | 'live_started_at' | 'live_ended_at' | 'signed_at' | 'read_at' | 'withdrawn_at'
    > & { created_at: string },
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
  /** Days and counts of what is signed in each of these placements, read or not. One statement, answered by an index alone. */
  async sumSigned(partnershipId: string, placementIds: readonly string[]): Promise<SignedSum[]> {
    if (placementIds.length === 0) return [];
    const rows = await db.select<Omit<SignedSum, 'read'> & { readCount: number | string }>(
      `SELECT placement_id AS placementId, MAX(lesson_on) AS lastOn, COUNT(*) AS signed,
              SUM(CASE WHEN state = 'read' THEN 1 ELSE 0 END) AS readCount, MIN(CASE WHEN state = 'signed' THEN signed_at END) AS unreadSince
         FROM observation WHERE ${signedIn} GROUP BY placement_id`,
      { partnershipId, placementIds: [...placementIds], space: recordSpace },
    );
    // MariaDB sums into a decimal, which comes as text.
    return rows.map(({ readCount, ...row }) => ({ ...row, read: Number(readCount) }));
  },
  /** Their days since one, a row for each record. */
  listSignedDays: (partnershipId: string, placementIds: readonly string[], since: string) =>
    placementIds.length === 0
      ? Promise.resolve([])
      : db.select<{ placementId: string; day: string }>(
          `SELECT placement_id AS placementId, lesson_on AS day FROM observation WHERE ${signedIn} AND lesson_on >= :since`,
          { partnershipId, placementIds: [...placementIds], space: recordSpace, since },
        ),
  /** The same sums for each observer of each placement. */
  sumSignedByObserver: (partnershipId: string, placementIds: readonly string[]) =>
    placementIds.length === 0
      ? Promise.resolve([])
      : db.select<{ placementId: string; personId: string; lastOn: string; signed: number }>(
          `SELECT placement_id AS placementId, observer_person_id AS personId, MAX(lesson_on) AS lastOn, COUNT(*) AS signed
             FROM observation WHERE ${signedIn} GROUP BY placement_id, observer_person_id`,
          { partnershipId, placementIds: [...placementIds], space: recordSpace },
        ),
  /** What may be waiting for somebody: their own drafts, and what their mentors planned or signed. The policy decides about each row. */
  async waiting(partnershipId: string, personId: string, asMentor: string[], asTrainee: string[], limit: number): Promise<WaitingRow[]> {
    const none = ['none'];
    return db.select<WaitingRow>(
      `SELECT observation.id, observation.placement_id, observation.lesson_id, observation.lesson_on, observation.state,
              observation.observer_person_id, observation.signed_at, ${observerUntil},
              CASE WHEN s.body IS NULL OR TRIM(s.body) = '' THEN 0 ELSE 1 END AS has_focus
         FROM observation LEFT JOIN observation_section s ON s.observation_id = observation.id AND s.section = 'focus'
        WHERE observation.partnership_id = :partnershipId AND observation.space = :space AND observation.placement_id IN (:held) AND (
              (observation.placement_id IN (:asMentor) AND observation.observer_person_id = :personId AND observation.state IN (${drafts}))
           OR (observation.placement_id IN (:asTrainee) AND observation.state IN ('planned', 'signed')))
        ORDER BY observation.lesson_on, observation.id LIMIT :limit`,
      {
        partnershipId, personId, space: recordSpace, limit,
        held: [...asMentor, ...asTrainee, ...none], asMentor: asMentor.length > 0 ? asMentor : none, asTrainee: asTrainee.length > 0 ? asTrainee : none,
      },
    ); // prettier-ignore
  },
  /**
   * What may be waiting for somebody else: one's own signed records that are not read, and lessons of before today that one's mentors have
   * not signed. Oldest lesson first; of placements that ended before `endedFrom` none: asked of each record, because MariaDB turns an EXISTS round
   * and may begin with every placement of the partnership.
   */
  waitingForOthers: (
    { partnershipId, personId }: { partnershipId: string; personId: string },
    asMentor: string[],
    asTrainee: string[],
    { today, endedFrom }: { today: string; endedFrom: string },
    limit: number,
  ): Promise<Omit<WaitingRow, 'has_focus'>[]> =>
    db.select<Omit<WaitingRow, 'has_focus'>>(
      `SELECT id, placement_id, lesson_id, lesson_on, state, observer_person_id, signed_at, ${observerUntil} FROM observation
        WHERE partnership_id = :partnershipId AND space = :space AND placement_id IN (:held) AND (
              (placement_id IN (:asMentor) AND observer_person_id = :personId AND state = 'signed')
           OR (placement_id IN (:asTrainee) AND state IN (${drafts}) AND lesson_on < :today AND ${mentorStill}))
          AND (SELECT p.ends_on FROM placement p WHERE p.id = observation.placement_id) >= :endedFrom
        ORDER BY lesson_on, id LIMIT :limit`,
      {
        partnershipId, personId, space: recordSpace, today, endedFrom, limit,
        held: [...asMentor, ...asTrainee], asMentor: [...asMentor, 'none'], asTrainee: [...asTrainee, 'none'],
      },
    ), // prettier-ignore
  /** Drafts of one person whose role in the placement ended after an instant and has not begun again. */
  kept: (partnershipId: string, personId: string, since: string, limit: number): Promise<KeptRow[]> =>
    db.select<KeptRow>(
      `SELECT id, placement_id, lesson_id, lesson_on, state, ${observerUntil} FROM observation
        WHERE observer_person_id = :personId AND state IN (${drafts}) AND partnership_id = :partnershipId AND space = :space
          AND NOT ${mentorStill}
          AND EXISTS (SELECT 1 FROM role_held e WHERE e.placement_id = observation.placement_id AND e.role = 'mentor'
            AND e.person_id = observation.observer_person_id AND e.ended_at > :since)
        ORDER BY lesson_on, id LIMIT :limit`,
      { partnershipId, personId, space: recordSpace, since, limit },
    ),
  /** Drafts whose observer's role ended at or before an instant and has not begun again, in any partnership. */
  left: (endedBy: string, limit: number): Promise<{ id: string; partnership_id: string }[]> =>
    db.select(
      `SELECT DISTINCT o.id AS id, o.partnership_id AS partnership_id
         FROM role_held e
         JOIN observation o ON o.observer_person_id = e.person_id AND o.state IN (${drafts}) AND o.placement_id = e.placement_id
        WHERE e.role = 'mentor' AND e.ended_at <= :endedBy
          AND NOT EXISTS (SELECT 1 FROM role_held r WHERE r.placement_id = e.placement_id AND r.role = 'mentor'
            AND r.person_id = e.person_id AND (r.ended_at IS NULL OR r.ended_at > :endedBy))
        ORDER BY o.id LIMIT :limit`,
      { endedBy, limit },
    ),
  /** The lesson's day of each, for the list of what happened. */
  async auditSubjects(partnershipId: string, ids: readonly string[]): Promise<Map<string, AuditSubject>> {
    const rows = await db.select<{ id: string; lesson_on: string }>(
      'SELECT id, lesson_on FROM observation WHERE id IN (:ids) AND partnership_id = :partnershipId',
      { ids: [...ids], partnershipId },
    );
    return new Map(rows.map((row) => [row.id, { personId: null, role: null, text: row.lesson_on }]));
  },
});
