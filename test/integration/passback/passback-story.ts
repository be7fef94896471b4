import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KnownViewer, Role } from '../../../tool/access/viewer.js';
import { MovableClock } from '../../../tool/clock.js';
import { readConfig } from '../../../tool/config.js';
import { openDatabase, type Database, type Tx } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { createFramework } from '../../../tool/framework/framework.service.js';
import { newId } from '../../../tool/ids.js';
import { linkRoutes } from '../../../tool/link/link.routes.js';
import { createLinkService } from '../../../tool/link/link.service.js';
import { createLogger, type Log } from '../../../tool/logger.js';
import type { PlatformRecord } from '../../../tool/lti/launch.js';
import { createPlatformHttp } from '../../../tool/lti/platform-http.js';
import { createTokens } from '../../../tool/lti/tokens.js';
import { createObservationCount } from '../../../tool/observation/observation.js';
import { createPassback, type PassbackOptions } from '../../../tool/passback/passback.js';
import { createAudit } from '../../../tool/privacy/audit.js';
import type { Queue } from '../../../tool/queue/queue.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { allScopes } from '../../platform/vocabulary.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Serves this tool's public key, which the platforms read before they give a token. */
export async function serveKeys(kids: string[]): Promise<{ url: string; close(): void }> {
  const keys = kids.map((kid) => ({ ...createPublicKey(publicKey).export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }));
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const studentIds = (count: number): string[] => Array.from({ length: count }, (_unused, index) => String(101 + index));

/** A fake LMS with one course, so many students, and links with or without a column. */
export function startLms(
  mode: 'moodle' | 'canvas',
  jwksUrl: string,
  students: number,
  links: { id: string; maximum: number | null }[],
  now?: () => Date,
): Promise<Platform> {
  return startPlatform({
    mode,
    ...(now ? { now } : {}),
    name: mode,
    ...(mode === 'canvas' ? { issuer: 'https://canvas.instructure.com' } : {}),
    registration: [{ clientId: `client-${mode}`, deploymentId: '1' }],
    tool: { loginUrl: 'http://127.0.0.1:9/l', launchUrl: 'http://127.0.0.1:9/a', jwksUrl },
    people: studentIds(students).map((id) => ({ id, username: `t${id}`, given: 'Amara', family: 'Okafor', email: `${id}@example.test` })),
    courses: [
      {
        id: '2',
        label: 'PGCE',
        title: 'PGCE Secondary',
        enrolments: studentIds(students).map((personId) => ({ personId, role: 'student' })),
      },
    ],
    links: links.map(({ id, maximum }) => ({
      id,
      courseId: '2',
      title: `Observations ${id}`,
      ...(maximum === null ? {} : { column: { maximum } }),
    })),
  });
}

/** Addresses as a launch of the platform would have named them. */
export function addressesOf(platform: Platform): { lineItems: string; lineItem(columnId: string): string } {
  const { origin } = platform;
  return platform.mode === 'moodle'
    ? {
        lineItems: `${origin}/mod/lti/services.php/2/lineitems?type_id=1`,
        lineItem: (id) => `${origin}/mod/lti/services.php/2/lineitems/${id}/lineitem?type_id=1`,
      }
    : { lineItems: `${origin}/api/lti/courses/2/line_items`, lineItem: (id) => `${origin}/api/lti/courses/2/line_items/${id}` };
}

export interface Trainee {
  personId: string;
  sub: string;
  placementId: string;
}

export interface Course {
  platform: PlatformRecord;
  contextRef: string;
  deploymentRef: string;
  /** By the platform's own link id. */
  links: Map<string, string>;
  trainees: Trainee[];
}

const at = '2026-09-01T08:00:00.000Z';

/** The partnership, a course for each platform, its trainees with one placement each, and what an observation needs to exist. */
export async function seed(db: Database, platforms: Platform[], students: number) {
  const partnershipId = newId();
  const schoolId = newId();
  await db.insert('partnership', {
    id: partnershipId,
    name: `Northbridge ${partnershipId}`,
    time_zone: 'Europe/London',
    locale: 'en-GB',
    created_at: at,
  });
  await db.insert('school', { id: schoolId, partnership_id: partnershipId, name: 'Harbour Academy', time_zone: null, created_at: at });
  await createFramework({ ground: { db, clock: new MovableClock() } }).seed();
  const [template] = await db.select<{ id: string }>('SELECT id FROM form_template_version LIMIT 1');
  const templateVersionId = template?.id ?? '';
  const courses: Course[] = [];
  for (const platform of platforms) {
    const { registration } = platform;
    const record: PlatformRecord = {
      kid: `kid-${platform.mode}`, issuer: registration.issuer, clientId: registration.clientId, name: platform.name, authUrl: registration.authUrl,
      tokenUrl: registration.tokenUrl, tokenAudience: registration.tokenUrl, jwksUrl: registration.jwksUrl, frameOrigins: [], active: true, retiredAt: null,
    }; // prettier-ignore
    await db.insert('platform', {
      kid: record.kid, issuer: record.issuer, client_id: record.clientId, name: record.name, auth_url: record.authUrl, token_url: record.tokenUrl,
      token_audience: null, auth_method: 'JWK_SET', auth_key: record.jwksUrl, active: 1, frame_origins: '[]', practice: 0, created_at: at, retired_at: null,
    }); // prettier-ignore
    const deploymentRef = newId();
    await db.insert('deployment', {
      id: deploymentRef,
      platform_kid: record.kid,
      deployment_id: '1',
      created_at: at,
      suspended_at: null,
      retired_at: null,
    });
    await db.insert('deployment_partnership', { deployment_ref: deploymentRef, partnership_id: partnershipId, created_at: at });
    const contextRef = newId();
    const addresses = addressesOf(platform);
    await db.insert('context', {
      id: contextRef, deployment_ref: deploymentRef, context_id: '2', label: null, title: 'PGCE', memberships_url: null, lineitems_url: addresses.lineItems,
      ags_scopes: JSON.stringify(allScopes.filter((scope) => scope.includes('lti-ags'))), roster_read_at: null, seen_digest: null, created_at: at,
    }); // prettier-ignore
    const links = new Map<string, string>();
    for (const link of platform.site.links) {
      const columnId = platform.site.columnOf(link);
      const id = newId();
      links.set(link.id, id);
      await db.insert('resource_link', {
        id, deployment_ref: deploymentRef, context_ref: contextRef, resource_link_id: link.id, title: link.title,
        lineitem_url: columnId === undefined ? null : addresses.lineItem(columnId), seen_digest: null, created_at: at,
      }); // prettier-ignore
    }
    const trainees: Trainee[] = [];
    for (const sub of studentIds(students)) {
      const trainee = { personId: newId(), sub, placementId: newId() };
      const identityId = newId();
      await db.insert('person', {
        id: trainee.personId,
        partnership_id: partnershipId,
        name: 'Amara Okafor',
        given_name: 'Amara',
        email: null,
        student_number: null,
        created_at: at,
      });
      await db.insert('identity', {
        id: identityId,
        platform_kid: record.kid,
        sub,
        name: null,
        given_name: null,
        email: null,
        student_number: null,
        seen_digest: null,
        created_at: at,
        retired_at: null,
      });
      await db.insert('identity_person', {
        identity_id: identityId,
        partnership_id: partnershipId,
        person_id: trainee.personId,
        joined_at: at,
      });
      await addPlacement(db, {
        partnershipId,
        schoolId,
        contextRef,
        id: trainee.placementId,
        personId: trainee.personId,
        startsOn: '2026-09-09',
      });
      trainees.push(trainee);
    }
    courses.push({ platform: record, contextRef, deploymentRef, links, trainees });
  }
  return { partnershipId, schoolId, templateVersionId, courses };
}
export type Story = Awaited<ReturnType<typeof seed>>;

/** The same trainee, by their identity, in another partnership and the same course. @returns where their records are kept there */
export async function addPartnership(
  db: Database,
  story: Pick<Story, 'templateVersionId'>,
  course: Course,
  trainee: Trainee,
  served: boolean,
): Promise<Pick<Story, 'partnershipId' | 'templateVersionId'> & { placementId: string }> {
  const [partnershipId, schoolId, personId, placementId] = [newId(), newId(), newId(), newId()];
  const named = { name: `Southgate ${partnershipId}`, created_at: at };
  await db.insert('partnership', { id: partnershipId, time_zone: 'Europe/London', locale: 'en-GB', ...named });
  await db.insert('school', { id: schoolId, partnership_id: partnershipId, ...named });
  if (served)
    await db.insert('deployment_partnership', { deployment_ref: course.deploymentRef, partnership_id: partnershipId, created_at: at });
  await db.insert('person', { id: personId, partnership_id: partnershipId, name: 'Amara Okafor', created_at: at });
  const [identity] = await db.select<{ id: string }>('SELECT identity_id AS id FROM identity_person WHERE person_id = :personId', {
    personId: trainee.personId,
  });
  await db.insert('identity_person', {
    identity_id: identity?.id ?? '',
    partnership_id: partnershipId,
    person_id: personId,
    joined_at: at,
  });
  const where = { partnershipId, schoolId, contextRef: course.contextRef };
  await addPlacement(db, { ...where, id: placementId, personId, startsOn: '2026-09-09' });
  return { partnershipId, templateVersionId: story.templateVersionId, placementId };
}

export const addPlacement = (
  db: Database,
  given: { partnershipId: string; schoolId: string; contextRef: string; id: string; personId: string; startsOn: string },
): Promise<void> =>
  db.insert('placement', {
    id: given.id, partnership_id: given.partnershipId, trainee_person_id: given.personId, school_id: given.schoolId, context_ref: given.contextRef,
    subject: null, phase: null, starts_on: given.startsOn, ends_on: '2026-12-19', created_by: given.personId, created_at: at, revision: 1,
  }); // prettier-ignore

/** Observations that are signed and wait to be read. */
export async function addSigned(
  db: Database,
  story: Pick<Story, 'partnershipId' | 'templateVersionId'>,
  placementId: string,
  count: number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const lessonId = newId();
    const id = newId();
    await db.insert('lesson', {
      id: lessonId, partnership_id: story.partnershipId, placement_id: placementId, class_name: null, subject: null, topic: null, day: '2026-10-05',
      starts: null, period: null, created_at: at, revision: 1, salt: 's',
    }); // prettier-ignore
    await db.insert('observation', {
      id, space: 'record', partnership_id: story.partnershipId, placement_id: placementId, lesson_id: lessonId, template_version_id: story.templateVersionId,
      kind: 'formal', state: 'signed', lesson_on: '2026-10-05', observer_person_id: newId(), created_at: at, changed_at: at, revision: 1, signed_at: at,
    }); // prettier-ignore
    ids.push(id);
  }
  return ids;
}

