import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import type { HomeAnswer } from '../../../tool/home/home.shared.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import {
  buildHouse, insertPersonOf, insertRole, launchAs, makeCode, makePlacement, me, must, subs, useCode, type House,
} from '../access/house.js'; // prettier-ignore
import { makeObservation } from '../access/observations.js';
import { startTool } from '../lti/tool-kit.js';

type Part = keyof typeof subs;
const dayMs = 86_400_000;
// The lesson of `makeObservation` is on this day, a Thursday.
const lessonDay = Date.parse('2026-11-12T12:00:00.000Z');

eachDialect('The first page of a placement whose mentor has written one lesson and signed another', (open) => {
  const clock = new MovableClock();
  let house: House;
  let close: () => Promise<void>;
  let signedId: string;
  let unsignedId: string;

  /** What somebody finds who opens the activity on a day, counted from the lesson's. */
  const homeOf = async (part: Part, days = 1): Promise<HomeAnswer> => {
    clock.setTo(new Date(lessonDay + days * dayMs));
    return must<HomeAnswer>(house.tool, await launchAs(house, part), 'GET', { path: '/api/home' });
  };
  const othersOf = async (part: Part, days = 1) => (await homeOf(part, days)).others;
  const sentences = async (part: Part, days = 1): Promise<string[]> => (await othersOf(part, days)).map((one) => one.sentence);

  beforeAll(async () => {
    clock.setTo(new Date(lessonDay));
    const scratch = await open();
    const tool = await startTool(scratch, {}, { clock });
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
    close = async () => {
      await house.platform.close();
      await tool.close();
      await scratch.drop();
    };
    const { code } = await makeCode(house, house.bearer.tutor, house.placementId);
    await useCode(house, await launchAs(house, 'secondMentor'), code);
    await launchAs(house, 'coach');
    await insertRole(house, await insertPersonOf(house, 'coach'), 'coach', { placementId: house.placementId });
    await launchAs(house, 'schoolLead');
    await insertRole(house, await insertPersonOf(house, 'schoolLead'), 'school_lead', { schoolId: house.schoolId });
    signedId = (await makeObservation(house, 'signed')).id;
    unsignedId = (await makeObservation(house, 'feedback')).id;
  });
  afterAll(() => close());
  beforeEach(() => clock.setTo(new Date(lessonDay)));

  test('tells the mentor at once, with the day it was signed, that the trainee has not read it', async () => {
    expect(await othersOf('mentor', 0)).toEqual([
      {
        key: `observation:${signedId}:unread`,
        sentence: 'Thu P2: trainee has not pressed “I have read this” yet',
        href: `#/observations/${signedId}`,
        about: { personId: house.traineeId, name: 'trainee Invented' },
        due: { kind: 'since', at: '2026-11-12T12:00:00.000Z' },
        placementId: house.placementId,
        people: [{ personId: house.traineeId, name: 'trainee Invented', givenName: 'trainee' }],
      },
    ]);
  });

  test('tells the trainee from the day after the lesson that the mentor has not signed, and no word of the draft', async () => {
    expect(await sentences('trainee', 0)).toEqual([]);
    const [line, ...more] = await othersOf('trainee');
    const mentorId = sure((await me(house, await launchAs(house, 'mentor'))).personId);
    expect(more).toEqual([]);
    expect(line).toEqual({
      key: `observation:${unsignedId}:unsigned`,
      sentence: 'Thu P2: mentor has not signed it yet',
      href: `#/observations/${unsignedId}`,
      about: { personId: house.traineeId, name: 'trainee Invented' },
      due: { kind: 'since', at: '2026-11-12' },
      placementId: house.placementId,
      people: [{ personId: mentorId, name: 'mentor Invented', givenName: 'mentor' }],
    });
  });

  test('tells the tutor when it takes as long as the rules of their table say, of the signed one only', async () => {
    expect(await sentences('tutor', 6)).toEqual([]);
    expect(await sentences('tutor', 7)).toEqual(['trainee Invented has not read what was signed']);
    expect((await othersOf('tutor', 7))[0]).toMatchObject({ due: { kind: 'since', at: '2026-11-12' }, people: [{ givenName: 'trainee' }] });
    const rules = { observation: null, meeting: null, unread: 3, target: null, grade: null, mentor: null };
    const bearer = await launchAs(house, 'tutor');
    await must(house.tool, bearer, 'PUT', { path: '/api/attention/rules/mine', body: { days: rules } });
    expect(await sentences('tutor', 3)).toHaveLength(1);
    await must(house.tool, await launchAs(house, 'tutor'), 'PUT', { path: '/api/attention/rules/mine', body: { days: null }, ifMatch: 1 });
  });

  test('tells the tutor who has not used the code, by the name on the letter and without an id to ask for', async () => {
    clock.setTo(new Date(lessonDay));
    await launchAs(house, 'otherTrainee');
    const bearer = await launchAs(house, 'tutor');
    const { id } = await makePlacement(house, bearer, { sub: subs.otherTrainee });
    expect(await sentences('tutor')).toEqual([]);
    await makeCode(house, await launchAs(house, 'tutor'), id);
    expect(await othersOf('tutor')).toMatchObject([
      {
        sentence: 'otherTrainee Invented: Ms Nair has not used the mentor code', placementId: id,
        people: [{ personId: null, name: 'Ms Nair', givenName: 'Ms Nair' }],
      },
    ]); // prettier-ignore
    await house.tool.services.db.run('UPDATE role_held SET ended_at = started_at WHERE placement_id = :id', { id });
  });

  test.each(['secondMentor', 'coach', 'schoolLead', 'coordinator', 'stranger'] as const)('tells the %s of nobody', async (part) => {
    for (const days of [1, 20]) expect(await sentences(part, days)).toEqual([]);
  });

  test('says what each day means: signed since, planned for', async () => {
    const { waiting } = await homeOf('trainee');
    expect(waiting.find((one) => one.href.endsWith(signedId))).toMatchObject({
      due: { kind: 'since', at: '2026-11-12T12:00:00.000Z' },
      about: { personId: house.traineeId },
    });
    const { waiting: mine } = await homeOf('mentor');
    expect(mine.find((one) => one.href.endsWith(unsignedId))).toMatchObject({ due: { kind: 'since', at: '2026-11-12' } });
    clock.setTo(new Date(lessonDay - 2 * dayMs));
    const { id } = await makeObservation({ ...house, bearer: { ...house.bearer, mentor: await launchAs(house, 'mentor') } }, 'planned');
    const dueOf = async (part: Part, days: number) => (await homeOf(part, days)).waiting.find((one) => one.href.endsWith(id))?.due;
    expect(await dueOf('mentor', -1)).toEqual({ kind: 'on', at: '2026-11-12' });
    expect(await dueOf('trainee', -1)).toEqual({ kind: 'on', at: '2026-11-12' });
    expect(await dueOf('mentor', 1)).toEqual({ kind: 'since', at: '2026-11-12' });
    expect((await sentences('trainee')).sort()).toEqual([
      'Thu P2: mentor has not signed it yet',
      'Thu P2: mentor has not written it up yet',
    ]);
  });

  describe('after it', () => {
    test('says nothing any more two months after the last day of the placement', async () => {
      const ended = (Date.parse('2026-12-18T12:00:00Z') - lessonDay) / dayMs;
      for (const part of ['mentor', 'trainee', 'tutor'] as const) {
        expect([part, (await sentences(part, ended + 60)).length > 0]).toEqual([part, true]);
        expect([part, await sentences(part, ended + 61)]).toEqual([part, []]);
      }
    });

    test('says nothing of a mentor who is one no longer', async () => {
      const { roles } = await me(house, await launchAs(house, 'mentor'));
      const bearer = await launchAs(house, 'trainee');
      await must(house.tool, bearer, 'POST', { path: `/api/roles-held/${sure(roles[0]).id}/end` });
      for (const part of ['mentor', 'trainee'] as const) expect(await sentences(part)).toEqual([]);
    });
  });
});
