import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import { newId } from '../ids.js';
import { canonicalText } from '../signature/canonical.js';
import { digestOf } from '../signature/signature.rules.js';
import type { Ground } from '../slice.js';
import { offeredForms, versionOf, type OfferedForm } from './form-offer.js';
import { formOfFile, schemaOf } from './form-schema.rules.js';
import { formTemplateModel } from './form-template.model.js';
import { lessonFields, type FormLayout } from './form-template.rules.js';
import { formProblems, settledForm } from './form.rules.js';
import type { FormContent, FormFile, FormList, FormVersionView } from './form.shared.js';
import { maySetUpForms } from './framework.policy.js';
import { lockSetUp } from './set-up.model.js';

/** What a coordinator does with forms. @throws Problem 404 for everybody else */
export interface FormSetUp {
  list(viewer: KnownViewer): Promise<FormList>;
  /** Any version of a form that is theirs or ships. @throws Problem 404 */
  version(viewer: KnownViewer, versionId: string): Promise<FormVersionView>;
  /**
   * Publishes a new form under an id the browser made, or the next version of one; the same content again changes nothing.
   * @param seen the version it was made from; null for a new form
   * @throws Problem 400 with each place, 404, 409 where somebody published meanwhile
   */
  publish(viewer: KnownViewer, formId: string, content: FormContent, seen: number | null): Promise<FormVersionView>;
  /** Offers a form to observers, or no longer. @throws Problem 404, 422 for the last one */
  show(viewer: KnownViewer, formId: string, shown: boolean): Promise<FormList>;
  /** @throws Problem 404 */
  file(viewer: KnownViewer, versionId: string): Promise<FormFile>;
  /** Reads a file and stores nothing. @throws Problem 400 with each place */
  readFile(viewer: KnownViewer, text: string): Promise<FormContent>;
}

const mostForms = 30;
const mostVersions = 200;
const notRight = 'Some of the form is not right yet. Nothing was published.';
const meanwhile = 'Somebody else published this form meanwhile. Open it again, then make your change.';

const layoutOf = ({ sections, unused }: FormContent): FormLayout => ({
  lesson: [...lessonFields],
  sections,
  ...(unused.length > 0 ? { unused } : {}),
});

const digestOfForm = (schema: string, layout: string): string => digestOf(`${schema}\n${layout}`);

const viewOfForm = ({ newest, own }: Pick<OfferedForm, 'newest' | 'own'>): FormVersionView => ({
  formId: newest.templateId,
  versionId: newest.id,
  version: newest.version,
  own,
  name: newest.name,
  sections: newest.layout.sections,
  unused: newest.layout.unused ?? [],
});

