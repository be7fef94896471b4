import type { KnownViewer, Role } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import { createReview } from '../../../tool/review/review.js';
import type { ReviewPointBody } from '../../../tool/review/review-point.shared.js';
import type { ReviewList, ReviewView } from '../../../tool/review/review.shared.js';
import { progressReview } from '../../../tool/framework/form-template.rules.js';
import { createSignatures } from '../../../tool/signature/signature.service.js';
import type { ScratchDatabase } from '../../database.js';
import { openSetting } from '../observation/setting.js';

export const outcomes = [
  { key: 'on', label: 'On track', score: 2 },
  { key: 'support', label: 'On track with support', score: 1 },
  { key: 'off', label: 'Not yet on track', score: 0 },
];
export const pointBody = (change: Partial<ReviewPointBody> = {}): ReviewPointBody => ({
  name: 'Interim review', dueOn: '2025-11-28', formVersionId: progressReview.versionId, leadSigns: false, outcomes, maximum: 2, ...change,
}); // prettier-ignore

/** The people of one placement with its lead, and everything a review can be asked. */
export async function openReviews(open: () => Promise<ScratchDatabase>) {
  const setting = await openSetting(open);
  const { ground, people, placements, framework, cast, call, db, placementId, outbox } = setting;
  const values = { of: () => Promise.resolve(null) };
  const signatures = createSignatures({ ground });
  const slice = createReview({
    ground,
    people,
    placements,
    framework,
    signatures,
    outbox,
    values,
    evidence: [setting.slice.reviewEvidence],
  });
  setting.routes.push(...slice.routes);
  const [school] = await db.select<{ id: string }>('SELECT school_id AS id FROM placement WHERE id = :placementId', { placementId });
  const schoolId = school?.id ?? '';
  const give = async (viewer: KnownViewer, role: Role, at: { placementId: string | null; schoolId: string | null }) => {
    const held = { id: newId(), role, ...at };
    viewer.roles.push(held);
    await db.insert('role_held', {
      id: held.id, partnership_id: viewer.partnershipId, person_id: viewer.personId, role, placement_id: at.placementId, school_id: at.schoolId,
      started_at: '2025-09-01T08:00:00.000Z',
    }); // prettier-ignore
  };
  await give(cast.stranger, 'school_lead', { placementId: null, schoolId });
  const jo = cast.stranger;

  const point = async (change: Partial<ReviewPointBody> = {}): Promise<string> => {
    const id = newId();
    await call(cast.carol, 'put', `/api/review-points/${id}`, pointBody({ name: `Review ${id.slice(-4)}`, ...change }));
    return id;
  };
  const begin = async (change: Partial<ReviewPointBody> = {}): Promise<ReviewView> => {
    const pointId = await point(change);
    return call(cast.helen, 'put', `/api/reviews/${newId()}`, { placementId, pointId });
  };
  const view = (viewer: KnownViewer, id: string): Promise<ReviewView> => call(viewer, 'get', `/api/reviews/${id}`);
  const write = (viewer: KnownViewer, id: string, section: string, body: string, ifMatch = 0): Promise<{ reviewRevision: number }> =>
    call(viewer, 'put', `/api/reviews/${id}/sections/${section}`, { body }, ifMatch);
  /** Written and with an outcome, ready to be signed. */
  const ready = async (change: Partial<ReviewPointBody> = {}): Promise<{ id: string; revision: number }> => {
    const { id } = await begin(change);
    await write(cast.priya, id, 'strengths', 'Calm routines in every lesson.');
    const { reviewRevision } = await write(cast.helen, id, 'outcome', 'on');
    return { id, revision: reviewRevision };
  };
  const sign = (viewer: KnownViewer, id: string, revision: number): Promise<ReviewView> =>
    call(viewer, 'post', `/api/reviews/${id}/sign`, {}, revision);
  const list = (viewer: KnownViewer): Promise<ReviewList> => call(viewer, 'get', `/api/placements/${placementId}/reviews`);
  return { ...setting, jo, schoolId, point, begin, view, write, ready, sign, list, waiting: slice.waiting };
}
export type Reviews = Awaited<ReturnType<typeof openReviews>>;
