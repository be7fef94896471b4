import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { resealDeviceKeys } from '../../../tool/device/device-key-resealing.js';
import type { DeviceKey, DeviceKeysAnswer } from '../../../tool/device/device.shared.js';
import { newId } from '../../../tool/ids.js';
import { createSealing } from '../../../tool/lti/sealing.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { ask, buildHouse, launchAs, makeCode, me, must, useCode, type Answer, type House } from '../access/house.js';
import { nothingHere, withoutInstance } from '../access/answers.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

interface Row {
  id: string;
  person_id: string;
  placement_id: string;
  device_id: string;
  key_sealed: string;
}

eachDialect('A device’s key', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  const clock = new MovableClock();

  beforeAll(async () => {
    clock.setTo(new Date('2026-11-12T06:00:00Z'));
    scratch = await open();
    tool = await startTool(scratch, {}, { clock });
    await tool.services.queue.close();
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
  });
  beforeEach(async () => {
    clock.setTo(new Date('2026-11-12T06:00:00Z'));
    await tool.services.db.run('DELETE FROM device_key');
  });

  const rows = (): Promise<Row[]> => tool.services.db.select<Row>('SELECT * FROM device_key ORDER BY created_at, id');
  const askFor = (bearer: string, deviceId: string, placementIds = [house.placementId]): Promise<Answer> =>
    ask(tool, bearer, 'POST', { path: '/api/device-keys', body: { deviceId, placementIds } });
  const keyOf = async (bearer: string, deviceId: string): Promise<DeviceKey> => {
    const body = { deviceId, placementIds: [house.placementId] };
    return sure((await must<DeviceKeysAnswer>(tool, bearer, 'POST', { path: '/api/device-keys', body })).keys[0]);
  };
  /** A second mentor of the placement, whose role the tutor can end. */
  const secondMentor = async (part: 'otherMentor' | 'secondMentor') => {
    const bearer = await launchAs(house, part);
    await useCode(house, bearer, (await makeCode(house, house.bearer.tutor, house.placementId)).code);
    const held = (await me(house, bearer)).roles.find((role) => role.role === 'mentor');
    return { bearer, end: () => must(tool, house.bearer.tutor, 'POST', { path: `/api/roles-held/${sure(held).id}/end` }) };
  };

  test('is the same one whenever the same person asks on the same device, after a relaunch too', async () => {
    const device = newId();
    const first = await keyOf(house.bearer.mentor, device);
    const again = await keyOf(await launchAs(house, 'mentor'), device);
    expect(again).toEqual(first);
    expect(first.key).toMatch(/^[\w-]{43}$/);
    expect(await rows()).toHaveLength(1);
  });

  test('is another one for another device and for another person on the same device', async () => {
    const device = newId();
    const keys = [
      await keyOf(house.bearer.mentor, device),
      await keyOf(house.bearer.mentor, newId()),
      await keyOf(house.bearer.trainee, device),
    ];
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(3);
  });

  test('is stored sealed and bound to its row', async () => {
    const { key, keyId } = await keyOf(house.bearer.mentor, newId());
    const row = sure((await rows())[0]);
    expect(row.key_sealed).not.toContain(key);
    const { sealing } = tool.services;
    expect(sealing.open('device-key', row.key_sealed, keyId)).toBe(key);
    expect(sealing.open('device-key', row.key_sealed, newId())).toBeNull();
    expect(sealing.open('platform-key', row.key_sealed, keyId)).toBeNull();
  });

  test('is refused for an unknown placement and for somebody else’s with the same words, and none is made', async () => {
    const foreign = await askFor(await launchAs(house, 'otherTrainee'), newId());
    const unknown = await askFor(house.bearer.mentor, newId(), [newId()]);
    const mixed = await askFor(house.bearer.mentor, newId(), [house.placementId, newId()]);
    expect([unknown.status, mixed.status]).toEqual([404, 404]);
    expect([withoutInstance(unknown), withoutInstance(mixed)]).toEqual([nothingHere, nothingHere]);
    expect([403, 404]).toContain(foreign.status);
    expect(await rows()).toEqual([]);
  });

  test('goes with the role, in the same moment, and the next one is another', async () => {
    const device = newId();
    const { bearer, end } = await secondMentor('otherMentor');
    const before = await keyOf(bearer, device);
    const others = await keyOf(house.bearer.mentor, device);
    await end();
    expect((await rows()).map((row) => row.id)).toEqual([others.keyId]);
    expect((await askFor(bearer, device)).status).toBe(404);
    await useCode(house, bearer, (await makeCode(house, house.bearer.tutor, house.placementId)).code);
    expect((await keyOf(bearer, device)).key).not.toBe(before.key);
  });

  test('is never given, nor left, where the role ends at the same moment', async () => {
    const race = startRace();
    const { bearer, end } = await secondMentor('secondMentor');
    const { personId } = await me(house, bearer);
    const answers: number[] = [];
    const asks = Array.from({ length: 6 }, () => async () => void answers.push((await askFor(bearer, newId())).status));
    await race.begin([...asks, end], 30);
    expect(answers.every((status) => status === 200 || status === 403 || status === 404)).toBe(true);
    expect((await rows()).filter((row) => row.person_id === personId)).toEqual([]);
  });

  test('is one for tabs of a device that ask at the same moment', async () => {
    const race = startRace();
    const device = newId();
    const keys: string[] = [];
    await race.begin(
      Array.from({ length: 8 }, () => async () => void keys.push((await keyOf(house.bearer.mentor, device)).key)),
      20,
    );
    expect(new Set(keys).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  test('is kept for twenty devices of a person; then the one that asked longest ago is forgotten', async () => {
    const [first, second] = [newId(), newId()];
    const seconds = (count: number) => clock.setTo(new Date(Date.UTC(2026, 10, 12, 6, 0, count)));
    await keyOf(house.bearer.mentor, first);
    seconds(1);
    await keyOf(house.bearer.mentor, second);
    for (let count = 2; count < 20; count += 1) {
      seconds(count);
      await keyOf(house.bearer.mentor, newId());
    }
    seconds(30);
    await keyOf(house.bearer.mentor, first);
    seconds(31);
    await keyOf(house.bearer.mentor, newId());
    const devices = (await rows()).map((row) => row.device_id);
    expect(devices).toHaveLength(20);
    expect(devices).toContain(first);
    expect(devices).not.toContain(second);
  });

  test('is sealed anew when the secret changes, and replaced where no secret opens it', async () => {
    const device = newId();
    const { key, keyId } = await keyOf(house.bearer.mentor, device);
    const { config, db } = tool.services;
    const next = createSealing(['a new secret', ...config.secretKeys]);
    expect(await db.transaction((tx) => resealDeviceKeys(db, next, tx))).toBe(1);
    expect(await db.transaction((tx) => resealDeviceKeys(db, next, tx))).toBe(0);
    expect(createSealing(['a new secret']).open('device-key', sure((await rows())[0]).key_sealed, keyId)).toBe(key);
    // The tool that runs still has the old secret alone.
    expect((await keyOf(house.bearer.mentor, device)).key).not.toBe(key);
    expect(await rows()).toHaveLength(1);
  });
});
