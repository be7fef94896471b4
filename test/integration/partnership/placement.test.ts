import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { amarasPlacement, mentorCode, openStory, type Answer } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;

eachDialect('a placement', (open) => {
  let story: Story;
  const put = (who: string, id: string, body: unknown, ifMatch?: number) => story.call(who, 'PUT', `/api/placements/${id}`, body, ifMatch);
  const join = async (name: string | null = 'Priya Nair') => {
    const mentor = await story.arrive(`mentor-${newId()}`, { where: 'canvas', name });
    await story.call(mentor, 'POST', '/api/codes/use', { code: await mentorCode(story, story.tutor, story.placementId) });
    return mentor;
  };
  const roleOf = async (who: string, name: string): Promise<string> => {
    const { people } = (await story.call(who, 'GET', `/api/placements/${story.placementId}`)).body as {
      people: { roleHeldId: string; name: string }[];
    };
    return people.find((one) => one.name === name)?.roleHeldId ?? '';
  };

  beforeAll(async () => {
    story = await openStory(await open());
  });
  afterAll(() => story.close());

  it('belongs to its trainee and to the tutor who made it', async () => {
    for (const [who, myRoles] of [[story.trainee, ['trainee']], [story.tutor, ['tutor']], [story.coordinator, ['coordinator']]] as const) {
      const { status, body } = await story.call(who, 'GET', `/api/placements/${story.placementId}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ trainee: { name: 'Amara Okafor' }, school: { name: 'Harbour Academy' }, myRoles, revision: 1, timeZone: 'Europe/London' });
    } // prettier-ignore
  });

  it('keeps a known trainee in their own course, wherever the next placement is made from', async () => {
    const away = await story.arrive('77', { where: 'canvas', name: 'Helen Ward' });
    const { code } = await story.partnership.makeCoordinatorCode(story.partnershipId, 'Helen Ward');
    await story.call(away, 'POST', '/api/codes/use', { code });
    const seen = (await story.call(story.tutor, 'GET', `/api/placements/${story.placementId}`)).body as { trainee: { personId: string } };
    const id = newId();
    const { status } = await put(away, id, { ...amarasPlacement, trainee: { personId: seen.trainee.personId } });
    expect(status).toBe(200);
    const rows = await story.db.select<{ context_ref: string }>('SELECT DISTINCT context_ref FROM placement WHERE id IN (:ids)', {
      ids: [id, story.placementId],
    });
    expect(rows).toHaveLength(1);
  });

  it('opens its record to no coordinator', async () => {
    const coordinator = {
      personId: 'x',
      partnershipId: story.partnershipId,
      roles: [{ id: 'r', role: 'coordinator', placementId: null, schoolId: null }],
    };
    const viewer = coordinator as unknown as KnownViewer;
    expect(await story.partnership.placements.listForViewer(viewer)).toEqual([]);
    await expect(story.partnership.placements.findForViewer(viewer, story.placementId)).rejects.toMatchObject({ status: 404 });
  });

  it('answers strangers, the unknown and malformed roles alike', async () => {
    const stranger = await join('Tom Reid');
    const elsewhere = newId();
    await put(story.coordinator, elsewhere, { ...amarasPlacement, trainee: { sub: '5' } });
    const foreign = await story.call(stranger, 'GET', `/api/placements/${elsewhere}`);
    const unknown = await story.call(stranger, 'GET', `/api/placements/${newId()}`);
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
    const changing = await put(stranger, elsewhere, amarasPlacement, 1);
    expect([changing.status, changing.text]).toEqual([404, unknown.text]);
    expect((await story.call(stranger, 'GET', '/api/courses/current/people')).status).toBe(404);
    expect((await story.call(stranger, 'GET', '/api/roles')).status).toBe(404);
    expect((await story.call(stranger, 'GET', '/api/schools')).status).toBe(404);
    const nobody = await story.arrive('nobody', { where: 'canvas' });
    expect((await story.call(nobody, 'GET', '/api/placements')).status).toBe(403);
    expect((await story.call(nobody, 'GET', '/api/home')).body).toEqual({
      you: { sentence: null, steps: [], ended: [], nameless: 0 },
      waiting: [],
      others: [],
      reference: `${nobody.slice(-6, -3)}-${nobody.slice(-3)}`.toUpperCase(),
    });
  });

  it('is made once however often its request arrives', async () => {
    const race = startRace();
    for (let round = 0; round < 10; round += 1) {
      const id = newId();
      const trainee = { ...amarasPlacement, trainee: { sub: `once-${id.slice(-6)}` } };
      await story.arrive(trainee.trainee.sub, { name: 'Jo Field' });
      const answers: Answer[] = [];
      const ask = async () => void answers.push(await put(story.tutor, id, trainee));
      await race.begin([ask, ask, ask], 10);
      expect(answers.map((answer) => [answer.status, answer.text])).toEqual(Array.from({ length: 3 }, () => [200, answers[0]?.text]));
      const roles = await story.db.select('SELECT id FROM role_held WHERE placement_id = :id', { id });
      expect(roles).toHaveLength(2);
    }
  });

  it('is changed with the revision last seen, and shows both texts where that is an older one', async () => {
    const body = { ...amarasPlacement, subject: 'Physics', school: ' harbour  academy ' };
    const changed = await put(story.tutor, story.placementId, body, 1);
    expect(changed.body).toMatchObject({ subject: 'Physics', revision: 2, school: { name: 'Harbour Academy' } });
    expect((await put(story.tutor, story.placementId, body, 1)).body).toMatchObject({ revision: 2 });
    const stale = await put(story.tutor, story.placementId, { ...body, subject: 'Art' }, 1);
    expect(stale).toMatchObject({ status: 409, body: { current: { subject: 'Physics', revision: 2 } } });
    const creating = await put(story.tutor, story.placementId, { ...body, subject: 'Art' });
    expect(creating.status).toBe(409);
  });

  it('is refused with days that cannot be right, an unknown field or somebody who is not in the course', async () => {
    const backwards = await put(story.tutor, newId(), { ...amarasPlacement, endsOn: '2026-09-01' });
    expect(backwards).toMatchObject({ status: 400, body: { errors: [{ pointer: '/endsOn' }] } });
    expect((await put(story.tutor, newId(), { ...amarasPlacement, grade: 1 })).status).toBe(400);
    expect((await put(story.tutor, newId(), { ...amarasPlacement, trainee: { sub: 'not here' } })).status).toBe(404);
    expect((await put(story.tutor, newId(), { ...amarasPlacement, trainee: { sub: '5' } })).status).toBe(422);
  });

  it('waits for a trainee who has never launched', async () => {
    const sub = `later-${newId().slice(-6)}`;
    story.roster.answer = {
      ok: true,
      members: [{ sub, active: true, roles: ['#Learner'], name: 'Tomos Hughes', givenName: 'Tomos', email: null, studentNumber: 'S1002' }],
    };
    expect((await story.call(story.tutor, 'POST', '/api/courses/current/roster')).body).toMatchObject({ added: 1, left: 0 });
    const id = newId();
    expect((await put(story.tutor, id, { ...amarasPlacement, trainee: { sub } })).body).toMatchObject({
      trainee: { name: 'Tomos Hughes', givenName: 'Tomos' },
    });
    const launched = await story.arrive(sub, { name: 'Tomos Hughes' });
    const { placements } = (await story.call(launched, 'GET', '/api/placements')).body;
    expect(placements).toMatchObject([{ id, myRoles: ['trainee'] }]);
  });

  it('lists its people by name or number, and never by the platform’s user id', async () => {
    await story.arrive('raw-user-id-77', { studentNumber: 'S1077' });
    await story.arrive('raw-user-id-78');
    const { people } = (await story.call(story.tutor, 'GET', '/api/courses/current/people')).body as {
      people: { sub: string; name: string; named: boolean }[];
    };
    expect(people).toContainEqual(expect.objectContaining({ name: 'S1077', named: false }));
    expect(people).toContainEqual(expect.objectContaining({ name: 'Somebody without a name', named: false }));
    expect(people.every((one) => !one.name.includes('raw-user'))).toBe(true);
    const id = newId();
    const made = await put(story.tutor, id, { ...amarasPlacement, trainee: { sub: 'raw-user-id-78' } });
    expect(made.text).not.toContain('raw-user');
    expect(made.body).toMatchObject({ trainee: { name: 'A trainee without a name' } });
    const search = await story.call(story.tutor, 'GET', `/api/courses/current/people?search=${encodeURIComponent('OKAF')}`);
    expect(search.body).toMatchObject({ people: [{ name: 'Amara Okafor' }] });
    expect((await story.call(story.coordinator, 'GET', '/api/home')).body).toMatchObject({ you: { nameless: 2 } });
  });

  it('loses a mentor at the next request after “This is not my mentor”, from trainee and tutor alike', async () => {
    for (const who of [story.trainee, story.tutor]) {
      const mentor = await join('Wrong Person');
      expect((await story.call(mentor, 'GET', `/api/placements/${story.placementId}`)).status).toBe(200);
      const roleHeldId = await roleOf(who, 'Wrong Person');
      const own = await story.call(mentor, 'POST', `/api/roles-held/${roleHeldId}/end`);
      expect(own.status).toBe(404);
      const ended = await story.call(who, 'POST', `/api/roles-held/${roleHeldId}/end`);
      expect(ended.status).toBe(200);
      expect((await story.call(mentor, 'GET', `/api/placements/${story.placementId}`)).status).toBe(404);
      expect((await story.call(who, 'POST', `/api/roles-held/${roleHeldId}/end`)).text).toBe(ended.text);
      const [row] = await story.db.select('SELECT ended_because, ended_by FROM role_held WHERE id = :roleHeldId', { roleHeldId });
      expect(row).toMatchObject({ ended_because: 'not-my-mentor', ended_by: expect.any(String) as unknown as string });
    }
    const audited = await story.db.select<{ action: string }>("SELECT action FROM audit_event WHERE action = 'role.ended'");
    expect(audited).toHaveLength(2);
  });

  it('tells the mentor whose role ended who ended it, and the tutor who said so', async () => {
    const mentor = await join('Sam Cole');
    const roleHeldId = await roleOf(story.trainee, 'Sam Cole');
    expect((await story.call(mentor, 'GET', '/api/home')).body).toMatchObject({ you: { ended: [] } });
    await story.call(story.trainee, 'POST', `/api/roles-held/${roleHeldId}/end`);
    expect((await story.call(mentor, 'GET', '/api/home')).body).toMatchObject({
      you: { sentence: null, ended: [{ role: 'mentor', trainee: { name: 'Amara Okafor' }, by: 'Amara Okafor' }] },
    });
    const { waiting } = (await story.call(story.tutor, 'GET', '/api/home')).body as { waiting: { sentence: string }[] };
    expect(waiting.map((item) => item.sentence)).toContain('Amara Okafor said Sam Cole is not their mentor.');
  });

  it('without a tutor waits for the coordinator', async () => {
    const sub = `alone-${newId().slice(-6)}`;
    await story.arrive(sub, { name: 'Connor Bell' });
    const id = newId();
    const sentences = async (): Promise<string[]> =>
      ((await story.call(story.coordinator, 'GET', '/api/home')).body as { waiting: { sentence: string }[] }).waiting
        .map((item) => item.sentence)
        .filter((sentence) => sentence.includes('no tutor'));
    const before = await sentences();
    await put(story.coordinator, id, { ...amarasPlacement, trainee: { sub } });
    const without = await sentences();
    expect(without).toHaveLength(1);
    expect(without).not.toEqual(before);
    const { tutors } = (await story.call(story.coordinator, 'GET', '/api/roles')).body as { tutors: { personId: string }[] };
    const given = { role: 'tutor', who: { personId: tutors[0]?.personId ?? '' }, placementId: id };
    expect((await story.call(story.coordinator, 'POST', '/api/roles', given)).status).toBe(200);
    expect(await sentences()).toEqual(before);
  });

  it('is given a tutor by the coordinator, who ends that role everywhere at once', async () => {
    const other = await story.arrive('tutor-2', { name: 'Grace Bell' });
    const named = { role: 'tutor', who: { sub: 'tutor-2' }, placementId: story.placementId };
    expect((await story.call(story.tutor, 'POST', '/api/roles', named)).status).toBe(404);
    const answers = await Promise.all([1, 2].map(() => story.call(story.coordinator, 'POST', '/api/roles', named)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const { tutors } = (await story.call(story.coordinator, 'GET', '/api/roles')).body as {
      tutors: { name: string; roleHeldId: string; trainees: number }[];
    };
    const grace = tutors.filter((one) => one.name === 'Grace Bell');
    expect(grace).toMatchObject([{ trainees: 1 }]);
    expect((await story.call(other, 'GET', `/api/placements/${story.placementId}`)).body).toMatchObject({ myRoles: ['tutor'] });
    expect((await story.call(story.coordinator, 'POST', `/api/roles-held/${grace[0]?.roleHeldId ?? ''}/end`)).status).toBe(200);
    expect((await story.call(other, 'GET', `/api/placements/${story.placementId}`)).status).toBe(404);
    expect((await story.call(other, 'GET', '/api/schools')).status).toBe(404);
  });

  it('is listed in the same number of statements for a few trainees and for twenty more', async () => {
    const statements = async (): Promise<number> => {
      let count = 0;
      const viewer = await viewerOfTutor();
      const sequelize = story.db.sequelize as unknown as { options: { logging: unknown } };
      const before = sequelize.options.logging;
      sequelize.options.logging = () => (count += 1);
      await story.partnership.placements.listForViewer(viewer);
      sequelize.options.logging = before ?? false;
      return count;
    };
    const viewerOfTutor = async () => {
      const roles = await story.db.select('SELECT r.id, r.role, r.placement_id AS placementId FROM role_held r JOIN identity_person ip ON ip.person_id = r.person_id WHERE ip.identity_id = :id AND r.ended_at IS NULL', { id: story.tutor });
      return { partnershipId: story.partnershipId, personId: 'x', roles } as unknown as Parameters<typeof story.partnership.placements.listForViewer>[0];
    }; // prettier-ignore
    const few = await statements();
    for (let index = 0; index < 20; index += 1) {
      await story.arrive(`many-${index}`, { name: `Trainee ${index}` });
      await put(story.tutor, newId(), { ...amarasPlacement, trainee: { sub: `many-${index}` } });
    }
    expect(await statements()).toBe(few);
    expect(few).toBeLessThanOrEqual(3);
  });
});
