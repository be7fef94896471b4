import { route, type Route } from '../http/route.js';
import { codeList, codeMade, makeCodeBody } from './claim-code.shared.js';
import type { ClaimCodeService } from './claim-code.service.js';
import type { PlacementService } from './placement.service.js';
import { idParams, placementBody, placementList, placementListQuery, placementView, schoolList } from './placement.shared.js';

/** Placements and the codes of their mentors. */
export const placementRoutes = (placements: PlacementService, codes: ClaimCodeService): Route[] => [
  route({
    method: 'get',
    path: '/api/placements',
    summary: 'The placements you hold a role in; for a coordinator, all of them, a page at a time.',
    who: 'person',
    query: placementListQuery,
    answer: placementList,
    handle: async ({ viewer, query }) => ({ body: await placements.listSetUp(viewer, query.after ?? '') }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:id',
    summary: 'One placement and its people.',
    who: 'person',
    params: idParams,
    answer: placementView,
    handle: async ({ viewer, params }) => {
      const view = await placements.findSetUp(viewer, params.id);
      return { headers: { ETag: `"${view.revision}"` }, body: view };
    },
  }),
  route({
    method: 'put',
    path: '/api/placements/:id',
    summary: 'Makes a placement under an id the browser made, or changes it (If-Match). Tutor or coordinator.',
    who: 'person',
    params: idParams,
    body: placementBody,
    answer: placementView,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params, body, ifMatch }) => {
      const view = await placements.put(viewer, params.id, body, ifMatch);
      return { headers: { ETag: `"${view.revision}"` }, body: view };
    },
  }),
  route({
    method: 'get',
    path: '/api/placements/:id/codes',
    summary: 'The mentor codes of a placement: which are open, who used one, when and from where. Never the letters.',
    who: 'person',
    params: idParams,
    answer: codeList,
    handle: async ({ viewer, params }) => ({ body: { codes: await codes.list(viewer, params.id) } }),
  }),
  route({
    method: 'post',
    path: '/api/placements/:id/codes',
    summary: 'Makes a code for a mentor. The letters are in this answer and nowhere else.',
    who: 'person',
    params: idParams,
    body: makeCodeBody,
    answer: codeMade,
    alsoAnswers: [201],
    handle: async ({ viewer, params, body }) => ({ status: 201, body: await codes.make(viewer, params.id, body.name) }),
  }),
  route({
    method: 'get',
    path: '/api/schools',
    summary: 'The schools of the partnership, for choosing. Tutor or coordinator.',
    who: 'person',
    answer: schoolList,
    handle: async ({ viewer }) => ({ body: { schools: await placements.schools(viewer) } }),
  }),
];
