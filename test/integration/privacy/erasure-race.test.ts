import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { ask, buildHouse, launchAs, makePlacement, me, must, placementBody, subs, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { observe } from './story.js';
import { placesOf } from './tables.js';

eachDialect('An erasure at the same moment', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  beforeAll(async () => {
    scratch = await open();
    tool = await startTool(scratch);
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
  });

  test('as the person launches, and is given a placement, leaves nothing of them behind: neither a name nor a session nor a role', async () => {
    const race = startRace();
    const { db } = tool.services;
    const { coordinator, tutor } = house.bearer;
    for (let round = 0; round < 12; round += 1) {
      const session = await launchAs(house, 'otherTrainee');
      await makePlacement(house, tutor, { sub: subs.otherTrainee });
      const personId = sure((await me(house, session)).personId);
      const body = { personId, because: 'request', reference: null };
      const { id } = await must<{ id: string }>(tool, coordinator, 'POST', { path: '/api/privacy/erasures', body });
      // So that the launch has something to write.
      await db.run('UPDATE identity SET seen_digest = NULL WHERE sub = :sub', { sub: subs.otherTrainee });
      await db.run('UPDATE membership SET seen_digest = NULL WHERE sub = :sub', { sub: subs.otherTrainee });
      const placement = { path: `/api/placements/${newId()}`, body: placementBody({ personId }) };
      const begin = { path: '/api/roles', body: { role: 'tutor', who: { personId } } };
      await race.begin(
        [
          () => must(tool, coordinator, 'POST', { path: `/api/privacy/erasures/${id}/confirm` }),
          () => launchAs(house, 'otherTrainee'),
          () => launchAs(house, 'otherTrainee'),
          () => ask(tool, tutor, 'PUT', placement),
          () => ask(tool, coordinator, 'POST', begin),
        ],
        25,
      );
      const erased = 'person_id = :personId';
      expect(await db.select(`SELECT id FROM role_held WHERE ${erased} AND ended_at IS NULL`, { personId })).toEqual([]);
      expect(await db.select('SELECT id, name, email FROM identity WHERE retired_at IS NOT NULL AND (name IS NOT NULL OR email IS NOT NULL)')).toEqual([]); // prettier-ignore
      expect(await db.select('SELECT name, email FROM person WHERE id = :personId', { personId })).toEqual([{ name: 'A former trainee', email: null }]); // prettier-ignore
      expect(await db.select('SELECT s.id FROM session s JOIN identity i ON i.id = s.identity_id WHERE i.retired_at IS NOT NULL')).toEqual(
        [],
      );
      // Whoever launched afterwards is somebody new, and known.
      const now = await db.select('SELECT id FROM identity WHERE sub = :sub AND retired_at IS NULL', { sub: subs.otherTrainee });
      const listed = await db.select('SELECT sub FROM membership WHERE sub = :sub', { sub: subs.otherTrainee });
      expect([round, listed.length]).toEqual([round, now.length]);
    }
  });

  test('as a mentor writes leaves nothing of it behind; as a hold is placed it happens before it or not at all; twice is once', async () => {
    const race = startRace();
    const { coordinator, mentor } = house.bearer;
    const id = await observe(house, { mentor, placementId: house.placementId, mark: 'MARK' }, 'feedback');
    const prepared = await must<{ id: string }>(tool, coordinator, 'POST', {
      path: '/api/privacy/erasures',
      body: { personId: house.traineeId, because: 'request', reference: null },
    });
    const statuses: Record<string, number[]> = { erased: [], held: [], noted: [] };
    const did = async (what: string, bearer: string, method: string, asked: Parameters<typeof ask>[3]) => {
      statuses[what]?.push((await ask(tool, bearer, method, asked)).status);
    };
    const note = () => ({ tag: 'strength', body: 'MARK late note', minuteMs: 1, notedAt: '2026-11-12T09:06:00.000Z', position: 3 });
    await race.begin(
      [
        () => did('erased', coordinator, 'POST', { path: `/api/privacy/erasures/${prepared.id}/confirm` }),
        () => did('erased', coordinator, 'POST', { path: `/api/privacy/erasures/${prepared.id}/confirm` }),
        () => did('held', coordinator, 'POST', { path: '/api/privacy/holds', body: { personId: house.traineeId, reason: 'Complaint' } }),
        ...[1, 2, 3, 4].map(() => () => did('noted', mentor, 'PUT', { path: `/api/observations/${id}/notes/${newId()}`, body: note() })),
      ],
      15,
    );
    const { db } = tool.services;
    const [person] = await db.select<{ erasedAt: string | null }>('SELECT erased_at AS erasedAt FROM person WHERE id = :id', {
      id: house.traineeId,
    });
    if (person?.erasedAt === null) expect(statuses['erased']).toEqual([422, 422]);
    else {
      expect(statuses['erased']).toEqual([200, 200]);
      expect(await placesOf(db, 'MARK')).toEqual([]);
      const done = 'SELECT id FROM erasure WHERE done_at IS NOT NULL AND person_id = :personId';
      expect(await db.select(done, { personId: house.traineeId })).toHaveLength(1);
    }
  });
});
