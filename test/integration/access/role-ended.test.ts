import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Viewer } from '../../../tool/access/viewer.js';
import { toInstant } from '../../../tool/clock.js';
import { mountRoutes } from '../../../tool/http/mount.js';
import { problemHandler } from '../../../tool/http/problem.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { accessMatrix } from './access-matrix.js';
import { fingerprint, nothingHere, withoutInstance } from './answers.js';
import { ask, makePlacement, me, must, nameTutor, placementBody, type Answer } from './house.js';
import { makeObservation, noteBody } from './observations.js';
import { requests } from './requests.js';
import { buildWorld, callers, type Caller, type World } from './world.js';

// What somebody may do whatever roles they hold.
const withoutRole = [
  'POST /api/sign-out', 'POST /api/continue-codes', 'POST /api/codes/use', 'POST /api/role-requests', 'POST /api/privacy/notice/read', 'POST /api/privacy/export',
  // Whoever has the link of an e-mail stops it.
  'POST /digest/stop/TOKEN',
  // A draft stays its writer's to take back for a fortnight.
  'POST /api/observations/:observationId/withdraw', 'POST /api/observations/:observationId/withdraw (one its mentor left)',
]; // prettier-ignore
const mayDo = (line: string): Caller[] => callers.filter((_caller, index) => sure(accessMatrix[line]?.[index]) < 300);
const writing = Object.keys(requests).filter((line) => !line.startsWith('GET') && !withoutRole.includes(line) && mayDo(line).length > 0);

eachDialect('A role that ends while a request of its holder is under way', (open) => {
  let world: World;
  let server: Server;
  // Who the request was found to be from when it began.
  let begunAs: Viewer | null = null;

  beforeAll(async () => {
    world = await buildWorld(await open());
    const app = express();
    app.use(mountRoutes(world.tool.services.routes, () => Promise.resolve(sure(begunAs))));
    app.use(problemHandler(world.tool.services.log));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await world.close();
  });

  const db = () => world.tool.services.db;
  const personOf = async (bearer: string): Promise<string> => sure((await me(world.here, bearer)).personId);
  const ending = (personId: string) =>
    db().run('UPDATE role_held SET ended_at = :now WHERE person_id = :personId AND ended_at IS NULL', {
      personId,
      now: toInstant(new Date()),
    });

  describe('leaves nothing of it behind, and it is answered like one from somebody who never held it', () => {
    test.each(writing)('%s', async (line) => {
      const [method = ''] = line.split(' ');
      for (const caller of mayDo(line)) {
        const what = await sure(requests[line])(world.here);
        begunAs = await world.tool.services.access.viewerOf(sure(world.bearers[caller]), false);
        const held = begunAs.roles.map((role) => role.id);
        await ending(sure(begunAs.personId));
        const before = await fingerprint(world.tool);
        const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const answer = await ask({ origin }, 'any', method, what);
        expect([caller, answer.status, withoutInstance(answer)]).toEqual([caller, 404, nothingHere]);
        expect([caller, await fingerprint(world.tool)]).toEqual([caller, before]);
        await db().run('UPDATE role_held SET ended_at = NULL WHERE id IN (:held)', { held });
      }
    });
  });

  test('is a tutor’s: a placement they make is stored before the end and ended with it, or not stored', async () => {
    const race = startRace();
    const { here, tool } = world;
    const { coordinator, tutor } = here.bearer;
    const personId = await personOf(tutor);
    for (let round = 0; round < 12; round += 1) {
      const { tutors } = await nameTutor(here, coordinator, 'tutor');
      const { roleHeldId } = sure(tutors.find((one) => one.personId === personId));
      const path = `/api/placements/${newId()}`;
      const put = () => ask(tool, tutor, 'PUT', { path, body: placementBody({ personId: here.traineeId }) });
      const answers: Answer[] = [];
      const end = () => must(tool, coordinator, 'POST', { path: `/api/roles-held/${roleHeldId}/end` });
      await race.begin([async () => void answers.push(await put()), async () => void answers.push(await put()), end], 10);
      const [row] = await db().select<{ madeAt: string; endedAt: string }>(
        `SELECT p.created_at AS madeAt, r.ended_at AS endedAt FROM placement p JOIN role_held r ON r.id = :roleHeldId WHERE p.id = :id`,
        { roleHeldId, id: sure(path.split('/').pop()) },
      );
      const statuses = answers.map(({ status }) => status);
      expect([200, 404]).toEqual(expect.arrayContaining(statuses));
      expect(row !== undefined).toBe(statuses.includes(200));
      if (row) expect(row.madeAt <= row.endedAt).toBe(true);
      const left = await db().select("SELECT id FROM role_held WHERE person_id = :personId AND role = 'tutor' AND ended_at IS NULL", {
        personId,
      });
      expect(left).toEqual([]);
    }
  });

  test('is a tutor’s: a trainee whom a coordinator gives them at that moment stays with a tutor or with none, never with one who is not', async () => {
    const race = startRace();
    const { here, tool } = world;
    const { coordinator } = here.bearer;
    const personId = await personOf(sure(world.bearers.otherTutor));
    for (let round = 0; round < 8; round += 1) {
      const { tutors } = await nameTutor(here, coordinator, 'otherTutor');
      const { roleHeldId } = sure(tutors.find((one) => one.personId === personId));
      const { id: placementId } = await makePlacement(here, coordinator, { personId: here.traineeId });
      const give = { path: '/api/roles', body: { role: 'tutor', who: { personId }, placementId } };
      await race.begin(
        [() => must(tool, coordinator, 'POST', give), () => must(tool, coordinator, 'POST', { path: `/api/roles-held/${roleHeldId}/end` })],
        5,
      );
      const held = await db().select<{ placement_id: string | null }>(
        "SELECT placement_id FROM role_held WHERE person_id = :personId AND role = 'tutor' AND ended_at IS NULL",
        { personId },
      );
      expect([[], [null, placementId]]).toContainEqual(
        held.map((role) => role.placement_id).sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      );
      await ending(personId);
    }
  });

  test('is a mentor’s: a note is stored before the end, or not stored', async () => {
    const race = startRace();
    const { here, tool } = world;
    const { mentor, trainee } = here.bearer;
    const [held] = (await me(here, mentor)).roles;
    const roleHeldId = sure(held).id;
    for (let round = 0; round < 12; round += 1) {
      await db().run('UPDATE role_held SET ended_at = NULL WHERE id = :roleHeldId', { roleHeldId });
      const { id } = await makeObservation(here, 'live');
      const statuses: number[] = [];
      const note = async () => {
        const asked = { path: `/api/observations/${id}/notes/${newId()}`, body: noteBody() };
        statuses.push((await ask(tool, mentor, 'PUT', asked)).status);
      };
      const end = () => must(tool, trainee, 'POST', { path: `/api/roles-held/${roleHeldId}/end` });
      await race.begin([note, note, note, end], 10);
      expect([200, 404]).toEqual(expect.arrayContaining(statuses));
      const notes = await db().select('SELECT id FROM observation_note WHERE observation_id = :id', { id });
      expect(notes).toHaveLength(statuses.filter((status) => status === 200).length);
      const [row] = await db().select<{ changedAt: string; endedAt: string }>(
        'SELECT o.changed_at AS changedAt, r.ended_at AS endedAt FROM observation o JOIN role_held r ON r.id = :roleHeldId WHERE o.id = :id',
        { roleHeldId, id },
      );
      expect(sure(row).changedAt <= sure(row).endedAt).toBe(true);
    }
  });
});
