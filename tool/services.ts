import { createAccess, type Access } from './access/access.service.js';
import { accessRoutes } from './access/access.routes.js';
import { systemClock, type Clock } from './clock.js';
import type { Config } from './config.js';
import { openDatabase, type Database, type Tx } from './db/database.js';
import { migrate } from './db/migrator.js';
import { readAssets, type AssetFiles } from './http/assets.js';
import type { Route } from './http/route.js';
import { createLogger, type Log } from './logger.js';
import { createHandles, type Handles } from './lti/handle.js';
import { createKeySets } from './lti/key-set.js';
import type { OnLaunch, VerifiedLaunch } from './lti/launch.js';
import { LaunchProblem } from './lti/launch-problem.js';
import { createLaunches, type Launches } from './lti/launch.service.js';
import type { LoginTools } from './lti/login.js';
import { createPlatformHttp } from './lti/platform-http.js';
import { createRegistry, type Registry } from './lti/registry.js';
import { createSealing, type Sealing } from './lti/sealing.js';
import { createArrivals } from './partnership/arrival.service.js';
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
  continueInOwnTab(code: string): Promise<{ session: string; expiresAt: string } | null>;
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
  const assets = overrides.assets ?? readAssets();
  const db = openDatabase(config.databaseUrl, log);
  try {
    await migrate(db, log);
  } catch (error) {
    await db.close();
    throw error;
  }
  return wire({ config, clock, log, db, audit: createAudit(db, clock) }, assets);
}

function wire(ground: Ground, assets: AssetFiles): Services {
  const { config, clock, log, db, audit } = ground;
  const allowInsecure = (): boolean => config.allowInsecurePlatforms;

  // LTI in, and who is signed in.
  const sealing = createSealing(config.secretKeys);
  const registry = createRegistry(db, sealing, clock);
  const keySetHttp = createPlatformHttp({ allowInsecure, ...keySetLimits });
  const access = createAccess(ground, assets.build);
  const arrivals = createArrivals(ground);
  const onLaunch: OnLaunch = async (launch: VerifiedLaunch, tx: Tx) => {
    const arrival = await arrivals.arrive(launch, tx);
    if ('refused' in arrival) throw new LaunchProblem(arrival.refused);
    const begun = await access.beginSession({ ...arrival, deploymentRef: launch.deployment.id, locale: launch.locale }, tx);
    await audit.record(
      { action: 'launch', partnershipId: arrival.partnershipId, identityId: arrival.identityId, sessionId: begun.sessionId, objectKind: 'link', objectId: arrival.linkRef },
      tx,
    );
    return begun;
  };
  const origin = config.publicUrl;
  const launches = createLaunches(db, { clock, registry, sealing, origin, keySets: createKeySets(keySetHttp) }, onLaunch);

  const queue = createQueue({ redisUrl: config.redisUrl, prefix: queuePrefix(config.databaseUrl), log });
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
    login: { clock, registry, sealing, origin, allowInsecurePlatforms: config.allowInsecurePlatforms },
    launches,
    handles: createHandles(config.secretKeys),
    assets,
    routes: accessRoutes(access),
    continueInOwnTab: (code) => access.continueWith(code),
    draining: false,
    close: async () => {
      services.draining = true;
      await queue.close();
      await keySetHttp.close();
      await db.close();
    },
  };
  return services;
}

export type { Database };