/** *I have read this*, as the observation slice does it: the change and the count in one transaction. @returns false where it was read before */
export const readOne = (
  db: Database,
  outbox: { recordsChanged(change: { partnershipId: string; placementId: string }, tx: Tx): Promise<void> },
  partnershipId: string,
  record: { id: string; placementId: string },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const changed = await db.run(
      `UPDATE observation SET state = 'read', read_at = :at WHERE id = :id AND state = 'signed'`,
      { id: record.id, at: new Date().toISOString() },
      tx,
    );
    if (changed !== 1) return false;
    await outbox.recordsChanged({ partnershipId, placementId: record.placementId }, tx);
    return true;
  });

export interface PassbackUnderTest {
  databaseUrl: string;
  platforms: PlatformRecord[];
  keyPem: string;
  queue: (log: Log) => Queue;
  timing: NonNullable<PassbackOptions['timing']>;
  totalMs: number;
  clock?: MovableClock;
}

/** Everything of passback in this process, over a real database and real HTTP. */
export async function openPassback(given: PassbackUnderTest) {
  const log = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
  const db = openDatabase(given.databaseUrl, log);
  const clock = given.clock ?? new MovableClock();
  const registry = {
    platformByKid: async (kid: string) => given.platforms.find((platform) => platform.kid === kid) ?? null,
    signingKey: async (keyId: string) => ({ keyId, key: createPrivateKey(given.keyPem) }),
  };
  const ground = { config: readConfig({ NODE_ENV: 'test' }), clock, log, db, audit: createAudit(db, clock) };
  const http = createPlatformHttp({ allowInsecure: () => true, connectMs: 1_000, totalMs: given.totalMs });
  const links = createLinkService({ ground, platformByKid: registry.platformByKid });
  const queue = given.queue(log);
  const passback = createPassback({
    ground, registry, queue, links, timing: given.timing, countSources: [createObservationCount({ ground })],
    client: { http, tokens: createTokens({ http, keys: registry, clock }) },
    names: { namesOf: async (_partnershipId, ids) => new Map(ids.map((id) => [id, { name: 'Amara Okafor', givenName: 'Amara' }])) },
  }); // prettier-ignore
  return {
    db, clock, queue, passback, links,
    migrate: () => migrate(db, log),
    close: async () => {
      await queue.close();
      await passback.stop();
      await http.close();
      await db.close();
    },
  }; // prettier-ignore
}
export type OpenPassback = Awaited<ReturnType<typeof openPassback>>;

