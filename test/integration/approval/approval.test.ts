import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApprovalWaiting } from '../../../tool/approval/approval.waiting.js';
import type { ApprovalHistory, SchoolApproval, SchoolApprovals } from '../../../tool/approval/approval.shared.js';
import { addDays, dayIn } from '../../../tool/attention/day.rules.js';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { MovableClock } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { ask, insertRole, me, must } from '../access/house.js';
import { buildWorld, type Caller, type World } from '../access/world.js';

const today = dayIn(new Date(), 'Europe/London');
const content = (changes: object = {}) => ({
  lawfulBasis: 'public_task', covers: ['photo', 'video'], classes: [], fromOn: today, untilOn: addDays(today, 10), devices: ['school'], optOuts: 2,
  retentionDays: 30, audience: ['mentor', 'tutor'], approver: { name: 'J. Marsh', role: 'Deputy head' }, agreedOn: today, document: null,
  ...changes,
}); // prettier-ignore

eachDialect('What a school agreed to', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(await open());
  });
  afterAll(() => world.close());
  const bearer = (caller: Caller) => sure(world.bearers[caller]);
  const base = () => `/api/schools/${world.here.schoolId}/approval`;
  const read = (caller: Caller) => must<SchoolApproval>(world.tool, bearer(caller), 'GET', { path: base() });
  const put = (caller: Caller, body: object, ifMatch = 0, id = newId()) =>
    ask(world.tool, bearer(caller), 'PUT', { path: `${base()}s/${id}`, body, ifMatch });
  const withdraw = (caller: Caller, id: string) => ask(world.tool, bearer(caller), 'POST', { path: `${base()}s/${id}/withdraw`, body: {} });

  const waiting = async (caller: Caller) => {
    const { waiting: items } = await must<{ waiting: { key: string; due: unknown }[] }>(world.tool, bearer(caller), 'GET', {
      path: '/api/home',
    });
    return items.filter((item) => item.key.startsWith('approval:'));
  };

  test('is nothing at first, and the trainee is told who can agree', async () => {
    expect(await read('trainee')).toMatchObject({
      school: { name: 'Harbour Academy' }, today, state: 'none', current: null, ask: ['schoolLead Invented'], recordAs: null, barred: false,
    }); // prettier-ignore
    expect(await read('schoolLead')).toMatchObject({ recordAs: 'school_lead' });
    expect(await read('coordinator')).toMatchObject({ recordAs: 'coordinator' });
  });

  test('is recorded by a coordinator only with the document named, and stored not at all without', async () => {
    const refused = await put('coordinator', content());
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([400, { errors: [{ pointer: '/document' }] }]);
    expect((await read('coordinator')).state).toBe('none');
  });

  test('is recorded by the school lead, once however often it is sent, and read by those who work with the school', async () => {
    const id = newId();
    expect((await put('schoolLead', content(), 0, id)).status).toBe(200);
    expect((await put('schoolLead', content(), 0, id)).status).toBe(200);
    expect((await put('schoolLead', content(), 1)).status).toBe(200);
    expect(await read('mentor')).toMatchObject({
      state: 'in-force',
      current: {
        id, version: 1, optOuts: 2, covers: ['photo', 'video'], recordedAs: 'school_lead', recordedBy: 'schoolLead Invented', withdrawn: null,
      },
    }); // prettier-ignore
    const { schools } = await must<SchoolApprovals>(world.tool, bearer('trainee'), 'GET', { path: '/api/approvals' });
    expect(schools).toMatchObject([{ school: { id: world.here.schoolId }, state: 'in-force', covers: ['photo', 'video'] }]);
  });

  test('changes by a new version; who saw an older one is told and changes nothing', async () => {
    const late = await put('coordinator', content({ document: 'Letter' }));
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, { current: { version: 1, document: null } }]);
    expect((await put('coordinator', content({ document: 'Letter, 3 March', optOuts: 3 }), 1)).status).toBe(200);
    const { versions, next } = await must<ApprovalHistory>(world.tool, bearer('tutor'), 'GET', { path: `${base()}s` });
    expect([versions.map((one) => [one.version, one.optOuts, one.recordedAs]), next]).toEqual([
      [[2, 3, 'coordinator'], [1, 2, 'school_lead']], null,
    ]); // prettier-ignore
    const older = await must<ApprovalHistory>(world.tool, bearer('tutor'), 'GET', { path: `${base()}s?before=2` });
    expect(older.versions.map((one) => one.version)).toEqual([1]);
  });

  test('is changed by one of two people who change it at once, and the other is told', async () => {
    const both = await Promise.all([
      put('schoolLead', content({ optOuts: 4 }), 2),
      put('coordinator', content({ optOuts: 5, document: 'Letter' }), 2),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await read('tutor')).current?.version).toBe(3);
  });

  test('is taken back at once, by the newest version’s id only, and can be agreed again', async () => {
    const { current } = await read('schoolLead');
    expect((await withdraw('schoolLead', newId())).status).toBe(422);
    for (let twice = 0; twice < 2; twice += 1) expect((await withdraw('schoolLead', sure(current).id)).status).toBe(200);
    expect(await read('trainee')).toMatchObject({ state: 'withdrawn', current: { withdrawn: { by: 'schoolLead Invented' } } });
    // Told to the coordinator, who did not do it, until it is agreed again.
    expect((await waiting('coordinator')).map(({ key }) => key)).toEqual([`approval:${world.here.schoolId}:taken-back`]);
    for (const caller of ['schoolLead', 'tutor', 'coordinatorElsewhere'] as const) expect(await waiting(caller)).toEqual([]);
    expect((await put('schoolLead', content(), 3)).status).toBe(200);
    expect(await waiting('coordinator')).not.toMatchObject([{ key: `approval:${world.here.schoolId}:taken-back` }]);
    expect(await read('trainee')).toMatchObject({ state: 'in-force', current: { version: 4, withdrawn: null } });
  });

  test('leaves one row in the audit trail for each change, without a name', async () => {
    const rows = await world.tool.services.db.select<{ action: string; detail: string }>(
      "SELECT action, detail FROM audit_event WHERE action LIKE 'approval.%' AND object_id = :id ORDER BY at, id",
      { id: world.here.schoolId },
    );
    expect(rows.map(({ action, detail }) => `${action} ${detail}`).sort()).toEqual([
      'approval.recorded version 1', 'approval.recorded version 2', 'approval.recorded version 3', 'approval.recorded version 4',
      'approval.withdrawn version 3',
    ]); // prettier-ignore
  });

  test('waits for the school lead and the coordinator when it ends before its placements do, and for nobody else', async () => {
    const { db } = world.tool.services;
    await db.run('UPDATE placement SET ends_on = :day WHERE school_id = :id', { day: addDays(today, 40), id: world.here.schoolId });
    for (const caller of ['schoolLead', 'coordinator'] as const) {
      expect(await waiting(caller)).toMatchObject([
        { key: `approval:${world.here.schoolId}:ends`, due: { kind: 'until', at: addDays(today, 10) } },
      ]);
    }
    for (const caller of ['trainee', 'tutor', 'leadMentor', 'coordinatorElsewhere'] as const) expect(await waiting(caller)).toEqual([]);
    const clock = new MovableClock();
    clock.setTo(new Date(Date.now() - 6 * 86_400_000));
    const lead = await me(world.here, bearer('schoolLead'));
    const viewer = { ...lead, partnershipId: world.here.partnershipId, timeZone: 'Europe/London' } as unknown as KnownViewer;
    expect(await createApprovalWaiting({ db, clock }).waitingFor(viewer)).toEqual([]);
  });

  describe('is not for the person it lets upload to agree to', () => {
    test.each(['trainee', 'mentor', 'coach'] as const)('even where the %s there is coordinator or school lead too', async (role) => {
      const { db } = world.tool.services;
      const version = sure((await read('tutor')).current).version;
      for (const caller of ['schoolLead', 'coordinator'] as const) {
        const { personId } = await me(world.here, bearer(caller));
        const held = await insertRole(world.here, sure(personId), role, { placementId: world.here.placementId });
        expect(await read(caller)).toMatchObject({ recordAs: null, barred: true });
        const { current, ask: names } = await read('tutor');
        expect(names).not.toContain(`${caller} Invented`);
        for (const answer of [
          await put(caller, content({ optOuts: 9, document: 'Letter' }), version),
          await withdraw(caller, sure(current).id),
        ])
          expect([answer.status, JSON.parse(answer.text)]).toMatchObject([422, { type: 'urn:critical-friend:problem:own-approval' }]);
        await db.run('DELETE FROM role_held WHERE id = :held', { held });
      }
      expect(await read('tutor')).toMatchObject({ state: 'in-force', current: { version } });
    });
  });

  test('is not recorded by who mentors there under another account of theirs, and they are not named to be asked', async () => {
    const { db } = world.tool.services;
    const lead = sure((await me(world.here, bearer('schoolLead'))).personId);
    const mentor = sure((await me(world.here, bearer('mentor'))).personId);
    const mailOf = async (id: string) =>
      sure((await db.select<{ email: string }>('SELECT email FROM person WHERE id = :id', { id }))[0]).email;
    const before = await mailOf(lead);
    await db.run('UPDATE person SET email = :email WHERE id = :id', { id: lead, email: (await mailOf(mentor)).toUpperCase() });
    const shown = await read('schoolLead');
    expect([shown.recordAs, shown.barred, shown.ask.includes('schoolLead Invented')]).toEqual([null, true, false]);
    const { current } = shown;
    expect((await put('schoolLead', content({ optOuts: 9 }), sure(current).version)).status).toBe(422);
    expect((await withdraw('schoolLead', sure(current).id)).status).toBe(422);
    await db.run('UPDATE person SET email = :email WHERE id = :id', { id: lead, email: before });
  });

  test('is out of reach at the next request once the school lead’s role has ended', async () => {
    await world.tool.services.db.run("UPDATE role_held SET ended_at = '2026-01-01T00:00:00.000Z' WHERE role = 'school_lead'");
    const version = sure((await read('tutor')).current).version;
    expect((await put('schoolLead', content({ optOuts: 11 }), version)).status).toBe(404);
    expect((await read('trainee')).ask).toEqual(['coordinator Invented']);
  });
});
