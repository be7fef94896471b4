import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { refused } from '../errors.js';
import { canonicalText, type Json } from '../signature/canonical.js';
import { digestOf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { createCurriculum, seedFrameworks, type Curriculum } from './curriculum.service.js';
import { formTemplateModel } from './form-template.model.js';
import { offeredForms, versionOf, type FormVersion } from './form-offer.js';
import { shippedTemplates, type FormKind, type FormTemplate } from './form-template.rules.js';

export interface Framework extends Curriculum {
  /** Stores the shipped forms and frameworks; does nothing where they are. @throws where a stored version says something else than the shipped one */
  seed(): Promise<void>;
  /** The forms an observer of a partnership chooses from, in their newest versions, the usual one first. */
  offered(partnershipId: string, tx?: Tx): Promise<FormVersion[]>;
  /** The same for what is not a lesson. */
  formsOf(partnershipId: string, kind: Exclude<FormKind, 'observation'>, tx?: Tx): Promise<FormVersion[]>;
  /**
   * The version a new observation is written on.
   * @param versionId of a form that is offered, be it an older version that a page still showed; null for the usual form
   * @throws Problem 422 where its form is offered no longer
   */
  formFor(partnershipId: string, versionId: string | null, tx: Tx): Promise<FormVersion>;
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
        const { id, name, kind } = template;
        await model.insertTemplate({ id, partnership_id: null, name, kind, created_at: now }, tx);
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
    const version = versionOf(row);
    known.set(versionId, version);
    return version;
  };

  const shownForms = async (partnershipId: string, tx?: Tx) =>
    offeredForms(await model.offered(partnershipId, tx)).filter(({ shown }) => shown);

  return {
    ...createCurriculum(ground),
    async seed() {
      await seedFrameworks(ground);
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
    offered: async (partnershipId, tx) => (await shownForms(partnershipId, tx)).map(({ newest }) => newest),
    formsOf: async (partnershipId, kind, tx) =>
      offeredForms(await model.offered(partnershipId, tx, kind)).flatMap(({ shown, newest }) => (shown ? [newest] : [])),
    async formFor(partnershipId, versionId, tx) {
      const forms = await shownForms(partnershipId, tx);
      if (versionId === null && forms[0]) return forms[0].newest;
      const row = forms.flatMap(({ rows }) => rows).find(({ id }) => id === versionId);
      if (!row) throw refused('form-gone', 'This form is not offered any more. Choose another one.');
      return versionOf(row);
    },
  };
}
