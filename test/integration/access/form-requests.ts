import { lessonObservation } from '../../../tool/framework/form-template.rules.js';
import type { FormContent } from '../../../tool/framework/form.shared.js';
import { newId } from '../../../tool/ids.js';
import { sure } from '../../sure.js';
import { must, type Ask, type House } from './house.js';

type Prepare = (house: House) => Promise<Ask>;

/** Changed each time, so that publishing it says something new. */
export const formContent = (name = `Form ${newId()}`): FormContent => ({
  name,
  sections: lessonObservation.layout.sections,
  unused: [],
});
export const curriculum = (name = `Curriculum ${newId()}`) => ({ name, areas: [{ code: 'A1', name: 'Questioning' }] });

interface Listed {
  id: string;
  version: number;
  versionId: string;
  own: boolean;
}

/** The partnership's own one; made where there is none. */
const ownOf =
  (kind: 'forms' | 'frameworks') =>
  async (house: House): Promise<Listed> => {
    const bearer = house.bearer.coordinator;
    const list = async () => (await must<Record<string, Listed[]>>(house.tool, bearer, 'GET', { path: `/api/${kind}` }))[kind] ?? [];
    const found = (await list()).find(({ own }) => own);
    if (found) return found;
    await must(house.tool, bearer, 'PUT', { path: `/api/${kind}/${newId()}`, body: kind === 'forms' ? formContent() : curriculum() });
    return sure((await list()).find(({ own }) => own));
  };
const ownForm = ownOf('forms');
const ownFramework = ownOf('frameworks');

const fixed =
  (path: string, body?: unknown): Prepare =>
  () =>
    Promise.resolve({ path, ...(body === undefined ? {} : { body }) });

/** Asking about forms, standards and curricula. */
export const formRequests: Record<string, Prepare> = {
  'GET /api/forms': fixed('/api/forms'),
  'GET /api/form-versions/:versionId': async (house) => ({ path: `/api/form-versions/${(await ownForm(house)).versionId}` }),
  'GET /api/form-versions/:versionId/file': async (house) => ({ path: `/api/form-versions/${(await ownForm(house)).versionId}/file` }),
  'POST /api/forms/file': fixed('/api/forms/file', { content: JSON.stringify(lessonObservation.schema) }),
  'PUT /api/forms/:formId (a new one)': () => Promise.resolve({ path: `/api/forms/${newId()}`, body: formContent() }),
  'PUT /api/forms/:formId (a change)': async (house) => {
    const { id, version } = await ownForm(house);
    return { path: `/api/forms/${id}`, body: formContent(), ifMatch: version };
  },
  'PUT /api/forms/:formId/shown': async (house) => ({ path: `/api/forms/${(await ownForm(house)).id}/shown`, body: { shown: true } }),
  'GET /api/frameworks': fixed('/api/frameworks'),
  'POST /api/frameworks/file': fixed('/api/frameworks/file', {
    frameworkId: null,
    file: Buffer.from('Code,Name\nA1,Questioning\n').toString('base64'),
  }),
  'PUT /api/frameworks/:frameworkId (a new one)': () => Promise.resolve({ path: `/api/frameworks/${newId()}`, body: curriculum() }),
  'PUT /api/frameworks/:frameworkId (a change)': async (house) => {
    const { id, version } = await ownFramework(house);
    return { path: `/api/frameworks/${id}`, body: curriculum(), ifMatch: version };
  },
  'PUT /api/frameworks/:frameworkId/in-force': async (house) => ({
    path: `/api/frameworks/${(await ownFramework(house)).id}/in-force`,
    body: { inForce: true },
  }),
};
