import type { Database, Tx } from '../db/database.js';
import { newId } from '../ids.js';

export interface KeptLineItem {
  id: string;
  /** Empty while a process is looking for it or making it. */
  url: string;
  resourceId: string;
  maximum: number;
  /** 1 where this tool created it. */
  ours: number;
  /** While the address is empty: since when somebody is at it. */
  checkedAt: string | null;
}

const ofLink = 'link_ref = :linkRef AND tag = :tag';

export async function findKeptLineItem(db: Database, linkRef: string, tag: string): Promise<KeptLineItem | null> {
  const rows = await db.select<KeptLineItem>(
    `SELECT id, url, resource_id AS resourceId, maximum, ours, checked_at AS checkedAt FROM line_item WHERE ${ofLink}`,
    { linkRef, tag },
  );
  return rows[0] ?? null;
}

/** Says "I am looking". @throws UniqueConstraintError where somebody else is */
export const beginLineItem = (db: Database, given: { partnershipId: string; linkRef: string; tag: string; maximum: number; now: string }): Promise<void> =>
  db.insert('line_item', {
    id: newId(), partnership_id: given.partnershipId, link_ref: given.linkRef, tag: given.tag, resource_id: given.linkRef, url: '',
    maximum: given.maximum, ours: 0, created_at: given.now, checked_at: given.now,
  }); // prettier-ignore

/** Takes over from a process that stopped half-way. @returns false where another did */
export const takeOverLineItem = async (db: Database, given: { id: string; seen: string | null; now: string }): Promise<boolean> =>
  (await db.run(`UPDATE line_item SET checked_at = :now WHERE id = :id AND url = '' AND checked_at = :seen`, given)) === 1;

export const saveLineItem = (
  db: Database,
  given: { linkRef: string; tag: string; url: string; resourceId: string; maximum: number; ours: number; now: string },
): Promise<number> =>
  db.run(
    `UPDATE line_item SET url = :url, resource_id = :resourceId, maximum = :maximum, ours = :ours, checked_at = :now WHERE ${ofLink}`,
    given,
  );

/** Lets the next try look again, at once (`since` long ago) or when a create of unknown outcome must have ended. */
export const leaveLineItem = (db: Database, linkRef: string, tag: string, since: string): Promise<number> =>
  db.run(`UPDATE line_item SET checked_at = :since WHERE ${ofLink} AND url = ''`, { linkRef, tag, since });

/** Forgets an address that answered 404, unless somebody has found another meanwhile. */
export const forgetLineItem = (db: Database, linkRef: string, tag: string, url: string): Promise<number> =>
  db.run(`DELETE FROM line_item WHERE ${ofLink} AND url = :url`, { linkRef, tag, url });

/** The other links of a course and the columns they fill: those are not free to be taken. */
export const findTakenColumns = (db: Database, contextRef: string, linkRef: string): Promise<{ linkRef: string; url: string | null }[]> =>
  db.select<{ linkRef: string; url: string | null }>(
    `SELECT l.id AS linkRef, COALESCE(l.lineitem_url, li.url) AS url FROM resource_link l LEFT JOIN line_item li ON li.link_ref = l.id
      WHERE l.context_ref = :contextRef AND l.id <> :linkRef`,
    { contextRef, linkRef },
  );

/** Forgets the addresses of these links' columns. */
export const forgetLineItemsOf = async (db: Database, linkRefs: readonly string[], tx: Tx): Promise<number> => {
  let forgotten = 0;
  for (let at = 0; at < linkRefs.length; at += 200) {
    forgotten += await db.run('DELETE FROM line_item WHERE link_ref IN (:linkRefs)', { linkRefs: linkRefs.slice(at, at + 200) }, tx);
  }
  return forgotten;
};
