import { route, type Route } from '../http/route.js';
import type { ApprovalService } from './approval.service.js';
import {
  approvalBody, approvalHistory, approvalHistoryQuery, approvalParams, schoolApproval, schoolApprovals, schoolApprovalsQuery, schoolParams,
} from './approval.shared.js'; // prettier-ignore

export const approvalRoutes = (approvals: ApprovalService): Route[] => [
  route({
    method: 'get',
    path: '/api/approvals',
    summary: 'Which schools have agreed to pictures and video: every one for a coordinator, else those you work with.',
    who: 'person',
    query: schoolApprovalsQuery,
    answer: schoolApprovals,
    handle: async ({ viewer, query }) => ({ body: await approvals.list(viewer, query.after ?? '') }),
  }),
  route({
    method: 'get',
    path: '/api/schools/:schoolId/approval',
    summary: 'What a school has agreed to, and who can change it.',
    who: 'person',
    params: schoolParams,
    answer: schoolApproval,
    handle: async ({ viewer, params }) => ({ body: await approvals.read(viewer, params.schoolId) }),
  }),
  route({
    method: 'get',
    path: '/api/schools/:schoolId/approvals',
    summary: 'Every version of it, newest first.',
    who: 'person',
    params: schoolParams,
    query: approvalHistoryQuery,
    answer: approvalHistory,
    handle: async ({ viewer, params, query }) => ({
      body: await approvals.history(viewer, params.schoolId, query.before === undefined ? null : Number(query.before)),
    }),
  }),
  route({
    method: 'put',
    path: '/api/schools/:schoolId/approvals/:approvalId',
    summary: 'Records what a school agreed to as a new version; If-Match names the version last seen.',
    who: 'person',
    params: approvalParams,
    body: approvalBody,
    answer: schoolApproval,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params, body, ifMatch }) => ({
      body: await approvals.record(viewer, params.schoolId, params.approvalId, body, ifMatch),
    }),
  }),
  route({
    method: 'post',
    path: '/api/schools/:schoolId/approvals/:approvalId/withdraw',
    summary: 'Takes the approval back, at once.',
    who: 'person',
    params: approvalParams,
    answer: schoolApproval,
    alsoAnswers: [422],
    handle: async ({ viewer, params }) => ({ body: await approvals.withdraw(viewer, params.schoolId, params.approvalId) }),
  }),
];
