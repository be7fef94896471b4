import { route, type Route } from '../http/route.js';
import { codeList, codeMade, makeCodeBody } from './claim-code.shared.js';
import type { ClaimCodeService } from './claim-code.service.js';
import type { PlacementReaders } from './placement-readers.js';
import type { PlacementService } from './placement.service.js';
import type { RoleService } from './role-held.service.js';
import {
  addPersonBody,
  idParams,
  placementBody,
  placementList,
  placementListQuery,
  placementView,
  readersNamed,
  schoolList,
} from './placement.shared.js';

/** Placements and the codes of their mentors. */
export const placementRoutes = (
  placements: PlacementService,
  codes: ClaimCodeService,
  roles: RoleService,
  readers: PlacementReaders,
): Route[] => [
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
    method: 'post',
    path: '/api/placements/:id/people',
    summary: 'Makes somebody of the course a mentor or a coach here. Its tutor or a coordinator.',
    who: 'person',
    params: idParams,
    body: addPersonBody,
    answer: placementView,
    alsoAnswers: [422],
    handle: async ({ viewer, params, body }) => {
      await roles.addTo(viewer, params.id, body);
      return { body: await placements.findSetUp(viewer, params.id) };
    },
  }),
  route({
    method: 'get',
    path: '/api/placements/:id/codes',
    summary: 'The mentor and coach codes of a placement: which are open, who used one, when and from where. Never the letters.',
    who: 'person',
    params: idParams,
    answer: codeList,
    handle: async ({ viewer, params }) => ({ body: { codes: await codes.list(viewer, params.id) } }),
  }),
  route({
    method: 'post',
    path: '/api/placements/:id/codes',
    summary: 'Makes a code for a mentor, or for a coach. The letters are in this answer and nowhere else.',
    who: 'person',
    params: idParams,
    body: makeCodeBody,
    answer: codeMade,
    alsoAnswers: [201],
    handle: async ({ viewer, params, body }) => ({
      status: 201,
      body: await codes.make(viewer, params.id, body.name, body.role ?? 'mentor'),
    }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:id/readers',
    summary: 'Who else can open the page of this placement: names, from the policy that answers it.',
    who: 'person',
    params: idParams,
    answer: readersNamed,
    handle: async ({ viewer, params }) => ({ body: { names: await readers.ofPlacement(viewer, params.id) } }),
  }),
  route({
    method: 'get',
    path: '/api/set-up/readers',
    summary: 'Who else can open the page of every placement: names, from the policy that answers them. Tutor or coordinator.',
    who: 'person',
    answer: readersNamed,
    handle: async ({ viewer }) => ({ body: { names: await readers.ofEveryPlacement(viewer) } }),
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
