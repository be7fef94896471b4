import { usualDays } from '../../../tool/attention/attention.shared.js';
import type { Role } from '../../../tool/access/viewer.js';
import { addDays } from '../../../tool/attention/day.rules.js';
import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { sure } from '../../sure.js';
import {
  formerMentor, insertPerson, insertRequest, insertRole, makeCode, makePlacement, me, must, placementBody, subs, type Ask, type House,
} from './house.js'; // prettier-ignore
import { makeLeftDraft, makeObservation, noteBody, planBody, targetBody } from './observations.js';

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

/** The last day of the placements that are asked about, a month from whatever day this runs on: an address is told only while one goes on. */
export const worldEndsOn = addDays(toInstant(new Date()).slice(0, 10), 30);

/** A list that says of the trainee's placement what is so already, and names a mentor: confirming it changes nothing else. */
const placementList = (): object => {
  const text = `E-mail;School;Start;End;Mentor\ntrainee@northbridge.example;Harbour Academy;2026-09-07;${worldEndsOn};Ms Letter\n`;
  return { fileName: 'placements.csv', file: Buffer.from(text).toString('base64') };
};
const ofList =
  (rest: string, state: 'draft' | 'confirmed', body?: unknown): Prepare =>
  async (house) => {
    const bearer = house.bearer.coordinator;
    const upload = { path: '/api/placement-intakes', body: placementList() };
    const { id, revision } = await must<{ id: string; revision: number }>(house.tool, bearer, 'POST', upload);
    const path = `/api/placement-intakes/${id}`;
    if (state === 'confirmed') await must(house.tool, bearer, 'POST', { path: `${path}/confirm`, ifMatch: revision });
    return { path: `${path}${rest}`, ...(body === undefined ? {} : { body }), ...(rest === '/confirm' ? { ifMatch: revision } : {}) };
  };

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
const ofLeftDraft =
  (left: 'lately' | 'long ago', rest: string): Prepare =>
  async (house) => ({
    path: `/api/observations/${(await makeLeftDraft(house, left)).id}${rest}`,
    ...(rest === '' ? {} : { body: {}, ifMatch: 1 }),
  });
/** A platform that registered itself for the house's partnership and waits; its part waits too. */
const ofPlatform =
  (part: boolean): Prepare =>
  async (house) => {
    const { db } = house.tool.services;
    const [kid, id, now] = [newId(), newId(), toInstant(new Date())];
    const url = 'https://moodle.example/x';
    await db.insert('platform', {
      kid, issuer: 'https://moodle.example', client_id: kid, name: 'Moodle', auth_url: url, token_url: url, auth_method: 'JWK_SET', auth_key: url, active: 0,
      frame_origins: '[]', practice: 0, created_at: now, pending_at: now, learns_deployments: 1,
    }); // prettier-ignore
    await db.insert('platform_registration', {
      platform_kid: kid, partnership_id: house.partnershipId, family: 'moodle', registered_at: now, changed_at: now,
    }); // prettier-ignore
    await db.insert('deployment', { id, platform_kid: kid, deployment_id: '1', created_at: now, suspended_at: now, pending_at: now });
    return { path: part ? `/api/platform-parts/${id}/decision` : `/api/platforms/${kid}/decision`, body: { approve: true } };
  };

const added =
  (role: 'mentor' | 'coach'): Prepare =>
  async (house) => ({
    path: `/api/placements/${house.placementId}/people`,
    body: { role, who: { personId: await insertPerson(house) } },
  });
const ending =
  (role: Role, where: (house: House) => { placementId?: string; schoolId?: string }): Prepare =>
  async (house) => ({ path: `/api/roles-held/${await insertRole(house, await insertPerson(house), role, where(house))}/end` });

const addressOf =
  (find: (house: House) => Promise<string>): Prepare =>
  async (house) => ({ path: `/api/placements/${house.placementId}/people/${await find(house)}/address` });
const holder =
  (role: 'tutor' | 'coach'): ((house: House) => Promise<string>) =>
  async (house) => {
    const personId = await insertPerson(house);
    await insertRole(house, personId, role, { placementId: house.placementId });
    return personId;
  };

