import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApprovalGate, type GateRequest } from '../../../tool/approval/approval-gate.service.js';
import { createApprovals } from '../../../tool/approval/approval.service.js';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { MovableClock } from '../../../tool/clock.js';
import { openDatabase, type Database, type Value } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { newId } from '../../../tool/ids.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import type { Ground } from '../../../tool/slice.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';

const at = '2025-09-01T08:00:00.000Z';

/** Amara at Harbour Academy in Auckland's zone, with a school lead; and another partnership's coordinator. */
async function insertPlace(db: Database) {
  const ids = {
    partnership: newId(),
    elsewhere: newId(),
    school: newId(),
    placement: newId(),
    amara: newId(),
    marsh: newId(),
    ruth: newId(),
  };
  const partnership_id = ids.partnership;
  const person = (id: string, name: string) => db.insert('person', { id, partnership_id, name, created_at: at });
  const role = (person_id: string, name: string, school_id: string | null) =>
    db.insert('role_held', { id: newId(), partnership_id, person_id, role: name, placement_id: null, school_id, started_at: at });
  for (const [id, name] of [[ids.partnership, 'Northbridge'], [ids.elsewhere, 'Southgate']] as const)
    await db.insert('partnership', { id, name, time_zone: 'Europe/London', locale: 'en-GB', created_at: at }); // prettier-ignore
  await db.insert('school', { id: ids.school, partnership_id, name: 'Harbour Academy', time_zone: 'Pacific/Auckland', created_at: at });
  await person(ids.amara, 'Amara Okafor');
  await person(ids.marsh, 'J. Marsh');
  await person(ids.ruth, 'Ruth Adeyemi');
  await db.insert('placement', {
    id: ids.placement, partnership_id, trainee_person_id: ids.amara, school_id: ids.school, starts_on: '2025-09-09', ends_on: '2025-12-19',
    created_by: ids.ruth, created_at: at, revision: 1,
  }); // prettier-ignore
  await role(ids.marsh, 'school_lead', ids.school);
  await role(ids.ruth, 'coordinator', null);
  return ids;
}

