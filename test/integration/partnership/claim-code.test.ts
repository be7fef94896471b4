import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eachDialect } from '../../database.js';
import { newId } from '../../../tool/ids.js';
import { amarasPlacement, mentorCode, openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;
const dayMs = 24 * 60 * 60_000;

eachDialect('a claim code', (open) => {
  let story: Story;
  let arrivals = 0;
  const newcomer = (where: 'moodle' | 'canvas' | 'elsewhere' = 'canvas', name: string | null = null) =>
    story.arrive(`m${(arrivals += 1)}`, { where, name });
  const use = (who: string, code: string) => story.call(who, 'POST', '/api/codes/use', { code });

  beforeAll(async () => {
    story = await openStory(await open());
  });
  afterAll(() => story.close());

  it('makes a mentor of somebody from the school’s Canvas, and answers with the trainee’s name', async () => {
    const mentor = await newcomer('canvas', 'Priya Nair');
    const code = await mentorCode(story, story.tutor, story.placementId);
    const answer = await use(mentor, code.toLowerCase().replace('-', ' – '));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      role: 'mentor',
      partnership: 'Northbridge Partnership',
      school: null,
      placement: {
        id: story.placementId, traineeName: 'Amara Okafor', traineeGivenName: 'Amara', schoolName: 'Harbour Academy', startsOn: '2026-09-09',
        endsOn: '2026-12-19',
      },
      seenBy: ['Amara', 'Helen Ward'],
    }); // prettier-ignore
    for (const who of [story.tutor, story.trainee]) {
      const { people } = (await story.call(who, 'GET', `/api/placements/${story.placementId}`)).body;
      expect(people).toContainEqual(
        expect.objectContaining({ role: 'mentor', name: 'Priya Nair', startedAt: '2026-09-10T10:00:00.000Z', from: 'Harbour Canvas' }),
      );
      const { waiting } = (await story.call(who, 'GET', '/api/home')).body;
      expect(JSON.stringify(waiting)).toContain('Priya Nair joined as');
    }
    const home = await story.call(mentor, 'GET', '/api/home');
    expect(home.body).toMatchObject({ you: { sentence: 'You are here as Amara Okafor’s mentor.' } });
  });

  it('works in the university’s own Moodle too, and keeps the name of the letter where the platform sends none', async () => {
    const mentor = await newcomer('moodle');
    expect((await use(mentor, await mentorCode(story, story.tutor, story.placementId, 'Ms  Ito'))).status).toBe(200);
    const { people } = (await story.call(story.trainee, 'GET', `/api/placements/${story.placementId}`)).body;
    expect(people).toContainEqual(expect.objectContaining({ name: 'Ms Ito', from: 'Northbridge Moodle' }));
  });

  it('answers wrong, used, expired, withdrawn and foreign codes with the same bytes', async () => {
    const used = await mentorCode(story, story.tutor, story.placementId);
    await use(await newcomer(), used);
    const withdrawn = await story.call(story.tutor, 'POST', `/api/placements/${story.placementId}/codes`, { name: 'X' });
    expect((await story.call(story.tutor, 'POST', `/api/codes/${String(withdrawn.body['id'])}/withdraw`)).body).toMatchObject({
      state: 'withdrawn',
    });
    const expired = await mentorCode(story, story.tutor, story.placementId);
    story.clock.advance(30 * dayMs);
    const good = await mentorCode(story, story.tutor, story.placementId);

    const who = await newcomer();
    const answers = [
      await use(who, 'K7PM-3XQT'),
      await use(who, ''),
      await use(who, 'not a code at all, and much too long for one'),
      await use(who, used),
      await use(who, expired),
      await use(who, String(withdrawn.body['code'])),
      await use(await newcomer('elsewhere'), good),
      await use(story.trainee, good),
    ];
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 422,
      body: { detail: 'That code did not work. Check the letters, or ask the tutor named in your letter for a new one.' },
    });
    expect((await use(who, good)).status).toBe(200);
    story.clock.advance(-30 * dayMs);
  });

  it('is refused to the trainee’s other account, with the same bytes; nor can a tutor add that account', async () => {
    const { db } = story;
    const [{ id: personId } = { id: '' }] = await db.select<{ id: string }>(
      'SELECT trainee_person_id AS id FROM placement WHERE id = :id',
      { id: story.placementId },
    );
    await db.run("UPDATE person SET email = 'amara@university.example' WHERE id = :personId", { personId });
    const [other, namesake] = [await newcomer('canvas', 'A. Okafor'), await newcomer('canvas')];
    const mail = (id: string, email: string) => db.run('UPDATE identity SET email = :email WHERE id = :id', { id, email });
    await mail(other, 'Amara@University.example');
    await mail(namesake, 'amara@school.example');
    const code = await mentorCode(story, story.tutor, story.placementId);
    const refused = await use(other, code);
    expect([refused.status, refused.text]).toEqual([422, (await use(other, 'K7PM-3XQT')).text]);
    expect((await use(namesake, code)).status).toBe(200);

    const moodle = await newcomer('moodle', 'Amara Okafor');
    const sub = `m${arrivals}`;
    await mail(moodle, 'amara@university.example');
    await db.run("UPDATE membership SET email = 'amara@university.example' WHERE sub = :sub", { sub });
    const added = await story.call(story.tutor, 'POST', `/api/placements/${story.placementId}/people`, { role: 'mentor', who: { sub } });
    expect([added.status, added.body['detail']]).toEqual([422, 'Nobody can be their own tutor, mentor or coach. Choose somebody else.']);
    await db.run('UPDATE person SET email = NULL WHERE id = :personId', { personId });

    // Nor does a tutor make a placement of their own other account, whose tutor they would be.
    await db.run("UPDATE person SET email = 'Amara@university.example' WHERE name = 'Helen Ward'");
    const made = await story.call(story.tutor, 'PUT', `/api/placements/${newId()}`, { ...amarasPlacement, trainee: { sub } });
    expect([made.status, made.body['type']]).toEqual([422, 'urn:critical-friend:problem:own-trainee']);
    await db.run("UPDATE person SET email = NULL WHERE name = 'Helen Ward'");
  });

  it('is won by exactly one of two browsers', async () => {
    for (let round = 0; round < 5; round += 1) {
      const code = await mentorCode(story, story.tutor, story.placementId);
      const rivals = await Promise.all([newcomer(), newcomer(), newcomer('moodle'), newcomer('moodle')]);
      const answers = await Promise.all(rivals.map((rival) => use(rival, code)));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422, 422]);
      const [roles] = await story.db.select<{ roles: number; persons: number }>(
        `SELECT COUNT(*) AS roles FROM role_held r JOIN identity_person ip ON ip.person_id = r.person_id WHERE ip.identity_id IN (:rivals)`,
        { rivals },
      );
      expect(roles?.roles).toBe(1);
      const persons = await story.db.select('SELECT person_id FROM identity_person WHERE identity_id IN (:rivals)', { rivals });
      expect(persons).toHaveLength(1);
    }
  });

  it('makes one role of a code sent twice at once from one browser', async () => {
    const code = await mentorCode(story, story.tutor, story.placementId);
    const who = await newcomer();
    const answers = await Promise.all([use(who, code), use(who, code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it('may be tried ten times an hour, also all at once, and again after the hour', async () => {
    const who = await newcomer();
    const wrong = await Promise.all(Array.from({ length: 14 }, () => use(who, 'K7PM-3XQT')));
    const statuses = wrong.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const good = await mentorCode(story, story.tutor, story.placementId);
    const refused = await use(who, good);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
    expect((await use(await newcomer(), 'K7PM-3XQT')).status).toBe(422);
    story.clock.advance(60 * 60_000 + 1);
    expect((await use(who, good)).status).toBe(200);
  });

  it('is listed without its letters, with who used it', async () => {
    const { codes } = (await story.call(story.tutor, 'GET', `/api/placements/${story.placementId}/codes`)).body;
    expect(codes).toContainEqual(
      expect.objectContaining({ state: 'used', usedBy: 'Priya Nair', usedFrom: 'Harbour Canvas', name: 'Ms Nair' }),
    );
    const stored = await story.db.select<{ hash: string }>('SELECT code_hash AS hash FROM claim_code');
    expect(stored.every((row) => row.hash.length === 43)).toBe(true);
    expect((await story.call(story.trainee, 'GET', `/api/placements/${story.placementId}/codes`)).status).toBe(404);
  });

  it('of another partnership that the deployment serves works, and takes the session along', async () => {
    const { code } = await story.partnership.makeCoordinatorCode(story.otherPartnershipId, 'Sam Cole');
    expect((await use(await newcomer('moodle'), code)).status).toBe(422);
    const who = await newcomer('canvas');
    const answer = await use(who, code);
    expect(answer.body).toEqual({ role: 'coordinator', partnership: 'Southgate Partnership', school: null, placement: null, seenBy: [] });
    expect((await story.call(who, 'GET', '/api/home')).body).toMatchObject({
      you: { sentence: 'You are here as coordinator of Southgate Partnership.' },
    });
    expect((await story.call(who, 'GET', `/api/placements/${story.placementId}`)).status).toBe(404);
  });

  it('cannot be withdrawn once it is used', async () => {
    const made = await story.call(story.tutor, 'POST', `/api/placements/${story.placementId}/codes`, { name: 'Ms Nair' });
    await use(await newcomer(), String(made.body['code']));
    expect((await story.call(story.tutor, 'POST', `/api/codes/${String(made.body['id'])}/withdraw`)).status).toBe(422);
  });

  it('still works after the secret key was rotated, while the previous one is kept', async () => {
    const code = await mentorCode(story, story.tutor, story.placementId);
    const who = await newcomer();
    const [before = ''] = story.secretKeys.splice(0, 1, 'a-new-key');
    expect((await use(who, code)).status).toBe(422);
    story.secretKeys.push(before);
    expect((await use(who, code)).status).toBe(200);
  });
});