/** What a school agreed to, changed each time: a number of opt-outs that no version before it has. */
const newApproval: Prepare = async (house) => {
  const path = `/api/schools/${house.schoolId}/approval`;
  const { current } = await must<{ current: { version: number } | null }>(house.tool, house.bearer.coordinator, 'GET', { path });
  const version = current?.version ?? 0;
  const today = toInstant(new Date()).slice(0, 10);
  const body = {
    lawfulBasis: 'public_task', covers: ['video'], classes: [], fromOn: today, untilOn: addDays(today, 60), devices: ['school'], optOuts: version,
    retentionDays: 30, audience: ['mentor'], approver: { name: 'J. Marsh', role: 'Deputy head' }, agreedOn: addDays(today, -1), document: 'Letter',
  }; // prettier-ignore
  return { path: `${path}s/${newId()}`, body, ifMatch: version };
};

/** Somebody new to talk to, after what is recorded now. */
const newSomeone =
  (pathOf: (house: House) => string, read: (house: House) => string): Prepare =>
  async (house) => {
    type Read = { revision: number | null } | { own: { revision: number | null } };
    const bearer = house.bearer.coordinator;
    const last = async (): Promise<number | null> => {
      const found = await must<Read>(house.tool, bearer, 'GET', { path: read(house) });
      return 'own' in found ? found.own.revision : found.revision;
    };
    const body = () => ({ someone: { name: `Sam ${newId()}`, reach: '01632 960124' } });
    const path = pathOf(house);
    if ((await last()) === null) await must(house.tool, bearer, 'PUT', { path, body: body() });
    return { path, body: body(), ifMatch: (await last()) ?? 0 };
  };
const newSchoolContacts: Prepare = async (house) => {
  const path = `/api/schools/${house.schoolId}/contacts`;
  const { revision } = await must<{ revision: number | null }>(house.tool, house.bearer.coordinator, 'GET', { path });
  const body = { lead: { name: `J. Marsh ${newId()}`, telephone: '01632 960123' }, documents: 'https://harbour.example/policies' };
  return { path, body, ...(revision === null ? {} : { ifMatch: revision }) };
};

/** The link all of them opened, as if it had come with a copy of its own course, and nobody had chosen for it. */
const copiedLink =
  (body?: unknown): Prepare =>
  async ({ tool, linkId, partnershipId }) => {
    const { db } = tool.services;
    const [link] = await db.select<{ contextRef: string; deploymentRef: string }>(
      'SELECT context_ref AS contextRef, deployment_ref AS deploymentRef FROM resource_link WHERE id = :linkId',
      { linkId },
    );
    const { contextRef, deploymentRef } = sure(link);
    const [id, now] = [newId(), toInstant(new Date())];
    await db.insert('link_choice', {
      id, partnership_id: partnershipId, deployment_ref: deploymentRef, context_ref: contextRef, ticket_hash: id, shows: 'everything', sends: 'done',
      required_count: 6, chosen_at: now,
    }); // prettier-ignore
    await db.run('UPDATE resource_link SET choice_id = :id, copied_from = :contextRef WHERE id = :linkId', { id, contextRef, linkId });
    await db.run('DELETE FROM link_policy WHERE link_ref = :linkId', { linkId });
    return { path: '/api/links/current/copy', ...(body === undefined ? {} : { body }) };
  };

/** As if everybody had come from the trainee's cell of the gradebook. */
const fromGradebook: Prepare = async ({ tool, kid }) => {
  const { db } = tool.services;
  const [account] = await db.select<{ id: string }>('SELECT id FROM identity WHERE platform_kid = :kid AND sub = :sub', {
    kid,
    sub: subs.trainee,
  });
  await db.run("UPDATE session SET errand = 'review', errand_ref = :id", { id: sure(account).id });
  return { path: '/api/links/current/review' };
};

const ofConnection =
  (rest: string): Prepare =>
  async (house) => {
    const path = '/api/connections';
    const { connections } = await must<{ connections: { id: string }[] }>(house.tool, house.bearer.coordinator, 'GET', { path });
    return { path: `${path}/${sure(connections[0]).id}${rest}` };
  };