export function createFormSetUp({ db, clock, audit }: Pick<Ground, 'db' | 'clock' | 'audit'>): FormSetUp {
  const model = formTemplateModel(db);

  const mustSetUp = (viewer: KnownViewer): void => {
    if (!maySetUpForms(viewer)) throw notFound();
  };

  /** One change after another, by somebody who is a coordinator now. */
  const changing = <Answer>(viewer: KnownViewer, work: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
    db.transaction(async (tx) => {
      await lockSetUp(db, viewer.partnershipId, tx);
      mustSetUp(await viewerNow(db, viewer, tx));
      return work(tx);
    });

  const noted = (viewer: KnownViewer, action: string, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'partnership', objectId: viewer.partnershipId,
      },
      tx,
    ); // prettier-ignore

  const listOf = async (partnershipId: string): Promise<FormList> => ({
    forms: offeredForms(await model.offered(partnershipId)).map(({ templateId, own, shown, newest, rows }) => ({
      id: templateId,
      name: newest.name,
      version: newest.version,
      versionId: newest.id,
      own,
      shown,
      headings: newest.layout.sections.map(({ heading }) => heading),
      versions: rows.map((row) => ({
        versionId: row.id,
        version: row.version,
        name: versionOf(row).name,
        publishedAt: row.published_at,
      })),
    })),
  });

  const store = async (viewer: KnownViewer, formId: string, content: FormContent, known: OfferedForm | undefined, tx: Tx) => {
    const now = instantNow(clock);
    const { partnershipId } = viewer;
    const id = newId();
    const layout = canonicalText(layoutOf(content));
    const schema = canonicalText(schemaOf(content, id));
    if (known) await model.rename(formId, partnershipId, content.name, tx);
    else
      await model.insertTemplate(
        { id: formId, partnership_id: partnershipId, name: content.name, kind: 'observation', created_at: now },
        tx,
      );
    const row = {
      id, template_id: formId, version: (known?.newest.version ?? 0) + 1, answer_schema: schema, layout, digest: digestOfForm(schema, layout),
      published_at: now,
    }; // prettier-ignore
    await model.insertVersion(row, tx);
    await noted(viewer, 'form.published', tx);
    return viewOfForm({ own: true, newest: versionOf({ ...row, partnership_id: partnershipId, name: content.name }) });
  };

  const version = async (viewer: KnownViewer, versionId: string): Promise<FormVersionView> => {
    mustSetUp(viewer);
    const row = (await model.offered(viewer.partnershipId)).find(({ id }) => id === versionId);
    if (!row) throw notFound();
    return viewOfForm({ own: row.partnership_id !== null, newest: versionOf(row) });
  };

  return {
    list: async (viewer) => {
      mustSetUp(viewer);
      return listOf(viewer.partnershipId);
    },
    version,
    async publish(viewer, formId, given, seen) {
      mustSetUp(viewer);
      const content = settledForm(given);
      const problems = formProblems(content);
      if (problems.length > 0) throw badRequest(notRight, problems);
      const once = async (tx: Tx): Promise<FormVersionView> => {
        const forms = offeredForms(await model.offered(viewer.partnershipId, tx));
        const known = forms.find(({ templateId }) => templateId === formId);
        // One that ships is everybody's, and one of another partnership is unknown here: neither is changed.
        if (known ? !known.own : await model.hasTemplate(formId, tx)) throw notFound();
        if (!known && seen !== null) throw notFound();
        if (known) {
          const stored = viewOfForm(known);
          const same = canonicalText(layoutOf(content)) === canonicalText(layoutOf(stored)) && content.name === stored.name;
          if (same) return stored;
          if (seen !== stored.version) throw conflict(meanwhile, { current: stored });
          if (stored.version >= mostVersions)
            throw refused('too-many-versions', `A form has ${mostVersions} versions at most. Make a new one.`);
        }
        if (!known && forms.filter(({ own }) => own).length >= mostForms)
          throw refused('too-many-forms', `A partnership has ${mostForms} forms of its own at most.`);
        return store(viewer, formId, content, known, tx);
      };
      return changing(viewer, once).catch((error: unknown) => {
        // The same id at once in another partnership: it is unknown here.
        throw isUniqueViolation(error) ? notFound() : error;
      });
    },
    show: (viewer, formId, shown) =>
      changing(viewer, async (tx) => {
        const { partnershipId } = viewer;
        const forms = offeredForms(await model.offered(partnershipId, tx));
        const found = forms.find(({ templateId }) => templateId === formId);
        if (!found) throw notFound();
        if (!shown && !forms.some((form) => form.shown && form.templateId !== formId)) {
          throw refused('last-form', 'Observers need one form to choose. Show another one first, then hide this.');
        }
        if (found.shown !== shown) {
          await model.replaceChoice({ partnershipId, templateId: formId, shown, at: instantNow(clock) }, tx);
          await noted(viewer, 'form.chosen', tx);
        }
      }).then(() => listOf(viewer.partnershipId)),
    async file(viewer, versionId) {
      const form = await version(viewer, versionId);
      const named = form.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'form'; // prettier-ignore
      return {
        fileName: `${named}-version-${form.version}.json`,
        content: `${JSON.stringify(schemaOf(form, form.versionId), null, 2)}\n`,
      };
    },
    async readFile(viewer, text) {
      mustSetUp(viewer);
      const read = formOfFile(text);
      if ('problems' in read) throw badRequest('This file is not a form that Critical Friend can read.', read.problems);
      return settledForm(read.form);
    },
  };
}
