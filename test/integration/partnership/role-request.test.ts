import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnRequest, RequestListed } from '../../../tool/partnership/role-request.shared.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { mentorCode, openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;
const dayMs = 24 * 60 * 60_000;

eachDialect('asking to be added', (open) => {
  let story: Story;
  let arrivals = 0;
  const newcomer = (name: string, where: 'moodle' | 'canvas' = 'moodle') => story.arrive(`q${(arrivals += 1)}`, { name, where });
  const ask = (who: string) => story.call(who, 'POST', '/api/role-requests');
  const own = async (who: string) => (await story.call(who, 'GET', '/api/role-requests/own')).body as unknown as OwnRequest;
  const open_ = async () => (await story.call(story.coordinator, 'GET', '/api/role-requests')).body['requests'] as RequestListed[];
  const requestOf = async (name: string) => sure((await open_()).find((one) => one.name === name)).id;
  const grant = (id: string, body: unknown) => story.call(story.coordinator, 'POST', `/api/role-requests/${id}/grant`, body);
  const decline = (id: string) => story.call(story.coordinator, 'POST', `/api/role-requests/${id}/decline`);
  const rolesOf = async (who: string) => ((await story.call(who, 'GET', '/api/home')).body['you'] as { sentence: string | null }).sentence;

  beforeAll(async () => {
    story = await openStory(await open());
  });
  afterAll(() => story.close());

  it('tells the coordinators, by name, once however often it is pressed', async () => {
    const grace = await newcomer('Grace Lin');
    expect(await own(grace)).toEqual({ mayAsk: true, askedAt: null, told: ['Sam Cole'], declinedAt: null });
    const answers = await Promise.all([ask(grace), ask(grace), ask(grace)]);
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200]);
    expect(await own(grace)).toMatchObject({ askedAt: '2026-09-10T10:00:00.000Z', told: ['Sam Cole'] });
    expect(await open_()).toEqual([
      {
        id: expect.any(String), name: 'Grace Lin', email: null, course: 'PGCE Secondary 2026', platform: 'Northbridge Moodle',
        askedAt: '2026-09-10T10:00:00.000Z',
      },
    ]); // prettier-ignore
    const { waiting } = (await story.call(story.coordinator, 'GET', '/api/home')).body;
    expect(waiting).toContainEqual(
      expect.objectContaining({ sentence: 'Grace Lin asks to be added in PGCE Secondary 2026.', href: '#/placements/roles' }),
    );
    expect(JSON.stringify((await story.call(story.tutor, 'GET', '/api/home')).body)).not.toContain('Grace Lin');
  });

  it('is answered with a role for that person, which they hold at their next request', async () => {
    const grace = await newcomer('Gale Lind');
    await ask(grace);
    const id = await requestOf('Gale Lind');
    expect((await grant(id, { role: 'mentor', placementId: story.placementId })).body).toEqual({ id, outcome: 'granted' });
    expect(await rolesOf(grace)).toBe('You are here as Amara Okafor’s mentor.');
    expect(await own(grace)).toMatchObject({ mayAsk: false });
    expect((await ask(grace)).status).toBe(404);
    // The same answer again changes nothing; the other one comes too late.
    expect((await grant(id, { role: 'mentor', placementId: story.placementId })).status).toBe(200);
    expect((await decline(id)).status).toBe(422);
    expect((await open_()).map((one) => one.id)).not.toContain(id);
  });

  it('that was declined says so, and may be asked again, three times a week', async () => {
    const who = await newcomer('Hal Moss');
    for (const turn of [1, 2, 3]) {
      expect((await ask(who)).status).toBe(200);
      expect((await decline(await requestOf('Hal Moss'))).status).toBe(200);
      expect([turn, await own(who)]).toEqual([
        turn,
        { mayAsk: true, askedAt: null, told: ['Sam Cole'], declinedAt: '2026-09-10T10:00:00.000Z' },
      ]);
    }
    const refused = await ask(who);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String((7 * dayMs) / 1000)]);
    story.clock.advance(7 * dayMs + 1);
    expect((await ask(who)).status).toBe(200);
    story.clock.advance(-(7 * dayMs + 1));
  });

  it('is for teachers of a course without a role: not for students, not from outside a course, not for who holds one', async () => {
    const student = await newcomer('Ned Parr');
    await story.db.run(`UPDATE membership SET roles = '["#Learner"]' WHERE name = 'Ned Parr'`);
    for (const who of [student, await newcomer('Ola Page', 'canvas'), story.tutor, story.trainee, story.coordinator]) {
      expect(await own(who)).toMatchObject({ mayAsk: false, told: [] });
      expect((await ask(who)).status).toBe(404);
    }
  });

  it('is over once a code was used or somebody named them', async () => {
    const [coded, named] = [await newcomer('Cy Code'), await newcomer('Nan Name')];
    await ask(coded);
    await ask(named);
    await story.call(coded, 'POST', '/api/codes/use', { code: await mentorCode(story, story.tutor, story.placementId) });
    const [member] = await story.db.select<{ sub: string }>(`SELECT sub FROM membership WHERE name = 'Nan Name'`);
    await story.call(story.coordinator, 'POST', '/api/roles', { role: 'tutor', who: { sub: sure(member).sub } });
    const names = (await open_()).map((one) => one.name);
    expect(names).not.toContain('Cy Code');
    expect(names).not.toContain('Nan Name');
  });

  it('is refused where the role names a school or a placement of another partnership, and stays open', async () => {
    const who = await newcomer('Ira Lane');
    await ask(who);
    const id = await requestOf('Ira Lane');
    const nowhere = '01930000-0000-7000-8000-000000000009';
    expect((await grant(id, { role: 'school_lead', schoolId: nowhere })).status).toBe(404);
    expect((await grant(id, { role: 'coach', placementId: nowhere })).status).toBe(404);
    expect(await requestOf('Ira Lane')).toBe(id);
    expect(await rolesOf(who)).toBeNull();
  });

  describe('in a race', () => {
    it('is granted or declined, never both, and gives one role', async () => {
      const race = startRace();
      for (let round = 0; round < 8; round += 1) {
        const name = `Racer ${round}`;
        const who = await newcomer(name);
        await ask(who);
        const id = await requestOf(name);
        const answers: string[] = [];
        const granting = async () => void answers.push(`grant ${(await grant(id, { role: 'tutor' })).status}`);
        const declining = async () => void answers.push(`decline ${(await decline(id)).status}`);
        await race.begin([granting, granting, declining], 5);
        const granted = answers.includes('grant 200');
        expect(answers.sort()).toEqual(granted ? ['decline 422', 'grant 200', 'grant 200'] : ['decline 200', 'grant 422', 'grant 422']);
        expect(await rolesOf(who)).toBe(granted ? 'You are here as a tutor.' : null);
        const held = await story.db.select(
          `SELECT r.id FROM role_held r JOIN identity_person ip ON ip.person_id = r.person_id WHERE ip.identity_id = :who AND r.ended_at IS NULL`,
          { who },
        );
        expect(held).toHaveLength(granted ? 1 : 0);
      }
    });

    it('and being given a role at the same moment leaves nothing open', async () => {
      const race = startRace();
      for (let round = 0; round < 8; round += 1) {
        const name = `Late ${round}`;
        const who = await newcomer(name);
        const [member] = await story.db.select<{ sub: string }>('SELECT sub FROM membership WHERE name = :name', { name });
        const naming = () => story.call(story.coordinator, 'POST', '/api/roles', { role: 'tutor', who: { sub: sure(member).sub } });
        await race.begin([() => ask(who), naming], 5);
        expect((await open_()).map((one) => one.name)).not.toContain(name);
      }
    });
  });
});
