import type { AttentionSource, MentorActivity } from '../attention/attention-source.js';
import { createFramework, type Framework } from '../framework/framework.service.js';
import type { WaitingOthersSource, WaitingSource } from '../home/waiting.js';
import type { PlannedLessons } from '../calendar/calendar-source.js';
import type { Route } from '../http/route.js';
import { createLessons } from '../lesson/lesson.service.js';
import type { CountSource, Outbox } from '../passback/outbox.js';
import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import { createPress } from '../print/press.js';
import type { AuditSubjects } from '../privacy/audit-subject.js';
import { createLooks } from '../privacy/looks.js';
import type { ReviewEvidence } from '../review/evidence-source.js';
import { createSignatures } from '../signature/signature.service.js';
import type { Ground } from '../slice.js';
import type { EvidenceSource } from '../target/evidence.js';
import { createTargetOutcomes } from '../target/target-outcome.service.js';
import { createTargets } from '../target/target.service.js';
import { createCountSource } from './count-source.js';
import { createObservationEvidence } from './observation-evidence.js';
import { withdrawLeftDrafts } from './observation-left.service.js';
import { answerRoutes } from './observation-answer.routes.js';
import { createObservationAnswers } from './observation-answer.service.js';
import { createReviewEvidence } from './observation-review-evidence.service.js';
import { partsOf } from './observation-parts.js';
import { createPlannedLessons } from './observation-planned.service.js';
import { createObservationAttention } from './observation.attention.js';
import { createObservationTakeaway } from './observation-takeaway.service.js';
import { takeawayRoutes } from './observation-takeaway.routes.js';
import { createObservationSigning, type ObservationSigning } from './observation-signing.service.js';
import { createObservationWriting } from './observation-writing.service.js';
import { observationRoutes } from './observation.routes.js';
import { createObservationService } from './observation.service.js';
import { settleRedactions } from './observation-redaction-again.js';
import { redactionRoutes } from './observation-redaction.routes.js';
import { createObservationRedactions } from './observation-redaction.service.js';
import { selfViewRoutes } from './observation-self-view.routes.js';
import { createObservationSelfViews } from './observation-self-view.service.js';
import { createObservationOthers } from './observation-others.waiting.js';
import { createObservationQuestions } from './observation-questions.waiting.js';
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
  planned: PlannedLessons;
  verify: ObservationSigning['verify'];
  attention: { facts: AttentionSource<'observation'>; mentors: MentorActivity };
  /** Once a day: the drafts of mentors whose role ended a fortnight ago. */
  withdrawLeftDrafts(): Promise<void>;
  /** Once a day: writes down what was removed and not logged. */
  settleRedactions(): Promise<void>;
  auditSubjects: AuditSubjects;
  /** What targets name of this slice. */
  evidence: EvidenceSource;
  /** What a review point rests on. */
  reviewEvidence: ReviewEvidence;
}

export function createObservation({
  ground,
  people,
  placements,
  outbox,
  framework = createFramework({ ground }),
}: ObservationOptions): Observation {
  const parts = partsOf({
    ground,
    people,
    placements,
    outbox,
    framework,
    lessons: createLessons({ ground }),
    targets: createTargets({ ground, areasById: framework.areasById }),
    outcomes: createTargetOutcomes({ ground }),
    signatures: createSignatures({ ground }),
    looks: createLooks(ground.db),
  });
  const service = createObservationService(parts);
  const signing = createObservationSigning(parts);
  const takeaway = createObservationTakeaway(parts, service, createPress(ground.log));
  const waiting = [createObservationWaiting(parts), createObservationQuestions(parts)];
  return {
    routes: [
      ...observationRoutes(service, createObservationWriting(parts), signing),
      ...takeawayRoutes(takeaway),
      ...answerRoutes(createObservationAnswers(parts)),
      ...selfViewRoutes(createObservationSelfViews(parts)),
      ...redactionRoutes(createObservationRedactions(parts)),
    ],
    waiting: { waitingFor: async (reader) => (await Promise.all(waiting.map((source) => source.waitingFor(reader)))).flat() },
    others: createObservationOthers(parts),
    planned: createPlannedLessons(parts),
    verify: signing.verify,
    attention: createObservationAttention(ground.db, ground.clock),
    withdrawLeftDrafts: () => withdrawLeftDrafts(parts),
    settleRedactions: () => settleRedactions(ground),
    evidence: createObservationEvidence(parts),
    reviewEvidence: createReviewEvidence(parts),
    auditSubjects: { observation: parts.observations.auditSubjects },
  };
}

/** Made before the outbox, which asks it. */
export const createObservationCount = ({ ground }: { ground: Pick<Ground, 'db'> }): CountSource => createCountSource(ground.db);
