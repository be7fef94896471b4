import * as z from 'zod/mini';
import type { OfferedRow, TemplateVersionRow } from './form-template.model.js';
import { formLayout, usuallyShown, type FormLayout } from './form-template.rules.js';

const titled = z.looseObject({ title: z.string() });

/** One published version of a form; never changes. */
export interface FormVersion {
  id: string;
  templateId: string;
  /** As this version was called, whatever the form is called now. */
  name: string;
  version: number;
  layout: FormLayout;
  digest: string;
}

export const versionOf = (row: TemplateVersionRow): FormVersion => ({
  id: row.id,
  templateId: row.template_id,
  name: titled.parse(JSON.parse(row.answer_schema)).title,
  version: row.version,
  layout: formLayout.parse(JSON.parse(row.layout)),
  digest: row.digest,
});

/** A form a partnership can use, with its versions. */
export interface OfferedForm {
  templateId: string;
  own: boolean;
  shown: boolean;
  newest: FormVersion;
  /** Newest first. */
  rows: OfferedRow[];
}

/** @param rows of one partnership, each form's newest version first */
export function offeredForms(rows: readonly OfferedRow[]): OfferedForm[] {
  return rows.flatMap((first, at) => {
    const templateId = first.template_id;
    if (rows[at - 1]?.template_id === templateId) return [];
    const versions = rows.filter((row) => row.template_id === templateId);
    const own = first.partnership_id !== null;
    const shown = first.shown === null ? usuallyShown(templateId, own) : first.shown === 1;
    return [{ templateId, own, shown, newest: versionOf(first), rows: versions }];
  });
}
