import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { buildHouse, launchAs, me, subs, type House } from '../access/house.js';
import { makeObservation } from '../access/observations.js';
import { runCommand } from '../../command.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { startTool, type RunningTool } from './tool-kit.js';

eachDialect('Replacing a registration by a new one', (open) => {
  let clock: MovableClock;
  let database: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  let newKid: string;
  let newDeployment: string;

  /** The platform's administrator deleted the tool and registered it anew: another client, another deployment, the same activities. */
  async function registerAnew(): Promise<void> {
    const { platform } = house;
    const fresh = { clientId: 'client-new', deploymentId: '9' };
    platform.site.options.registration.push(fresh);
    for (const link of platform.site.links) link.clientId = fresh.clientId;
    for (const column of platform.gradebook.columns()) column.clientId = fresh.clientId;
    ({ kid: newKid, deploymentRef: newDeployment } = await tool.register({ ...platform.registration, ...fresh }, platform.name));
  }

  beforeEach(async () => {
    clock = new MovableClock();
    database = await open();
    tool = await startTool(database, {}, { clock });
    house = await buildHouse(tool, 'moodle', 'Northbridge', () => clock.now());
    await registerAnew();
  }, 30_000);
  afterEach(async () => {
    await house.platform.close();
    await tool.close();
    await database.drop();
  });

  const replace = async (from: string, to: string) => {
    const { code, stdout } = await runCommand('tool/lti/platform-command.ts', ['replace', '--from', from, '--to', to], {
      DATABASE_URL: database.url,
    });
    return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
  };
  const db = () => tool.services.db;
  const everything = async (): Promise<string> => {
    const rows: unknown[] = [];
    for (const table of [
      'platform',
      'deployment',
      'deployment_partnership',
      'identity',
      'context',
      'resource_link',
      'line_item',
      'session',
    ]) {
      // When a link was last counted is the tool's own affair.
      const found = await db().select<Record<string, unknown>>(`SELECT * FROM ${table}`);
      rows.push(found.map((row) => JSON.stringify({ ...row, counted_at: null })).sort());
    }
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  };
  /** Six observations are read, and the gradebook asks to wait. */
  const waitingScore = async (): Promise<void> => {
    house.platform.faults.plan({ kind: 'too-many', service: 'token', times: 100, retryAfterSeconds: 3_000 });
    for (let n = 0; n < 6; n += 1) await makeObservation(house, 'read');
    await until(async () => (await score())?.fault === 'busy');
    house.platform.faults.clear();
  };
  const score = async () =>
    (await db().select<{ state: string; fault: string | null }>('SELECT state, fault FROM score_outbox ORDER BY version DESC'))[0];
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
  };

  test('keeps everybody who they are, ends what is open, and sends what waited once the activity is opened from there', async () => {
    const before = await me(house, house.bearer.trainee);
    await waitingScore();
    const moved = await replace(house.kid, newKid);
    expect(moved).toMatchObject({ code: 0, answer: { to: newKid, moved: { identities: 4, courses: 1, activities: 1 } } });
    expect((await fetch(`${tool.origin}/api/me`, { headers: { authorization: `Bearer ${house.bearer.trainee}` } })).status).toBe(401);
    await db().run("UPDATE score_outbox SET next_try_at = '2026-01-01T00:00:00.000Z'");
    await until(async () => (await score())?.fault === 'column_pending');
    expect((await score())?.state).toBe('waiting');

    const after = await me(house, await launchAs(house, 'trainee'));
    expect(after).toMatchObject({ personId: before.personId, roles: before.roles, link: { id: before.link.id } });
    clock.advance(61_000);
    await until(async () => (await score())?.state === 'delivered');
    expect(house.platform.gradebook.columns()).toHaveLength(1);
    expect(house.platform.gradebook.cell(sure(house.platform.gradebook.columns()[0]).id, subs.trainee)?.value).toBe(6);
    const old = await db().select<{ active: number; retired: number }>(
      'SELECT active, retired_at IS NOT NULL AS retired FROM platform WHERE kid = :kid',
      {
        kid: house.kid,
      },
    );
    expect(old).toMatchObject([{ active: 0, retired: 1 }]);
  }, 40_000);

  test('can be taken back, and what waited is sent from where it came', async () => {
    await waitingScore();
    expect((await replace(house.kid, newKid)).code).toBe(0);
    const { platform } = house;
    await tool.register(platform.registration, platform.name);
    expect(await replace(newKid, house.kid)).toMatchObject({ code: 0, answer: { moved: { courses: 1, activities: 1 } } });
    for (const link of platform.site.links) link.clientId = platform.registration.clientId;
    for (const column of platform.gradebook.columns()) column.clientId = platform.registration.clientId;
    // Every process has learnt of it by then.
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    // So long the platform had asked to wait.
    clock.advance(3_100_000);
    await launchAs(house, 'trainee');
    expect(await db().select('SELECT moved_at AS moved FROM resource_link')).toEqual([{ moved: null }]);
    await db().run("UPDATE score_outbox SET next_try_at = '2026-01-01T00:00:00.000Z'");
    await until(async () => (await score())?.state === 'delivered');
  }, 40_000);

  test('takes along what was chosen for an activity that nobody has opened yet', async () => {
    const [context] = await db().select<{ id: string }>('SELECT id FROM context');
    const choice = newId();
    await db().insert('link_choice', {
      id: choice, partnership_id: house.partnershipId, deployment_ref: sure(await tool.services.registry.deployment(house.kid, 'deployment-moodle')).id,
      context_ref: sure(context).id, ticket_hash: choice, shows: 'everything', sends: 'done', required_count: 9, chosen_at: clock.now().toISOString(),
    }); // prettier-ignore
    house.platform.site.addLink({ id: '7', courseId: '2', title: 'Placed', clientId: 'client-new', custom: { cf_choice: choice } });
    expect((await replace(house.kid, newKid)).code).toBe(0);
    await house.platform.launch.http(subs.trainee, '7');
    expect(await db().select('SELECT required_count AS count FROM link_policy')).toEqual([{ count: 9 }]);
  }, 40_000);

  test('moves nothing where somebody opened the new one before, and says what collides', async () => {
    await launchAs(house, 'stranger');
    const untouched = await everything();
    expect((await replace(house.kid, newKid)).answer['error']).toMatch(/^Nothing was moved: 0 people, 1 courses and 1 activities/);
    expect(await everything()).toBe(untouched);
    await launchAs(house, 'trainee');
    const again = await everything();
    expect((await replace(house.kid, newKid)).answer['error']).toMatch(/^Nothing was moved: 1 people/);
    expect(await everything()).toBe(again);
  }, 40_000);

  test('moves nobody to a registration that serves another partnership', async () => {
    const { platform } = house;
    platform.site.options.registration.push({ clientId: 'client-south', deploymentId: '7' });
    const south = { ...platform.registration, clientId: 'client-south', deploymentId: '7' };
    const { kid } = await tool.register(south, 'Southgate');
    const untouched = await everything();
    expect((await replace(house.kid, kid)).answer['error']).toMatch(/serves a partnership that the old one does not/);
    expect(await everything()).toBe(untouched);
  }, 40_000);

  test('takes names as the list prints them, and refuses what it cannot tell apart', async () => {
    await db().transaction((tx) => tool.registrar().putDeployment(house.kid, 'second', house.partnershipId, tx));
    const untouched = await everything();
    for (const [from, to] of [
      [house.kid, newKid],
      ['nothing', newKid],
      [newDeployment, newKid],
      [newKid, 'nothing'],
    ] as const) {
      expect((await replace(from, to)).code).toBe(1);
    }
    const [old] = await db().select<{ id: string }>("SELECT id FROM deployment WHERE deployment_id = 'deployment-moodle'");
    expect((await replace(sure(old).id, newDeployment)).answer['error']).toMatch(/other deployments/);
    expect(await everything()).toBe(untouched);
    const [second] = await db().select<{ id: string }>("SELECT id FROM deployment WHERE deployment_id = 'second'");
    // In one platform its people stay where they are.
    expect(await replace(sure(old).id, sure(second).id)).toMatchObject({
      code: 0,
      answer: { moved: { identities: 0, courses: 1, activities: 1 } },
    });
  }, 40_000);
});
