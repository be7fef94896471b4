import { viewerNow } from '../access/viewer-now.js';
import type { KnownViewer } from '../access/viewer.js';
import { instantNow } from '../clock.js';
import { isUniqueViolation, type Tx } from '../db/database.js';
import { notFound, refused } from '../errors.js';
import { outcomeKey, ownWordsKey } from './limits.shared.js';
import { audited, factsOf } from './review-lock.js';
import type { Parts } from './review-parts.js';
import { outcomeInWords, viewOf } from './review-view.js';
import { mayRead, maySeeList, mayWrite } from './review.policy.js';
import { planOutcomes } from './review.rules.js';
import type { ReviewLine, ReviewList, ReviewView } from './review.shared.js';

export interface ReviewService {
  /** Review points of a placement, opened or not, and its support plans. @throws Problem 404 */
  list(viewer: KnownViewer, placementId: string): Promise<ReviewList>;
  /** @throws Problem 404 */
  find(viewer: KnownViewer, id: string): Promise<ReviewView>;
  /**
   * A tutor or mentor begins one under an id the browser made; the same again, or one that is open already for this point, is answered with
   * what is there. @throws Problem 404, 422 where the point is not opened any more
   */
  open(viewer: KnownViewer, id: string, at: { placementId: string; pointId: string }): Promise<ReviewView>;
  /**
   * The only way a support plan comes to be: a tutor or mentor of the placement begins it by hand. Nothing else calls this: no job, no rule and
   * no other slice. @throws Problem 404
   */
  openPlan(viewer: KnownViewer, id: string, placementId: string): Promise<ReviewView>;
}

const mostPlans = 10;

