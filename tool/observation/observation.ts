import { createFramework, type Framework } from '../framework/framework.service.js';
import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import { createLessons } from '../lesson/lesson.service.js';
import type { CountSource, Outbox } from '../passback/outbox.js';
import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import { createSignatures } from '../signature/signature.service.js';
import type { Ground } from '../slice.js';
import { createTargets } from '../target/target.service.js';
import { createCountSource } from './count-source.js';
import { partsOf } from './observation-parts.js';
import { createObservationSigning, type ObservationSigning } from './observation-signing.service.js';
import { createObservationWriting } from './observation-writing.service.js';
import { observationRoutes } from './observation.routes.js';
import { createObservationService } from './observation.service.js';
import { createObservationWaiting } from './observation.waiting.js';

export interface ObservationOptions {
  ground: Ground;
  people: People;
  placements: Placements;
  outbox: Outbox;
  /** Of this partnership's forms; one of its own where none is given. */
  framework?: Framework;
}

/** What the rest of the tool is given of this widget. */
export interface Observation {
  routes: Route[];
  waiting: WaitingSource;
  verify: ObservationSigning['verify'];
}

export function createObservation({ ground, people, placements, outbox, framework }: ObservationOptions): Observation {
  const parts = partsOf({
    ground,
    people,
    placements,
    outbox,
    framework: framework ?? createFramework({ ground }),
    lessons: createLessons({ ground }),
    targets: createTargets({ ground }),
    signatures: createSignatures({ ground }),
  });
  const signing = createObservationSigning(parts);
  return {
    routes: observationRoutes(createObservationService(parts), createObservationWriting(parts), signing),
    waiting: createObservationWaiting(parts),
    verify: signing.verify,
  };
}

/** Made before the outbox, which asks it. */
export const createObservationCount = ({ ground }: { ground: Pick<Ground, 'db'> }): CountSource => createCountSource(ground.db);
