import type { Database, Tx } from '../db/database.js';

export interface TemplateVersionRow {
  id: string;
  template_id: string;
  name: string;
  version: number;
  answer_schema: string;
  layout: string;
  digest: string;
}

export const formTemplateModel = (db: Database) => ({
  async findVersion(versionId: string, tx?: Tx): Promise<TemplateVersionRow | null> {
    const rows = await db.select<TemplateVersionRow>(
      `SELECT v.id, v.template_id, t.name, v.version, v.answer_schema, v.layout, v.digest
         FROM form_template_version v JOIN form_template t ON t.id = v.template_id WHERE v.id = :versionId`,
      { versionId },
      tx,
    );
    return rows[0] ?? null;
  },
  async hasTemplate(id: string, tx: Tx): Promise<boolean> {
    return (await db.select('SELECT 1 AS found FROM form_template WHERE id = :id', { id }, tx)).length > 0;
  },
  insertTemplate: (row: { id: string; name: string; kind: string; created_at: string }, tx: Tx) =>
    db.insert('form_template', { ...row, partnership_id: null }, tx),
  insertVersion: (row: Omit<TemplateVersionRow, 'name'> & { published_at: string }, tx: Tx) =>
    db.insert('form_template_version', { ...row }, tx),
});
