import type { Database, Tx } from '../db/database.js';

export interface NoticeRow {
  partnership: string;
  version: number | null;
  body: string | null;
  link: string | null;
  wasRead: number;
}

/**
 * The newest notice, and whether this account, or another one of the same person, has read it. One statement: every page asks.
 */
export async function findNotice(db: Database, partnershipId: string, identityId: string, tx?: Tx): Promise<NoticeRow> {
  const rows = await db.select<NoticeRow>(
    `SELECT pa.name AS partnership, n.version AS version, n.body AS body, n.link AS link,
        (SELECT COUNT(*) FROM privacy_notice_read r WHERE r.partnership_id = pa.id AND r.version = COALESCE(n.version, 0)
            AND (r.identity_id = :identityId OR r.identity_id IN (SELECT o.identity_id FROM identity_person me
               JOIN identity_person o ON o.person_id = me.person_id AND o.partnership_id = me.partnership_id
              WHERE me.identity_id = :identityId AND me.partnership_id = :partnershipId))) AS wasRead
       FROM partnership pa
       LEFT JOIN privacy_notice n ON n.partnership_id = pa.id
        AND n.version = (SELECT MAX(l.version) FROM privacy_notice l WHERE l.partnership_id = pa.id)
      WHERE pa.id = :partnershipId`,
    { partnershipId, identityId },
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('A session names a partnership that is not there.');
  return row;
}

/** Does nothing where it is there: two tabs may say it at once. */
export async function markNoticeRead(
  db: Database,
  row: { identityId: string; partnershipId: string; version: number; now: string },
): Promise<void> {
  const ignoring = db.dialect === 'mysql' ? 'INSERT IGNORE' : 'INSERT OR IGNORE';
  await db.run(
    `${ignoring} INTO privacy_notice_read (identity_id, partnership_id, version, read_at) VALUES (:identityId, :partnershipId, :version, :now)`,
    row,
  );
}

export const insertNotice = (
  db: Database,
  row: { partnershipId: string; version: number; body: string; link: string | null; by: string; now: string },
  tx: Tx,
): Promise<void> =>
  db.insert(
    'privacy_notice',
    { partnership_id: row.partnershipId, version: row.version, body: row.body, link: row.link, changed_at: row.now, changed_by: row.by },
    tx,
  );
