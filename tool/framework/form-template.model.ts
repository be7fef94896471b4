import type { Database, Tx } from '../db/database.js';
import type { FormKind } from './form-template.rules.js';

export interface TemplateVersionRow {
  id: string;
  template_id: string;
  /** Null for one that ships. */
  partnership_id: string | null;
  name: string;
  version: number;
  answer_schema: string;
  layout: string;
  digest: string;
  published_at: string;
}

/** Every version of a form with what its partnership said of it; null where it said nothing. */
export interface OfferedRow extends TemplateVersionRow {
  shown: number | null;
}

const columns = 'v.id, v.template_id, t.partnership_id, t.name, v.version, v.answer_schema, v.layout, v.digest, v.published_at';
const ours = '(t.partnership_id IS NULL OR t.partnership_id = :partnershipId)';

export const formTemplateModel = (db: Database) => ({
  /** Of any partnership: a record names the version it was written on. */
  async findVersion(versionId: string, tx?: Tx): Promise<TemplateVersionRow | null> {
    const rows = await db.select<TemplateVersionRow>(
      `SELECT ${columns} FROM form_template_version v JOIN form_template t ON t.id = v.template_id WHERE v.id = :versionId`,
      { versionId },
      tx,
    );
    return rows[0] ?? null;
  },
  /** Every version that a partnership can use: its own forms first, each with its newest version first. */
  offered: (partnershipId: string, tx?: Tx, kind: FormKind = 'observation'): Promise<OfferedRow[]> =>
    db.select<OfferedRow>(
      `SELECT ${columns}, c.shown FROM form_template_version v JOIN form_template t ON t.id = v.template_id
         LEFT JOIN form_choice c ON c.template_id = t.id AND c.partnership_id = :partnershipId
        WHERE ${ours} AND t.kind = :kind
        ORDER BY CASE WHEN t.partnership_id IS NULL THEN 1 ELSE 0 END, t.id, v.version DESC`,
      { partnershipId, kind },
      tx,
    ),
  async hasTemplate(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM form_template WHERE id = :id', { id }, tx)).length > 0;
  },
  insertTemplate: (row: { id: string; partnership_id: string | null; name: string; kind: string; created_at: string }, tx: Tx) =>
    db.insert('form_template', row, tx),
  rename: (id: string, partnershipId: string, name: string, tx: Tx) =>
    db.run('UPDATE form_template SET name = :name WHERE id = :id AND partnership_id = :partnershipId', { id, partnershipId, name }, tx),
  insertVersion: (row: Omit<TemplateVersionRow, 'name' | 'partnership_id'>, tx: Tx) => db.insert('form_template_version', { ...row }, tx),
  async replaceChoice(row: { partnershipId: string; templateId: string; shown: boolean; at: string }, tx: Tx): Promise<void> {
    const key = { partnership_id: row.partnershipId, template_id: row.templateId };
    await db.run('DELETE FROM form_choice WHERE partnership_id = :partnership_id AND template_id = :template_id', key, tx);
    await db.insert('form_choice', { ...key, shown: row.shown ? 1 : 0, changed_at: row.at }, tx);
  },
});
