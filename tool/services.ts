import { createAccess, type Access } from './access/access.service.js';
import { accessRoutes } from './access/access.routes.js';
import { systemClock, type Clock } from './clock.js';
import type { Config } from './config.js';
import { isUniqueViolation, openDatabase } from './db/database.js';
import { migrate } from './db/migrator.js';
import { createFramework, type Framework } from './framework/framework.service.js';
import { createHome } from './home/home.js';
import { readAssets, type AssetFiles } from './http/assets.js';
import type { Route } from './http/route.js';
import { linkRoutes } from './link/link.routes.js';
import { createLinkService } from './link/link.service.js';
import { createLogger, type Log } from './logger.js';
import { createHandles, type Handles } from './lti/handle.js';
import { createKeySets } from './lti/key-set.js';
import type { OnLaunch } from './lti/launch.js';
import { LaunchProblem } from './lti/launch-problem.js';
import { createLaunches, type Launches } from './lti/launch.service.js';
import type { LoginTools } from './lti/login.js';
import { readMemberships } from './lti/memberships.js';
import { createPlatformHttp } from './lti/platform-http.js';
import { createRegistry, type Registry } from './lti/registry.js';
import { createSealing, type Sealing } from './lti/sealing.js';
import { createTokens } from './lti/tokens.js';
import { createObservation, createObservationCount } from './observation/observation.js';
import { createArrivals } from './partnership/arrival.service.js';
import { createPartnership } from './partnership/partnership.js';
import { createPassback } from './passback/passback.js';
import { createAudit } from './privacy/audit.js';
import { createQueue, queuePrefix } from './queue/create-queue.js';
import type { Queue } from './queue/queue.js';
import type { Ground } from './slice.js';

/** Everything of one running process, wired. */
export interface Services extends Ground {
  sealing: Sealing;
  registry: Registry;
  queue: Queue;
  access: Access;
  login: LoginTools;
  launches: Launches;
  handles: Handles;
  assets: AssetFiles;
  /** Every route under `/api` but the description of itself. */
  routes: Route[];
  /** True from the moment the process was asked to stop. */
  draining: boolean;
  close(): Promise<void>;
}

export interface Overrides {
  clock?: Clock;
  log?: Log;
  assets?: AssetFiles;
}

const keySetLimits = { connectMs: 5_000, totalMs: 5_000, maximumBytes: 256 * 1024 };
const sweepEveryMs = 5 * 60_000;

/**
 * The composition root: opens the database, brings it up to date, and hands every slice what it needs. Nothing listens yet.
 * @throws where the configuration's database cannot be opened
 */
export async function createServices(config: Config, overrides: Overrides = {}): Promise<Services> {
  if (config.production && overrides.clock) throw new Error('A movable clock is not for production.');
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? createLogger(config.logLevel);
  const db = openDatabase(config.databaseUrl, log);
  const ground: Ground = { config, clock, log, db, audit: createAudit(db, clock) };
  try {
    await migrate(db, log);
    db.watchSilence();
    const framework = createFramework({ ground });
    // Two processes may start on one new database at the same moment; the second then finds the forms of the first.
    await framework.seed().catch((error: unknown) => (isUniqueViolation(error) ? framework.seed() : Promise.reject(error as Error)));
    return wire(ground, framework, overrides);
  } catch (error) {
    await db.close();
    throw error;
  }
}

function wire(ground: Ground, framework: Framework, overrides: Overrides): Services {
  const { config, clock, log, db } = ground;
  const assets = overrides.assets ?? readAssets();
  const queue = createQueue({ redisUrl: config.redisUrl, prefix: queuePrefix(config.databaseUrl), log });
  const allowInsecure = (): boolean => config.allowInsecurePlatforms;
  const keySetHttp = createPlatformHttp({ allowInsecure, ...keySetLimits });
  const serviceHttp = createPlatformHttp({ allowInsecure });

  const sealing = createSealing(config.secretKeys);
  const registry = createRegistry(db, sealing, clock);
  const client = { http: serviceHttp, tokens: createTokens({ http: serviceHttp, keys: registry, clock }) };

  const access = createAccess(ground, assets.build);
  const launchTools = { clock, registry, sealing, origin: config.publicUrl, keySets: createKeySets(keySetHttp) };
  const launches = createLaunches(db, launchTools, createOnLaunch(ground, access));

  const links = createLinkService({ ground, platformByKid: registry.platformByKid });
  const partnership = createPartnership({
    ground,
    readRoster: (from) => readMemberships(client, from),
    enterPartnership: access.enterPartnership,
    gradebookChosen: (partnershipId) => links.anyChosen(partnershipId),
  });
  const { people, placements } = partnership;
  const countSources = [createObservationCount({ ground })];
  const passback = createPassback({ ground, registry, client, queue, links, names: people, countSources });
  const observation = createObservation({ ground, people, placements, outbox: passback.outbox, framework });
  const home = createHome({ sources: [partnership.waiting, observation.waiting], standing: partnership.standing });

  queue.sweep('expired', sweepEveryMs, async () => {
    await launches.sweep();
    await access.sweep();
  });

  const services: Services = {
    ...ground,
    sealing,
    registry,
    queue,
    access,
    login: { ...launchTools, allowInsecurePlatforms: config.allowInsecurePlatforms },
    launches,
    handles: createHandles(config.secretKeys),
    assets,
    routes: [
      ...accessRoutes(access),
      ...home.routes,
      ...partnership.routes,
      ...linkRoutes(links),
      ...observation.routes,
      ...passback.routes,
    ],
    draining: false,
    close: async () => {
      services.draining = true;
      await queue.close();
      await passback.stop();
      await Promise.all([keySetHttp.close(), serviceHttp.close()]);
      await db.close();
    },
  };
  return services;
}

/** What a verified launch becomes here: somebody who arrived, a session, and a row for the list of who came. */
function createOnLaunch(ground: Ground, access: Access): OnLaunch {
  const arrivals = createArrivals(ground);
  return async (launch, tx) => {
    const arrival = await arrivals.arrive(launch, tx);
    if ('refused' in arrival) throw new LaunchProblem(arrival.refused);
    const begun = await access.beginSession({ ...arrival, deploymentRef: launch.deployment.id, locale: launch.locale }, tx);
    const { partnershipId, identityId, linkRef } = arrival;
    const { sessionId } = begun;
    await ground.audit.record({ action: 'launch', partnershipId, identityId, sessionId, objectKind: 'link', objectId: linkRef }, tx);
    return begun;
  };
}