eachDialect('The gate for pictures, sound and video', (open) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let ids: Awaited<ReturnType<typeof insertPlace>>;
  const clock = new MovableClock();
  beforeAll(async () => {
    scratch = await open();
    const log = pino({ level: 'silent' });
    db = openDatabase(scratch.url, log);
    await migrate(db, log);
    ids = await insertPlace(db);
  });
  beforeEach(async () => {
    clock.setTo(new Date('2025-11-12T09:00:00.000Z'));
    await db.run('DELETE FROM school_approval');
  });
  afterAll(async () => {
    await db.close();
    await scratch.drop();
  });

  const agree = async (version: number, changes: Record<string, Value> = {}) => {
    const id = newId();
    await db.insert('school_approval', {
      id, partnership_id: ids.partnership, school_id: ids.school, version, lawful_basis: 'public_task', covers: '["video"]', classes: '["10Y2"]',
      from_on: '2025-11-01', until_on: '2025-11-30', devices: '["school"]', opt_outs: 0, retention_days: 14, audience: '["mentor"]',
      approver_name: 'J. Marsh', approver_role: 'Deputy head', agreed_on: '2025-10-30', document: null, recorded_by: ids.marsh,
      recorded_as: 'school_lead', recorded_at: at, ...changes,
    }); // prettier-ignore
    return id;
  };
  const gate = (changes: Partial<GateRequest> = {}) =>
    createApprovalGate({ db, clock }, createPeople({ db, clock })).gate({
      partnershipId: ids.partnership, placementId: ids.placement, kind: 'video', className: '10Y2', day: '2025-11-12', audience: 'mentor',
      device: 'school', uploaderId: ids.amara, ...changes,
    }); // prettier-ignore

  test('names the person to ask where the school has not agreed', async () => {
    expect(await gate()).toEqual({
      allowed: false,
      reason: 'none',
      sentence: 'Harbour Academy has not agreed to filming yet. J. Marsh can do that.',
    });
  });

  test('names the coordinator where the school lead works with lessons there too', async () => {
    const held = newId();
    await db.insert('role_held', {
      id: held, partnership_id: ids.partnership, person_id: ids.marsh, role: 'mentor', placement_id: ids.placement, started_at: at,
    }); // prettier-ignore
    expect(await gate()).toMatchObject({ sentence: 'Harbour Academy has not agreed to filming yet. Ruth Adeyemi can do that.' });
    await db.run('DELETE FROM role_held WHERE id = :held', { held });
  });

  test('answers with the version that allows it and how long it is kept', async () => {
    const id = await agree(1);
    expect(await gate()).toEqual({ allowed: true, approvalId: id, retention: { days: 14, noLaterThan: '2026-01-18' } });
  });

  test('goes by the newest version alone', async () => {
    await agree(1);
    const newest = await agree(2, { audience: '["mentor","peers"]' });
    expect(await gate({ audience: 'peers' })).toMatchObject({ allowed: true, approvalId: newest });
    await agree(3, { covers: '["photo"]' });
    expect(await gate()).toMatchObject({ allowed: false, reason: 'kind' });
  });

  test.each([
    ['another class', { className: '7B' }, 'class'],
    ['peers', { audience: 'peers' }, 'audience'],
    ['a personal phone', { device: 'personal' }, 'device'],
    ['photos', { kind: 'photo' }, 'kind'],
    ['a lesson before the first day', { day: '2025-10-31' }, 'day'],
  ] as const)('refuses %s that the approval leaves out', async (_what, changes, reason) => {
    await agree(1);
    expect(await gate(changes)).toMatchObject({ allowed: false, reason });
  });

  test('closes at the school’s midnight, where the university’s day goes on', async () => {
    await agree(1);
    clock.setTo(new Date('2025-11-30T10:59:59.000Z'));
    expect(await gate()).toMatchObject({ allowed: true });
    clock.setTo(new Date('2025-11-30T11:00:00.000Z'));
    expect(await gate()).toMatchObject({
      reason: 'ended',
      sentence: 'Harbour Academy agreed until 30 November 2025. J. Marsh can agree for longer.',
    });
  });

  test('refuses what the trainee, or whoever uploads, has recorded themselves', async () => {
    await agree(1, { recorded_by: ids.amara });
    expect(await gate()).toMatchObject({ reason: 'own' });
    await agree(2, { recorded_by: ids.ruth });
    expect(await gate({ uploaderId: ids.ruth })).toMatchObject({ reason: 'own' });
    expect(await gate({ uploaderId: null })).toMatchObject({ allowed: true });
  });

  test('refuses it too where the same person recorded it under another account, as their e-mail says', async () => {
    const mail = (id: string, email: string | null) => db.run('UPDATE person SET email = :email WHERE id = :id', { id, email });
    await agree(1);
    await mail(ids.marsh, 'J.Marsh@harbour.example');
    await mail(ids.amara, 'j.marsh@Harbour.example');
    expect(await gate()).toMatchObject({ allowed: false, reason: 'own' });
    await mail(ids.amara, 'amara@harbour.example');
    expect(await gate()).toMatchObject({ allowed: true });
    // No e-mail at all is not the same e-mail.
    for (const email of ['', null]) {
      await mail(ids.marsh, email);
      await mail(ids.amara, email);
      expect(await gate()).toMatchObject({ allowed: true });
    }
  });

  test('closes with the withdrawal, and a withdrawal waits for whoever has just been let through', async () => {
    const id = await agree(1);
    const people = createPeople({ db, clock });
    const ground = { db, clock, audit: { record: () => Promise.resolve() } } as unknown as Ground;
    const marsh = {
      partnershipId: ids.partnership,
      personId: ids.marsh,
      roles: [{ role: 'school_lead', schoolId: ids.school }],
    } as unknown as KnownViewer;
    const request = { placementId: ids.placement, kind: 'video', className: '10Y2', day: '2025-11-12', audience: 'mentor' } as const;
    let withdrawn = false;
    let withdrawing: Promise<unknown> = Promise.resolve();
    const waits = async () => {
      const [found] = await db.select<{ waiting: number }>(
        "SELECT COUNT(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE CONCAT('%', :id, '%')",
        { id: ids.school },
      );
      return found?.waiting === 1;
    };
    await db.transaction(async (tx) => {
      const answer = await createApprovalGate({ db, clock }, people).gate(
        { ...request, partnershipId: ids.partnership, device: 'school', uploaderId: ids.amara },
        tx,
      );
      expect(answer).toMatchObject({ allowed: true });
      withdrawing = createApprovals(ground, people)
        .withdraw(marsh, ids.school, id)
        .then(() => (withdrawn = true));
      // SQLite begins no second transaction before this one ends. MariaDB shows the table of transactions anew only where nobody
      // has read it for a tenth of a second: who asks more often sees the first answer for ever.
      if (db.dialect === 'mysql') while (!withdrawn && !(await waits())) await new Promise((resolve) => setTimeout(resolve, 250));
      expect(withdrawn).toBe(false);
    });
    await withdrawing;
    expect(await gate()).toMatchObject({ reason: 'withdrawn' });
  });

  test('knows no placement of another partnership', async () => {
    await agree(1);
    await expect(gate({ partnershipId: ids.elsewhere })).rejects.toMatchObject({ status: 404 });
  });
});
