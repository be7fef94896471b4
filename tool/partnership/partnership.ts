import type { AttentionSource } from '../attention/attention-source.js';
import type { SchoolPages } from '../attention/school-table.service.js';
import type { WaitingSource, StandingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { Ground } from '../slice.js';
import type { AuditSubjects } from '../privacy/audit-subject.js';
import { auditSubjectsOf } from './audit-subject.model.js';
import { claimCodeRoutes } from './claim-code.routes.js';
import { createClaimCodes, type ClaimCodeService, type EnterPartnership } from './claim-code.service.js';
import { courseRoutes } from './course.routes.js';
import { createCourses } from './course.service.js';
import { handoverRoutes } from './handover.routes.js';
import { createHandover, type CurrentTargets } from './handover.service.js';
import { createPeople, type People } from './people.service.js';
import { personAddressRoutes } from './person-address.routes.js';
import { createPersonAddresses } from './person-address.service.js';
import { placementRoutes } from './placement.routes.js';
import { createCodeAttention } from './placement.attention.js';
import { createPlacementReaders } from './placement-readers.js';
import { createPlacements, type Placements } from './placement.service.js';
import { createPlacementWaiting } from './placement.waiting.js';
import { roleRoutes } from './role-held.routes.js';
import { createGiveRole, createRoles } from './role-held.service.js';
import { roleRequestRoutes } from './role-request.routes.js';
import { createRoleRequests } from './role-request.service.js';
import { createRoleRequestWaiting } from './role-request.waiting.js';
import type { ReadRoster } from './roster.rules.js';
import { createRosterKeeping, type RosterTold } from './roster.service.js';
import { createSchoolPages } from './school.service.js';
import { createStanding, type ConnectionWorks, type GradebookChosen } from './standing.service.js';

export interface PartnershipOptions {
  ground: Ground;
  readRoster: ReadRoster;
  /** Told of every list of people that was stored. */
  rosterRead?: RosterTold;
  /** Without it a code works only in the partnership the session is already in. */
  enterPartnership?: EnterPartnership;
  /** Whether somebody has chosen what the gradebook shows; without it nobody knows. */
  gradebookChosen?: GradebookChosen;
  /** Whether the connection was checked and works; without it that is no step. */
  connectionWorks?: ConnectionWorks;
  /** What the next mentor sees of the targets; without it none. */
  currentTargets?: CurrentTargets;
}

/** What the rest of the tool is given of this slice. */
export interface Partnership {
  routes: Route[];
  people: People;
  placements: Placements;
  waiting: WaitingSource;
  standing: StandingSource;
  schools: SchoolPages;
  codes: AttentionSource<'codes'>;
  auditSubjects: AuditSubjects;
  /** Reads the list of a course again where it has grown old; for the queue. */
  refreshRoster(contextRef: string): Promise<void>;
  /** For the operator's command. */
  makeCoordinatorCode: ClaimCodeService['makeForCoordinator'];
}

export function createPartnership({
  ground,
  readRoster,
  rosterRead,
  enterPartnership,
  gradebookChosen,
  connectionWorks,
  currentTargets,
}: PartnershipOptions): Partnership {
  const people = createPeople(ground);
  const placements = createPlacements(ground, people);
  const codes = createClaimCodes(ground, people, enterPartnership ?? null);
  const give = createGiveRole(ground);
  const roles = createRoles(ground, people, give);
  const requests = createRoleRequests(ground, people, give);
  const told = rosterRead ?? (() => undefined);
  const waiting = [createPlacementWaiting(ground, placements, people), createRoleRequestWaiting(requests)];
  return {
    routes: [
      ...claimCodeRoutes(codes),
      ...placementRoutes(placements, codes, roles, createPlacementReaders(ground.db, people)),
      ...roleRoutes(roles),
      ...roleRequestRoutes(requests),
      ...personAddressRoutes(createPersonAddresses(ground)),
      ...handoverRoutes(createHandover(ground, people, currentTargets ?? (() => Promise.resolve([])))),
      ...courseRoutes(createCourses(ground, readRoster, told)),
    ],
    people,
    placements,
    waiting: { waitingFor: async (viewer) => (await Promise.all(waiting.map((source) => source.waitingFor(viewer)))).flat() },
    standing: createStanding(ground, placements, people, gradebookChosen ?? null, connectionWorks ?? null),
    schools: createSchoolPages(ground, people),
    codes: createCodeAttention(ground),
    auditSubjects: auditSubjectsOf(ground.db),
    refreshRoster: createRosterKeeping(ground, readRoster, told).refresh,
    makeCoordinatorCode: (partnershipId, name) => codes.makeForCoordinator(partnershipId, name),
  };
}
