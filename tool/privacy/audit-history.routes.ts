import * as z from 'zod/mini';
import { route, type Route } from '../http/route.js';
import { rowId } from '../text.shared.js';
import type { AuditHistory } from './audit-history.service.js';
import { historyList, historyQuery } from './audit-history.shared.js';

/** What happened: in setting up, and in one record. */
export const auditHistoryRoutes = (history: AuditHistory): Route[] => [
  route({
    method: 'get',
    path: '/api/changes',
    summary: 'What was changed in setting up, newest first: roles, codes, placements, what the gradebook shows. Coordinator.',
    who: 'person',
    query: historyQuery,
    answer: historyList,
    handle: async ({ viewer, query }) => ({ body: await history.changes(viewer, query.after ?? null) }),
  }),
  route({
    method: 'get',
    path: '/api/placements/:placementId/history',
    summary: 'Everything that happened in one record, newest first: who looked, who changed what. Its trainee.',
    who: 'person',
    params: z.strictObject({ placementId: rowId }),
    query: historyQuery,
    answer: historyList,
    handle: async ({ viewer, params, query }) => ({ body: await history.ofPlacement(viewer, params.placementId, query.after ?? null) }),
  }),
];
