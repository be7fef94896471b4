import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import express from 'express';
import { MovableClock, toInstant } from '../../../tool/clock.js';
import { readConfig } from '../../../tool/config.js';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { createHome } from '../../../tool/home/home.js';
import type { HeldRole, Viewer } from '../../../tool/access/viewer.js';
import { mountRoutes } from '../../../tool/http/mount.js';
import { problemHandler } from '../../../tool/http/problem.js';
import { newId } from '../../../tool/ids.js';
import { createLogger } from '../../../tool/logger.js';
import { createPartnership, type Partnership } from '../../../tool/partnership/partnership.js';
import type { RosterReading } from '../../../tool/partnership/roster.rules.js';
import { createAudit } from '../../../tool/privacy/audit.js';
import { createTargets } from '../../../tool/target/target.service.js';
import type { ScratchDatabase } from '../../database.js';

const log = createLogger('silent');

export interface Answer {
  status: number;
  text: string;
  body: Record<string, unknown>;
  headers: Headers;
}

/** A university's Moodle and a school network's Canvas that share one partnership, and a deployment of another partnership. */
export interface Fixture {
  db: Database;
  clock: MovableClock;
  /** As configured; put another in front to rotate. */
  secretKeys: string[];
  partnership: Partnership;
  partnershipId: string;
  /** Served by the Canvas deployment too, and by the one `elsewhere`. */
  otherPartnershipId: string;
  contextRef: string;
  /** What the platform answers when it is asked for the course's list. */
  roster: { answer: RosterReading };
  /** Somebody opens the activity: an identity and, in the course, a membership. @returns the identity's id, which is their bearer here */
  arrive(sub: string, given?: { name?: string | null; where?: 'moodle' | 'canvas' | 'elsewhere'; studentNumber?: string }): Promise<string>;
  call(bearer: string, method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, ifMatch?: number): Promise<Answer>;
  close(): Promise<void>;
}

const places = { moodle: 'Northbridge Moodle', canvas: 'Harbour Canvas', elsewhere: 'Another Moodle' } as const;

