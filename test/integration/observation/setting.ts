import { pino } from 'pino';
import type { AuditEntry, HeldRole, KnownViewer, Role } from '../../../tool/access/viewer.js';
import { MovableClock } from '../../../tool/clock.js';
import { readConfig } from '../../../tool/config.js';
import { openDatabase, type Database, type Tx } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { createFramework } from '../../../tool/framework/framework.service.js';
import { newId } from '../../../tool/ids.js';
import type { RouteRequest } from '../../../tool/http/route.js';
import { createObservation } from '../../../tool/observation/observation.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import { createPlacements } from '../../../tool/partnership/placement.service.js';
import type { ScratchDatabase } from '../../database.js';

const at = '2025-09-01T08:00:00.000Z';

/** One partnership with Amara's placement, its people as viewers, and the observation slice over a real database. */
export async function openSetting(open: () => Promise<ScratchDatabase>) {
  const scratch = await open();
  const log = pino({ level: 'silent' });
  const db = openDatabase(scratch.url, log);
  await migrate(db, log);
  const clock = new MovableClock();
  clock.setTo(new Date('2025-11-12T09:05:00.000Z'));
  const audits: AuditEntry[] = [];
  const told: string[] = [];
  const outbox = {
    fail: false,
    async recordsChanged(change: { placementId: string }, tx: Tx) {
      await db.run('UPDATE placement SET revision = revision + 1 WHERE id = :id', { id: change.placementId }, tx);
      if (outbox.fail) throw new Error('the outbox is broken');
      told.push(change.placementId);
    },
  };
  const ground = {
    config: readConfig({ NODE_ENV: 'test' }),
    clock,
    log,
    db,
    audit: { record: async (entry: AuditEntry) => void audits.push(entry) },
  };
  const framework = createFramework({ ground });
  await framework.seed();
  const people = createPeople(ground);
  const slice = createObservation({ ground, people, placements: createPlacements(ground, people), outbox });

  const place = await insertPlace(db);
  const person = (name: string, roles: [Role, string | null][]) => insertPerson(db, place, name, roles);
  const placementId = place.placementId;
  const cast = {
    amara: await person('Amara Okafor', []),
    priya: await person('Priya Nair', [['mentor', placementId]]),
    james: await person('James Boyle', [['mentor', placementId]]),
    helen: await person('Helen Ward', [['tutor', placementId]]),
    tom: await person('Tom Reid', [['coach', placementId]]),
    carol: await person('Carol Diaz', [['coordinator', null]]),
    stranger: await person('Ines Park', []),
  };
  await db.insert('placement', {
    id: placementId, partnership_id: place.partnershipId, trainee_person_id: cast.amara.personId, school_id: place.schoolId, starts_on: '2025-09-09',
    ends_on: '2025-12-19', created_by: cast.helen.personId, created_at: at, revision: 1,
  }); // prettier-ignore
  for (const viewer of [...Object.values(cast)]) await holdRoles(db, viewer);
  await hold(db, cast.amara, 'trainee', placementId);

  /** Calls a declared route as a viewer; parameters are parsed as the edge parses them. */
  const call = async (
    viewer: KnownViewer,
    method: string,
    path: string,
    body?: unknown,
    ifMatch: number | null = null,
    query: object = {},
  ): Promise<never> => {
    for (const route of slice.routes.filter((one) => one.method === method)) {
      const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
      const match = new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(path);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1]]));
      const request = { viewer, params, query, body, ifMatch } as unknown as RouteRequest<'person', unknown, unknown, unknown>;
      return (await route.handle(request, {} as never)).body as never;
    }
    throw new Error(`no route ${method} ${path}`);
  };

  return {
    db, clock, slice, outbox, audits, told, cast, placementId, call,
    close: async () => {
      await db.close();
      await scratch.drop();
    },
  }; // prettier-ignore
}

async function insertPlace(db: Database) {
  const place = { partnershipId: newId(), schoolId: newId(), placementId: newId(), platformKid: 'test-kid' };
  await db.insert('partnership', {
    id: place.partnershipId,
    name: 'Northbridge',
    time_zone: 'Europe/London',
    locale: 'en-GB',
    created_at: at,
  });
  await db.insert('school', { id: place.schoolId, partnership_id: place.partnershipId, name: 'Harbour Academy', created_at: at });
  await db.insert('platform', {
    kid: place.platformKid, issuer: 'https://moodle.example', client_id: 'client', name: 'Moodle', auth_url: 'https://moodle.example/auth',
    token_url: 'https://moodle.example/token', auth_method: 'JWK_SET', auth_key: 'https://moodle.example/keys', active: 1, frame_origins: '[]', practice: 0,
    created_at: at,
  }); // prettier-ignore
  return place;
}

type Place = Awaited<ReturnType<typeof insertPlace>>;

async function insertPerson(db: Database, place: Place, name: string, roles: [Role, string | null][]): Promise<KnownViewer> {
  const [personId, identityId] = [newId(), newId()];
  const givenName = name.split(' ')[0] ?? name;
  await db.insert('person', { id: personId, partnership_id: place.partnershipId, name, given_name: givenName, created_at: at });
  await db.insert('identity', {
    id: identityId,
    platform_kid: place.platformKid,
    sub: personId,
    name,
    given_name: givenName,
    created_at: at,
  });
  await db.insert('identity_person', { identity_id: identityId, partnership_id: place.partnershipId, person_id: personId, joined_at: at });
  return {
    sessionId: newId(), identityId, partnershipId: place.partnershipId, personId, deploymentRef: newId(), contextRef: null, linkRef: null,
    platformKid: place.platformKid, sub: personId, locale: 'en-GB', timeZone: 'Europe/London',
    roles: roles.map(([role, placementId]): HeldRole => ({ id: newId(), role, placementId, schoolId: null })),
  }; // prettier-ignore
}

async function holdRoles(db: Database, viewer: KnownViewer) {
  for (const { id, role, placementId } of viewer.roles) {
    await db.insert('role_held', {
      id, partnership_id: viewer.partnershipId, person_id: viewer.personId, role, placement_id: placementId, started_at: at,
    }); // prettier-ignore
  }
}

async function hold(db: Database, viewer: KnownViewer, role: Role, placementId: string) {
  const held: HeldRole = { id: newId(), role, placementId, schoolId: null };
  viewer.roles.push(held);
  await db.insert('role_held', {
    id: held.id,
    partnership_id: viewer.partnershipId,
    person_id: viewer.personId,
    role,
    placement_id: placementId,
    started_at: at,
  });
}

export type Setting = Awaited<ReturnType<typeof openSetting>>;
