import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { createApprovals } from './approval.service.js';
import { approvalRoutes } from './approval.routes.js';
import { createApprovalWaiting } from './approval.waiting.js';

/** What a school has agreed to: pictures, sound and video. Slices that bring them in ask `createApprovalGate`. */
export const createApproval = (ground: Ground, people: People): { routes: Route[]; waiting: WaitingSource } => ({
  routes: approvalRoutes(createApprovals(ground, people)),
  waiting: createApprovalWaiting(ground),
});
