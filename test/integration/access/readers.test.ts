import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LookList, ObservationList, ObservationView } from '../../../tool/observation/observation.shared.js';
import type { HistoryList } from '../../../tool/privacy/audit-history.shared.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { ask, must, subs } from './house.js';
import { makeObservation } from './observations.js';
import { buildWorld, callers, type Caller, type World } from './world.js';

const states = ['planned', 'live', 'feedback', 'signed', 'read', 'withdrawn'] as const;

eachDialect('Who can see this', (open) => {
  let world: World;
  /** What each caller is called on screen. */
  const nameOf = new Map<Caller, string>();
  beforeAll(async () => {
    world = await buildWorld(await open());
    const { kid } = world.elsewhere;
    await world.tool.services.db.run("UPDATE identity SET name = 'elsewhere Invented' WHERE platform_kid = :kid AND sub = :sub", {
      kid,
      sub: subs.coordinator,
    });
    for (const caller of callers) {
      if (caller === 'noSession') continue;
      const me = await must<{ identityName: string }>(world.tool, sure(world.bearers[caller]), 'GET', { path: '/api/me' });
      nameOf.set(caller, me.identityName);
    }
    expect(new Set(nameOf.values()).size).toBe(nameOf.size);
  });
  afterAll(() => world.close());

  /** Callers who are answered 200, by name. */
  const answered = async (path: string): Promise<string[]> => {
    const names: string[] = [];
    for (const caller of callers) {
      const { status } = await ask(world.tool, world.bearers[caller], 'GET', { path });
      if (status === 200) names.push(nameOf.get(caller) ?? caller);
    }
    return names.sort();
  };
  const as = <T>(caller: Caller, path: string): Promise<T> => must<T>(world.tool, sure(world.bearers[caller]), 'GET', { path });
  const withSelf = (caller: Caller, names: string[]): string[] => [...names, sure(nameOf.get(caller))].sort();

  test.each(states)('names exactly those whom an observation is answered, when it is %s', async (state) => {
    const { id } = await makeObservation(world.here, state);
    const path = `/api/observations/${id}`;
    const seenBy = await answered(path);
    for (const caller of callers) {
      const { status, text } = await ask(world.tool, world.bearers[caller], 'GET', { path });
      if (status !== 200) continue;
      const { visibleTo } = JSON.parse(text) as ObservationView;
      expect({ caller, names: withSelf(caller, [...visibleTo.now, ...visibleTo.planOnly]) }).toEqual({ caller, names: seenBy });
    }
  });

  test.each(['planned', 'live', 'feedback'] as const)(
    'names before the signature who is answered after it, when it is %s',
    async (state) => {
      const [draft, signed] = [await makeObservation(world.here, state), await makeObservation(world.here, 'signed')];
      const { visibleTo } = await as<ObservationView>('mentor', `/api/observations/${draft.id}`);
      expect(withSelf('mentor', visibleTo.onceSigned)).toEqual(await answered(`/api/observations/${signed.id}`));
    },
  );

  test('tells those who see the words from those who see the date and the focus', async () => {
    const { id } = await makeObservation(world.here, 'live');
    const { visibleTo } = await as<ObservationView>('mentor', `/api/observations/${id}`);
    for (const [caller, name] of nameOf) {
      const { status, text } = await ask(world.tool, world.bearers[caller], 'GET', { path: `/api/observations/${id}` });
      const access = status === 200 ? (JSON.parse(text) as ObservationView).access : 'none';
      expect([caller, visibleTo.planOnly.includes(name)]).toEqual([caller, access === 'announcement']);
    }
  });

  test('names on a placement’s list those whom the list is answered', async () => {
    const path = `/api/placements/${world.here.placementId}/observations`;
    const seenBy = await answered(path);
    for (const caller of ['trainee', 'mentor', 'tutor', 'schoolLead'] as const) {
      expect(withSelf(caller, (await as<ObservationList>(caller, path)).visibleTo.signed)).toEqual(seenBy);
    }
  });

  test('names on the pages of setting up those whom they are answered', async () => {
    const path = `/api/placements/${world.here.placementId}`;
    const seenBy = await answered(path);
    const coach = sure(nameOf.get('coach'));
    expect(seenBy).toContain(coach);
    for (const caller of ['trainee', 'coach', 'tutor', 'coordinator'] as const) {
      expect(withSelf(caller, (await as<{ names: string[] }>(caller, `${path}/readers`)).names)).toEqual(seenBy);
    }
    // Who coaches, a mentor and the school's lead are not told.
    for (const caller of ['mentor', 'schoolLead'] as const) {
      const told = (await as<{ names: string[] }>(caller, `${path}/readers`)).names;
      expect(withSelf(caller, told)).toEqual(seenBy.filter((name) => name !== coach));
    }
    expect(await as('tutor', '/api/set-up/readers')).toEqual({ names: [sure(nameOf.get('coordinator'))] });
  });
});

