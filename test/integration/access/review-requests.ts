import { progressReview } from '../../../tool/framework/form-template.rules.js';
import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import type { ReviewView } from '../../../tool/review/review.shared.js';
import { must, type Ask, type House } from './house.js';

type Prepare = (house: House) => Promise<Ask>;

const outcomes = [
  { key: 'on', label: 'On track', score: 1 },
  { key: 'off', label: 'Not yet on track', score: 0 },
];
const pointBody = () => ({
  name: `Review ${newId()}`, dueOn: null, formVersionId: progressReview.versionId, leadSigns: false, outcomes, maximum: 1,
}); // prettier-ignore

/** A review point; the tool's own limit is for people, so it is put there beside the route. */
async function insertPoint(house: House, leadSigns: boolean): Promise<string> {
  const id = newId();
  await house.tool.services.db.insert('review_point', {
    id, partnership_id: house.partnershipId, name: `Review ${id}`, template_version_id: progressReview.versionId, lead_signs: leadSigns ? 1 : 0,
    outcomes: JSON.stringify(outcomes), maximum: 1, revision: 1, changed_at: toInstant(new Date()),
  }); // prettier-ignore
  return id;
}

const signAs = (house: House, role: 'trainee' | 'mentor' | 'tutor', { id, revision }: { id: string; revision: number }) =>
  must(house.tool, house.bearer[role], 'POST', { path: `/api/reviews/${id}/sign`, ifMatch: revision });

type State = 'open' | 'sealed' | 'complete' | 'three signed' | 'final sealed';

/** A review of its own, as far as it is asked for, that nobody has begun before. */
async function makeReview(house: House, state: State): Promise<{ id: string; revision: number }> {
  const final = state === 'three signed' || state === 'final sealed';
  const pointId = await insertPoint(house, final);
  const { tutor, mentor } = house.bearer;
  const made = await must<ReviewView>(house.tool, tutor, 'PUT', {
    path: `/api/reviews/${newId()}`,
    body: { placementId: house.placementId, pointId },
  });
  await house.tool.services.db.run('UPDATE review_point SET ended_at = changed_at WHERE id = :pointId', { pointId });
  const path = `/api/reviews/${made.id}/sections`;
  await must(house.tool, mentor, 'PUT', { path: `${path}/strengths`, body: { body: 'Calm.' }, ifMatch: 0 });
  await must(house.tool, tutor, 'PUT', { path: `${path}/outcome`, body: { body: 'on' }, ifMatch: 0 });
  const review = { id: made.id, revision: made.revision + 2 };
  if (state !== 'open') await signAs(house, 'mentor', review);
  if (state === 'complete' || state === 'three signed') {
    await signAs(house, 'trainee', review);
    await signAs(house, 'tutor', review);
  }
  return review;
}

const ofReview =
  (state: State, rest: string, body?: unknown, signing = false): Prepare =>
  async (house) => {
    const { id, revision } = await makeReview(house, state);
    const path = `/api/reviews/${id}${rest.replace('NEW', newId())}`;
    return { path, ...(body === undefined ? {} : { body }), ...(signing ? { ifMatch: revision } : {}) };
  };

const known = new Map<string, Promise<string>>();
/** The same one each time it is asked for. */
const once = (house: House, name: string, make: () => Promise<string>): Promise<string> => {
  const key = `${house.placementId} ${name}`;
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
};
const somePoint = (house: House): Promise<string> => once(house, 'point', () => insertPoint(house, false));
const somePlan = (house: House): Promise<string> =>
  once(house, 'plan', async () => {
    const path = `/api/support-plans/${newId()}`;
    return (await must<ReviewView>(house.tool, house.bearer.tutor, 'PUT', { path, body: { placementId: house.placementId } })).id;
  });

/** Asking about reviews, support plans and what the gradebook is told. */
export const reviewRequests: Record<string, Prepare> = {
  'GET /api/gradebook-setting': () => Promise.resolve({ path: '/api/gradebook-setting' }),
  'PUT /api/gradebook-setting': () => Promise.resolve({ path: '/api/gradebook-setting', body: { formativeOnly: true } }),
  'GET /api/review-points': () => Promise.resolve({ path: '/api/review-points' }),
  'PUT /api/review-points/:pointId (a new one)': () => Promise.resolve({ path: `/api/review-points/${newId()}`, body: pointBody() }),
  'PUT /api/review-points/:pointId (a change)': async (house) => {
    const id = await insertPoint(house, false);
    await house.tool.services.db.run('UPDATE review_point SET ended_at = changed_at WHERE id = :id', { id });
    return { path: `/api/review-points/${id}`, body: pointBody(), ifMatch: 1 };
  },
  'PUT /api/review-points/:pointId/ended': async (house) => ({
    path: `/api/review-points/${await insertPoint(house, false)}/ended`,
    body: { ended: true },
  }),
  'GET /api/placements/:placementId/reviews': (house) => Promise.resolve({ path: `/api/placements/${house.placementId}/reviews` }),
  'PUT /api/reviews/:reviewId': async (house) => ({
    path: `/api/reviews/${newId()}`,
    body: { placementId: house.placementId, pointId: await somePoint(house) },
  }),
  'PUT /api/support-plans/:reviewId': async (house) => ({
    path: `/api/support-plans/${await somePlan(house)}`,
    body: { placementId: house.placementId },
  }),
  'GET /api/reviews/:reviewId (being written)': ofReview('open', ''),
  'GET /api/reviews/:reviewId (a final one, words fixed)': ofReview('final sealed', ''),
  'GET /api/reviews/:reviewId (signed by all)': ofReview('complete', ''),
  'GET /api/reviews/:reviewId (a support plan)': async (house) => ({ path: `/api/reviews/${await somePlan(house)}` }),
  'PUT /api/reviews/:reviewId/sections/:section': ofReview('open', '/sections/attendance', { body: '58 of 60' }),
  'PUT /api/reviews/:reviewId/sections/:section (the trainee’s own)': ofReview('open', '/sections/trainee_words', { body: 'Mine.' }),
  'POST /api/reviews/:reviewId/sign': ofReview('open', '/sign', undefined, true),
  'POST /api/reviews/:reviewId/sign (after the three)': ofReview('three signed', '/sign', undefined, true),
  'POST /api/reviews/:reviewId/reopen': ofReview('sealed', '/reopen', { reason: 'A day was wrong.' }),
  'PUT /api/reviews/:reviewId/remarks/:remarkId': ofReview('sealed', '/remarks/NEW', { body: 'I was ill.' }),
  'POST /api/reviews/:reviewId/send-again': ofReview('complete', '/send-again', {}),
  'GET /api/reviews/:reviewId/check': ofReview('complete', '/check'),
};