export async function openFixture(scratch: ScratchDatabase): Promise<Fixture> {
  const db = openDatabase(scratch.url, log);
  await migrate(db, log);
  const clock = new MovableClock();
  clock.setTo(new Date('2026-09-10T10:00:00.000Z'));
  const now = toInstant(clock.now());
  const partnershipId = newId();
  const otherPartnershipId = newId();
  for (const [id, name] of [[partnershipId, 'Northbridge Partnership'], [otherPartnershipId, 'Southgate Partnership']] as const) {
    await db.insert('partnership', { id, name, time_zone: 'Europe/London', locale: 'en-GB', created_at: now });
  } // prettier-ignore
  const deployments: Record<string, string> = {};
  const contextRef = newId();
  for (const [place, name] of Object.entries(places)) {
    await db.insert('platform', {
      kid: `kid-${place}`, issuer: `https://${place}.example`, client_id: 'client', name, auth_url: 'https://x.example', token_url: 'https://x.example',
      token_audience: null, auth_method: 'JWK_SET', auth_key: 'https://x.example', active: 1, frame_origins: '[]', practice: 0, created_at: now, retired_at: null,
    }); // prettier-ignore
    const deployment = newId();
    deployments[place] = deployment;
    await db.insert('deployment', { id: deployment, platform_kid: `kid-${place}`, deployment_id: '1', created_at: now });
    const served = place === 'elsewhere' ? otherPartnershipId : partnershipId;
    await db.insert('deployment_partnership', { deployment_ref: deployment, partnership_id: served, created_at: now });
    const course = {
      deployment_ref: deployment,
      context_id: '2',
      title: 'PGCE Secondary 2026',
      memberships_url: 'https://x.example/members',
    };
    if (place === 'moodle') await db.insert('context', { ...course, id: contextRef, created_at: now });
  }

  const roster: Fixture['roster'] = { answer: { ok: true, members: [] } };
  const config = readConfig({});
  const ground = { config, clock, log, db, audit: createAudit(db, clock) };
  const canvasToo = { deployment_ref: deployments['canvas'] ?? '', partnership_id: otherPartnershipId, created_at: now };
  await db.insert('deployment_partnership', canvasToo);
  const moved = new Map<string, string>();
  const partnership = createPartnership({
    ground,
    readRoster: () => Promise.resolve(roster.answer),
    currentTargets: createTargets({ ground }).findCurrent,
    enterPartnership: (sessionId, entered) => Promise.resolve(void moved.set(sessionId, entered)),
  });
  const home = createHome({ sources: [partnership.waiting], standing: partnership.standing });

  const viewerOf = async (identityId: string): Promise<Viewer> => {
    const [identity] = await db.select<{ kid: string; sub: string }>(
      'SELECT platform_kid AS kid, sub FROM identity WHERE id = :identityId',
      { identityId },
    );
    const place = identity?.kid.slice('kid-'.length) ?? '';
    const here = moved.get(identityId) ?? (place === 'elsewhere' ? otherPartnershipId : partnershipId);
    const [person] = await db.select<{ id: string }>(
      'SELECT person_id AS id FROM identity_person WHERE identity_id = :identityId AND partnership_id = :here',
      { identityId, here },
    );
    const roles = await db.select<HeldRole>(
      `SELECT id, role, placement_id AS placementId, school_id AS schoolId FROM role_held
        WHERE person_id = :personId AND partnership_id = :here AND ended_at IS NULL`,
      { personId: person?.id ?? '', here },
    );
    return {
      sessionId: identityId, identityId, partnershipId: here, personId: person?.id ?? null, deploymentRef: deployments[place] ?? '',
      contextRef: place === 'moodle' ? contextRef : null, linkRef: null, platformKid: identity?.kid ?? '', sub: identity?.sub ?? '', locale: null,
      timeZone: 'Europe/London', roles,
    }; // prettier-ignore
  };

  const app = express();
  app.use(
    mountRoutes([...partnership.routes, ...home.routes], (request) =>
      viewerOf((request.get('authorization') ?? '').replace('Bearer ', '')),
    ),
  );
  app.use(problemHandler(log));
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    db,
    clock,
    secretKeys: config.secretKeys,
    partnership,
    partnershipId,
    otherPartnershipId,
    contextRef,
    roster,
    async arrive(sub, { name = null, where = 'moodle', studentNumber } = {}) {
      const said = { name, given_name: null, email: null, student_number: studentNumber ?? null };
      const [known] = await db.select<{ id: string }>('SELECT id FROM identity WHERE platform_kid = :kid AND sub = :sub', {
        kid: `kid-${where}`,
        sub,
      });
      const id = known?.id ?? newId();
      if (!known) await db.insert('identity', { id, platform_kid: `kid-${where}`, sub, ...said, created_at: now });
      if (where === 'moodle') {
        await db.run('DELETE FROM membership WHERE context_ref = :contextRef AND sub = :sub', { contextRef, sub });
        await db.insert('membership', { context_ref: contextRef, sub, ...said, roles: '["#Instructor"]', launched_at: now });
      }
      return id;
    },
    async call(bearer, method, path, body, ifMatch) {
      const response = await fetch(origin + path, {
        method,
        headers: {
          Authorization: `Bearer ${bearer}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown>, headers: response.headers };
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await db.close();
      await scratch.drop();
    },
  };
}

/** The first coordinator, a tutor they named, and Amara's placement, made by that tutor from the people of the course. */
export async function openStory(
  scratch: ScratchDatabase,
): Promise<Fixture & { coordinator: string; tutor: string; trainee: string; placementId: string }> {
  const fixture = await openFixture(scratch);
  const coordinator = await fixture.arrive('1', { name: 'Sam Cole' });
  const tutor = await fixture.arrive('5', { name: 'Helen Ward' });
  const trainee = await fixture.arrive('3', { name: 'Amara Okafor', studentNumber: 'S1001' });
  const { code } = await fixture.partnership.makeCoordinatorCode(fixture.partnershipId, 'Sam Cole');
  await fixture.call(coordinator, 'POST', '/api/codes/use', { code });
  await fixture.call(coordinator, 'POST', '/api/roles', { role: 'tutor', who: { sub: '5' } });
  const placementId = newId();
  const made = await fixture.call(tutor, 'PUT', `/api/placements/${placementId}`, amarasPlacement);
  if (made.status !== 200) throw new Error(`The story's placement was not made: ${made.text}`);
  return { ...fixture, coordinator, tutor, trainee, placementId };
}

export const amarasPlacement = {
  trainee: { sub: '3' },
  school: 'Harbour Academy',
  subject: 'Mathematics',
  phase: null,
  startsOn: '2026-09-09',
  endsOn: '2026-12-19',
};

/** A fresh code for Priya Nair, as typed. */
export async function mentorCode(fixture: Fixture, tutor: string, placementId: string, name = 'Ms Nair'): Promise<string> {
  const made = await fixture.call(tutor, 'POST', `/api/placements/${placementId}/codes`, { name });
  return String(made.body['code']);
}