export const toolKeyPem = privateKey;

/** Waits for a state, never for a time. @throws after `ms` */
export async function until(what: string, holds: () => Promise<boolean> | boolean, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Did not come about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export const undecided = async (db: Database): Promise<number> =>
  (await db.select<{ n: number }>(`SELECT COUNT(*) AS n FROM score_outbox WHERE state IN ('waiting', 'sending')`))[0]?.n ?? 0;

/** Somebody of the partnership who holds these roles and came in by this link. */
export const viewerOf = (
  story: Pick<Story, 'partnershipId' | 'courses'>,
  roles: { role: Role; placementId: string | null }[],
  linkRef: string | null = null,
): KnownViewer => ({
  sessionId: newId(), identityId: newId(), partnershipId: story.partnershipId, personId: newId(), deploymentRef: story.courses[0]?.deploymentRef ?? '',
  contextRef: story.courses[0]?.contextRef ?? null, linkRef, platformKid: story.courses[0]?.platform.kid ?? '', sub: '7', locale: 'en-GB',
  timeZone: 'Europe/London', roles: roles.map((role) => ({ id: newId(), schoolId: null, ...role })),
}); // prettier-ignore

/** Writes down who a viewer is and what they hold: whoever changes something is asked again. */
export async function storeViewer(db: Database, viewer: KnownViewer): Promise<void> {
  await db.insert('person', { id: viewer.personId, partnership_id: viewer.partnershipId, name: 'Helen Ward', created_at: at });
  for (const { id, role, placementId } of viewer.roles) {
    await db.insert('role_held', {
      id, partnership_id: viewer.partnershipId, person_id: viewer.personId, role, placement_id: placementId, started_at: at,
    }); // prettier-ignore
  }
}

/** Calls a declared route of passback or of the link slice, past HTTP. */
export async function ask(
  tool: OpenPassback,
  method: string,
  path: string,
  viewer: KnownViewer,
  params: unknown,
  body?: unknown,
  ifMatch: number | null = null,
): Promise<Record<string, unknown>> {
  const found = [...tool.passback.routes, ...linkRoutes(tool.links)].find((one) => one.method === method && one.path === path);
  if (!found) throw new Error(`no route ${method} ${path}`);
  const answer = await found.handle({ viewer, params, query: {}, body, ifMatch, raw: undefined as never }, undefined as never);
  return answer.body as Record<string, unknown>;
}
