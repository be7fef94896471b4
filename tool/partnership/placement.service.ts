import type { KnownViewer, Viewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { PeopleInside } from './people.service.js';
import {
  ensureSchool, findOptionalPlacement, findTraineeCourse, findPlacementPage, findPlacements, findSchools, insertPlacement, placementIdTaken, updatePlacement,
  type PlacementChange, type PlacementRow,
} from './placement.model.js'; // prettier-ignore
import { mayManage, mayReadRecord, maySeeEveryPlacement, maySeePlacement, maySetUp, placementsHeld } from './placement.policy.js';
import { problemsWithDays, tidyLine, tidyOptional } from './placement.rules.js';
import type { PlacementBody, PlacementView, Who } from './placement.shared.js';
import { createPlacementViews } from './placement.view.js';
import { findRolesOn, startRole } from './role-held.model.js';

/** What other slices may ask about placements: only those whose record the viewer may open. */
export interface Placements {
  /** @throws Problem 404 for unknown, foreign and forbidden ones, and for a coordinator who holds nothing here */
  findForViewer(viewer: Viewer, placementId: string, tx?: Tx): Promise<PlacementView>;
  listForViewer(viewer: Viewer): Promise<PlacementView[]>;
}

export interface PlacementService extends Placements {
  /** For the pages of this slice: a coordinator sees every placement's set-up. @throws Problem 404 */
  findSetUp(viewer: KnownViewer, placementId: string): Promise<PlacementView>;
  listSetUp(viewer: KnownViewer, after: string): Promise<{ placements: PlacementView[]; next: string | null }>;
  /** Makes or changes a placement; the same body again changes nothing. @throws Problem 400, 404, 409 */
  put(viewer: KnownViewer, id: string, body: PlacementBody, revision: number | null): Promise<PlacementView>;
  schools(viewer: KnownViewer): Promise<{ id: string; name: string }[]>;
}

const pageLength = 100;

const sameContent = (row: PlacementRow, change: PlacementChange): boolean =>
  row.schoolId === change.schoolId && row.subject === change.subject && row.phase === change.phase && row.startsOn === change.startsOn &&
  row.endsOn === change.endsOn; // prettier-ignore

export function createPlacements(ground: Ground, people: PeopleInside): PlacementService {
  const { db, clock, audit } = ground;
  const views = createPlacementViews(db, people);

  const one = async (viewer: Viewer, placementId: string, tx?: Tx): Promise<PlacementView> => {
    const row = await findOptionalPlacement(db, viewer.partnershipId, placementId, tx);
    const [view] = row ? await views(viewer, [row], tx) : [];
    if (!view) throw notFound();
    return view;
  };

  const make = async (viewer: KnownViewer, id: string, trainee: Who, change: PlacementChange, tx: Tx): Promise<void> => {
    if (await placementIdTaken(db, id, tx)) throw notFound();
    const { partnershipId, personId } = viewer;
    const now = instantNow(clock);
    const traineePersonId = await people.findPerson(viewer, trainee, tx);
    // Somebody chosen from this course's people is in this course; the course of a known person is looked up.
    const contextRef =
      'sub' in trainee
        ? viewer.contextRef
        : await findTraineeCourse(db, { partnershipId, personId: traineePersonId, contextRef: viewer.contextRef }, tx);
    if (traineePersonId === personId)
      throw refused('own-trainee', 'You cannot be the trainee of a placement that you make. Choose somebody else.');
    await insertPlacement(db, { ...change, id, partnershipId, traineePersonId, contextRef, createdBy: personId, now }, tx);
    const given = { partnershipId, placementId: id, grantedBy: personId, claimCodeId: null, now };
    await startRole(db, { ...given, personId: traineePersonId, role: 'trainee' }, tx);
    if (viewer.roles.some((held) => held.role === 'tutor')) await startRole(db, { ...given, personId, role: 'tutor' }, tx);
    await record(viewer, 'placement.made', id, tx);
  };

  const record = (viewer: KnownViewer, action: string, placementId: string, tx: Tx): Promise<void> =>
    audit.record(
      {
        action, partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId, sessionId: viewer.sessionId,
        objectKind: 'placement', objectId: placementId, placementId,
      },
      tx,
    ); // prettier-ignore

  const change = async (
    viewer: KnownViewer,
    row: PlacementRow,
    body: PlacementBody,
    next: PlacementChange,
    revision: number | null,
    tx: Tx,
  ) => {
    const traineePersonId = await people.findPerson(viewer, body.trainee, tx);
    const sameTrainee = traineePersonId === row.traineePersonId;
    if (sameTrainee && sameContent(row, next)) return;
    if (revision !== row.revision) {
      throw conflict('Somebody else changed this placement while you wrote. Here are both texts.', {
        current: await one(viewer, row.id, tx),
      });
    }
    if (!sameTrainee) throw refused('other-trainee', 'A placement keeps its trainee. Make a new one for somebody else.');
    const done = await updatePlacement(db, { id: row.id, partnershipId: viewer.partnershipId, revision }, next, tx);
    if (!done)
      throw conflict('Somebody else changed this placement while you wrote. Here are both texts.', {
        current: await one(viewer, row.id, tx),
      });
    await record(viewer, 'placement.changed', row.id, tx);
  };

  // The same request twice at once: the second was let in before the first had made the viewer the tutor.
  const isTutorByNow = async (viewer: KnownViewer, id: string, tx: Tx): Promise<boolean> =>
    (await findRolesOn(db, viewer.partnershipId, [id], ['tutor'], tx)).some((held) => held.personId === viewer.personId);

  const putOnce = (viewer: KnownViewer, id: string, body: PlacementBody, revision: number | null): Promise<PlacementView> =>
    db.transaction(async (tx) => {
      const row = await findOptionalPlacement(db, viewer.partnershipId, id, tx);
      if (!row && revision !== null) throw notFound();
      if (row && !mayManage(viewer, id) && !(await isTutorByNow(viewer, id, tx))) throw notFound();
      const next: PlacementChange = {
        schoolId: await ensureSchool(db, viewer.partnershipId, tidyLine(body.school), instantNow(clock), tx),
        subject: tidyOptional(body.subject),
        phase: tidyOptional(body.phase),
        startsOn: body.startsOn,
        endsOn: body.endsOn,
      };
      if (row) await change(viewer, row, body, next, revision, tx);
      else await make(viewer, id, body.trainee, next, tx);
      return one(viewer, id, tx);
    });

  return {
    findForViewer: async (viewer, placementId, tx) => {
      if (!mayReadRecord(viewer, placementId)) throw notFound();
      return one(viewer, placementId, tx);
    },
    listForViewer: async (viewer) => views(viewer, await findPlacements(db, viewer.partnershipId, placementsHeld(viewer))),
    findSetUp: async (viewer, placementId) => {
      if (!maySeePlacement(viewer, placementId)) throw notFound();
      return one(viewer, placementId);
    },
    async listSetUp(viewer, after) {
      if (!maySeeEveryPlacement(viewer)) {
        return { placements: await views(viewer, await findPlacements(db, viewer.partnershipId, placementsHeld(viewer))), next: null };
      }
      const rows = await findPlacementPage(db, viewer.partnershipId, after, pageLength + 1);
      const page = rows.slice(0, pageLength);
      return { placements: await views(viewer, page), next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null };
    },
    async put(viewer, id, body, revision) {
      if (!maySetUp(viewer)) throw notFound();
      const problems = problemsWithDays(body.startsOn, body.endsOn);
      if (problems.length > 0) throw badRequest('The days of this placement cannot be right. Nothing was changed.', problems);
      try {
        return await putOnce(viewer, id, body, revision);
      } catch (error) {
        // The same new id twice at once: the second finds the first one's row.
        if (isUniqueViolation(error)) return putOnce(viewer, id, body, revision);
        throw error;
      }
    },
    async schools(viewer) {
      if (!maySetUp(viewer)) throw notFound();
      return findSchools(db, viewer.partnershipId);
    },
  };
}
