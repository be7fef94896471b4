import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { TargetChanges } from './target-change.service.js';
import type { TargetPages } from './target-page.service.js';
import { areaPage, targetChange, targetChanged, targetList } from './target-page.shared.js';
import { targetWords } from './target.shared.js';

const params = z.strictObject({ targetId: rowId });

/** A placement's targets once they are agreed. */
export const targetRoutes = (pages: TargetPages, changes: TargetChanges): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:placementId/targets',
    summary: 'Agreed targets of a placement, with history and evidence. Whoever reads its signed records.',
    who: 'person',
    params: z.strictObject({ placementId: rowId }),
    answer: targetList,
    handle: async ({ viewer, params: { placementId } }) => ({ body: await pages.list(viewer, placementId) }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:placementId/areas/:areaId',
    summary: 'What of a placement’s record is tagged with one standard or curriculum area. Whoever reads its signed records.',
    who: 'person',
    params: z.strictObject({ placementId: rowId, areaId: rowId }),
    answer: areaPage,
    handle: async ({ viewer, params: { placementId, areaId } }) => ({ body: await pages.area(viewer, placementId, areaId) }),
  }),
  route({
    method: 'put',
    path: '/api/targets/:targetId',
    summary: 'New words for an agreed target (If-Match); signed records keep theirs. Its trainee, a mentor of the placement.',
    who: 'person',
    params,
    body: targetWords,
    answer: targetChanged,
    alsoAnswers: [409],
    handle: async ({ viewer, params: { targetId }, body, ifMatch }) => ({ body: await changes.reword(viewer, targetId, body, ifMatch) }),
  }),
  route({
    method: 'post',
    path: '/api/targets/:targetId/status',
    summary: 'Parks, closes, drops or takes up again; a fourth asks which to park. Its trainee, a mentor of the placement.',
    who: 'person',
    params,
    body: targetChange,
    answer: targetChanged,
    alsoAnswers: [422],
    handle: async ({ viewer, params: { targetId }, body }) => ({ body: await changes.change(viewer, targetId, body) }),
  }),
];