export function createReviewService(parts: Parts): ReviewService {
  const { ground, reviews, points, words, framework } = parts;
  const { db, clock, audit } = ground;

  const find = async (viewer: KnownViewer, id: string): Promise<ReviewView> => {
    const row = await reviews.find(viewer.partnershipId, id);
    if (!row || !mayRead(viewer, factsOf(row))) throw notFound();
    if (row.state === 'complete') await audit.record({ ...audited(viewer, 'review.read', row), looked: true });
    return viewOf(parts, viewer, row);
  };

  type New = Pick<Parameters<typeof reviews.insert>[0], 'kind' | 'review_point_id' | 'template_version_id' | 'name' | 'maximum'> & {
    leadSigns: boolean;
    outcomes: readonly { key: string; label: string; score: number | null }[];
  };
  const insert = async (viewer: KnownViewer, id: string, placementId: string, given: New, tx: Tx): Promise<void> => {
    const at = instantNow(clock);
    const { leadSigns, outcomes, ...rest } = given;
    const common = { id, partnership_id: viewer.partnershipId, placement_id: placementId, state: 'open' as const };
    const dated = { opened_by: viewer.personId, opened_at: at, changed_at: at };
    await reviews.insert({ ...rest, ...common, ...dated, lead_signs: leadSigns ? 1 : 0, outcomes: JSON.stringify(outcomes) }, tx);
    const form = await framework.findVersion(given.template_version_id, tx);
    const asked = form.layout.sections.map(({ section }) => section);
    for (const section of [...asked, ownWordsKey, outcomeKey]) await words.insertSection(id, section, at, tx);
    const action = given.kind === 'review' ? 'review.opened' : 'support-plan.opened';
    await audit.record(audited(viewer, action, { id, placement_id: placementId }), tx);
  };

  /** @throws Problem 404 for who is no mentor or tutor of the placement now */
  const mustWrite = async (viewer: KnownViewer, placementId: string, tx: Tx): Promise<void> => {
    if (!mayWrite(await viewerNow(db, viewer, tx), { placementId, schoolId: '' })) throw notFound();
  };
  // Two who begin at once: the second is answered with what the first made.
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return work();
    }
  };

  return {
    find,
    async list(viewer, placementId) {
      const placement = await parts.placements.findSetUp(viewer, placementId);
      const place = { placementId, schoolId: placement.school.id };
      if (!maySeeList(viewer, place)) throw notFound();
      const mayOpen = mayWrite(viewer, place);
      const rows = (await reviews.ofPlacement(viewer.partnershipId, placementId)).filter((row) => mayRead(viewer, factsOf(row)));
      const all = await points.all(viewer.partnershipId);
      const line = async (row: (typeof rows)[number]): Promise<ReviewLine> => ({
        reviewId: row.id,
        pointId: row.review_point_id,
        kind: row.kind,
        name: row.name,
        dueOn: all.find(({ id }) => id === row.review_point_id)?.dueOn ?? null,
        state: row.state,
        openedAt: row.opened_at,
        outcome: row.state === 'complete' ? outcomeInWords(row, await words.sections(row.id)) : null,
      });
      const opened = await Promise.all(rows.map(line));
      // Not opened, or opened and not theirs to read: either way there is nothing to read yet.
      const rest = all.filter(({ id, ended }) => !ended && !rows.some((row) => row.review_point_id === id));
      const waiting = rest.map(({ id, name, dueOn }): ReviewLine => ({
        reviewId: null, pointId: id, kind: 'review', name, dueOn, state: null, openedAt: null, outcome: null,
      })); // prettier-ignore
      const inOrder = [...opened.filter(({ kind }) => kind === 'review'), ...waiting].toSorted((one, other) =>
        (one.dueOn ?? '9') < (other.dueOn ?? '9') ? -1 : 1,
      );
      const holders = await parts.placements.holdersAround(viewer.partnershipId, placementId);
      const readers = holders.filter((one) => one.personId !== viewer.personId && maySeeList(one, place)).map((one) => one.personId);
      const names = await parts.people.namesOf(viewer.partnershipId, readers);
      return {
        placementId,
        trainee: placement.trainee,
        mayOpen,
        lines: [...opened.filter(({ kind }) => kind === 'support_plan'), ...inOrder],
        visibleTo: readers.flatMap((id) => names.get(id)?.name ?? []),
      };
    },
    async open(viewer, id, { placementId, pointId }) {
      const openOnce = () =>
        db.transaction(async (tx) => {
          await mustWrite(viewer, placementId, tx);
          const there = (await reviews.ofPlacement(viewer.partnershipId, placementId, tx)).find((row) => row.review_point_id === pointId);
          if (there) return there.id;
          if (await reviews.exists(id, tx)) throw notFound();
          const point = (await points.all(viewer.partnershipId, tx)).find((one) => one.id === pointId);
          if (!point) throw notFound();
          if (point.ended) throw refused('point-ended', 'This review is not opened any more. Ask your coordinator.');
          const { name, maximum, leadSigns, outcomes, formVersionId } = point;
          const given = { kind: 'review' as const, review_point_id: pointId, template_version_id: formVersionId, name, maximum, leadSigns };
          await insert(viewer, id, placementId, { ...given, outcomes }, tx);
          return id;
        });
      return find(viewer, await again(openOnce));
    },
    async openPlan(viewer, id, placementId) {
      const openOnce = () =>
        db.transaction(async (tx) => {
          await mustWrite(viewer, placementId, tx);
          const plans = (await reviews.ofPlacement(viewer.partnershipId, placementId, tx)).filter(({ kind }) => kind === 'support_plan');
          if (plans.some((row) => row.id === id)) return;
          if (await reviews.exists(id, tx)) throw notFound();
          if (plans.length >= mostPlans) throw refused('too-many-plans', 'There are ten support plans already. Go on with one of them.');
          const [form] = await framework.formsOf(viewer.partnershipId, 'support_plan', tx);
          if (!form) throw new Error('The form of a support plan is missing; seed() has not run.');
          const given = {
            kind: 'support_plan' as const,
            review_point_id: null,
            template_version_id: form.id,
            name: form.name,
            maximum: null,
          };
          await insert(viewer, id, placementId, { ...given, leadSigns: true, outcomes: planOutcomes }, tx);
        });
      await again(openOnce);
      return find(viewer, id);
    },
  };
}
