import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleListed } from '../../../tool/partnership/role.shared.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { amarasPlacement, openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;
interface Person {
  roleHeldId: string;
  role: string;
  name: string;
  from: string | null;
}

eachDialect('a role', (open) => {
  let story: Story;
  let schoolId: string;
  let arrivals = 0;
  const newcomer = async (name: string, where: 'moodle' | 'canvas' = 'moodle') => {
    const sub = `r${(arrivals += 1)}`;
    return { sub, bearer: await story.arrive(sub, { name, where }) };
  };
  const name = (body: unknown, who = story.coordinator) => story.call(who, 'POST', '/api/roles', body);
  const others = async () => (await story.call(story.coordinator, 'GET', '/api/roles')).body['others'] as RoleListed[];
  const end = (who: string, roleHeldId: string) => story.call(who, 'POST', `/api/roles-held/${roleHeldId}/end`);
  const peopleFor = async (who: string, id = story.placementId) =>
    (await story.call(who, 'GET', `/api/placements/${id}`)).body['people'] as Person[];
  const sentenceFor = async (who: string) =>
    ((await story.call(who, 'GET', '/api/home')).body['you'] as { sentence: string | null }).sentence;
  const codeFor = async (body: unknown, path = '/api/codes', who = story.coordinator) => {
    const made = await story.call(who, 'POST', path, body);
    expect(made.status).toBe(201);
    return String(made.body['code']);
  };

  beforeAll(async () => {
    story = await openStory(await open());
    const { body } = await story.call(story.coordinator, 'GET', `/api/placements/${story.placementId}`);
    schoolId = (body['school'] as { id: string }).id;
  });
  afterAll(() => story.close());

  it('beyond one placement is given by name, once however often, and read at the next request', async () => {
    const [coordinator, lead, leadMentor] = [await newcomer('Ruth Adeyemi'), await newcomer('Jo Marsh'), await newcomer('Kit Lowe')];
    for (const _twice of [1, 2]) {
      expect((await name({ role: 'coordinator', who: { sub: coordinator.sub } })).status).toBe(200);
      expect((await name({ role: 'school_lead', who: { sub: lead.sub }, schoolId })).status).toBe(200);
      expect((await name({ role: 'lead_mentor', who: { sub: leadMentor.sub } })).status).toBe(200);
    }
    expect((await others()).map(({ role, name: who, school }) => [role, who, school?.name ?? null])).toEqual([
      ['coordinator', 'Sam Cole', null],
      ['coordinator', 'Ruth Adeyemi', null],
      ['school_lead', 'Jo Marsh', 'Harbour Academy'],
      ['lead_mentor', 'Kit Lowe', null],
    ]);
    expect(await sentenceFor(coordinator.bearer)).toBe('You are here as coordinator of Northbridge Partnership.');
    expect(await sentenceFor(lead.bearer)).toBe('You are here as school lead at Harbour Academy.');
    expect(await sentenceFor(leadMentor.bearer)).toBe('You are here as lead mentor.');
  });

  it('is given by a code with that role, which says what its holder is now', async () => {
    const [lead, tutor] = [await newcomer('Bo Marsh', 'canvas'), await newcomer('Dr Sand')];
    const used = await story.call(lead.bearer, 'POST', '/api/codes/use', {
      code: await codeFor({ name: 'Bo Marsh', role: 'school_lead', schoolId }),
    });
    expect(used.body).toMatchObject({ role: 'school_lead', school: 'Harbour Academy', placement: null });
    const named = await story.call(tutor.bearer, 'POST', '/api/codes/use', { code: await codeFor({ name: 'Dr Sand', role: 'tutor' }) });
    expect(named.body).toMatchObject({ role: 'tutor', school: null });
    const { codes } = (await story.call(story.coordinator, 'GET', '/api/codes')).body as { codes: object[] };
    expect(codes).toContainEqual(
      expect.objectContaining({
        role: 'school_lead',
        school: 'Harbour Academy',
        state: 'used',
        usedBy: 'Bo Marsh',
        usedFrom: 'Harbour Canvas',
      }),
    );
    expect(JSON.stringify(codes)).not.toContain('Ms Nair');
  });

  describe('of a school’s lead', () => {
    it('lists that school’s placements, each once, and no other school’s', async () => {
      const lead = await newcomer('Al Marsh');
      await name({ role: 'school_lead', who: { sub: lead.sub }, schoolId });
      const elsewhere = newId();
      await story.arrive('77', { name: 'Dylan Morris' });
      await story.call(story.tutor, 'PUT', `/api/placements/${elsewhere}`, {
        ...amarasPlacement,
        trainee: { sub: '77' },
        school: 'Hilltop Primary',
      });
      // A school's lead may be a mentor there too.
      await story.call(story.tutor, 'POST', `/api/placements/${story.placementId}/people`, { role: 'mentor', who: { sub: lead.sub } });
      const { placements } = (await story.call(lead.bearer, 'GET', '/api/placements')).body as {
        placements: { id: string; myRoles: string[] }[];
      };
      expect(placements.map(({ id, myRoles }) => [id, myRoles])).toEqual([[story.placementId, ['mentor', 'school_lead']]]);
      expect((await story.call(lead.bearer, 'GET', `/api/placements/${elsewhere}`)).status).toBe(404);
      expect((await story.call(lead.bearer, 'GET', `/api/placements/${story.placementId}/codes`)).status).toBe(404);
    });

    it('is shown to the people of the placement, and ends at the next request', async () => {
      const lead = await newcomer('Di Marsh');
      await name({ role: 'school_lead', who: { sub: lead.sub }, schoolId });
      expect((await peopleFor(story.trainee)).map((one) => one.name)).toContain('Di Marsh');
      const path = `/api/placements/${story.placementId}/codes`;
      const seenBy = async (role: 'mentor' | 'coach') => {
        const code = await codeFor({ name: 'Somebody new', role }, path, story.tutor);
        const who = await newcomer(`New ${role}`, 'canvas');
        return (await story.call(who.bearer, 'POST', '/api/codes/use', { code })).body['seenBy'];
      };
      // Who reads what a mentor signs is told to the mentor at once; who coaches is not the school lead's to know.
      expect(await seenBy('mentor')).toContain('Di Marsh');
      expect(await seenBy('coach')).not.toContain('Di Marsh');
      await end(story.tutor, sure((await peopleFor(story.tutor)).find((one) => one.name === 'New coach')).roleHeldId);
      const { roleHeldId } = sure((await others()).find((one) => one.name === 'Di Marsh'));
      expect((await end(story.tutor, roleHeldId)).status).toBe(404);
      expect((await end(story.coordinator, roleHeldId)).status).toBe(200);
      expect((await story.call(lead.bearer, 'GET', `/api/placements/${story.placementId}`)).status).toBe(404);
      expect((await peopleFor(story.trainee)).map((one) => one.name)).not.toContain('Di Marsh');
    });
  });

  describe('on a placement', () => {
    it('is held by several mentors and coaches at once, with and without a code', async () => {
      const [ewan, tom, ida] = [await newcomer('Ewan Price'), await newcomer('Tom Reid', 'canvas'), await newcomer('Ida Coe')];
      const path = `/api/placements/${story.placementId}`;
      expect((await story.call(story.tutor, 'POST', `${path}/people`, { role: 'mentor', who: { sub: ewan.sub } })).status).toBe(200);
      expect((await story.call(story.coordinator, 'POST', `${path}/people`, { role: 'coach', who: { sub: ida.sub } })).status).toBe(200);
      const used = await story.call(tom.bearer, 'POST', '/api/codes/use', {
        code: await codeFor({ name: 'Mr Reid', role: 'coach' }, `${path}/codes`, story.tutor),
      });
      expect(used.body).toMatchObject({ role: 'coach', placement: { traineeName: 'Amara Okafor' } });
      expect(await sentenceFor(tom.bearer)).toBe('You are here as Amara Okafor’s coach.');
      const coaches = async (who: string) => (await peopleFor(who)).filter((one) => one.role === 'coach').map((one) => one.name);
      for (const who of [story.trainee, story.tutor, story.coordinator, tom.bearer])
        expect((await coaches(who)).sort()).toEqual(['Ida Coe', 'Tom Reid']);
      // Coaching is private: a mentor is not told who coaches.
      expect(await coaches(ewan.bearer)).toEqual([]);
      const coach = sure((await peopleFor(story.trainee)).find((one) => one.name === 'Tom Reid'));
      expect(coach.from).toBe('Harbour Canvas');
      expect((await end(ewan.bearer, coach.roleHeldId)).status).toBe(404);
      expect((await end(story.trainee, coach.roleHeldId)).status).toBe(200);
      expect((await story.call(tom.bearer, 'GET', path)).status).toBe(404);
      const home = (await story.call(tom.bearer, 'GET', '/api/home')).body as { you: { ended: object[] } };
      expect(home.you.ended).toEqual([expect.objectContaining({ role: 'coach', by: 'Amara Okafor' })]);
    });

    it('is nobody’s over their own record, and no code or name makes it so', async () => {
      const path = `/api/placements/${story.placementId}`;
      for (const role of ['mentor', 'coach'])
        expect((await story.call(story.tutor, 'POST', `${path}/people`, { role, who: { sub: '3' } })).status).toBe(422);
      const code = await codeFor({ name: 'Amara', role: 'coach' }, `${path}/codes`, story.tutor);
      expect((await story.call(story.trainee, 'POST', '/api/codes/use', { code })).status).toBe(422);
      expect((await name({ role: 'tutor', who: { sub: '3' }, placementId: story.placementId })).status).toBe(422);
    });
  });

  it('is marked where its holder has left the course, and stays', async () => {
    const roster = (subs: string[]) => ({
      ok: true as const,
      members: subs.map((sub) => ({
        sub, active: true, roles: ['#Learner'], name: null, givenName: null, email: null, studentNumber: null,
      })), // prettier-ignore
    });
    const ada = await newcomer('Ada Voss');
    await name({ role: 'lead_mentor', who: { sub: ada.sub } });
    const kept = ['1', '5'];
    story.clock.advance(1_000);
    story.roster.answer = roster([...kept, '3', ada.sub]);
    await story.call(story.tutor, 'POST', '/api/courses/current/roster');
    story.clock.advance(1_000);
    story.roster.answer = roster(kept);
    await story.call(story.tutor, 'POST', '/api/courses/current/roster');
    const left = { platform: 'Northbridge Moodle', at: '2026-09-10T10:00:02.000Z' };
    const { body } = await story.call(story.tutor, 'GET', `/api/placements/${story.placementId}`);
    expect(body).toMatchObject({ traineeLeft: left, trainee: { name: 'Amara Okafor' } });
    const placements = (await story.call(story.coordinator, 'GET', '/api/placements')).body['placements'] as {
      id: string;
      traineeLeft: unknown;
    }[];
    expect(placements.find((one) => one.id === story.placementId)?.traineeLeft).toEqual(left);
    expect((await others()).find((one) => one.name === 'Ada Voss')?.left).toEqual(left);
    const { people } = (await story.call(story.tutor, 'GET', '/api/courses/current/people')).body as {
      people: { name: string; leftAt: string | null }[];
    };
    expect(people.slice(-2).map((one) => [one.name, one.leftAt])).toEqual([['Ada Voss', left.at], ['Amara Okafor', left.at]]); // prettier-ignore
    expect((await story.call(story.trainee, 'GET', `/api/placements/${story.placementId}`)).status).toBe(200);
  });

  it('costs the same statements for one placement and for fifty', async () => {
    const original = story.db.select.bind(story.db);
    const statements = async () => {
      let asked = 0;
      story.db.select = (...given: Parameters<typeof original>) => {
        asked += 1;
        return original(...given);
      };
      await story.call(story.tutor, 'GET', '/api/placements');
      story.db.select = original;
      return asked;
    };
    const few = await statements();
    for (let made = 0; made < 50; made += 1) {
      await story.call(story.tutor, 'PUT', `/api/placements/${newId()}`, { ...amarasPlacement, startsOn: '2026-09-01' });
    }
    // The fixture's own look-ups of who asks are the same for both.
    expect(await statements()).toBe(few);
  });

  describe('in a race', () => {
    it('of coordinators who end each other, one stays', async () => {
      const race = startRace();
      const one = (await newcomer('Una One')).bearer;
      const two = (await newcomer('Tia Two')).bearer;
      for (let round = 0; round < 8; round += 1) {
        for (const who of [one, two]) {
          const { code } = await story.partnership.makeCoordinatorCode(story.partnershipId, null);
          story.clock.advance(60 * 60_000);
          await story.call(who, 'POST', '/api/codes/use', { code });
        }
        const held = await others();
        const idOf = (who: string) => sure(held.find((role) => role.name === who)).roleHeldId;
        const [first, second] = [idOf('Una One'), idOf('Tia Two')];
        const statuses: number[] = [];
        await race.begin(
          [async () => void statuses.push((await end(one, second)).status), async () => void statuses.push((await end(two, first)).status)],
          5,
        );
        const left = (await others()).filter((role) => role.name === 'Una One' || role.name === 'Tia Two');
        expect([statuses.sort(), left.length]).toEqual([[200, 404], 1]);
      }
    });

    it('is given once by two who name the same person at once', async () => {
      const coach = await newcomer('Max Coe');
      const body = { role: 'coach', who: { sub: coach.sub } };
      const path = `/api/placements/${story.placementId}/people`;
      await Promise.all([story.tutor, story.coordinator, story.tutor].map((who) => story.call(who, 'POST', path, body)));
      expect((await peopleFor(story.tutor)).filter((one) => one.name === 'Max Coe')).toHaveLength(1);
    });
  });
});
