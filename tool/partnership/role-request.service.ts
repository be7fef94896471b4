import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer, Reader, Viewer } from '../access/viewer.js';
import { addMs, instantNow, toInstant } from '../clock.js';
import type { Tx } from '../db/database.js';
import { notFound, Problem, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { PeopleInside } from './people.service.js';
import { namelessPerson, shownName } from './person-name.rules.js';
import { findPersonOfIdentity, lockIdentity } from './person.model.js';
import { mayNameRoles } from './placement.policy.js';
import { findPartnershipRoles } from './role-held.model.js';
import type { GiveRole } from './role-held.service.js';
import {
  decideRequest, findAskedSince, findCourseRoles, findLastRequest, findOpenRequests, insertRequest, lockRequest,
} from './role-request.model.js'; // prettier-ignore
import { mayAskToBeAdded, requestsWindowMs, waitBeforeAsking } from './role-request.rules.js';
import type { OwnRequest, RequestDecided, RequestList } from './role-request.shared.js';
import type { GrantBody } from './role.shared.js';
import { courseRoleOf } from './roster.rules.js';

export interface RoleRequestService {
  /** Where the viewer stands with asking, in the course their page was opened from. */
  own(viewer: Viewer): Promise<OwnRequest>;
  /** Asks to be added; asking again while it is open is the same as once. @throws Problem 404 for who may not ask, 429 after three in a week */
  ask(viewer: Viewer): Promise<OwnRequest>;
  /** One page of the open requests, oldest first. @throws Problem 404 */
  list(viewer: Reader, after: string): Promise<RequestList>;
  /** Gives a role to who asked. Again: the same answer. @throws Problem 404, 422 where it was decided otherwise */
  grant(viewer: KnownViewer, id: string, given: GrantBody): Promise<RequestDecided>;
  decline(viewer: KnownViewer, id: string): Promise<RequestDecided>;
}

const pageLength = 50;
const mostTold = 5;

const askedOften = (waitMs: number): Problem =>
  new Problem(429, 'asked-often', 'You have asked three times this week. Wait a few days, or ask your course team.', {
    headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
  });

export function createRoleRequests(ground: Ground, people: PeopleInside, give: GiveRole): RoleRequestService {
  const { db, clock, audit } = ground;

  const audited = (viewer: Viewer, action: string, id: string) => ({
    action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
    objectKind: 'role_request', objectId: id,
  }); // prettier-ignore

  const mayAsk = async (viewer: Viewer, tx?: Tx): Promise<boolean> => {
    if (viewer.contextRef === null || viewer.roles.length > 0) return false;
    const roles = await findCourseRoles(db, viewer.contextRef, viewer.sub, tx);
    return mayAskToBeAdded(viewer, roles === null ? null : courseRoleOf(roles));
  };

  const askerOf = (viewer: Viewer) => ({
    identityId: viewer.identityId,
    contextRef: viewer.contextRef ?? '',
    partnershipId: viewer.partnershipId,
  });

  const own = async (viewer: Viewer): Promise<OwnRequest> => {
    if (!(await mayAsk(viewer))) return { mayAsk: false, askedAt: null, told: [], declinedAt: null };
    const last = await findLastRequest(db, askerOf(viewer));
    const coordinators = (await findPartnershipRoles(db, viewer.partnershipId, ['coordinator'])).slice(0, mostTold);
    const ids = coordinators.map((role) => role.personId);
    const names = await people.namesOf(viewer.partnershipId, ids);
    return {
      mayAsk: true,
      askedAt: last?.openMark === 'open' ? last.askedAt : null,
      told: ids.flatMap((id) => names.get(id)?.name ?? []),
      declinedAt: last?.outcome === 'declined' ? last.decidedAt : null,
    };
  };

  const decide = (
    viewer: KnownViewer,
    id: string,
    outcome: 'granted' | 'declined',
    work: (identityId: string, tx: Tx) => Promise<void>,
  ): Promise<RequestDecided> =>
    db.transaction(async (tx) => {
      const request = await lockRequest(db, viewer.partnershipId, id, tx);
      if (!request || !mayNameRoles(await viewerNow(db, viewer, tx))) throw notFound();
      if (request.openMark === null && request.outcome !== outcome)
        throw refused('request-decided', 'Somebody has answered this already. Open the list again to see who holds which role.');
      if (request.openMark !== null) {
        // Before the work: giving a role settles what is still open.
        await decideRequest(db, { id, outcome, by: viewer.personId, now: instantNow(clock) }, tx);
        await work(request.identityId, tx);
        await audit.record(audited(viewer, `role.request-${outcome}`, id), tx);
      }
      return { id, outcome };
    });

  return {
    own,
    async ask(viewer) {
      await db.transaction(async (tx) => {
        if (!(await lockIdentity(db, viewer.identityId, tx))) throw notFound();
        // Under the lock: who has been given a role since the request began asks no longer.
        const personId = await findPersonOfIdentity(db, viewer.identityId, viewer.partnershipId, tx);
        const now = personId === null ? viewer : await viewerNow(db, { ...viewer, personId }, tx);
        if (!(await mayAsk(now, tx))) throw notFound();
        if ((await findLastRequest(db, askerOf(viewer), tx))?.openMark === 'open') return;
        const at = clock.now();
        const asked = await findAskedSince(db, viewer.identityId, toInstant(addMs(at, -requestsWindowMs)), tx);
        const wait = waitBeforeAsking(asked, at.getTime());
        if (wait > 0) throw askedOften(wait);
        const id = await insertRequest(db, askerOf(viewer), toInstant(at), tx);
        await audit.record(audited(viewer, 'role.requested', id), tx);
      });
      return own(viewer);
    },
    async list(viewer, after) {
      if (!mayNameRoles(viewer)) throw notFound();
      const found = await findOpenRequests(db, viewer.partnershipId, after, pageLength + 1);
      const page = found.slice(0, pageLength);
      return {
        requests: page.map((row) => ({
          id: row.id,
          name: shownName([row], namelessPerson).name,
          email: row.email,
          course: row.course,
          platform: row.platform,
          askedAt: row.askedAt,
        })),
        next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
      };
    },
    grant: (viewer, id, given) =>
      decide(viewer, id, 'granted', async (identityId, tx) => {
        await give(viewer, await people.ensurePersonOf(viewer.partnershipId, identityId, tx), given, tx);
      }),
    decline: (viewer, id) => decide(viewer, id, 'declined', () => Promise.resolve()),
  };
}
