import type { Route } from '../http/route.js';
import type { PlatformHttp } from '../lti/platform-http.js';
import type { PlatformKeys } from '../lti/tokens.js';
import type { Ground } from '../slice.js';
import { createCheckRun } from './check-run.js';
import { connectionRoutes } from './connection.routes.js';
import { createConnectionService } from './connection.service.js';

/** What the rest of the tool is given of this slice. */
export interface ConnectionChecks {
  routes: Route[];
  works(partnershipId: string): Promise<boolean>;
  /** Waits for the checks that go on, so that none leaves its column behind. */
  stop(): Promise<void>;
}

export function createConnection(given: { ground: Ground; http: PlatformHttp; keys: PlatformKeys }): ConnectionChecks {
  const service = createConnectionService(given.ground, createCheckRun(given));
  return { routes: connectionRoutes(service), works: service.works, stop: service.idle };
}
