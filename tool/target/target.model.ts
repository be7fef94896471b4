import type { Database, Tx } from '../db/database.js';
import { keptWordings } from './target-wording.model.js';
import { noteEvidence, type CurrentTarget, type TargetBody, type TargetStatus, type TargetWords } from './target.shared.js';

/** Where targets live: one placement's, in one space. Nothing of another space is ever asked for or answered. */
export interface Thread {
  partnershipId: string;
  placementId: string;
  space: string;
}

/** The record a target was agreed in. */
export interface Origin extends Thread {
  kind: string;
  id: string;
}

interface TargetRow {
  id: string;
  wording: string | null;
  why: string | null;
  actions: string | null;
  support: string | null;
  by_on: string | null;
  link_url: string | null;
  link_title: string | null;
  status: TargetStatus;
  origin_kind: string;
  origin_id: string;
  created_at: string;
  position: number;
  revision: number;
  salt: string | null;
  erased_at: string | null;
  created_by: string;
  shown_from: string | null;
}

export interface StoredTarget {
  id: string;
  status: TargetStatus;
  /** As it is worked on now. */
  body: TargetBody;
  origin: { kind: string; id: string };
  createdAt: string;
  revision: number;
  salt: string | null;
  erasedAt: string | null;
  createdBy: string;
  /** From when others than its writer are shown it; null where that was never put off. */
  shownFrom: string | null;
}

/** The same as its own record says it: with the words of the signature, once there is one. */
export interface RecordedTarget extends StoredTarget {
  /** What it is called now, where the signed words are other ones. */
  nowWording: string | null;
}

const columns = `id, wording, why, actions, support, by_on, link_url, link_title, status, origin_kind, origin_id, created_at, position, revision,
  salt, erased_at, created_by, shown_from`;

/** Words of a target that can be removed from what was signed; `title` is its link's. */
export type RedactedField = 'wording' | 'why' | 'actions' | 'support' | 'title';
export const wordColumns: Readonly<Record<RedactedField, string>> = {
  wording: 'wording',
  why: 'why',
  actions: 'actions',
  support: 'support',
  title: 'link_title',
};

export const columnsOf = ({ wording, why, actions, support, byOn, link }: TargetWords) => ({
  wording,
  why,
  actions,
  support,
  by_on: byOn,
  link_url: link?.url ?? null,
  link_title: link?.title ?? null,
});

/** Rows with what hangs on them: two statements more, whatever their number. */
async function storedOf(db: Database, rows: readonly TargetRow[], tx?: Tx): Promise<StoredTarget[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const notes = await db.select<{ target_id: string; evidence_id: string }>(
    'SELECT target_id, evidence_id FROM target_evidence WHERE target_id IN (:ids) AND kind = :kind ORDER BY evidence_id',
    { ids, kind: noteEvidence },
    tx,
  );
  const areas = await db.select<{ target_id: string; area_id: string }>(
    'SELECT target_id, area_id FROM target_area WHERE target_id IN (:ids) ORDER BY area_id',
    { ids },
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    status: row.status,
    origin: { kind: row.origin_kind, id: row.origin_id },
    createdAt: row.created_at,
    revision: row.revision,
    salt: row.salt,
    erasedAt: row.erased_at,
    createdBy: row.created_by,
    shownFrom: row.shown_from,
    body: {
      wording: row.wording ?? '',
      why: row.why ?? '',
      actions: row.actions ?? '',
      support: row.support ?? '',
      byOn: row.by_on,
      areaIds: areas.filter((area) => area.target_id === row.id).map((area) => area.area_id),
      link: row.link_url === null ? null : { url: row.link_url, title: row.link_title ?? '' },
      position: row.position,
      noteIds: notes.filter((item) => item.target_id === row.id).map((item) => item.evidence_id),
    },
  }));
}

/** Who asks, and when: what nobody may read yet is there for its writer alone. */
export interface Seen {
  now: string;
  /** Nobody where a page shows the same to all. */
  writer: string | null;
}

// Says of rows what `isShownTo` says of one target.
const shown = '(shown_from IS NULL OR shown_from <= :now OR created_by = :writer)';
const seenBy = ({ now, writer }: Seen) => ({ now, writer: writer ?? 'nobody' });
const inThread = 'placement_id = :placementId AND space = :space AND partnership_id = :partnershipId';
const threadOf = ({ placementId, space, partnershipId }: Thread) => ({ placementId, space, partnershipId });