/** How each line of the matrix is asked. The method and the declared path are the key; what stands in brackets tells lines apart. */
export const requests: Record<string, Prepare> = {
  'GET /api/openapi.json': fixed('/api/openapi.json'),
  'GET /health/live': fixed('/health/live'),
  'GET /health/ready': fixed('/health/ready'),
  'GET /lti/keys': fixed('/lti/keys'),
  'GET /digest/stop/TOKEN': fixed('/digest/stop/TOKEN'),
  'POST /digest/stop/TOKEN': fixed('/digest/stop/TOKEN'),
  'GET /api/me': fixed('/api/me'),
  'POST /api/sign-out': fixed('/api/sign-out'),
  'POST /api/continue-codes': fixed('/api/continue-codes'),
  'GET /api/home': fixed('/api/home'),
  'GET /api/digest': fixed('/api/digest'),
  'PUT /api/digest': async (house) => {
    // Each their own: two accounts with one address count as one human.
    await house.tool.services.db.run("UPDATE person SET email = REPLACE('*@northbridge.example', '*', id) WHERE email IS NULL");
    return { path: '/api/digest', body: { rhythm: 'weekdays' } };
  },
  'POST /api/codes/:id/withdraw': async (house) => {
    const { id } = await makeCode(house, house.bearer.tutor, house.placementId);
    return { path: `/api/codes/${id}/withdraw` };
  },
  'GET /api/connections': fixed('/api/connections'),
  'GET /api/connections/:connectionId': ofConnection(''),
  'POST /api/connections/:connectionId/check': ofConnection('/check'),
  'PUT /api/connections/:connectionId/frame': async (house) => {
    const { path } = await ofConnection('/check')(house);
    const bearer = house.bearer.coordinator;
    const { check } = await must<{ check: { id: string } }>(house.tool, bearer, 'POST', { path });
    // Nothing is written behind the back of who compares what was.
    const read = () => must<{ check: { goesOn: boolean } }>(house.tool, bearer, 'GET', { path: path.replace(/.check$/, '') });
    while ((await read()).check.goesOn) await new Promise((resolve) => setTimeout(resolve, 25));
    return { path: path.replace(/check$/, 'frame'), body: { checkId: check.id, framed: true, grew: true, cookie: true } };
  },
  'GET /api/placements': fixed('/api/placements'),
  // Before the next lines make the other tutor a tutor of the same trainee.
  'GET /api/links/current/review': fromGradebook,
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
  'POST /api/placements/:id/codes (for a coach)': ofPlacement('/codes', { name: 'Mr Reid', role: 'coach' }),
  'POST /api/placements/:id/people (a mentor)': added('mentor'),
  'POST /api/placements/:id/people (a coach)': added('coach'),
  'GET /api/placements/:id/people/:personId/address (the trainee’s)': addressOf((house) => Promise.resolve(house.traineeId)),
  'GET /api/placements/:id/people/:personId/address (a mentor’s)': addressOf(async (house) => {
    const { personId } = await me(house, house.bearer.mentor);
    return sure(personId);
  }),
  'GET /api/placements/:id/people/:personId/address (a tutor’s)': addressOf(holder('tutor')),
  'GET /api/placements/:id/people/:personId/address (a coach’s)': addressOf(holder('coach')),
  'GET /api/placements/:id/people/:personId/address (a former mentor’s)': addressOf(formerMentor),
  'GET /api/placements/:id/people/:personId/address (a stranger’s)': addressOf(insertPerson),
  'GET /api/placements/:id/handover': ofPlacement('/handover'),
  'PUT /api/placements/:id/closing-statement': async (house) => {
    const path = `/api/placements/${house.placementId}`;
    const { closing } = await must<{ closing: { revision: number } | null }>(house.tool, house.bearer.tutor, 'GET', {
      path: `${path}/handover`,
    });
    return {
      path: `${path}/closing-statement`,
      body: { body: `Ready for more. ${newId()}` },
      ...(closing ? { ifMatch: closing.revision } : {}),
    };
  },
  'GET /api/codes': fixed('/api/codes'),
  'POST /api/codes (a tutor’s)': fixed('/api/codes', { role: 'tutor', name: 'Dr Ward' }),
  'POST /api/codes (a school lead’s)': (house) =>
    Promise.resolve({ path: '/api/codes', body: { role: 'school_lead', name: 'Ms Marsh', schoolId: house.schoolId } }),
  'POST /api/codes/:id/withdraw (a tutor’s)': async (house) => {
    const body = { role: 'tutor', name: 'Dr Ward' };
    const { id } = await must<{ id: string }>(house.tool, house.bearer.coordinator, 'POST', { path: '/api/codes', body });
    return { path: `/api/codes/${id}/withdraw` };
  },
  'POST /api/roles (a school’s lead)': async (house) => ({
    path: '/api/roles',
    body: { role: 'school_lead', who: { personId: await insertPerson(house) }, schoolId: house.schoolId },
  }),
  'POST /api/roles (a coordinator)': async (house) => ({
    path: '/api/roles',
    body: { role: 'coordinator', who: { personId: await insertPerson(house) } },
  }),
  'POST /api/roles-held/:id/end (a coach’s)': ending('coach', ({ placementId }) => ({ placementId })),
  'POST /api/roles-held/:id/end (a school lead’s)': ending('school_lead', ({ schoolId }) => ({ schoolId })),
  'POST /api/roles-held/:id/end (a lead mentor’s)': ending('lead_mentor', () => ({})),
  'POST /api/roles-held/:id/end (a coordinator’s)': ending('coordinator', () => ({})),
  'GET /api/role-requests/own': fixed('/api/role-requests/own'),
  'POST /api/role-requests': fixed('/api/role-requests'),
  'GET /api/role-requests': fixed('/api/role-requests'),
  'POST /api/role-requests/:id/grant': async (house) => ({
    path: `/api/role-requests/${await insertRequest(house)}/grant`,
    body: { role: 'tutor' },
  }),
  'POST /api/role-requests/:id/decline': async (house) => ({ path: `/api/role-requests/${await insertRequest(house)}/decline` }),
  'GET /api/placements/:id/readers': ofPlacement('/readers'),
  'GET /api/set-up/readers': fixed('/api/set-up/readers'),
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
  'GET /api/attention/trainees': fixed('/api/attention/trainees'),
  'GET /api/attention/trainees/file': fixed('/api/attention/trainees/file'),
  'GET /api/attention/schools': fixed('/api/attention/schools'),
  'GET /api/attention/schools/file': fixed('/api/attention/schools/file'),
  'GET /api/attention/rules': fixed('/api/attention/rules'),
  'PUT /api/attention/rules/mine': fixed('/api/attention/rules/mine', { days: usualDays }),
  'PUT /api/attention/rules/partnership': fixed('/api/attention/rules/partnership', { days: usualDays }),
  'GET /api/placement-intakes': fixed('/api/placement-intakes'),
  'POST /api/placement-intakes': fixed('/api/placement-intakes', placementList()),
  'GET /api/placement-intakes/:id': ofList('', 'draft'),
  'GET /api/placement-intakes/:id/rows': ofList('/rows', 'draft'),
  'POST /api/placement-intakes/:id/confirm': ofList('/confirm', 'draft'),
  'GET /api/placement-intakes/:id/letters': ofList('/letters', 'confirmed'),
  'POST /api/placement-intakes/:id/letters': ofList('/letters', 'confirmed', { after: 0, renew: true }),
  'GET /api/approvals': fixed('/api/approvals'),
  'GET /api/schools/:schoolId/approval': (house) => Promise.resolve({ path: `/api/schools/${house.schoolId}/approval` }),
  'GET /api/schools/:schoolId/approvals': (house) => Promise.resolve({ path: `/api/schools/${house.schoolId}/approvals` }),
  'PUT /api/schools/:schoolId/approvals/:approvalId': newApproval,
  'POST /api/schools/:schoolId/approvals/:approvalId/withdraw': async (house) => {
    const made = await newApproval(house);
    await must(house.tool, house.bearer.coordinator, 'PUT', made);
    return { path: `${made.path}/withdraw` };
  },
  'GET /api/placements/:id/contacts': ofPlacement('/contacts'),
  'PUT /api/placements/:id/someone-else': newSomeone(
    (house) => `/api/placements/${house.placementId}/someone-else`,
    (house) => `/api/placements/${house.placementId}/contacts`,
  ),
  'GET /api/schools/:schoolId/contacts': (house) => Promise.resolve({ path: `/api/schools/${house.schoolId}/contacts` }),
  'PUT /api/schools/:schoolId/contacts': newSchoolContacts,
  'GET /api/platforms': fixed('/api/platforms'),
  'POST /api/platforms/:platformId/decision': ofPlatform(false),
  'POST /api/platform-parts/:deploymentId/decision': ofPlatform(true),
  'GET /api/contacts': fixed('/api/contacts'),
  'GET /api/contacts/someone-else': fixed('/api/contacts/someone-else'),
  'PUT /api/contacts/someone-else': newSomeone(
    () => '/api/contacts/someone-else',
    () => '/api/contacts/someone-else',
  ),
  'GET /api/courses/current/people': fixed('/api/courses/current/people'),
  'POST /api/courses/current/roster': fixed('/api/courses/current/roster'),
  'GET /api/links/current/policy': fixed('/api/links/current/policy'),
  'PUT /api/links/current/policy': fixed('/api/links/current/policy', policy),
  'POST /api/links/picks': fixed('/api/links/picks', { ticket: 'nonsense', choice: null }),
  'GET /api/links/current/copy': copiedLink(),
  'POST /api/links/current/copy': copiedLink({ carry: true }),
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
  'GET /api/observations/:observationId (a draft its mentor left)': ofLeftDraft('lately', ''),
  'GET /api/observations/:observationId (one left a fortnight ago)': ofLeftDraft('long ago', ''),
  'POST /api/observations/:observationId/withdraw (one its mentor left)': ofLeftDraft('lately', '/withdraw'),
  'POST /api/observations/:observationId/sign (one its mentor left)': ofLeftDraft('lately', '/sign'),
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
  'GET /api/observations/:observationId/looks (feedback)': ofObservation('feedback', '/looks'),
  'GET /api/observations/:observationId/looks (signed)': ofObservation('signed', '/looks'),
  'GET /api/observations/:observationId/check (signed)': ofObservation('signed', '/check'),
  'GET /api/observations/:observationId/check (feedback)': ofObservation('feedback', '/check'),
  'GET /api/privacy/notice': fixed('/api/privacy/notice'),
  'POST /api/privacy/notice/read': fixed('/api/privacy/notice/read', { version: 0 }),
  'GET /api/privacy/processing': fixed('/api/privacy/processing'),
  'POST /api/privacy/export': fixed('/api/privacy/export'),
  'PUT /api/privacy/notice': async (house) => {
    const { version } = await must<{ version: number }>(house.tool, house.bearer.coordinator, 'GET', { path: '/api/privacy/notice' });
    return { path: '/api/privacy/notice', body: { body: 'Our notice.', link: 'https://northbridge.example/privacy' }, ifMatch: version };
  },
  'GET /api/privacy/retention': fixed('/api/privacy/retention'),
  'PUT /api/privacy/retention': async (house) => {
    const { revision, settings } = await must<{ revision: number; settings: object }>(house.tool, house.bearer.coordinator, 'GET', {
      path: '/api/privacy/retention',
    });
    return { path: '/api/privacy/retention', body: settings, ifMatch: revision };
  },
  'GET /api/privacy/people': fixed('/api/privacy/people'),
  'POST /api/privacy/people/:personId/export': async (house) => ({
    path: `/api/privacy/people/${await insertPerson(house)}/export`,
  }),
  'GET /api/privacy/holds': fixed('/api/privacy/holds'),
  'POST /api/privacy/holds': async (house) => ({
    path: '/api/privacy/holds',
    body: { personId: await insertPerson(house), reason: 'Complaint 7' },
  }),
  'POST /api/privacy/holds/:id/lift': async (house) => {
    const body = { personId: await insertPerson(house), reason: 'Complaint 7' };
    const { id } = await must<{ id: string }>(house.tool, house.bearer.coordinator, 'POST', { path: '/api/privacy/holds', body });
    return { path: `/api/privacy/holds/${id}/lift` };
  },
  'GET /api/privacy/erasures': fixed('/api/privacy/erasures'),
  'POST /api/privacy/erasures': async (house) => ({
    path: '/api/privacy/erasures',
    body: { personId: await insertPerson(house), because: 'request', reference: null },
  }),
  'POST /api/privacy/erasures/:id/confirm': async (house) => {
    const body = { personId: await insertPerson(house), because: 'request', reference: null };
    const { id } = await must<{ id: string }>(house.tool, house.bearer.coordinator, 'POST', { path: '/api/privacy/erasures', body });
    return { path: `/api/privacy/erasures/${id}/confirm` };
  },
  'GET /api/changes': fixed('/api/changes'),
  'GET /api/placements/:placementId/history': ofPlacement('/history'),
  // Last, because whoever uses a code is a mentor here from then on.
  'POST /api/codes/use': async (house) => {
    const { code } = await makeCode(house, house.bearer.tutor, house.placementId);
    return { path: '/api/codes/use', body: { code } };
  },
};
