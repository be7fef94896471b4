import type { Database, Tx } from '../db/database.js';
import type { CellKey, ScoreRow, ScoreState } from './score.js';

const names: Record<keyof ScoreRow, string> = {
  id: 'id', partnershipId: 'partnership_id', linkRef: 'link_ref', tag: 'tag', sub: 'sub', placementId: 'placement_id', personId: 'person_id',
  version: 'version', score: 'score', maximum: 'maximum', comment: 'comment', stampSecond: 'stamp_second', submittedAt: 'submitted_at',
  state: 'state', attempts: 'attempts', nextTryAt: 'next_try_at', leaseUntil: 'lease_until', leaseOwner: 'lease_owner',
  outcomeUnknown: 'outcome_unknown', commentSent: 'comment_sent', fault: 'fault', faultDetail: 'fault_detail', createdAt: 'created_at',
  heldAt: 'held_at', decidedAt: 'decided_at',
}; // prettier-ignore
const columnsOf = (alias: string): string =>
  Object.entries(names)
    .map(([name, column]) => `${alias}.${column} AS ${name}`)
    .join(', ');
const ofCell = 'link_ref = :linkRef AND tag = :tag AND sub = :sub';

export interface Stamp {
  lastSecond: number;
  version: number;
}

/** Makes and locks the cell's row: whoever holds it counts, numbers and stamps alone. Stays locked until the transaction ends. */
export async function lockStamp(db: Database, key: CellKey, tx: Tx): Promise<Stamp> {
  const { linkRef, tag, sub } = key;
  await db.run(
    `INSERT INTO score_stamp (link_ref, tag, sub, last_second, version) VALUES (:linkRef, :tag, :sub, 0, 0)
     ${db.dialect === 'mysql' ? 'ON DUPLICATE KEY UPDATE version = version' : 'ON CONFLICT DO NOTHING'}`,
    { linkRef, tag, sub },
    tx,
  );
  const rows = await db.select<Stamp>(
    `SELECT last_second AS lastSecond, version FROM score_stamp WHERE ${ofCell}${db.dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
    { linkRef, tag, sub },
    tx,
  );
  return rows[0] ?? { lastSecond: 0, version: 0 };
}

export const saveStamp = (db: Database, key: CellKey, stamp: Stamp, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE score_stamp SET last_second = :lastSecond, version = :version WHERE ${ofCell}`,
    { linkRef: key.linkRef, tag: key.tag, sub: key.sub, lastSecond: stamp.lastSecond, version: stamp.version },
    tx,
  );

export async function findVersion(db: Database, key: CellKey, version: number, tx: Tx): Promise<ScoreRow | null> {
  const { linkRef, tag, sub } = key;
  const rows = await db.select<ScoreRow>(
    `SELECT ${columnsOf('o')} FROM score_outbox o WHERE ${ofCell} AND version = :version`,
    { linkRef, tag, sub, version },
    tx,
  );
  return rows[0] ?? null;
}

export async function findScore(db: Database, id: string, tx?: Tx): Promise<ScoreRow | null> {
  return (await db.select<ScoreRow>(`SELECT ${columnsOf('o')} FROM score_outbox o WHERE id = :id`, { id }, tx))[0] ?? null;
}

export const insertScore = (db: Database, row: ScoreRow, tx: Tx): Promise<void> =>
  db.insert(
    'score_outbox',
    Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name as keyof ScoreRow], value as string | number | null])),
    tx,
  );

/** Rows of a cell that are neither delivered, superseded nor failed, oldest first. */
export const findUndecided = (db: Database, key: CellKey, tx: Tx): Promise<ScoreRow[]> =>
  db.select<ScoreRow>(
    `SELECT ${columnsOf('o')} FROM score_outbox o WHERE ${ofCell} AND state IN ('waiting', 'sending') ORDER BY version`,
    { linkRef: key.linkRef, tag: key.tag, sub: key.sub },
    tx,
  );

/** Every row of a cell older than `version` that nobody is sending. */
export const supersedeOlder = (db: Database, key: CellKey, version: number, now: string, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE score_outbox SET state = 'superseded', decided_at = :now, lease_until = NULL, lease_owner = NULL
      WHERE ${ofCell} AND version < :version AND (state = 'waiting' OR (state = 'sending' AND lease_until < :now))`,
    { linkRef: key.linkRef, tag: key.tag, sub: key.sub, version, now },
    tx,
  );

/** What a link had still to send when its policy became *nothing*. */
export const supersedeWaitingOfLink = (db: Database, partnershipId: string, linkRef: string, now: string, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE score_outbox SET state = 'superseded', decided_at = :now WHERE link_ref = :linkRef AND partnership_id = :partnershipId AND state = 'waiting'`,
    { partnershipId, linkRef, now },
    tx,
  );

/** True where this comment went along with an earlier row of the cell, and may be in the gradebook. */
export async function commentWentBefore(db: Database, row: ScoreRow): Promise<boolean> {
  const rows = await db.select(
    `SELECT 1 AS found FROM score_outbox WHERE ${ofCell} AND comment_sent = 1 AND comment = :comment AND id <> :id LIMIT 1`,
    { linkRef: row.linkRef, tag: row.tag, sub: row.sub, comment: row.comment, id: row.id },
  );
  return rows.length > 0;
}

