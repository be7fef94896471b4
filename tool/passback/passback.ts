import type { AttentionSource } from '../attention/attention-source.js';
import type { Route } from '../http/route.js';
import type { LinkService } from '../link/link.service.js';
import type { PlatformKeys } from '../lti/tokens.js';
import type { ServiceClient } from '../lti/service-call.js';
import type { Queue } from '../queue/queue.js';
import type { Ground } from '../slice.js';
import { usualBackoff } from './backoff.rules.js';
import { createDeliverService, type DeliveryTiming } from './deliver.service.js';
import { createLineItemService } from './line-item.service.js';
import type { CountSource, Outbox } from './outbox.js';
import { createOutboxService, scoreJob } from './outbox.service.js';
import { createPauses } from './pace.js';
import { scoreStatusRoutes } from './score-status.routes.js';
import { createScoreStatus, type Names } from './score-status.service.js';
import { createScoreSender } from './send-score.js';

export interface PassbackOptions {
  ground: Ground;
  registry: Pick<PlatformKeys, 'platformByKid'>;
  client: ServiceClient;
  queue: Queue;
  links: LinkService;
  names: Names;
  countSources: readonly CountSource[];
  timing?: Partial<DeliveryTiming> & { sweepMs?: number; settledMs?: number };
  random?: () => number;
}

/** What the rest of the tool is given of this slice. */
export interface Passback {
  outbox: Outbox;
  routes: Route[];
  attention: AttentionSource<'gradebook'>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Finishes what is being sent; after `queue.close()`. */
  stop(): Promise<void>;
}

/** Registers its job and its sweep with the queue, which the composition root starts. */
export function createPassback(options: PassbackOptions): Passback {
  const { ground, registry, client, queue, links, names, countSources, random } = options;
  const { sweepMs = 5_000, settledMs, ...timing } = options.timing ?? {};
  const platformByKid = (kid: string) => registry.platformByKid(kid);
  const outbox = createOutboxService({ ground, queue, countSources, linksOfCourse: links.linksOfCourse });
  links.onPolicyChanged(outbox.policyChanged);
  const lineItems = createLineItemService({
    db: ground.db,
    clock: ground.clock,
    client,
    ...(settledMs === undefined ? {} : { settledMs }),
  });
  const deliver = createDeliverService({
    ground,
    queue,
    pauses: createPauses(),
    timing: { ...usualBackoff, leaseMs: 40_000, ...timing },
    platformByKid,
    send: createScoreSender({ db: ground.db, clock: ground.clock, client, lineItems }),
    ...(random ? { random } : {}),
  });
  queue.process(scoreJob, deliver.wake);
  queue.sweep(scoreJob, sweepMs, deliver.sweep);
  queue.sweep('uncounted-links', sweepMs, outbox.countNewLinks);
  const statuses = createScoreStatus({ ground, names, outbox, countSources, platformByKid, linksOfCourses: links.linksOfCourses });
  return {
    outbox: { recordsChanged: outbox.recordsChanged },
    routes: scoreStatusRoutes(statuses),
    attention: { fact: 'gradebook', factsOf: ({ partnershipId, placementIds }) => statuses.statusesOf(partnershipId, placementIds) },
    idle: deliver.idle,
    stop: deliver.stop,
  };
}