export const targetModel = (db: Database) => ({
  /** Targets of one origin as its record says them: four statements. */
  async findByOrigin(origin: Origin, tx?: Tx): Promise<RecordedTarget[]> {
    const rows = await db.select<TargetRow>(
      `SELECT ${columns} FROM target
        WHERE origin_kind = :kind AND origin_id = :id AND space = :space AND partnership_id = :partnershipId ORDER BY position, id`,
      { kind: origin.kind, id: origin.id, space: origin.space, partnershipId: origin.partnershipId },
      tx,
    );
    if (rows.length === 0) return [];
    const kept = await keptWordings(db, origin, tx);
    return (await storedOf(db, rows, tx)).map((target) => {
      const signed = kept.get(target.id);
      if (!signed) return { ...target, nowWording: null };
      return { ...target, ...signed, nowWording: signed.body.wording === target.body.wording ? null : target.body.wording };
    });
  },
  /**
   * Makes every change of a thread's statuses happen one after another, in any number of processes: until the transaction ends nobody
   * else passes here for this placement.
   */
  async lockThread({ partnershipId, placementId }: Thread, tx: Tx): Promise<void> {
    await db.select(
      `SELECT id FROM placement WHERE id = :placementId AND partnership_id = :partnershipId ${db.dialect === 'mysql' ? 'FOR UPDATE' : ''}`,
      { placementId, partnershipId },
      tx,
    );
  },
  /** Where a target lives, for whoever has only its id; null for unknown and foreign ones, for those of another space, and for what nobody may read yet. */
  async findThread(partnershipId: string, space: string, id: string, now: string, tx?: Tx): Promise<Thread | null> {
    const [row] = await db.select<{ placement_id: string }>(
      `SELECT placement_id FROM target WHERE id = :id AND space = :space AND partnership_id = :partnershipId
        AND status NOT IN ('draft', 'withdrawn') AND ${shown}`,
      { id, space, partnershipId, ...seenBy({ now, writer: null }) },
      tx,
    );
    return row ? { partnershipId, space, placementId: row.placement_id } : null;
  },
  /** What was agreed in a thread, newest first. @param only statuses, or ids; everything agreed where neither is named. Without `seen` also what nobody may read yet */
  async findAgreed(
    thread: Thread,
    { status, ids, seen, limit = mostRead }: { status?: TargetStatus; ids?: readonly string[]; seen?: Seen; limit?: number } = {},
    tx?: Tx,
  ): Promise<StoredTarget[]> {
    if (ids?.length === 0) return [];
    const rows = await db.select<TargetRow>(
      `SELECT ${columns} FROM target WHERE ${inThread} AND ${status ? 'status = :status' : "status NOT IN ('draft', 'withdrawn')"}
          ${ids ? 'AND id IN (:ids)' : ''} ${seen ? `AND ${shown}` : ''}
        ORDER BY created_at DESC, id DESC LIMIT ${Math.trunc(limit)}`,
      { ...threadOf(thread), ...(status ? { status } : {}), ...(ids ? { ids: [...ids] } : {}), ...(seen ? seenBy(seen) : {}) },
      tx,
    );
    return storedOf(db, rows, tx);
  },
  /** How many are worked on, and how many of those somebody may know of. */
  async countActive(thread: Thread, seen: Seen, tx: Tx): Promise<{ all: number; shown: number }> {
    const [row] = await db.select<{ active: number; known: number | string | null }>(
      `SELECT COUNT(*) AS active, SUM(CASE WHEN ${shown} THEN 1 ELSE 0 END) AS known FROM target WHERE ${inThread} AND status = 'active'`,
      { ...threadOf(thread), ...seenBy(seen) },
      tx,
    );
    // MariaDB sums into a decimal, which comes as text.
    return { all: row?.active ?? 0, shown: Number(row?.known ?? 0) };
  },
  /** How many targets are current in each of these placements, and when one was last changed. One statement, answered by an index alone. */
  sumCurrent: (partnershipId: string, space: string, placementIds: readonly string[], now: string) =>
    placementIds.length === 0
      ? Promise.resolve([])
      : db.select<{ placementId: string; current: number; changedAt: string }>(
          `SELECT placement_id AS placementId, COUNT(*) AS current, MAX(changed_at) AS changedAt FROM target
            WHERE placement_id IN (:placementIds) AND status = 'active' AND space = :space AND partnership_id = :partnershipId
              AND (shown_from IS NULL OR shown_from <= :now)
            GROUP BY placement_id`,
          { partnershipId, space, placementIds: [...placementIds], now },
        ),
  /** What was agreed in a placement and still stands, newest first, without the evidence it rests on. */
  findActive: (thread: Thread, seen: Seen, limit: number): Promise<CurrentTarget[]> =>
    db.select<CurrentTarget>(
      `SELECT id, wording, actions, support, by_on AS byOn, created_at AS agreedAt FROM target
        WHERE ${inThread} AND status = 'active' AND erased_at IS NULL AND ${shown}
        ORDER BY created_at DESC, id DESC LIMIT ${Math.trunc(limit)}`,
      { ...threadOf(thread), ...seenBy(seen) },
    ),
  /** The one way a signed target changes where no copy of its words was kept: words go, and its salt with them. */
  async redact(origin: Origin, id: string, field: RedactedField, text: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target SET ${wordColumns[field]} = :text, salt = NULL, revision = revision + 1
        WHERE id = :id AND origin_kind = :kind AND origin_id = :originId AND space = :space AND partnership_id = :partnershipId AND erased_at IS NULL`,
      { id, text, kind: origin.kind, originId: origin.id, space: origin.space, partnershipId: origin.partnershipId },
      tx,
    );
  },
  /** As it is worked on now, whatever its record was signed with; null where its words are gone. */
  async findNow(id: string, { space, partnershipId }: Pick<Origin, 'space' | 'partnershipId'>, tx: Tx): Promise<StoredTarget | null> {
    const rows = await db.select<TargetRow>(
      `SELECT ${columns} FROM target WHERE id = :id AND space = :space AND partnership_id = :partnershipId AND erased_at IS NULL`,
      { id, space, partnershipId },
      tx,
    );
    return (await storedOf(db, rows, tx))[0] ?? null;
  },
  async showFrom(origin: Origin, at: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target SET shown_from = :at
        WHERE origin_kind = :kind AND origin_id = :id AND space = :space AND partnership_id = :partnershipId AND status <> 'draft'`,
      { kind: origin.kind, id: origin.id, space: origin.space, partnershipId: origin.partnershipId, at },
      tx,
    );
  },
  /** What was agreed in these records, with the record each came from. One statement. */
  findAgreedIn: (
    at: { partnershipId: string; space: string; kind: string },
    recordIds: readonly string[],
    tx?: Tx,
  ): Promise<{ id: string; recordId: string; wording: string }[]> =>
    recordIds.length === 0
      ? Promise.resolve([])
      : db.select(
          `SELECT id, origin_id AS recordId, wording FROM target WHERE origin_kind = :kind AND origin_id IN (:recordIds) AND space = :space
             AND partnership_id = :partnershipId AND status NOT IN ('draft', 'withdrawn') AND erased_at IS NULL ORDER BY origin_id, position, id`,
          { ...at, recordIds: [...recordIds] },
          tx,
        ),
  /** True where the id is taken by any row, whoever's. */
  async exists(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM target WHERE id = :id', { id }, tx)).length > 0;
  },
  insert: (id: string, origin: Origin, body: TargetBody, by: string, at: string, salt: string, tx: Tx) =>
    db.insert(
      'target',
      {
        id, space: origin.space, partnership_id: origin.partnershipId, placement_id: origin.placementId, origin_kind: origin.kind, origin_id: origin.id,
        ...columnsOf(body), position: body.position, status: 'draft', created_by: by, created_at: at, changed_at: at, revision: 1, salt,
      },
      tx,
    ), // prettier-ignore
  /** @returns true where the revision was the stored one and the target is not signed */
  async update(id: string, revision: number, body: TargetBody, at: string, tx: Tx): Promise<boolean> {
    const changed = await db.run(
      `UPDATE target SET wording = :wording, why = :why, actions = :actions, support = :support, by_on = :by_on, link_url = :link_url,
         link_title = :link_title, position = :position, status = 'draft', changed_at = :at, revision = revision + 1
        WHERE id = :id AND revision = :revision AND status IN ('draft', 'withdrawn')`,
      { id, revision, at, position: body.position, ...columnsOf(body) },
      tx,
    );
    return changed === 1;
  },
  /** New words of an agreed target; those that were signed are kept aside before. */
  async reword(id: string, words: TargetWords, at: string, tx: Tx): Promise<void> {
    await db.run(
      `UPDATE target SET wording = :wording, why = :why, actions = :actions, support = :support, by_on = :by_on, link_url = :link_url,
         link_title = :link_title, changed_at = :at, revision = revision + 1 WHERE id = :id AND erased_at IS NULL`,
      { id, at, ...columnsOf(words) },
      tx,
    );
  },
  async setStatus(id: string, from: TargetStatus, status: TargetStatus, at: string, tx: Tx): Promise<void> {
    await db.run(
      'UPDATE target SET status = :status, changed_at = :at, revision = revision + 1 WHERE id = :id AND status = :from',
      { id, from, status, at },
      tx,
    );
  },
  /** Somebody looked at it and it goes on as it is. */
  async confirm(id: string, at: string, tx: Tx): Promise<void> {
    await db.run('UPDATE target SET changed_at = :at WHERE id = :id', { id, at }, tx);
  },
  async replaceAreas(id: string, space: string, areaIds: readonly string[], tx: Tx): Promise<void> {
    await db.run('DELETE FROM target_area WHERE target_id = :id', { id }, tx);
    for (const areaId of new Set(areaIds)) await db.insert('target_area', { target_id: id, space, area_id: areaId }, tx);
  },
});

/** A placement of two years with three targets a week holds fewer. */
const mostRead = 400;