export const takeLease = (db: Database, id: string, lease: { owner: string; until: string }, tx: Tx): Promise<number> =>
  db.run(
    `UPDATE score_outbox SET state = 'sending', lease_owner = :owner, lease_until = :until, attempts = attempts + 1 WHERE id = :id`,
    { id, ...lease },
    tx,
  );

/** @returns false where another process has taken the row over */
export const keepLease = async (db: Database, id: string, lease: { owner: string; until: string }): Promise<boolean> =>
  (await db.run(`UPDATE score_outbox SET lease_until = :until WHERE id = :id AND lease_owner = :owner AND state = 'sending'`, {
    id,
    ...lease,
  })) === 1;

/** Written right before a score leaves: from here on nobody can know whether it arrived. */
export const markLeaving = async (
  db: Database,
  id: string,
  mark: { owner: string; until: string; commentSent: number },
): Promise<boolean> =>
  (await db.run(
    `UPDATE score_outbox SET lease_until = :until, outcome_unknown = 1, comment_sent = :commentSent WHERE id = :id AND lease_owner = :owner AND state = 'sending'`,
    { id, ...mark },
  )) === 1;

export const setStampSecond = (db: Database, id: string, stampSecond: number, tx: Tx): Promise<number> =>
  db.run('UPDATE score_outbox SET stamp_second = :stampSecond WHERE id = :id', { id, stampSecond }, tx);

export interface Settlement {
  id: string;
  owner: string;
  state: ScoreState;
  nextTryAt: string;
  outcomeUnknown: number;
  commentSent: number;
  fault: string | null;
  faultDetail: string | null;
  decidedAt: string | null;
}

/** @returns false where another process has taken the row over */
export const settle = async (db: Database, s: Settlement, tx: Tx): Promise<boolean> =>
  (await db.run(
    `UPDATE score_outbox SET state = :state, next_try_at = :nextTryAt, outcome_unknown = :outcomeUnknown, comment_sent = :commentSent, fault = :fault,
       fault_detail = :faultDetail, decided_at = :decidedAt, lease_until = NULL, lease_owner = NULL
      WHERE id = :id AND lease_owner = :owner AND state = 'sending'`,
    { ...s },
    tx,
  )) === 1;

/** Waits for us and not for its platform: no try is counted, and none of this time makes it late. @returns false where another process has it */
export const holdBack = async (
  db: Database,
  given: { id: string; owner: string; nextTryAt: string; heldAt: string; fault: string; faultDetail: string },
): Promise<boolean> =>
  (await db.run(
    `UPDATE score_outbox SET state = 'waiting', attempts = attempts - 1, next_try_at = :nextTryAt, held_at = :heldAt, fault = :fault,
       fault_detail = :faultDetail, lease_until = NULL, lease_owner = NULL
      WHERE id = :id AND lease_owner = :owner AND state = 'sending'`,
    given,
  )) === 1;

const due = `((o.state = 'waiting' AND o.next_try_at <= :now) OR (o.state = 'sending' AND o.lease_until < :now))`;
const platformOfRow = 'JOIN resource_link l ON l.id = o.link_ref JOIN deployment d ON d.id = l.deployment_ref';

/** Platforms for which something is to be tried now, or was being tried by a process that has died. */
export async function findPlatformsDue(db: Database, now: string): Promise<string[]> {
  const rows = await db.select<{ kid: string }>(`SELECT DISTINCT d.platform_kid AS kid FROM score_outbox o ${platformOfRow} WHERE ${due}`, {
    now,
  });
  return rows.map((row) => row.kid);
}

/** Those rows of one platform, the longest waiting first. */
export async function findDue(db: Database, platformKid: string, now: string, limit: number): Promise<string[]> {
  const rows = await db.select<{ id: string }>(
    `SELECT o.id AS id FROM score_outbox o ${platformOfRow} WHERE d.platform_kid = :platformKid AND ${due}
      ORDER BY o.next_try_at, o.id LIMIT ${Math.trunc(limit)}`,
    { platformKid, now },
  );
  return rows.map((row) => row.id);
}

export async function findPlatformOf(db: Database, id: string): Promise<string | null> {
  const rows = await db.select<{ kid: string }>(`SELECT d.platform_kid AS kid FROM score_outbox o ${platformOfRow} WHERE o.id = :id`, {
    id,
  });
  return rows[0]?.kid ?? null;
}

/** Holds rows back without counting a try: their platform asked to wait. */
export const postpone = (db: Database, ids: readonly string[], until: string, fault: string): Promise<number> =>
  db.run(`UPDATE score_outbox SET next_try_at = :until, fault = :fault WHERE id IN (:ids) AND state = 'waiting' AND next_try_at < :until`, {
    ids: [...ids],
    until,
    fault,
  });

export const bringForward = (db: Database, id: string, now: string, tx: Tx): Promise<number> =>
  db.run(`UPDATE score_outbox SET next_try_at = :now WHERE id = :id AND state = 'waiting'`, { id, now }, tx);

/** The newest row of each cell of these people, with the link it belongs to. One statement. */
export const findNewestOfPeople = (db: Database, partnershipId: string, personIds: readonly string[]): Promise<ScoreRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db.select<ScoreRow>(
        `SELECT ${columnsOf('o')} FROM score_outbox o
           JOIN score_stamp s ON s.link_ref = o.link_ref AND s.tag = o.tag AND s.sub = o.sub AND s.version = o.version
          WHERE o.partnership_id = :partnershipId AND o.person_id IN (:personIds)`,
        { partnershipId, personIds: [...personIds] },
      );
