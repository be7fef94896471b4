import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import type { Person } from '../../platform/types.js';
import { ask, buildHouse, launchAs, must, subs, type House } from '../access/house.js';
import { makeObservation } from '../access/observations.js';
import { nothingHere, withoutInstance } from '../access/answers.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

const lis = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const roles = 'https://purl.imsglobal.org/spec/lti/claim/roles';

describe.each(['moodle', 'canvas'] as const)('A launch from the gradebook of a platform like %s', (mode) => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let house: House;

  beforeAll(async () => {
    database = scratchSqlite();
    tool = await startTool(database);
    house = await buildHouse(tool, mode, 'Northbridge');
    await makeObservation(house, 'signed');
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await database.drop();
  });

  const review = async (who: keyof typeof subs, forPerson: Person | string): Promise<string> => {
    const { launch, status, text } = await house.platform.launch.http(subs[who], '1', { message: 'submission-review', forPerson });
    if (!launch) throw new Error(`${status} ${text.slice(0, 200)}`);
    return String(launch['session']);
  };
  const about = (session: string) => ask(tool, session, 'GET', { path: '/api/links/current/review' });

  test('leads the tutor to the trainee’s signed observations', async () => {
    const session = await review('tutor', subs.trainee);
    expect(await must(tool, session, 'GET', { path: '/api/me' })).toMatchObject({ opens: 'review' });
    const { status, text } = await about(session);
    expect([status, JSON.parse(text)]).toEqual([200, { placementId: house.placementId }]);
    const list = await must<{ observations: { state: string }[] }>(tool, session, 'GET', {
      path: `/api/placements/${house.placementId}/observations`,
    });
    expect(list.observations.map(({ state }) => state)).toEqual(['signed']);
  });

  test('leads a trainee to their own', async () => {
    expect((await about(await review('trainee', subs.trainee))).status).toBe(200);
  });

  test('shows somebody who may not see them the same as for a person nobody knows', async () => {
    const answers = [
      await about(await review('otherTutor', subs.trainee)),
      await about(await review('coordinator', subs.trainee)),
      await about(await review('tutor', subs.otherTrainee)),
      await about(await review('tutor', 'nobody at all')),
    ];
    // Who holds no role here is asked for a code, whomever they asked for.
    expect(answers.map(({ status }) => status)).toEqual([403, 404, 404, 404]);
    for (const answer of answers.slice(1)) expect(withoutInstance(answer)).toBe(nothingHere);
  });

  test('tells an ordinary launch nothing', async () => {
    const session = await launchAs(house, 'tutor');
    expect(await must(tool, session, 'GET', { path: '/api/me' })).toMatchObject({ opens: null });
    expect((await about(session)).status).toBe(404);
  });

  test('without saying whose record is refused', async () => {
    const forUser = 'https://purl.imsglobal.org/spec/lti/claim/for_user';
    tool.takeLog();
    const page = await house.platform.launch.http(subs.tutor, '1', { message: 'submission-review', overrides: { [forUser]: {} } });
    expect(page.status).toBe(400);
    expect(tool.takeLog().at(-1)).toMatchObject({ step: 'for-user', reason: 'for-user-missing' });
  });

  test('of a platform’s test student opens a preview, and stores nothing of anybody', async () => {
    const count = async (): Promise<unknown[]> =>
      Promise.all(['identity', 'session', 'membership', 'audit_event', 'person'].map((table) => tool.services.db.select(`SELECT COUNT(*) AS n FROM ${table}`)));
    const before = await count();
    const overrides = { sub: 'test student', [roles]: [`${lis}Learner`, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'] };
    for (const message of ['resource-link', 'submission-review'] as const) {
      const page = await house.platform.launch.http(subs.trainee, '1', { message, overrides, forPerson: subs.trainee });
      expect([page.status, page.launch?.['session']]).toEqual([200, undefined]);
      expect(page.text).toContain('<title>Preview</title>');
    }
    expect(await count()).toEqual(before);
  });

  test('of a teacher who has switched to a student’s role in Moodle opens a preview, each time, until they switch back', async () => {
    const switched = { overrides: { [roles]: [`${lis}Learner`] } };
    const opens = async (options = {}): Promise<unknown> => {
      const { launch } = await house.platform.launch.http(subs.tutor, '1', options);
      return (await must(tool, String(launch?.['session']), 'GET', { path: '/api/me' }))['opens'];
    };
    await opens();
    const expected = mode === 'moodle' ? 'preview' : null;
    expect(await opens(switched)).toBe(expected);
    if (mode === 'moodle') expect(await opens(switched)).toBe('preview');
    expect(await opens()).toBeNull();
  });

  test('of a trainee is never taken for a switched role', async () => {
    await house.platform.launch.http(subs.trainee, '1', { overrides: { [roles]: [`${lis}Instructor`] } });
    const { launch } = await house.platform.launch.http(subs.trainee, '1');
    expect(await must(tool, String(launch?.['session']), 'GET', { path: '/api/me' })).toMatchObject({ opens: null });
  });
}); // prettier-ignore
