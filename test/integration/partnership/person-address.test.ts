import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import type { PersonAddress } from '../../../tool/partnership/person-address.shared.js';
import { eachDialect } from '../../database.js';
import { ask, buildHouse, launchAs, me, must, type House } from '../access/house.js';
import { sure } from '../../sure.js';
import { startTool } from '../lti/tool-kit.js';

eachDialect('An e-mail address', (open) => {
  const clock = new MovableClock();
  let house: House;
  let close: () => Promise<void>;
  const path = (personId = house.traineeId): string => `/api/placements/${house.placementId}/people/${personId}/address`;
  const read = (bearer: string, personId?: string): Promise<PersonAddress> => must(house.tool, bearer, 'GET', { path: path(personId) });
  const stored = (email: string | null) =>
    house.tool.services.db.run('UPDATE person SET email = :email WHERE id = :id', { email, id: house.traineeId });

  beforeAll(async () => {
    clock.setTo(new Date('2026-11-12T12:00:00.000Z'));
    const scratch = await open();
    const tool = await startTool(scratch, {}, { clock });
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
    close = async () => {
      await house.platform.close();
      await tool.close();
      await scratch.drop();
    };
  });
  afterAll(() => close());

  test('is what the person’s own platform sent, with what people call it', async () => {
    const { bearer } = house;
    expect(await read(bearer.mentor)).toEqual({ email: 'trainee@northbridge.example', platforms: ['Moodle'] });
    const mentorId = sure((await me(house, bearer.mentor)).personId);
    expect(await read(bearer.trainee, mentorId)).toEqual({ email: 'mentor@northbridge.example', platforms: ['Moodle'] });
  });

  test('stands in that one answer: in no log line, no other answer of the page, and nothing is kept of the asking', async () => {
    const { tool, bearer } = house;
    const events = async () => (await tool.services.db.select<{ n: number }>('SELECT COUNT(*) AS n FROM audit_event'))[0]?.n;
    const before = await events();
    tool.takeLog();
    for (const path of ['/api/home', '/api/placements', `/api/placements/${house.placementId}`]) {
      expect((await ask(tool, bearer.mentor, 'GET', { path })).text).not.toContain('northbridge.example');
    }
    const answer = await ask(tool, bearer.mentor, 'GET', { path: path() });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await ask(tool, bearer.mentor, 'GET', { path: `${path()}?email=trainee@northbridge.example` });
    tool.services.log.warn({ told: JSON.parse(answer.text) as unknown }, 'as somebody might write it');
    const log = tool.takeLog();
    expect(log).not.toEqual([]);
    expect(JSON.stringify(log)).not.toContain('northbridge.example');
    expect(await events()).toBe(before);
  });

  test.each([
    ['nothing', null],
    ['no address', 'ask the office'],
    ['two addresses', 'one@northbridge.example, two@northbridge.example'],
    ['an address with a head of its own', 'one@northbridge.example\nBcc: two@northbridge.example'],
  ])('is not told where the platform sent %s', async (_what, email) => {
    await stored(email);
    expect(await read(house.bearer.mentor)).toEqual({ email: null, platforms: ['Moodle'] });
    await stored('trainee@northbridge.example');
  });

  test('is told until two months after the placement, and then to nobody', async () => {
    clock.setTo(new Date('2027-02-16T12:00:00.000Z'));
    expect((await ask(house.tool, await launchAs(house, 'mentor'), 'GET', { path: path() })).status).toBe(200);
    clock.setTo(new Date('2027-02-17T12:00:00.000Z'));
    for (const part of ['mentor', 'tutor', 'trainee', 'coordinator'] as const)
      expect((await ask(house.tool, await launchAs(house, part), 'GET', { path: path() })).status).toBe(404);
  });
});
