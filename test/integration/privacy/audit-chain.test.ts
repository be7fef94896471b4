import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { migrate } from '../../../tool/db/migrator.js';
import { newId } from '../../../tool/ids.js';
import { createLogger } from '../../../tool/logger.js';
import { createAudit } from '../../../tool/privacy/audit.js';
import { createAuditSealing } from '../../../tool/privacy/audit-seal.service.js';
import type { AuditEntry } from '../../../tool/access/viewer.js';
import { runCommand } from '../../command.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';

const log = createLogger('silent');

eachDialect('the chain over the audit rows', (open) => {
  let scratch: ScratchDatabase;
  let db: Database;
  const clock = new MovableClock();
  const sealingOf = (database: Database) => createAuditSealing({ db: database, clock });
  const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
    action: 'role.ended', partnershipId: newId(), personId: newId(), objectKind: 'role_held', objectId: newId(), detail: 'mentor', ...change,
  }); // prettier-ignore
  const record = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) await createAudit(db, clock).record(entry());
  };
  const ids = async (): Promise<string[]> =>
    (await db.select<{ id: string }>('SELECT id FROM audit_event ORDER BY at, id')).map(({ id }) => id);
  const rowIn = (number: number): Promise<{ id: string }[]> =>
    db.select('SELECT id FROM audit_event WHERE sealed_in = :number', { number });
  /** Two seals of three rows each, an hour apart and older than every margin. */
  const twoSeals = async (): Promise<void> => {
    for (let seal = 0; seal < 2; seal += 1) {
      await record(3);
      await sealingOf(db).seal();
      clock.advance(3 * 60 * 60_000);
    }
  };

  beforeAll(async () => {
    scratch = await open();
    db = openDatabase(scratch.url, log);
    await migrate(db, log);
  });
  beforeEach(async () => {
    clock.setTo(new Date('2026-11-12T09:00:00.000Z'));
    await db.run('DELETE FROM audit_event');
    await db.run('DELETE FROM audit_seal');
  });
  afterAll(async () => {
    await db.close();
    await scratch.drop();
  });

  test('seals what is written, once, and finds it whole', async () => {
    await twoSeals();
    expect(await sealingOf(db).seal()).toBe(0);
    await record(2);
    const check = await sealingOf(db).check();
    expect(check).toMatchObject({ intact: true, seals: 2, unsealed: 2, aged: 0, faults: [] });
    expect(await sealingOf(db).check(sure(check.head))).toMatchObject({ intact: true });
  });

  test('seals more rows than a batch holds in several seals', async () => {
    await db.transaction(async (tx) => {
      for (let made = 0; made < 1_001; made += 1) await createAudit(db, clock).record(entry(), tx);
    });
    expect(await sealingOf(db).seal()).toBe(1_001);
    expect(await sealingOf(db).check()).toMatchObject({ intact: true, seals: 3, unsealed: 0 });
  });

  test('is made by one of several processes that try at once, with every row in it', async () => {
    const others = [1, 2, 3].map(() => openDatabase(scratch.url, log));
    await record(30);
    const sealed = await Promise.all([db, ...others].map((database) => sealingOf(database).seal()));
    expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(await sealingOf(db).check()).toMatchObject({ intact: true, unsealed: 0 });
    await Promise.all(others.map((other) => other.close()));
  });

  test('takes up a row that another process commits after later ones were sealed', async () => {
    if (db.dialect === 'mysql') {
      const other = openDatabase(scratch.url, log);
      await other.transaction(async (tx) => {
        await createAudit(other, clock).record(entry(), tx);
        await record(2);
        await sealingOf(db).seal();
      });
      await other.close();
    } else {
      await record(2);
      await sealingOf(db).seal();
      clock.advance(-5_000);
      await record(1);
    }
    clock.advance(30_000);
    expect(await sealingOf(db).seal()).toBe(1);
    expect(await sealingOf(db).check()).toMatchObject({ intact: true, unsealed: 0, seals: 2 });
  });

  const tampered: [string, (rows: string[]) => Promise<unknown>, object][] = [
    ['changed', ([id]) => db.run("UPDATE audit_event SET detail = 'tutor' WHERE id = :id", { id: sure(id) }), { fault: 'changed', seal: 1 }],
    ['removed', ([id]) => db.run('DELETE FROM audit_event WHERE id = :id', { id: sure(id) }), { fault: 'removed', seal: 1 }],
    ['taken out of its seal', ([id]) => db.run('UPDATE audit_event SET sealed_in = NULL WHERE id = :id', { id: sure(id) }), { fault: 'removed', seal: 1 }],
    ['put into a seal', async () => {
      await db.insert('audit_event', { id: newId(), at: '2026-11-12T09:00:00.000Z', action: 'role.ended', sealed_in: 1 });
    }, { fault: 'inserted', seal: 1 }],
    ['put into a seal that was never made', async () => {
      await db.insert('audit_event', { id: newId(), at: '2026-11-12T09:00:00.000Z', action: 'role.ended', sealed_in: 9 });
    }, { fault: 'inserted', seal: 9 }],
    ['written down long after its date', async () => {
      await db.insert('audit_event', { id: newId(), at: '2026-11-12T09:00:00.000Z', action: 'role.ended' });
    }, { fault: 'late', seal: 0 }],
  ]; // prettier-ignore

  test.each(tampered)('names a row that was %s', async (_what, tamper, fault) => {
    await twoSeals();
    await tamper((await rowIn(1)).map(({ id }) => id));
    const check = await sealingOf(db).check();
    expect(check.intact).toBe(false);
    expect(check.faults).toContainEqual(expect.objectContaining({ ...fault, row: expect.any(String) }));
  });

  test('still names a row written long after its date once that is sealed', async () => {
    await twoSeals();
    await db.insert('audit_event', { id: newId(), at: '2026-11-12T09:00:00.000Z', action: 'role.ended' });
    await sealingOf(db).seal();
    expect((await sealingOf(db).check()).faults).toMatchObject([{ fault: 'late', seal: 3 }]);
  });

  test('names a seal that was changed, and one that is gone', async () => {
    await twoSeals();
    await record(1);
    await sealingOf(db).seal();
    await db.run("UPDATE audit_seal SET sealed_at = '2026-11-12T08:00:00.000Z' WHERE number = 2");
    expect((await sealingOf(db).check()).faults).toMatchObject([{ fault: 'chain', seal: 2 }]);
    await db.run('DELETE FROM audit_event WHERE sealed_in = 2');
    await db.run('DELETE FROM audit_seal WHERE number = 2');
    expect((await sealingOf(db).check()).faults).toMatchObject([{ fault: 'chain', seal: 3 }]);
  });

  test('shows by a digest kept elsewhere that it was made anew', async () => {
    await twoSeals();
    const { head } = await sealingOf(db).check();
    await db.run('UPDATE audit_event SET sealed_in = NULL');
    await db.run('DELETE FROM audit_seal');
    await db.run('DELETE FROM audit_event WHERE id = :id', { id: sure((await ids())[0]) });
    await sealingOf(db).seal();
    expect(await sealingOf(db).check()).toMatchObject({ intact: true });
    expect(await sealingOf(db).check(sure(head))).toMatchObject({ intact: false, faults: [{ fault: 'chain', seal: 2 }] });
  });

  test('holds although retention removed old rows', async () => {
    await twoSeals();
    clock.setTo(new Date('2027-12-01T09:00:00.000Z'));
    await db.run('DELETE FROM audit_event WHERE sealed_in = 1');
    expect(await sealingOf(db).check()).toMatchObject({ intact: true, aged: 3 });
  });

  test('is checked by a command whose exit code tells', async () => {
    const command = async (...words: string[]): Promise<{ code: number; answer: Record<string, unknown> }> => {
      const { code, stdout } = await runCommand('tool/privacy/audit-command.ts', words, { DATABASE_URL: scratch.url });
      return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
    };
    await twoSeals();
    const { head } = await sealingOf(db).check();
    const known = `${sure(head).number}:${sure(head).digest}`;
    expect(await command('check', '--known', known)).toMatchObject({ code: 0, answer: { intact: true, head, faults: [] } });
    await db.run('DELETE FROM audit_event WHERE id = :id', { id: sure((await rowIn(2))[0]).id });
    expect(await command('check')).toMatchObject({ code: 2, answer: { intact: false, faults: [{ seal: 2, fault: 'removed' }] } });
    expect(await command('chek')).toMatchObject({ code: 1 });
  });

  test('gets one row for a person who looks at a thing many times in a quarter of an hour, in any number of processes', async () => {
    const other = openDatabase(scratch.url, log);
    const look = entry({ action: 'observation.read', looked: true });
    const audits = [createAudit(db, clock), createAudit(other, clock)];
    await Promise.all(Array.from({ length: 12 }, (_, index) => sure(audits[index % 2]).record(look)));
    expect(await ids()).toHaveLength(1);
    await sure(audits[0]).record({ ...look, personId: newId() });
    await sure(audits[0]).record({ ...look, objectId: newId() });
    clock.advance(15 * 60_000);
    await sure(audits[1]).record(look);
    expect(await ids()).toHaveLength(4);
    expect((await ids()).every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
    await other.close();
  });
});
