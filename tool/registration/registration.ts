import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { Approvals } from '../lti/registration-approval.js';
import type { Ground } from '../slice.js';
import { decisionRoutes } from './registration.routes.js';
import { createDecisions } from './registration.service.js';
import { createRegistrationWaiting } from './registration.waiting.js';

/** The coordinator's word on learning platforms that registered themselves. */
export const createPlatformDecisions = (ground: Ground, approvals: Approvals): { routes: Route[]; waiting: WaitingSource } => ({
  routes: decisionRoutes(createDecisions(ground, approvals)),
  waiting: createRegistrationWaiting(approvals),
});