describe('Who has looked', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.close());
  const as = <T>(caller: Caller, path: string): Promise<T> => must<T>(world.tool, sure(world.bearers[caller]), 'GET', { path });
  const said = ({ looks }: LookList): string[] => looks.map(({ by, role }) => `${by.name}, ${role ?? ''}`).sort();

  test('is nobody but you until somebody else opens the record, and then each person once with the role they hold', async () => {
    const { id } = await makeObservation(world.here, 'signed');
    const path = `/api/observations/${id}`;
    expect(await as('trainee', `${path}/looks`)).toEqual({ looks: [] });
    for (const caller of ['tutor', 'tutor', 'secondMentor', 'trainee', 'mentor', 'tutor'] as const) await as(caller, path);
    expect(said(await as('trainee', `${path}/looks`))).toEqual([
      'mentor Invented, mentor',
      'secondMentor Invented, mentor',
      'tutor Invented, tutor',
    ]);
    expect(said(await as('mentor', `${path}/looks`))).toEqual([
      'secondMentor Invented, mentor',
      'trainee Invented, trainee',
      'tutor Invented, tutor',
    ]);
  });

  test('holds no row of a mentor who writes a draft, nor of anybody who was refused', async () => {
    const { id } = await makeObservation(world.here, 'feedback');
    const path = `/api/observations/${id}`;
    await as('mentor', path);
    for (const caller of ['tutor', 'coordinator', 'otherMentor'] as const) await ask(world.tool, world.bearers[caller], 'GET', { path });
    expect(await as('trainee', `${path}/looks`)).toEqual({ looks: [] });
  });
});

describe('What happened', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.close());
  const as = <T>(caller: Caller, path: string): Promise<T> => must<T>(world.tool, sure(world.bearers[caller]), 'GET', { path });

  test('is told to the coordinator about setting up, with today’s names, and about nothing that anybody reads or writes', async () => {
    const { id } = await makeObservation(world.here, 'read');
    await as('tutor', `/api/observations/${id}`);
    const { entries } = await as<HistoryList>('coordinator', '/api/changes');
    expect(entries.filter((one) => one.action.startsWith('observation.') || one.action === 'launch')).toEqual([]);
    expect(entries.find((one) => one.action === 'role.ended')).toMatchObject({
      by: 'trainee Invented', trainee: 'trainee Invented', subject: { name: 'endedMentor Invented', role: 'mentor' },
    }); // prettier-ignore
    expect(entries.find((one) => one.action === 'code.used')).toMatchObject({ subject: { role: 'mentor', text: 'Ms Nair' } });
    expect(entries.map((one) => one.at)).toEqual(
      entries
        .map((one) => one.at)
        .toSorted()
        .toReversed(),
    );
    const elsewhere = await as<HistoryList>('coordinatorElsewhere', '/api/changes');
    expect(JSON.stringify(elsewhere)).not.toContain(world.here.placementId);
  });

  test('is told to the trainee about their record: who looked, who signed, whose role ended', async () => {
    const { id } = await makeObservation(world.here, 'signed');
    await as('tutor', `/api/observations/${id}`);
    const { entries } = await as<HistoryList>('trainee', `/api/placements/${world.here.placementId}/history`);
    const look = entries.find((one) => one.action === 'observation.read' && one.object?.id === id);
    expect(look).toMatchObject({ by: 'tutor Invented', byRole: 'tutor', subject: { text: '2026-11-12' } });
    expect(new Set(entries.map((one) => one.placementId))).toEqual(new Set([world.here.placementId]));
    expect(entries.map((one) => one.action)).toEqual(
      expect.arrayContaining(['observation.signed', 'role.ended', 'placement.made', 'code.made']),
    );
  });
});
