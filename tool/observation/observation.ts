import type { AttentionSource, MentorActivity } from '../attention/attention-source.js';
import { createFramework, type Framework } from '../framework/framework.service.js';
import type { WaitingOthersSource, WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import { createLessons } from '../lesson/lesson.service.js';
import type { CountSource, Outbox } from '../passback/outbox.js';
import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import type { AuditSubjects } from '../privacy/audit-subject.js';
import { createLooks } from '../privacy/looks.js';
import { createSignatures } from '../signature/signature.service.js';
import type { Ground } from '../slice.js';
import { createTargets } from '../target/target.service.js';
import { createCountSource } from './count-source.js';
import { withdrawLeftDrafts } from './observation-left.service.js';
import { partsOf } from './observation-parts.js';
import { createObservationAttention } from './observation.attention.js';
import { createObservationSigning, type ObservationSigning } from './observation-signing.service.js';
import { createObservationWriting } from './observation-writing.service.js';
import { observationRoutes } from './observation.routes.js';
import { createObservationService } from './observation.service.js';
import { createObservationOthers } from './observation-others.waiting.js';
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
  others: WaitingOthersSource;
  verify: ObservationSigning['verify'];
  attention: { facts: AttentionSource<'observation'>; mentors: MentorActivity };
  /** Once a day: the drafts of mentors whose role ended a fortnight ago. */
  withdrawLeftDrafts(): Promise<void>;
  auditSubjects: AuditSubjects;
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
    looks: createLooks(ground.db),
  });
  const signing = createObservationSigning(parts);
  return {
    routes: observationRoutes(createObservationService(parts), createObservationWriting(parts), signing),
    waiting: createObservationWaiting(parts),
    others: createObservationOthers(parts),
    verify: signing.verify,
    attention: createObservationAttention(ground.db),
    withdrawLeftDrafts: () => withdrawLeftDrafts(parts),
    auditSubjects: { observation: parts.observations.auditSubjects },
  };
}

/** Made before the outbox, which asks it. */
export const createObservationCount = ({ ground }: { ground: Pick<Ground, 'db'> }): CountSource => createCountSource(ground.db);
