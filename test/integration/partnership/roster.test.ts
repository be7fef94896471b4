import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RosterMember } from '../../../tool/partnership/roster.rules.js';
import { eachDialect } from '../../database.js';
import { openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;

eachDialect('a course’s list of people', (open) => {
  let story: Story;
  const member = (sub: string, given: Partial<RosterMember> = {}): RosterMember => ({
    sub, active: true, roles: ['#Learner'], name: `Person ${sub}`, givenName: null, email: null, studentNumber: null, ...given,
  }); // prettier-ignore
  const read = (who: string) => story.call(who, 'POST', '/api/courses/current/roster');
  const stored = async () => {
    const rows = await story.db.select<{ sub: string; name: string | null; roles: string; left: string | null }>(
      'SELECT sub, name, roles, left_at AS `left` FROM membership WHERE context_ref = :contextRef',
      { contextRef: story.contextRef },
    );
    return new Map(rows.map((row) => [row.sub, row]));
  };

  beforeAll(async () => {
    story = await openStory(await open());
  });
  afterAll(() => story.close());

  it('is added whole, in hundreds, and twice is the same as once', async () => {
    const members = Array.from({ length: 250 }, (_unused, index) => member(`r${index}`));
    story.roster.answer = { ok: true, members };
    expect((await read(story.tutor)).body).toEqual({ people: 250, added: 250, left: 0, without: 0 });
    story.clock.advance(1_000);
    expect((await read(story.tutor)).body).toEqual({ people: 250, added: 0, left: 0, without: 0 });
    expect((await story.call(story.tutor, 'GET', '/api/courses/current/people')).body).toMatchObject({ more: true, canReadRoster: true });
  });

  it('changes nothing when it cannot be read whole, or is empty', async () => {
    const before = await stored();
    story.roster.answer = { ok: false };
    expect((await read(story.tutor)).status).toBe(502);
    story.roster.answer = { ok: true, members: [] };
    expect((await read(story.tutor)).body).toEqual({ people: 0, added: 0, left: 0, without: 0 });
    expect(await stored()).toEqual(before);
  });

  it('lets go who is not in it any more, and takes them back', async () => {
    story.clock.advance(1_000);
    story.roster.answer = { ok: true, members: Array.from({ length: 249 }, (_unused, index) => member(`r${index + 1}`)) };
    expect((await read(story.coordinator)).body).toMatchObject({ left: 1 });
    expect((await stored()).get('r0')?.left).not.toBeNull();
    // Amara came by a launch and has never been listed.
    expect((await stored()).get('3')?.left).toBeNull();
    story.clock.advance(1_000);
    story.roster.answer = {
      ok: true,
      members: [member('r0'), ...Array.from({ length: 249 }, (_unused, index) => member(`r${index + 1}`))],
    };
    await read(story.coordinator);
    expect((await stored()).get('r0')?.left).toBeNull();
  });

  it('never changes the roles of a launch and never takes a name away', async () => {
    story.clock.advance(1_000);
    story.roster.answer = { ok: true, members: [member('5', { name: null, studentNumber: 'T2001' })] };
    await read(story.tutor);
    expect((await stored()).get('5')).toMatchObject({ name: 'Helen Ward', roles: '["#Instructor"]' });
  });

  it('is refused to trainees', async () => {
    expect((await read(story.trainee)).status).toBe(404);
  });
});
