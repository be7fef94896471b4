import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { insertPerson, insertRole, makeCode, makePlacement, must, placementBody, subs, type Ask, type House } from './house.js';
import { makeObservation, noteBody, planBody, targetBody } from './observations.js';

/** A request that its rightful caller may make now: everything it names is made for it, so that no cell depends on another. */
export type Prepare = (house: House) => Promise<Ask>;

const policy = { shows: 'everything', sends: 'done', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null };

/** A score that a gradebook refused: the newest one of the trainee's cell. */
async function failedScore(house: House): Promise<void> {
  const now = toInstant(new Date());
  const { db } = house.tool.services;
  const cell = { link_ref: house.linkId, tag: 'cf-count', sub: subs.trainee };
  const [last] = await db.select<{ version: number }>('SELECT version FROM score_stamp WHERE link_ref = :link', { link: house.linkId });
  const version = (last?.version ?? 0) + 1;
  await db.insert('score_outbox', {
    ...cell, id: newId(), partnership_id: house.partnershipId, placement_id: house.placementId, person_id: house.traineeId, version, score: 6,
    maximum: 6, comment: '', stamp_second: version, submitted_at: now, state: 'failed', attempts: 1, next_try_at: now, outcome_unknown: 0,
    comment_sent: 0, fault: 'closed', created_at: now, decided_at: now,
  }); // prettier-ignore
  await db.run('DELETE FROM score_stamp WHERE link_ref = :link', { link: house.linkId });
  await db.insert('score_stamp', { ...cell, last_second: version, version });
}

const fixed =
  (path: string, body?: unknown): Prepare =>
  () =>
    Promise.resolve({ path, ...(body === undefined ? {} : { body }) });
const ofPlacement =
  (rest: string, body?: unknown): Prepare =>
  (house) =>
    Promise.resolve({ path: `/api/placements/${house.placementId}${rest}`, ...(body === undefined ? {} : { body }) });

type State = Parameters<typeof makeObservation>[1];
const ofObservation =
  (state: State, rest: string, body?: (made: Awaited<ReturnType<typeof makeObservation>>) => unknown): Prepare =>
  async (house) => {
    const made = await makeObservation(house, state);
    const path = `/api/observations/${made.id}${rest}`
      .replace('NOTE', made.noteId)
      .replace('TARGET', made.targetId)
      .replace('NEW', newId());
    return { path, ...(body ? { body: body(made) } : {}) };
  };
const empty = () => ({});

