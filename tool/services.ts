import { createAccess, type Access } from './access/access.service.js';
import { accessRoutes } from './access/access.routes.js';
import { createApproval } from './approval/approval.js';
import { createAttention } from './attention/attention.js';
import { systemClock, type Clock } from './clock.js';
import type { Config } from './config.js';
import { createConnection } from './connection/connection.js';
import { createContact } from './contact/contact.js';
import { createDigest, type Digest } from './digest/digest.js';
import { isUniqueViolation, openDatabase } from './db/database.js';
import { migrate } from './db/migrator.js';
import { createFramework, type Framework } from './framework/framework.service.js';
import { createHome } from './home/home.js';
import { readAssets, type AssetFiles } from './http/assets.js';
import type { Route } from './http/route.js';
import { createSharedCounts, type SharedCounts } from './http/shared-counts.js';
import { linkPickRoutes } from './link/link-pick.routes.js';
import { linkRoutes } from './link/link.routes.js';
import { createLinkChoices, type LinkChoices } from './link/link-choice.service.js';
import { createLinkCopies } from './link/link-copy.service.js';
import { createLinkPicks } from './link/link-pick.service.js';
import { createLinkService } from './link/link.service.js';
import { createLogger, type Log } from './logger.js';
import { errandWithin, unwaitedMs, waitedMs } from './lti/errand.js';
import { createInvitations } from './lti/invitations.js';
import { createHandles, type Handles } from './lti/handle.js';
import { createKeySets } from './lti/key-set.js';
import type { OnLaunch } from './lti/launch.js';
import { LaunchProblem } from './lti/launch-problem.js';
import { createLaunches, type Launches } from './lti/launch.service.js';
import type { LoginTools } from './lti/login.js';
import { readMemberships } from './lti/memberships.js';
import { createPlatformHttp } from './lti/platform-http.js';
import { createRegistrar } from './lti/registrar.js';
import { createApprovals } from './lti/registration-approval.js';
import { createRegistrations, type Registrations } from './lti/registration.service.js';
import { createRegistry, type Registry } from './lti/registry.js';
import { createScopeRecord } from './lti/scope-record.js';
import { createSealing, type Sealing } from './lti/sealing.js';
import { createTokens, type Tokens } from './lti/tokens.js';
import { createObservation, createObservationCount } from './observation/observation.js';
import { observationReviewRoutes } from './observation/observation-review.routes.js';
import { createObservationReview } from './observation/observation-review.service.js';
import { createArrivals } from './partnership/arrival.service.js';
import { createPartnership } from './partnership/partnership.js';
import { rosterAsking, rosterJob } from './partnership/roster.service.js';
import { createPlacementIntakes } from './partnership/placement-intake.js';
import { createPassback } from './passback/passback.js';
import { createAudit } from './privacy/audit.js';
import { auditHistoryRoutes } from './privacy/audit-history.routes.js';
import { createAuditHistory } from './privacy/audit-history.service.js';
import { createAuditSealing } from './privacy/audit-seal.service.js';
import { createQueue, queuePrefix } from './queue/create-queue.js';
import type { Queue } from './queue/queue.js';
import type { Ground } from './slice.js';
import { createPlatformDecisions } from './registration/registration.js';
import { createTargetAttention } from './target/target.attention.js';
import { createTargets } from './target/target.service.js';
import { createPrivacy } from './privacy/privacy.js';
import { tableDeclarations } from './table-declarations.js';

/** Everything of one running process, wired. */
export interface Services extends Ground {
  sealing: Sealing;
  registry: Registry;
  queue: Queue;
  access: Access;
  login: LoginTools;
  launches: Launches;
  registrations: Registrations;
  tokens: Tokens;
  handles: Handles;
  digest: Digest;
  assets: AssetFiles;
  /** Where the rate limits count together; null without Redis. */
  rateCounts: SharedCounts | null;
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

const keySetLimits = { connectMs: waitedMs, totalMs: waitedMs, maximumBytes: 256 * 1024 };
const sweepEveryMs = 5 * 60_000;
const digestEveryMs = 60_000;
const dayMs = 24 * 60 * 60_000;
/** Retention does each partnership once a day; this often it is asked whether the day has begun. */
const retentionEveryMs = 60 * 60_000;

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
  const { redisUrl } = config;
  const prefix = queuePrefix(config.databaseUrl);
  const queue = createQueue({ redisUrl, prefix, log });
  const rateCounts = redisUrl === null ? null : createSharedCounts({ redisUrl, prefix, log });
  const allowInsecure = (): boolean => config.allowInsecurePlatforms;
  const keySetHttp = createPlatformHttp({ allowInsecure, ...keySetLimits });
  const serviceHttp = createPlatformHttp({ allowInsecure });

  const sealing = createSealing(config.secretKeys);
  const registry = createRegistry(db, sealing, clock);
  const scopes = createScopeRecord(db, clock, log);
  const client = { http: serviceHttp, tokens: createTokens({ http: serviceHttp, keys: registry, clock, scopesAnswered: scopes.answered }) };

  const access = createAccess(ground, assets.build);
  const launchTools = { clock, registry, sealing, origin: config.publicUrl, keySets: createKeySets(keySetHttp) };
  const links = createLinkService({ ground, platformByKid: registry.platformByKid });
  const opened = createLaunches(
    db,
    launchTools,
    createOnLaunch(ground, access, createLinkChoices(ground, links), rosterAsking(clock, queue)),
  );
  const intakes = createPlacementIntakes(ground, queue);
  const launches: Launches = {
    launch: async (...given) => {
      const page = await opened.launch(...given);
      if (page.begun !== null) await intakes.arrived(page.launch.deployment.partnershipIds, page.launch);
      return page;
    },
  };

