import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Handover } from '../../../tool/partnership/handover.shared.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { amarasPlacement, mentorCode, openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;

eachDialect('from one placement to the next', (open) => {
  let story: Story;
  let second: string;
  let oldMentor: string;
  let newMentor: string;
  const find = async (who: string, id: string) => {
    const { status, body } = await story.call(who, 'GET', `/api/placements/${id}/handover`);
    return { status, handover: body as unknown as Handover };
  };
  const close = (who: string, id: string, body: string, revision?: number) =>
    story.call(who, 'PUT', `/api/placements/${id}/closing-statement`, { body }, revision);
  const join = async (name: string, placementId: string) => {
    const who = await story.arrive(`m-${newId()}`, { where: 'canvas', name });
    await story.call(who, 'POST', '/api/codes/use', { code: await mentorCode(story, story.tutor, placementId) });
    return who;
  };
  const target = async (wording: string, status: string, space = 'record') => {
    const [placement] = await story.db.select<{ trainee: string }>('SELECT trainee_person_id AS trainee FROM placement WHERE id = :id', {
      id: story.placementId,
    });
    const now = '2026-10-01T10:00:00.000Z';
    await story.db.insert('target', {
      id: newId(), space, partnership_id: story.partnershipId, placement_id: story.placementId, wording, actions: 'Four times', support: '',
      by_on: null, status, origin_kind: 'observation', origin_id: newId(), created_by: placement?.trainee ?? '', created_at: now, changed_at: now,
      revision: 1, position: 0,
    }); // prettier-ignore
  };

  beforeAll(async () => {
    story = await openStory(await open());
    oldMentor = await join('Priya Nair', story.placementId);
    second = newId();
    const later = { ...amarasPlacement, school: 'Hilltop Primary', startsOn: '2027-01-04', endsOn: '2027-04-01' };
    await story.call(story.tutor, 'PUT', `/api/placements/${second}`, later);
    newMentor = await join('Ola Grant', second);
    await target('Ask everybody', 'active');
    await target('Half a thought', 'draft');
    await target('Taken back', 'withdrawn');
    await target('Between us', 'active', 'coaching');
  });
  afterAll(() => story.close());

  it('the mentor who goes writes a few sentences, whom the page names every reader of', async () => {
    const before = await find(oldMentor, story.placementId);
    // The mentor of the next placement reads it there.
    expect(before.handover).toEqual({ closing: null, mayWrite: true, readers: ['Amara Okafor', 'Helen Ward', 'Ola Grant'], before: null });
    const written = await close(oldMentor, story.placementId, 'Amara is ready for a class of her own.');
    expect(written.body).toMatchObject({ writtenOn: '2026-09-10', by: { name: 'Priya Nair' }, revision: 1 });
    expect((await close(oldMentor, story.placementId, 'Amara is ready for a class of her own.')).body).toEqual(written.body);
    expect((await find(story.trainee, story.placementId)).handover).toMatchObject({ closing: { revision: 1 }, mayWrite: false });
  });

  it('the next mentor sees that statement and the current targets, and nothing else of the placement before', async () => {
    const { handover } = await find(newMentor, second);
    expect(handover.before).toMatchObject({
      school: 'Harbour Academy',
      closing: { body: 'Amara is ready for a class of her own.', by: { name: 'Priya Nair' } },
      targets: [{ wording: 'Ask everybody', actions: 'Four times' }],
    });
    expect(handover.before?.targets).toHaveLength(1);
    expect(handover.readers).toEqual(['Amara Okafor', 'Helen Ward']);
    for (const path of ['', '/handover', '/codes'])
      expect((await story.call(newMentor, 'GET', `/api/placements/${story.placementId}${path}`)).status).toBe(404);
    const looked = await story.db.select(`SELECT id FROM audit_event WHERE action = 'handover.read' AND placement_id = :id`, {
      id: story.placementId,
    });
    expect(looked).toHaveLength(1);
  });

  it('the mentor before sees nothing of the next placement, and the first placement has none before it', async () => {
    expect((await find(oldMentor, second)).status).toBe(404);
    expect((await find(oldMentor, story.placementId)).handover.before).toBeNull();
  });

  it('a placement that runs beside this one is not the one before', async () => {
    const beside = newId();
    await story.call(story.tutor, 'PUT', `/api/placements/${beside}`, {
      ...amarasPlacement,
      school: 'Millbrook School',
      startsOn: '2026-09-20',
      endsOn: '2026-12-01',
    });
    expect((await find(story.tutor, beside)).handover.before).toBeNull();
  });

  it('two who change it at once are shown both texts, and one first statement is kept of two', async () => {
    const [one, other] = await Promise.all([close(newMentor, second, 'One.'), close(story.tutor, second, 'Other.')]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const { closing } = (await find(story.tutor, second)).handover;
    const stale = await close(newMentor, second, 'Later.', 7);
    expect(stale.body).toMatchObject({ current: { body: closing?.body }, yours: { body: 'Later.' } });
    expect((await close(newMentor, second, 'Later.', closing?.revision)).body).toMatchObject({ revision: 2, by: { name: 'Ola Grant' } });
    expect((await close(newMentor, second, '  ', 2)).status).toBe(400);
  });

  it('stays under its writer’s name after their role has ended, and they read it no more', async () => {
    const { people } = (await story.call(story.tutor, 'GET', `/api/placements/${story.placementId}`)).body as {
      people: { name: string; roleHeldId: string }[];
    };
    const held = people.find((one) => one.name === 'Priya Nair')?.roleHeldId ?? '';
    await story.call(story.trainee, 'POST', `/api/roles-held/${held}/end`);
    expect((await find(oldMentor, story.placementId)).status).toBe(404);
    expect((await close(oldMentor, story.placementId, 'More.', 1)).status).toBe(404);
    expect((await find(newMentor, second)).handover.before?.closing).toMatchObject({ by: { name: 'Priya Nair' } });
  });
});
