import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer, Reader, Viewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import type { Ground } from '../slice.js';
import type { PeopleInside } from './people.service.js';
import { isSameMail } from './person-name.rules.js';
import { findMail } from './person.model.js';
import {
  ensureSchool, findOptionalPlacement, findTraineeCourse, findPlacementPage, findPlacements, findPlacementsAt, findPlacementsOfAccount, findSchools, insertPlacement, updatePlacement,
  type PlacementChange, type PlacementRow,
} from './placement.model.js'; // prettier-ignore
import {
  mayManage, mayReadRecord, maySeeEveryPlacement, maySeePlacement, maySetUp, placementsHeld, placementsJoined, schoolsLed,
} from './placement.policy.js'; // prettier-ignore
import { problemsWithDays, tidyLine, tidyOptional } from './placement.rules.js';
import type { PlacementBody, PlacementView, Who } from './placement.shared.js';
import { createPlacementViews } from './placement.view.js';
import { holdersAround, type KnownHolder } from './placement-readers.js';
import { startRole } from './role-held.model.js';

/** What other slices may ask about placements: only those whose record the viewer may open. */
export interface Placements {
  /** @throws Problem 404 for unknown, foreign and forbidden ones, and for a coordinator who holds nothing here */
  findForViewer(viewer: Viewer, placementId: string, tx?: Tx): Promise<PlacementView>;
  /**
   * The same for somebody about whom the calling slice's own policy has decided: an observer whose role ended, with a draft of theirs.
   * @throws Problem 404 for unknown and foreign ones
   */
  findDecided(viewer: Viewer, placementId: string): Promise<PlacementView>;
  /** Those the viewer has a role of their own on; what a school's lead may open is as long as the school, and is not among them. */
  listForViewer(viewer: Reader): Promise<PlacementView[]>;
  /** The placements in a course of the trainee who has this account, newest first; the caller's policy decides who may see them. */
  ofAccount(partnershipId: string, account: { identityId: string; contextRef: string }): Promise<{ id: string; schoolId: string }[]>;
  /** Everybody who holds a role that could matter for a placement, with those roles: for a policy to be asked about each. */
  holdersAround(partnershipId: string, placementId: string): Promise<KnownHolder[]>;
}

export interface PlacementService extends Placements {
  /** Those of `listForViewer` and those the viewer coaches in. */
  listJoined(viewer: Viewer): Promise<PlacementView[]>;
  /** For the pages of this slice: a coordinator sees every placement's set-up, a coach who it is about. @throws Problem 404 */
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

  const viewOf = async (viewer: Viewer, row: PlacementRow, tx?: Tx): Promise<PlacementView> => {
    const [view] = await views(viewer, [row], tx);
    if (!view) throw notFound();
    return view;
  };
  const one = async (viewer: Viewer, placementId: string, tx?: Tx): Promise<PlacementView> => {
    const row = await findOptionalPlacement(db, viewer.partnershipId, placementId, tx);
    if (!row) throw notFound();
    return viewOf(viewer, row, tx);
  };

  const make = async (viewer: KnownViewer, id: string, trainee: Who, change: PlacementChange, tx: Tx): Promise<void> => {
    const { partnershipId, personId } = viewer;
    const now = instantNow(clock);
    const traineePersonId = await people.findPerson(viewer, trainee, tx);
    // Somebody chosen from this course's people is in this course; the course of a known person is looked up.
    const contextRef =
      'sub' in trainee
        ? viewer.contextRef
        : await findTraineeCourse(db, { partnershipId, personId: traineePersonId, contextRef: viewer.contextRef }, tx);
    const [mail, theirs] = [await findMail(db, partnershipId, personId, tx), await findMail(db, partnershipId, traineePersonId, tx)];
    if (traineePersonId === personId || isSameMail(mail, theirs))
      throw refused('own-trainee', 'You cannot be the trainee of a placement that you make. Choose somebody else.');
    await insertPlacement(db, { ...change, id, partnershipId, traineePersonId, contextRef, createdBy: personId, now }, tx);
    const given = { partnershipId, placementId: id, schoolId: null, grantedBy: personId, claimCodeId: null, now };
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

  const putOnce = (asked: KnownViewer, id: string, body: PlacementBody, revision: number | null): Promise<PlacementView> =>
    db.transaction(async (tx) => {
      const row = await findOptionalPlacement(db, asked.partnershipId, id, tx);
      // After the row: where the same request sent twice has just made it, its sender is its tutor by now.
      const viewer = await viewerNow(db, asked, tx);
      if (row ? !mayManage(viewer, id) : !maySetUp(viewer) || revision !== null) throw notFound();
      const problems = problemsWithDays(body.startsOn, body.endsOn);
      if (problems.length > 0) throw badRequest('The days of this placement cannot be right. Nothing was changed.', problems);
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
      const row = await findOptionalPlacement(db, viewer.partnershipId, placementId, tx);
      if (!row || !mayReadRecord(viewer, row)) throw notFound();
      return viewOf(viewer, row, tx);
    },
    findDecided: (viewer, placementId) => one(viewer, placementId),
    listJoined: async (viewer) => views(viewer, await findPlacements(db, viewer.partnershipId, placementsJoined(viewer))),
    listForViewer: async (viewer) => views(viewer, await findPlacements(db, viewer.partnershipId, placementsHeld(viewer))),
    ofAccount: (partnershipId, account) => findPlacementsOfAccount(db, partnershipId, account),
    holdersAround: (partnershipId, placementId) => holdersAround(db, partnershipId, placementId),
    findSetUp: async (viewer, placementId) => {
      const row = await findOptionalPlacement(db, viewer.partnershipId, placementId);
      if (!row || !maySeePlacement(viewer, row)) throw notFound();
      return viewOf(viewer, row);
    },
    async listSetUp(viewer, after) {
      const { partnershipId } = viewer;
      const every = maySeeEveryPlacement(viewer);
      const schools = every ? [] : schoolsLed(viewer);
      // A person's own are few and come first, all at once; then those of the school they lead, a page at a time.
      const own = every || after !== '' ? [] : await findPlacements(db, partnershipId, placementsJoined(viewer));
      const limit = pageLength + 1;
      const found = every
        ? await findPlacementPage(db, partnershipId, after, limit)
        : schools.length > 0
          ? await findPlacementsAt(db, partnershipId, schools, after, limit)
          : [];
      const page = found.slice(0, pageLength);
      const mine = new Set(placementsJoined(viewer));
      const rows = every ? page : [...own, ...page.filter((row) => !mine.has(row.id))];
      return { placements: await views(viewer, rows), next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null };
    },
    async put(viewer, id, body, revision) {
      try {
        return await putOnce(viewer, id, body, revision);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        // The same new id twice at once: the second finds the first one's row. Where there is still none, the id is another partnership's.
        return putOnce(viewer, id, body, revision).catch((again: unknown) => {
          throw isUniqueViolation(again) ? notFound() : (again as Error);
        });
      }
    },
    async schools(viewer) {
      if (!maySetUp(viewer)) throw notFound();
      return findSchools(db, viewer.partnershipId);
    },
  };
}