  const connection = createConnection({ ground, http: serviceHttp, keys: registry });
  const registrar = createRegistrar(db, registry, sealing, clock);
  const invitations = createInvitations(db, clock);
  const registrations = createRegistrations({
    db, clock, audit: ground.audit, http: keySetHttp, registrar, invitations, scopes, origin: config.publicUrl,
    allowInsecurePlatforms: config.allowInsecurePlatforms,
  }); // prettier-ignore
  const decisions = createPlatformDecisions(ground, createApprovals({ db, clock, registrar, scopes }));

  const partnership = createPartnership({
    ground,
    readRoster: (from) => readMemberships(errandWithin(client, from.waitedFor ? waitedMs : unwaitedMs), from),
    rosterRead: intakes.rosterRead,
    enterPartnership: access.enterPartnership,
    connectionWorks: connection.works,
    gradebookChosen: (partnershipId) => links.anyChosen(partnershipId),
    currentTargets: createTargets({ ground }).findCurrent,
  });
  queue.process(rosterJob, partnership.refreshRoster);
  const { people, placements } = partnership;
  const countSources = [createObservationCount({ ground })];
  const passback = createPassback({ ground, registry, client, queue, links, names: people, countSources });
  const observation = createObservation({ ground, people, placements, outbox: passback.outbox, framework });
  const subjects = { ...partnership.auditSubjects, ...links.auditSubjects, ...observation.auditSubjects };
  const history = createAuditHistory(ground, { people, subjects });
  const approval = createApproval(ground, people);
  const contact = createContact(ground, people);
  const attention = createAttention({
    ground,
    placements,
    schools: partnership.schools,
    codes: partnership.codes,
    mentors: observation.attention.mentors,
    sources: [observation.attention.facts, createTargetAttention(db), passback.attention],
  });

  const waiting = [partnership.waiting, observation.waiting, approval.waiting, contact.waiting, decisions.waiting];
  const home = createHome({ sources: waiting, others: [observation.others, attention.others], standing: partnership.standing });
  const digest = createDigest({ ground, sources: waiting });
  const { sending } = digest;
  if (sending) queue.sweep('digest', digestEveryMs, () => sending.sweep());
  queue.sweep('expired', sweepEveryMs, () => access.sweep());
  queue.sweep('invitations', dayMs, () => invitations.sweep());
  const auditSealing = createAuditSealing(ground);
  queue.sweep('audit-seal', sweepEveryMs, async () => {
    await auditSealing.seal();
  });
  queue.sweep('drafts-left', dayMs, () => observation.withdrawLeftDrafts());
  const privacy = createPrivacy({ ground, declarations: tableDeclarations, people, files: [] });

  queue.sweep('retention', retentionEveryMs, () => privacy.retention.sweep());

  const services: Services = {
    ...ground,
    sealing,
    registry,
    queue,
    access,
    login: { ...launchTools, allowInsecurePlatforms: config.allowInsecurePlatforms },
    launches,
    registrations,
    tokens: client.tokens,
    handles: createHandles(config.secretKeys),
    digest,
    assets,
    rateCounts,
    routes: [
      ...accessRoutes(access),
      ...home.routes,
      ...digest.routes,
      ...attention.routes,
      ...approval.routes,
      ...contact.routes,
      ...partnership.routes,
      ...intakes.routes,
      ...linkRoutes(links),
      ...connection.routes,
      ...linkPickRoutes({ picks: createLinkPicks({ ground, sealing, ...registry }), copies: createLinkCopies(ground, links) }),
      ...observation.routes,
      ...observationReviewRoutes(createObservationReview(placements, access.reviewOf)),
      ...passback.routes,
      ...privacy.routes,
      ...auditHistoryRoutes(history),
      ...decisions.routes,
    ],
    draining: false,
    close: async () => {
      services.draining = true;
      rateCounts?.close();
      sending?.stop();
      await queue.close();
      await passback.stop();
      await connection.stop();
      await Promise.all([keySetHttp.close(), serviceHttp.close()]);
      await db.close();
    },
  };
  return services;
}

/** What a verified launch becomes here: somebody who arrived, a session, and a row for the list of who came. */
function createOnLaunch(ground: Ground, access: Access, choices: LinkChoices, courseOpened: (contextRef: string) => void): OnLaunch {
  const arrivals = createArrivals(ground);
  return async (launch, tx) => {
    const arrival = await arrivals.arrive(launch, tx);
    if ('refused' in arrival) throw new LaunchProblem(arrival.refused);
    if (launch.messageType !== 'LtiDeepLinkingRequest') await choices.opened(launch, arrival, tx);
    const { deployment, locale, nonceHash, carriedBy } = launch;
    const clockAhead = Math.round(ground.clock.now().getTime() / 1_000 - launch.issuedAt);
    const begun = await access.beginSession(
      { ...arrival, deploymentRef: deployment.id, locale, launchNonce: nonceHash, carriedBy, clockAhead },
      tx,
    );
    if (begun === null) throw new LaunchProblem('used-before');
    const { partnershipId, identityId, linkRef, contextRef } = arrival;
    if (contextRef !== null) tx.afterCommit(() => courseOpened(contextRef));
    const { sessionId } = begun;
    const about = linkRef === null ? {} : { objectKind: 'link', objectId: linkRef };
    await ground.audit.record({ action: 'launch', partnershipId, identityId, sessionId, ...about }, tx);
    return begun;
  };
}
