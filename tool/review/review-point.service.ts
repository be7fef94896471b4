import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { badRequest, conflict, notFound, refused } from '../errors.js';
import type { Parts } from './review-parts.js';
import type { ReviewPointBody, ReviewPointList } from './review-point.shared.js';
import { maySetUpPoints } from './review.policy.js';
import { pointProblems, settledPoint } from './review.rules.js';

/** What a coordinator sets up. @throws Problem 404 for everybody else */
export interface ReviewPoints {
  list(viewer: KnownViewer): Promise<ReviewPointList>;
  /**
   * Makes one under an id the browser made, or changes it (If-Match); the same again changes nothing. What was opened from it before stays
   * as it was opened. @throws Problem 400 with each place, 404, 409, 422
   */
  put(viewer: KnownViewer, id: string, body: ReviewPointBody, ifMatch: number | null): Promise<ReviewPointList>;
  /** Opened for nobody any more, or again. @throws Problem 404 */
  end(viewer: KnownViewer, id: string, ended: boolean): Promise<ReviewPointList>;
}

const mostPoints = 30;

export function createReviewPoints(parts: Parts): ReviewPoints {
  const { ground, points, framework } = parts;
  const { db, clock, audit } = ground;

  const listOf = async (partnershipId: string): Promise<ReviewPointList> => {
    const rows = await points.all(partnershipId);
    const forms = await framework.formsOf(partnershipId, 'review');
    const lines = rows.map(async (row) => ({ ...row, formName: (await framework.findVersion(row.formVersionId)).name }));
    return {
      points: await Promise.all(lines),
      forms: forms.map(({ id, name, version }) => ({ versionId: id, name, version })),
    };
  };

  const changing = async (viewer: KnownViewer, work: (tx: Tx) => Promise<boolean>): Promise<ReviewPointList> => {
    await db.transaction(async (tx) => {
      await points.lock(viewer.partnershipId, tx);
      if (!maySetUpPoints(await viewerNow(db, viewer, tx))) throw notFound();
      if (!(await work(tx))) return;
      await audit.record(
        {
          action: 'review.point-changed', partnershipId: viewer.partnershipId, personId: viewer.personId, identityId: viewer.identityId,
          sessionId: viewer.sessionId, objectKind: 'partnership', objectId: viewer.partnershipId,
        },
        tx,
      ); // prettier-ignore
    });
    return listOf(viewer.partnershipId);
  };

  return {
    async list(viewer) {
      if (!maySetUpPoints(viewer)) throw notFound();
      return listOf(viewer.partnershipId);
    },
    async put(viewer, id, given, ifMatch) {
      if (!maySetUpPoints(viewer)) throw notFound();
      const body = settledPoint(given);
      const problems = pointProblems(body);
      if (problems.length > 0) throw badRequest('Some of this is not right yet. Nothing was stored.', problems);
      const once = async (tx: Tx): Promise<boolean> => {
        const all = await points.all(viewer.partnershipId, tx);
        const known = all.find((one) => one.id === id);
        // Whoever names a revision changes what is there; without one an id of nobody's is a new one.
        if (!known && (ifMatch !== null || (await points.exists(id, tx)))) throw notFound();
        const at = instantNow(clock);
        if (known) {
          const { name, dueOn, formVersionId, leadSigns, outcomes, maximum } = known;
          const stored = { name, dueOn, formVersionId, leadSigns, outcomes, maximum };
          if (JSON.stringify(body) === JSON.stringify({ ...body, ...stored })) return false;
          if (ifMatch !== known.revision) throw conflict('Somebody else changed this meanwhile. Open it again.', { current: known });
        }
        const forms = await framework.formsOf(viewer.partnershipId, 'review', tx);
        if (!forms.some((form) => form.id === body.formVersionId) && known?.formVersionId !== body.formVersionId)
          throw badRequest('That form is not there any more.', [{ pointer: '/formVersionId', detail: 'is no form for reviews' }]);
        if (known) await points.update(id, body, at, tx);
        else {
          if (all.filter((one) => !one.ended).length >= mostPoints)
            throw refused('too-many-points', 'A partnership has thirty review points at most.');
          await points.insert(viewer.partnershipId, id, body, at, tx);
        }
        return true;
      };
      return changing(viewer, once).catch((error: unknown) => {
        // The same id at once in another partnership: it is unknown here.
        throw isUniqueViolation(error) ? notFound() : error;
      });
    },
    end: (viewer, id, ended) =>
      changing(viewer, async (tx) => {
        const known = (await points.all(viewer.partnershipId, tx)).find((one) => one.id === id);
        if (!known) throw notFound();
        if (known.ended === ended) return false;
        const at = instantNow(clock);
        await points.setEnded(id, ended ? at : null, at, tx);
        return true;
      }),
  };
}
