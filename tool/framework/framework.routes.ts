import { route, type Route } from '../http/route.js';
import { idParams } from '../partnership/placement.shared.js';
import type { Placements } from '../partnership/placement.service.js';
import { formsOffered } from './form.shared.js';
import { focusKey } from './limits.shared.js';
import { frameworksInForce } from './framework.shared.js';
import type { Framework } from './framework.service.js';
import { createCurriculumSetUp } from './curriculum-set-up.service.js';
import { createFormSetUp } from './form-set-up.service.js';
import { setUpRoutes } from './set-up.routes.js';
import type { Ground } from '../slice.js';

export interface FrameworkRoutesNeeds {
  ground: Ground;
  framework: Framework;
  placements: Pick<Placements, 'findSetUp'>;
}

/** What an observer chooses from and tags with, and what a coordinator sets up of it. */
export const frameworkRoutes = ({ ground, framework, placements }: FrameworkRoutesNeeds): Route[] => [
  ...setUpRoutes(createFormSetUp(ground), createCurriculumSetUp(ground)),
  route({
    method: 'get',
    path: '/api/placements/:id/forms',
    summary: 'The forms an observer chooses from, the usual one first. Whoever may see the placement.',
    who: 'person',
    params: idParams,
    answer: formsOffered,
    handle: async ({ viewer, params }) => {
      await placements.findSetUp(viewer, params.id);
      const forms = await framework.offered(viewer.partnershipId);
      return {
        body: {
          forms: forms.map(({ id, name, layout }) => {
            const focus = layout.sections.find(({ section }) => section === focusKey);
            return { versionId: id, name, focus: { heading: focus?.heading ?? '', hint: focus?.hint ?? '' } };
          }),
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/placements/:id/frameworks',
    summary: 'The standards and curriculum areas in force, for tagging. Whoever may see the placement.',
    who: 'person',
    params: idParams,
    answer: frameworksInForce,
    handle: async ({ viewer, params }) => {
      await placements.findSetUp(viewer, params.id);
      return { body: { frameworks: await framework.inForce(viewer.partnershipId) } };
    },
  }),
];