/** How each line of the matrix is asked. The method and the declared path are the key; what stands in brackets tells lines apart. */
export const requests: Record<string, Prepare> = {
  'GET /api/openapi.json': fixed('/api/openapi.json'),
  'GET /health/live': fixed('/health/live'),
  'GET /health/ready': fixed('/health/ready'),
  'GET /lti/keys': fixed('/lti/keys'),
  'GET /api/me': fixed('/api/me'),
  'POST /api/sign-out': fixed('/api/sign-out'),
  'POST /api/continue-codes': fixed('/api/continue-codes'),
  'GET /api/home': fixed('/api/home'),
  'POST /api/codes/:id/withdraw': async (house) => {
    const { id } = await makeCode(house, house.bearer.tutor, house.placementId);
    return { path: `/api/codes/${id}/withdraw` };
  },
  'GET /api/placements': fixed('/api/placements'),
  'GET /api/placements/:id': ofPlacement(''),
  'PUT /api/placements/:id (a new one)': (house) =>
    Promise.resolve({ path: `/api/placements/${newId()}`, body: placementBody({ personId: house.traineeId }) }),
  'PUT /api/placements/:id (a change)': async (house) => {
    const trainee = { personId: house.traineeId };
    const { id } = await makePlacement(house, house.bearer.tutor, trainee);
    return { path: `/api/placements/${id}`, body: placementBody(trainee, 'Statistics'), ifMatch: 1 };
  },
  'GET /api/placements/:id/codes': ofPlacement('/codes'),
  'POST /api/placements/:id/codes': ofPlacement('/codes', { name: 'Ms Nair' }),
  'GET /api/schools': fixed('/api/schools'),
  'GET /api/roles': fixed('/api/roles'),
  'POST /api/roles': async (house) => ({ path: '/api/roles', body: { role: 'tutor', who: { personId: await insertPerson(house) } } }),
  'POST /api/roles-held/:id/end (a mentor’s)': async (house) => {
    const id = await insertRole(house, await insertPerson(house), 'mentor', { placementId: house.placementId });
    return { path: `/api/roles-held/${id}/end` };
  },
  'POST /api/roles-held/:id/end (a tutor’s)': async (house) => {
    const id = await insertRole(house, await insertPerson(house), 'tutor');
    return { path: `/api/roles-held/${id}/end` };
  },
  'POST /api/roles-held/:id/end (a trainee’s)': async (house) => {
    const id = await insertRole(house, await insertPerson(house), 'trainee', { placementId: house.placementId });
    return { path: `/api/roles-held/${id}/end` };
  },
  'GET /api/courses/current/people': fixed('/api/courses/current/people'),
  'POST /api/courses/current/roster': fixed('/api/courses/current/roster'),
  'GET /api/links/current/policy': fixed('/api/links/current/policy'),
  'PUT /api/links/current/policy': fixed('/api/links/current/policy', policy),
  'GET /api/score-status': fixed('/api/score-status'),
  'GET /api/placements/:placementId/score-status': ofPlacement('/score-status'),
  'POST /api/placements/:placementId/score-status/send-again': async (house) => {
    await failedScore(house);
    return { path: `/api/placements/${house.placementId}/score-status/send-again`, body: { linkId: house.linkId } };
  },
  'GET /api/placements/:placementId/observations': ofPlacement('/observations'),
  'PUT /api/observations/:observationId': (house) =>
    Promise.resolve({ path: `/api/observations/${newId()}`, body: planBody(house.placementId) }),
  'GET /api/observations/:observationId (planned)': ofObservation('planned', ''),
  'GET /api/observations/:observationId (live)': ofObservation('live', ''),
  'GET /api/observations/:observationId (feedback)': ofObservation('feedback', ''),
  'GET /api/observations/:observationId (signed)': ofObservation('signed', ''),
  'GET /api/observations/:observationId (read)': ofObservation('read', ''),
  'GET /api/observations/:observationId (withdrawn)': ofObservation('withdrawn', ''),
  'PUT /api/observations/:observationId/lesson': async (house) => {
    const made = await makeObservation(house, 'planned');
    return { path: `/api/observations/${made.id}/lesson`, body: { ...planBody('').lesson, topic: 'Fractions' }, ifMatch: 1 };
  },
  'PUT /api/observations/:observationId/notes/:noteId': ofObservation('live', '/notes/NEW', noteBody),
  'DELETE /api/observations/:observationId/notes/:noteId': ofObservation('feedback', '/notes/NOTE'),
  'PUT /api/observations/:observationId/sections/:section': ofObservation('planned', '/sections/impact', () => ({
    body: 'All could do it.',
  })),
  'PUT /api/observations/:observationId/sections/:section/citations': ofObservation('feedback', '/sections/impact/citations', (made) => ({
    noteIds: [made.noteId],
  })),
  'PUT /api/observations/:observationId/targets/:targetId': ofObservation('planned', '/targets/NEW', targetBody),
  'DELETE /api/observations/:observationId/targets/:targetId': ofObservation('feedback', '/targets/TARGET'),
  'POST /api/observations/:observationId/start': ofObservation('planned', '/start', empty),
  'POST /api/observations/:observationId/stop': ofObservation('live', '/stop', empty),
  'POST /api/observations/:observationId/write-up': ofObservation('planned', '/write-up', empty),
  'POST /api/observations/:observationId/withdraw': ofObservation('planned', '/withdraw', empty),
  'POST /api/observations/:observationId/sign': async (house) => {
    const { id } = await makeObservation(house, 'feedback');
    const path = `/api/observations/${id}`;
    const { revision } = await must<{ revision: number }>(house.tool, house.bearer.mentor, 'GET', { path });
    return { path: `${path}/sign`, body: {}, ifMatch: revision };
  },
  'POST /api/observations/:observationId/read': ofObservation('signed', '/read', empty),
  'PUT /api/observations/:observationId/remarks/:remarkId (differs)': ofObservation('signed', '/remarks/NEW', () => ({
    kind: 'differs',
    body: 'I see it differently.',
  })),
  'PUT /api/observations/:observationId/remarks/:remarkId (correction)': ofObservation('signed', '/remarks/NEW', () => ({
    kind: 'correction',
    body: 'It was period 3.',
  })),
  'GET /api/observations/:observationId/check (signed)': ofObservation('signed', '/check'),
  'GET /api/observations/:observationId/check (feedback)': ofObservation('feedback', '/check'),
  // Last, because whoever uses a code is a mentor here from then on.
  'POST /api/codes/use': async (house) => {
    const { code } = await makeCode(house, house.bearer.tutor, house.placementId);
    return { path: '/api/codes/use', body: { code } };
  },
};
