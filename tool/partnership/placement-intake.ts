import { addMs, toInstant } from '../clock.js';
import type { Route } from '../http/route.js';
import type { Queue } from '../queue/queue.js';
import { safeError } from '../safe-error.js';
import type { Ground } from '../slice.js';
import { createIntakeApplying, type Newcomer } from './intake-applying.service.js';
import { createIntakeLetters } from './intake-letter.service.js';
import { createPeople } from './people.service.js';
import { forgetOld, listConfirmed, listWaitingPartnerships } from './placement-intake.model.js';
import { placementIntakeRoutes } from './placement-intake.routes.js';
import { createIntakes, intakeJob } from './placement-intake.service.js';

/** What the composition root is given: placement lists, and the placements that wait for people. */
export interface PlacementIntakes {
  routes: Route[];
  /**
   * Somebody has opened the activity: where a list waits for them their placement is made before they see the first page. Asks nothing
   * of the database for a partnership in which nobody is waited for. Never throws.
   */
  arrived(partnershipIds: readonly string[], newcomer: Newcomer): Promise<void>;
  /** A course's list of people was read: whoever is waited for may be in it. */
  rosterRead(partnershipId: string): void;
}

const settleJob = 'placement-settle';
const sweepEveryMs = 60_000;
const dayMs = 24 * 60 * 60_000;
/** A trial holds names that may be nobody's here. */
const draftLifeMs = 7 * dayMs;
const doneLifeMs = 180 * dayMs;

/** Registers its jobs and its sweep with the queue, which the composition root starts. */
export function createPlacementIntakes(ground: Ground, queue: Queue): PlacementIntakes {
  const { db, clock, log } = ground;
  const people = createPeople(ground);
  const applying = createIntakeApplying(ground, people);
  /** As this process knew it at its last sweep; another process's news is found by the next one. */
  let waitedFor = new Set<string>();

  const apply = async (intakeId: string): Promise<void> => {
    await applying.apply(intakeId);
    waitedFor = new Set(await listWaitingPartnerships(db));
  };

  queue.process(intakeJob, apply);
  queue.process(settleJob, (partnershipId) => applying.settle(partnershipId));
  queue.sweep(intakeJob, sweepEveryMs, async () => {
    for (const { id } of await listConfirmed(db)) await apply(id);
    waitedFor = new Set(await listWaitingPartnerships(db));
    for (const partnershipId of waitedFor) await applying.settle(partnershipId);
    const now = clock.now();
    const before = (ms: number): string => toInstant(addMs(now, -ms));
    await forgetOld(db, { draft: before(draftLifeMs), done: before(doneLifeMs), today: toInstant(now).slice(0, 10) });
  });

  return {
    routes: placementIntakeRoutes(createIntakes(ground, people, queue), createIntakeLetters(ground, people)),
    async arrived(partnershipIds, newcomer) {
      for (const partnershipId of partnershipIds) {
        if (!waitedFor.has(partnershipId)) continue;
        // The launch has been stored and stays good; the sweep tries this again.
        await applying.settle(partnershipId, newcomer).catch((error: unknown) => {
          log.warn({ err: safeError(error) }, 'a waiting placement was not made at the launch');
        });
      }
    },
    rosterRead: (partnershipId) => queue.wake(settleJob, partnershipId),
  };
}
