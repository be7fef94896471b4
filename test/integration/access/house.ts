import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { createPartnership } from '../../../tool/partnership/partnership.js';
import type { HeldRole, Role } from '../../../tool/access/viewer.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import type { Course, Person } from '../../platform/types.js';
import { sure } from '../../sure.js';
import type { RunningTool } from '../lti/tool-kit.js';

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

/** What is asked, without who asks. */
export interface Ask {
  path: string;
  body?: unknown;
  ifMatch?: number;
}

/** One partnership on one platform: its people by real launches, its roles by the tool's own API. */
export interface House {
  tool: RunningTool;
  platform: Platform;
  partnershipId: string;
  kid: string;
  placementId: string;
  schoolId: string;
  linkId: string;
  traineeId: string;
  bearer: Record<'coordinator' | 'tutor' | 'trainee' | 'mentor', string>;
}

/** Sub of each part somebody plays; the same on both platforms. */
export const subs = {
  trainee: '21', mentor: '22', tutor: '23', coordinator: '24', otherTrainee: '25', otherMentor: '26', endedMentor: '27', otherTutor: '28',
  coach: '29', schoolLead: '30', leadMentor: '31', stranger: '32', secondMentor: '33',
} as const; // prettier-ignore
type Part = keyof typeof subs;

const people: Person[] = Object.entries(subs).map(([part, id]) => ({
  id, username: part.toLowerCase(), given: part, family: 'Invented', email: `${part.toLowerCase()}@northbridge.example`,
})); // prettier-ignore
const course: Course = {
  id: '2',
  label: 'PGCE',
  title: 'PGCE Secondary',
  enrolments: Object.entries(subs).map(([part, personId]) => ({ personId, role: /trainee/i.test(part) ? 'student' : 'teacher' })),
};

