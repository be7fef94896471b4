import type { WaitingSource, StandingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { Ground } from '../slice.js';
import { claimCodeRoutes } from './claim-code.routes.js';
import { createClaimCodes, type ClaimCodeService, type EnterPartnership } from './claim-code.service.js';
import { courseRoutes } from './course.routes.js';
import { createCourses } from './course.service.js';
import { createPeople, type People } from './people.service.js';
import { placementRoutes } from './placement.routes.js';
import { createPlacements, type Placements } from './placement.service.js';
import { createPlacementWaiting } from './placement.waiting.js';
import { roleRoutes } from './role-held.routes.js';
import { createRoles } from './role-held.service.js';
import type { ReadRoster } from './roster.rules.js';
import { createStanding, type GradebookChosen } from './standing.service.js';

export interface PartnershipOptions {
  ground: Ground;
  readRoster: ReadRoster;
  /** Without it a code works only in the partnership the session is already in. */
  enterPartnership?: EnterPartnership;
  /** Whether somebody has chosen what the gradebook shows; without it nobody knows. */
  gradebookChosen?: GradebookChosen;
}

/** What the rest of the tool is given of this slice. */
export interface Partnership {
  routes: Route[];
  people: People;
  placements: Placements;
  waiting: WaitingSource;
  standing: StandingSource;
  /** For the operator's command. */
  makeCoordinatorCode: ClaimCodeService['makeForCoordinator'];
}

export function createPartnership({ ground, readRoster, enterPartnership, gradebookChosen }: PartnershipOptions): Partnership {
  const people = createPeople(ground);
  const placements = createPlacements(ground, people);
  const codes = createClaimCodes(ground, people, enterPartnership ?? null);
  return {
    routes: [
      ...claimCodeRoutes(codes),
      ...placementRoutes(placements, codes),
      ...roleRoutes(createRoles(ground, people)),
      ...courseRoutes(createCourses(ground, readRoster)),
    ],
    people,
    placements,
    waiting: createPlacementWaiting(ground, placements, people),
    standing: createStanding(ground, placements, people, gradebookChosen ?? null),
    makeCoordinatorCode: (partnershipId, name) => codes.makeForCoordinator(partnershipId, name),
  };
}
