import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { canonicalText, type Json } from '../signature/canonical.js';
import { digestOf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { formTemplateModel } from './form-template.model.js';
import { formLayout, lessonObservation, shippedTemplates, type FormLayout, type FormTemplate } from './form-template.rules.js';

/** One published version of a form; never changes. */
export interface FormVersion {
  id: string;
  templateId: string;
  name: string;
  version: number;
  layout: FormLayout;
  digest: string;
}

export interface Framework {
  /** Stores the shipped forms; does nothing where they are. @throws where a stored version says something else than the shipped one */
  seed(): Promise<void>;
  /** The version new observations are written on. */
  currentForObservations(): Promise<FormVersion>;
  /** @throws where it does not exist: a record always names a stored version */
  findVersion(versionId: string, tx?: Tx): Promise<FormVersion>;
}

const contentOf = ({ schema, layout }: FormTemplate) => ({ schema: canonicalText(schema as Json), layout: canonicalText(layout) });

export function createFramework({ ground }: { ground: Pick<Ground, 'db' | 'clock'> }): Framework {
  const { db, clock } = ground;
  const model = formTemplateModel(db);
  // Published versions never change, so one read a process is enough.
  const known = new Map<string, FormVersion>();

  const seedOne = async (template: FormTemplate) => {
    const content = contentOf(template);
    const digest = digestOf(`${content.schema}\n${content.layout}`);
    await db.transaction(async (tx) => {
      const stored = await model.findVersion(template.versionId, tx);
      if (stored && stored.digest !== digest) throw new Error(`The form "${template.name}" changed without a new version number.`);
      if (stored) return;
      const now = instantNow(clock);
      if (!(await model.hasTemplate(template.id, tx))) {
        await model.insertTemplate({ id: template.id, name: template.name, kind: template.kind, created_at: now }, tx);
      }
      await model.insertVersion(
        {
          id: template.versionId,
          template_id: template.id,
          version: template.version,
          answer_schema: content.schema,
          layout: content.layout,
          digest,
          published_at: now,
        },
        tx,
      );
    });
  };

  const findVersion = async (versionId: string, tx?: Tx): Promise<FormVersion> => {
    const cached = known.get(versionId);
    if (cached) return cached;
    const row = await model.findVersion(versionId, tx);
    if (!row) throw new Error('A form version is missing; seed() has not run.');
    const version = {
      id: row.id,
      templateId: row.template_id,
      name: row.name,
      version: row.version,
      layout: formLayout.parse(JSON.parse(row.layout)),
      digest: row.digest,
    };
    known.set(versionId, version);
    return version;
  };

  return {
    async seed() {
      for (const template of shippedTemplates) {
        try {
          await seedOne(template);
        } catch (error) {
          // Two processes starting at once: the other one stored it; the second look compares.
          if (!isUniqueViolation(error)) throw error;
          await seedOne(template);
        }
      }
    },
    findVersion,
    currentForObservations: () => findVersion(lessonObservation.versionId),
  };
}