export async function ask(
  tool: Pick<RunningTool, 'origin'>,
  bearer: string | null,
  method: string,
  { path, body, ifMatch }: Ask,
): Promise<Answer> {
  const response = await fetch(tool.origin + path, {
    method,
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Asks for what has to succeed. */
export async function must<T = Record<string, unknown>>(tool: RunningTool, bearer: string, method: string, what: Ask): Promise<T> {
  const answer = await ask(tool, bearer, method, what);
  if (answer.status >= 300) throw new Error(`${method} ${what.path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return JSON.parse(answer.text) as T;
}

/** Opens the activity in the browser's way. @returns the session */
export async function launchAs(house: Pick<House, 'platform'>, part: Part): Promise<string> {
  const { launch, status, text } = await house.platform.launch.http(subs[part], '1');
  if (typeof launch?.['session'] !== 'string') throw new Error(`the launch of ${part} answered ${status}: ${text.slice(0, 300)}`);
  return launch['session'];
}

interface Me {
  personId: string | null;
  link: { id: string };
  roles: HeldRole[];
}
export const me = (house: Pick<House, 'tool'>, bearer: string): Promise<Me> => must(house.tool, bearer, 'GET', { path: '/api/me' });

/** A placement of somebody of the course, made by a tutor. @returns its id and its school's */
export async function makePlacement(house: Pick<House, 'tool'>, tutor: string, trainee: object): Promise<{ id: string; schoolId: string }> {
  const id = newId();
  const { school } = await must<{ school: { id: string } }>(house.tool, tutor, 'PUT', {
    path: `/api/placements/${id}`,
    body: placementBody(trainee),
  });
  return { id, schoolId: school.id };
}

export const placementBody = (trainee: object, subject = 'Mathematics') => ({
  trainee, school: 'Harbour Academy', subject, phase: 'Secondary', startsOn: '2026-09-07', endsOn: '2026-12-18',
}); // prettier-ignore

export const makeCode = (house: Pick<House, 'tool'>, tutor: string, placementId: string): Promise<{ id: string; code: string }> =>
  must(house.tool, tutor, 'POST', { path: `/api/placements/${placementId}/codes`, body: { name: 'Ms Nair' } });

/** Types a code. @returns the session again */
export async function useCode(house: Pick<House, 'tool'>, bearer: string, code: string): Promise<string> {
  await must(house.tool, bearer, 'POST', { path: '/api/codes/use', body: { code } });
  return bearer;
}

/** Coordinator, tutor, trainee and mentor of one placement. @param now the platform's clock, where the tool's is moved */
export async function buildHouse(tool: RunningTool, mode: 'moodle' | 'canvas', name: string, now?: () => Date): Promise<House> {
  const links = [{ id: '1', courseId: '2', title: 'Critical Friend', column: { id: '2', maximum: 6 } }];
  const registration = [{ clientId: `client-${mode}`, deploymentId: `deployment-${mode}` }];
  const platform = await startPlatform({
    mode,
    name,
    people,
    courses: [course],
    links,
    registration,
    tool: tool.urls,
    ...(now ? { now } : {}),
  });
  const { kid, partnershipId } = await tool.register(platform.registration, name);
  const base = { tool, platform };
  const founders = createPartnership({ ground: tool.services, readRoster: () => Promise.reject(new Error('reads no roster')) });
  const { code } = await founders.makeCoordinatorCode(partnershipId, null);
  const coordinator = await useCode(base, await launchAs(base, 'coordinator'), code);
  const tutor = await launchAs(base, 'tutor');
  const trainee = await launchAs(base, 'trainee');
  await nameTutor(base, coordinator, 'tutor');
  const { id: placementId, schoolId } = await makePlacement(base, tutor, { sub: subs.trainee });
  const mentor = await useCode(base, await launchAs(base, 'mentor'), (await makeCode(base, tutor, placementId)).code);
  const { personId, link } = await me(base, trainee);
  return {
    ...base, partnershipId, kid, placementId, schoolId, linkId: link.id, traineeId: sure(personId), bearer: { coordinator, tutor, trainee, mentor },
  }; // prettier-ignore
}

export const nameTutor = (house: Pick<House, 'tool'>, coordinator: string, part: Part) =>
  must<{ tutors: { personId: string; roleHeldId: string }[] }>(house.tool, coordinator, 'POST', {
    path: '/api/roles',
    body: { role: 'tutor', who: { sub: subs[part] } },
  });

/** Somebody new of the partnership, whom no launch knows. */
export async function insertPerson({ tool, partnershipId }: House): Promise<string> {
  const id = newId();
  await tool.services.db.insert('person', { id, partnership_id: partnershipId, name: 'Sam Cole', created_at: toInstant(new Date()) });
  return id;
}

/** A role that no page gives yet, or that a test ends. @returns its id */
export async function insertRole(
  house: House,
  personId: string,
  role: Role,
  where: { placementId?: string; schoolId?: string } = {},
): Promise<string> {
  const id = newId();
  await house.tool.services.db.insert('role_held', {
    id, partnership_id: house.partnershipId, person_id: personId, role, placement_id: where.placementId ?? null,
    school_id: where.schoolId ?? null, started_at: toInstant(new Date()),
  }); // prettier-ignore
  return id;
}

/** Somebody nobody knows yet, who asks to be added. @returns the request's id */
export async function insertRequest(house: House): Promise<string> {
  const { db } = house.tool.services;
  const [link] = await db.select<{ contextRef: string }>('SELECT context_ref AS contextRef FROM resource_link WHERE id = :id', {
    id: house.linkId,
  });
  const [id, identityId, now] = [newId(), newId(), toInstant(new Date())];
  await db.insert('identity', { id: identityId, platform_kid: house.kid, sub: identityId, name: 'Grace Lin', created_at: now });
  await db.insert('role_request', {
    id, partnership_id: house.partnershipId, identity_id: identityId, context_ref: sure(link).contextRef, asked_at: now, open_mark: 'open',
  }); // prettier-ignore
  return id;
}

/** A mentor of the placement whose role has ended, the first of them; made where there is none. */
export async function formerMentor(house: House): Promise<string> {
  const { db } = house.tool.services;
  const find = () =>
    db.select<{ personId: string }>(
      `SELECT person_id AS personId FROM role_held
        WHERE placement_id = :placementId AND role = 'mentor' AND ended_at IS NOT NULL ORDER BY id LIMIT 1`,
      { placementId: house.placementId },
    );
  const [known] = await find();
  if (known) return known.personId;
  const id = await insertRole(house, await insertPerson(house), 'mentor', { placementId: house.placementId });
  await db.run('UPDATE role_held SET ended_at = started_at WHERE id = :id', { id });
  return sure((await find())[0]).personId;
}

/** Makes somebody who has launched a person of the partnership. */
export async function insertPersonOf(house: House, part: Part): Promise<string> {
  const personId = await insertPerson(house);
  const [identity] = await house.tool.services.db.select<{ id: string }>(
    'SELECT id FROM identity WHERE platform_kid = :kid AND sub = :sub',
    {
      kid: house.kid,
      sub: subs[part],
    },
  );
  await house.tool.services.db.insert('identity_person', {
    identity_id: sure(identity).id, partnership_id: house.partnershipId, person_id: personId, joined_at: toInstant(new Date()),
  }); // prettier-ignore
  return personId;
}
