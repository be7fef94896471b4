import type { Database, Tx } from '../db/database.js';

export interface FrameworkVersionRow {
  id: string;
  framework_id: string;
  /** Null for one that ships. */
  partnership_id: string | null;
  version: number;
  name: string;
  attribution: string;
  digest: string;
}

export interface AreaRow {
  id: string;
  framework_version_id: string;
  code: string;
  name: string;
}

/** What a partnership said of a framework; null where it said nothing. */
export interface NewestRow extends FrameworkVersionRow {
  in_force: number | null;
}

const versionColumns = 'v.id, v.framework_id, v.partnership_id, v.version, v.name, v.attribution, v.digest';
const ours = '(v.partnership_id IS NULL OR v.partnership_id = :partnershipId)';

export const curriculumModel = (db: Database) => ({
  async findVersion(versionId: string, tx?: Tx): Promise<FrameworkVersionRow | null> {
    const rows = await db.select<FrameworkVersionRow>(
      `SELECT ${versionColumns} FROM framework_version v WHERE v.id = :versionId`,
      { versionId },
      tx,
    );
    return rows[0] ?? null;
  },
  /** The newest version of every framework a partnership can use: those that ship first, in the order of their ids. */
  newest: (partnershipId: string, tx?: Tx): Promise<NewestRow[]> =>
    db.select<NewestRow>(
      `SELECT ${versionColumns}, c.in_force FROM framework_version v
         LEFT JOIN framework_choice c ON c.framework_id = v.framework_id AND c.partnership_id = :partnershipId
        WHERE ${ours} AND NOT EXISTS (SELECT 1 FROM framework_version n WHERE n.framework_id = v.framework_id AND n.version > v.version)
        ORDER BY CASE WHEN v.partnership_id IS NULL THEN 0 ELSE 1 END, v.framework_id`,
      { partnershipId },
      tx,
    ),
  /** Areas of several versions, each in its own order. */
  areasOf: (versionIds: readonly string[], tx?: Tx): Promise<AreaRow[]> =>
    versionIds.length === 0
      ? Promise.resolve([])
      : db.select<AreaRow>(
          `SELECT id, framework_version_id, code, name FROM curriculum_area WHERE framework_version_id IN (:versionIds)
            ORDER BY framework_version_id, position`,
          { versionIds: [...versionIds] },
          tx,
        ),
  /** Of any version, in force or not: what was written keeps the words it was written against. */
  areasById: (ids: readonly string[], partnershipId: string, tx?: Tx): Promise<AreaRow[]> =>
    ids.length === 0
      ? Promise.resolve([])
      : db.select<AreaRow>(
          `SELECT v.id, v.framework_version_id, v.code, v.name FROM curriculum_area v WHERE v.id IN (:ids) AND ${ours}
            ORDER BY v.framework_version_id, v.position`,
          { ids: [...ids], partnershipId },
          tx,
        ),
  async hasFramework(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM framework WHERE id = :id', { id }, tx)).length > 0;
  },
  insertFramework: (row: { id: string; partnership_id: string | null; name: string; created_at: string }, tx: Tx) =>
    db.insert('framework', row, tx),
  insertVersion: (row: FrameworkVersionRow & { published_at: string }, tx: Tx) => db.insert('framework_version', { ...row }, tx),
  insertArea: (row: AreaRow & { partnership_id: string | null; position: number }, tx: Tx) => db.insert('curriculum_area', { ...row }, tx),
  rename: (id: string, partnershipId: string, name: string, tx: Tx) =>
    db.run('UPDATE framework SET name = :name WHERE id = :id AND partnership_id = :partnershipId', { id, partnershipId, name }, tx),
  async replaceChoice(row: { partnershipId: string; frameworkId: string; inForce: boolean; at: string }, tx: Tx): Promise<void> {
    const key = { partnership_id: row.partnershipId, framework_id: row.frameworkId };
    await db.run('DELETE FROM framework_choice WHERE partnership_id = :partnership_id AND framework_id = :framework_id', key, tx);
    await db.insert('framework_choice', { ...key, in_force: row.inForce ? 1 : 0, changed_at: row.at }, tx);
  },
});
