import type { Route } from '../http/route.js';
import { createTargetChanges } from './target-change.service.js';
import { createTargetPages, type TargetPageNeeds } from './target-page.service.js';
import { targetRoutes } from './target.routes.js';

/** The pages of targets; what the slices do with them at signing is in `target.service`. */
export const createTarget = (needs: TargetPageNeeds): { routes: Route[] } => ({
  routes: targetRoutes(createTargetPages(needs), createTargetChanges(needs)),
});
