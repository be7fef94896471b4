import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Notice } from '../../../tool/privacy/privacy.shared.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { ask, buildHouse, insertPersonOf, launchAs, must, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

eachDialect('The first-launch notice', (open) => {
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

  const path = '/api/privacy/notice';
  const notice = (bearer: string): Promise<Notice> => must<Notice>(tool, bearer, 'GET', { path });
  const read = (bearer: string, version: number) => ask(tool, bearer, 'POST', { path: `${path}/read`, body: { version } });

  test('is shown once a person, also to somebody without a role, and again when its words change', async () => {
    const stranger = await launchAs(house, 'stranger');
    expect(await notice(stranger)).toEqual({
      version: 0, read: false, body: '', link: null, partnership: 'Northbridge Partnership', recordYears: 7, draftDays: 90,
    }); // prettier-ignore
    for (const _twice of [1, 2]) expect((await read(stranger, 0)).status).toBe(204);
    expect(await notice(await launchAs(house, 'stranger'))).toMatchObject({ read: true });
    expect(await notice(house.bearer.trainee)).toMatchObject({ read: false });

    const words = { body: 'Ask Dana Frost.', link: 'https://northbridge.example/privacy' };
    const changed = await must<Notice>(tool, house.bearer.coordinator, 'PUT', { path, body: words, ifMatch: 0 });
    expect(changed).toMatchObject({ version: 1, ...words });
    expect(await notice(stranger)).toMatchObject({ version: 1, read: false, ...words });
    // A page that was open with the older words.
    await read(stranger, 0);
    expect(await notice(stranger)).toMatchObject({ read: false });
  });

  test('is read once for all accounts of a person', async () => {
    const { db } = tool.services;
    await read(house.bearer.trainee, 1);
    const other = await launchAs(house, 'otherTrainee');
    const person = await insertPersonOf(house, 'otherTrainee');
    expect(await notice(other)).toMatchObject({ read: false });
    await db.run('UPDATE identity_person SET person_id = :traineeId WHERE person_id = :person', { traineeId: house.traineeId, person });
    expect(await notice(other)).toMatchObject({ read: true });
  });

  test('is not changed over somebody else’s words, and leads to no unsafe address', async () => {
    const { coordinator } = house.bearer;
    const answer = await ask(tool, coordinator, 'PUT', { path, body: { body: 'Mine.', link: null }, ifMatch: 0 });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      409,
      expect.objectContaining({ current: expect.objectContaining({ version: 1 }) }),
    ]);
    for (const link of ['http://northbridge.example', 'javascript:alert(1)', 'no address'])
      expect((await ask(tool, coordinator, 'PUT', { path, body: { body: '', link }, ifMatch: 1 })).status).toBe(400);
  });
});
