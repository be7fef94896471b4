import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import { createErasures } from '../../../tool/privacy/erasure.service.js';
import { createRetention } from '../../../tool/privacy/retention.service.js';
import type { Retention } from '../../../tool/privacy/retention.shared.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { ask, buildHouse, insertRequest, launchAs, makeCode, makePlacement, must, subs, useCode, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { observe } from './story.js';
import { placesOf } from './tables.js';

eachDialect('Retention', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  const clock = new MovableClock();
  const at = (instant: string): void => clock.setTo(new Date(instant));

  /** As another process would do it. */
  const process = () => {
    const erasures = createErasures({
      ground: tool.services,
      declarations: tableDeclarations,
      people: createPeople(tool.services),
      files: [],
    });
    return createRetention(tool.services, tableDeclarations, erasures);
  };
  const dryRun = (): Promise<Retention> => process().dryRun(house.partnershipId);
  const line = (shown: Retention, what: string) => sure(shown.lines.find((one) => one.what.startsWith(what)));
  const count = async (table: string): Promise<number> =>
    sure((await tool.services.db.select<{ found: number }>(`SELECT COUNT(*) AS found FROM ${table}`))[0]).found;

  beforeAll(async () => {
    at('2026-11-12T09:00:00.000Z');
    scratch = await open();
    tool = await startTool(scratch, {}, { clock });
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership', () => clock.now());
    const { mentor, tutor } = house.bearer;
    await launchAs(house, 'stranger');
    await launchAs(house, 'otherTrainee');
    const other = await makePlacement(house, tutor, { sub: subs.otherTrainee });
    await useCode(house, mentor, (await makeCode(house, tutor, other.id)).code);
    for (const placementId of [house.placementId, other.id]) {
      await observe(house, { mentor, placementId, mark: 'SIGNED' }, 'signed');
      await observe(house, { mentor, placementId, mark: 'LEFT OFF' }, 'withdrawn');
    }
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
  });

  test('says beforehand what will go and when, and touches nothing', async () => {
    const before = await count('observation_note');
    const shown = await dryRun();
    expect(shown).toMatchObject({ revision: 0, settings: { recordYears: 7, draftDays: 90 }, pausedUntil: null });
    expect(line(shown, 'Records of trainees')).toMatchObject({ now: 0, in30Days: 0, in365Days: 0, held: 0, kept: '7 years' });
    expect(line(shown, 'Words of drafts')).toMatchObject({ now: 0, in30Days: 0 });
    expect(line(shown, 'Words of drafts').in365Days).toBeGreaterThan(0);
    expect(await count('observation_note')).toBe(before);
  });

  test('is done once a day by one of many processes', async () => {
    at('2026-11-13T03:00:00.000Z');
    await Promise.all([process(), process(), process()].map((one) => one.sweep()));
    const runs = await tool.services.db.select("SELECT ran_on FROM retention_run WHERE ran_on = '2026-11-13'");
    expect(runs).toHaveLength(1);
  });

  test('takes over what a stopped process began, once its claim has run out', async () => {
    const { db } = tool.services;
    at('2026-11-14T03:00:00.000Z');
    await db.insert('retention_run', {
      partnership_id: house.partnershipId, ran_on: '2026-11-14', owner: house.placementId, lease_until: '2026-11-14T03:10:00.000Z', removed: '[]',
    }); // prettier-ignore
    const doneAt = async () =>
      sure((await db.select<{ doneAt: string | null }>("SELECT done_at AS doneAt FROM retention_run WHERE ran_on = '2026-11-14'"))[0])
        .doneAt;
    await process().sweep();
    expect(await doneAt()).toBeNull();
    at('2026-11-14T03:11:00.000Z');
    await process().sweep();
    expect(await doneAt()).not.toBeNull();
  });

  test('empties the words of a draft some weeks after it was withdrawn, and leaves signed ones', async () => {
    const { db } = tool.services;
    expect(await placesOf(db, 'LEFT OFF')).toContain('observation_note.body');
    at('2027-03-01T03:00:00.000Z');
    const shown = await dryRun();
    await process().sweep();
    // What it said beforehand is what it did, line by line.
    const said = shown.lines.filter((one) => one.now > 0).map(({ what, now }) => ({ what, rows: now }));
    expect(said.length).toBeGreaterThan(0);
    expect((await dryRun()).lastRun).toEqual({ ranOn: '2027-03-01', removed: said });
    expect((await dryRun()).lines.filter((one) => one.now > 0)).toEqual([]);
    expect(await placesOf(db, 'LEFT OFF')).toEqual([]);
    expect(await placesOf(db, 'SIGNED')).toContain('observation_note.body');
    const because = await db.select<{ why: string }>(
      'SELECT DISTINCT erased_because AS why FROM observation_note WHERE erased_at IS NOT NULL',
    );
    expect(because).toEqual([{ why: 'Erased because the time to keep it is over' }]);
  });

  test('goes on past somebody who only ever asked to be added, and forgets them once the request is as old as their account', async () => {
    const { db } = tool.services;
    await insertRequest(house);
    await db.run("UPDATE identity SET created_at = '2026-01-01T00:00:00.000Z' WHERE name = 'Grace Lin'");
    const known = () => db.select("SELECT id FROM identity WHERE name = 'Grace Lin'");
    at('2027-03-02T03:00:00.000Z');
    await process().sweep();
    expect(await known()).toHaveLength(1);
    await db.run("UPDATE role_request SET asked_at = '2026-01-01T00:00:00.000Z'");
    for (const day of ['2027-03-03', '2027-03-04']) {
      at(`${day}T03:00:00.000Z`);
      await process().sweep();
      expect(await db.select('SELECT ran_on FROM retention_run WHERE ran_on = :day AND done_at IS NOT NULL', { day })).toHaveLength(1);
    }
    expect(await known()).toEqual([]);
  });

  test('waits for a week after the periods were changed', async () => {
    at('2027-03-04T09:00:00.000Z');
    const bearer = await launchAs(house, 'coordinator');
    const settings = { recordYears: 2, draftDays: 30, rosterDays: 365, auditYears: 8 };
    const saved = await must<Retention>(tool, bearer, 'PUT', { path: '/api/privacy/retention', body: settings });
    expect(saved).toMatchObject({ revision: 1, settings, pausedUntil: '2027-03-11T09:00:00.000Z' });
    expect((await ask(tool, bearer, 'PUT', { path: '/api/privacy/retention', body: settings })).status).toBe(409);
    expect(
      (await ask(tool, bearer, 'PUT', { path: '/api/privacy/retention', body: { ...settings, recordYears: 0 }, ifMatch: 1 })).status,
    ).toBe(400);
    at('2027-03-07T03:00:00.000Z');
    await process().sweep();
    expect(await tool.services.db.select("SELECT ran_on FROM retention_run WHERE ran_on = '2027-03-07'")).toEqual([]);
    at('2027-03-12T03:00:00.000Z');
    await process().sweep();
    expect(await tool.services.db.select("SELECT ran_on FROM retention_run WHERE ran_on = '2027-03-12'")).toHaveLength(1);
  });

  test('removes a trainee’s record so many years after the last placement, but not while a hold stands', async () => {
    const { db } = tool.services;
    // By then the course lists nobody but its staff; whoever is still on the university's list would be kept with it.
    const course = sure(house.platform.site.course('2'));
    course.enrolments = course.enrolments.filter(({ personId }) => personId === subs.tutor || personId === subs.coordinator);
    at('2028-12-18T09:00:00.000Z');
    const bearer = await launchAs(house, 'coordinator');
    const hold = await must<{ id: string }>(tool, bearer, 'POST', {
      path: '/api/privacy/holds',
      body: { placementId: house.placementId, reason: 'Appeal 3' },
    });
    expect(line(await dryRun(), 'Records of trainees')).toMatchObject({ now: 0, in30Days: 1, held: 0 });
    at('2028-12-20T03:00:00.000Z');
    expect(line(await dryRun(), 'Records of trainees')).toMatchObject({ now: 1, held: 1 });
    await process().sweep();
    expect(await db.select('SELECT id FROM placement')).toEqual([{ id: house.placementId }]);
    expect(await db.select<{ placement_id: string }>('SELECT DISTINCT placement_id FROM observation')).toEqual([
      { placement_id: house.placementId },
    ]);
    at('2028-12-20T09:00:00.000Z');
    await must(tool, await launchAs(house, 'coordinator'), 'POST', { path: `/api/privacy/holds/${hold.id}/lift` });
    at('2028-12-21T03:00:00.000Z');
    await tool.services.access.sweep();
    await process().sweep();
    for (const table of ['placement', 'lesson', 'observation', 'observation_note', 'target', 'signature', 'signed_record', 'privacy_hold'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect((await dryRun()).lastRun).toMatchObject({ ranOn: '2028-12-21' });
  });

  test('erases people whom nothing needs any more, with a receipt, and keeps those with a role', async () => {
    const { db } = tool.services;
    const people = await db.select<{ name: string; erasedAt: string | null }>(
      'SELECT name, erased_at AS erasedAt FROM person ORDER BY name',
    );
    const gone = people.filter(({ erasedAt }) => erasedAt !== null);
    expect(gone.length).toBe(3);
    expect(people.filter(({ erasedAt }) => erasedAt === null).map(({ name }) => name)).toEqual(['coordinator Invented', 'tutor Invented']);
    expect(
      await db.select("SELECT id FROM erasure WHERE because = 'retention' AND done_at IS NOT NULL AND logged_at IS NOT NULL"),
    ).toHaveLength(3);
    expect(await placesOf(db, 'stranger')).toEqual([]);
    expect(await placesOf(db, 'otherTrainee')).toEqual([]);
  });

  test('forgets the e-mails of who holds no role any more, and the links of old ones', async () => {
    const { db } = tool.services;
    const one = async (condition: string): Promise<string> =>
      sure((await db.select<{ id: string }>(`SELECT id FROM person WHERE ${condition} LIMIT 1`))[0]).id;
    const [holder, former] = [await one("name = 'coordinator Invented'"), await one('erased_at IS NOT NULL')];
    const longAgo = '2028-09-01T07:00:00.000Z';
    for (const person_id of [holder, former]) {
      const whose = { partnership_id: house.partnershipId, person_id };
      await db.insert('digest', { ...whose, rhythm: 'mondays', tries: 0, started_at: longAgo, changed_at: longAgo });
      for (const made_at of [longAgo, '2028-12-20T07:00:00.000Z'])
        await db.insert('digest_stop', { ...whose, token_hash: `${person_id}${made_at}`, made_at });
    }
    at('2028-12-25T03:00:00.000Z');
    await process().sweep();
    expect(await db.select('SELECT person_id FROM digest')).toEqual([{ person_id: holder }]);
    const left = await db.select<{ made_at: string }>('SELECT made_at FROM digest_stop');
    expect(left.map((one) => one.made_at)).toEqual(['2028-12-20T07:00:00.000Z', '2028-12-20T07:00:00.000Z']);
  });
});
