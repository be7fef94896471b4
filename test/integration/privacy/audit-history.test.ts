import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toInstant, addMs } from '../../../tool/clock.js';
import type { Database, Values } from '../../../tool/db/database.js';
import { newId } from '../../../tool/ids.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import { auditSubjectsOf } from '../../../tool/partnership/audit-subject.model.js';
import { createPlacementReaders } from '../../../tool/partnership/placement-readers.js';
import { createAuditHistory, type AuditHistory } from '../../../tool/privacy/audit-history.service.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { openSetting, type Setting } from '../observation/setting.js';

eachDialect('the lists of what happened', (open) => {
  let setting: Setting;
  let history: AuditHistory;
  beforeAll(async () => {
    setting = await openSetting(open);
    const people = createPeople(setting);
    history = createAuditHistory(setting, { people, subjects: auditSubjectsOf(setting.db) });
  });
  afterAll(() => setting.close());

  /** Rows of many partnerships and placements, in one statement for two hundred; each third is of this placement. */
  const fill = async (count: number): Promise<void> => {
    const { db, cast, placementId } = setting;
    const actions = ['launch', 'observation.read', 'role.ended'];
    for (let made = 0; made < count; made += 200) {
      const rows = Array.from({ length: Math.min(200, count - made) }, (_, index) => {
        const number = made + index;
        const at = toInstant(addMs(new Date('2025-09-09T08:00:00.000Z'), number * 1_000));
        const action = actions[number % 3] ?? '';
        const [where, whose] = number % 6 === 2 ? [cast.amara.partnershipId, placementId] : [newId(), newId()];
        return `('${newId()}', '${where}', '${at}', '${action}', '${cast.priya.personId}', 'role_held', '${newId()}', '${whose}')`;
      });
      await db.run(
        `INSERT INTO audit_event (id, partnership_id, at, action, person_id, object_kind, object_id, placement_id) VALUES ${rows.join(', ')}`,
      );
    }
  };
  /** Roles of another placement of the same partnership. */
  const holdersElsewhere = async (count: number): Promise<void> => {
    const { db, cast, placementId } = setting;
    const [row] = await db.select<Record<string, string>>('SELECT * FROM placement WHERE id = :placementId', { placementId });
    const there = newId();
    await db.insert('placement', { ...sure(row), id: there });
    const rows = Array.from(
      { length: count },
      () => `('${newId()}', '${cast.tom.partnershipId}', '${cast.tom.personId}', 'coach', '${there}', '2025-09-01T08:00:00.000Z')`,
    );
    await db.run(`INSERT INTO role_held (id, partnership_id, person_id, role, placement_id, started_at) VALUES ${rows.join(', ')}`);
  };

  /** Runs a piece of work and keeps every SELECT it asks. */
  const asked = async (db: Database, work: () => Promise<unknown>): Promise<{ sql: string; values: Values }[]> => {
    const original = db.select;
    const statements: { sql: string; values: Values }[] = [];
    db.select = (sql: string, values: Values = {}, ...rest) => {
      statements.push({ sql, values });
      return original(sql, values, ...rest);
    };
    await work().finally(() => (db.select = original));
    return statements;
  };

  /** Growing tables that a statement reads from end to end, by the names they have in it. */
  const scanned = async (db: Database, { sql, values }: { sql: string; values: Values }): Promise<string[]> => {
    if (db.dialect === 'sqlite') {
      const plan = await db.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
      return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (audit_event|r|p|i|ip)\b/.test(detail));
    }
    const plan = await db.select<{ type: string | null; table: string | null }>(`EXPLAIN ${sql}`, values);
    const whole = plan.filter(({ type, table }) => (type === 'ALL' || type === 'index') && /^(audit_event|r|p|i|ip)$/.test(table ?? ''));
    return whole.map(({ table }) => table ?? '');
  };

  const reads = (): [string, () => Promise<unknown>][] => {
    const { cast, placementId } = setting;
    const readers = createPlacementReaders(setting.db, createPeople(setting));
    return [
      ['changes', () => history.changes(cast.carol, null)],
      ['history', () => history.ofPlacement(cast.amara, placementId, null)],
      ['readers of the placement', () => readers.ofPlacement(cast.helen, placementId)],
      ['readers of every placement', () => readers.ofEveryPlacement(cast.carol)],
    ];
  };

  test('cost the same statements for a few rows and for thousands, and scan no growing table', async () => {
    const { db, call, cast, placementId } = setting;
    const observationId = newId();
    const lesson = { day: '2025-11-12', starts: null, period: null, className: null, subject: null, topic: null };
    await call(cast.priya, 'put', `/api/observations/${observationId}`, { placementId, kind: 'formal', lesson, focus: '', writeUp: false });
    const all = (): [string, () => Promise<unknown>][] => [
      ...reads(),
      ['one observation', () => call(cast.amara, 'get', `/api/observations/${observationId}`)],
      ['its looks', () => call(cast.amara, 'get', `/api/observations/${observationId}/looks`)],
    ];
    await fill(12);
    const few = new Map<string, number>();
    for (const [name, work] of all()) few.set(name, (await asked(db, work)).length);
    await fill(6_000);
    await holdersElsewhere(2_000);
    if (db.dialect === 'mysql') await db.select('ANALYZE TABLE audit_event, role_held');
    for (const [name, work] of all()) {
      const statements = await asked(db, work);
      expect([name, statements.length]).toEqual([name, few.get(name)]);
      const about = statements.filter(({ sql }) => /audit_event|role_held/.test(sql));
      for (const statement of about) expect([name, await scanned(db, statement)]).toEqual([name, []]);
    }
  });

  test('show every row once, newest first, page after page', async () => {
    const { cast, placementId } = setting;
    const walk = async (page: (after: string | null) => ReturnType<AuditHistory['changes']>): Promise<string[]> => {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { entries, next } = await page(after);
        seen.push(...entries.map((one) => `${one.at}_${one.id}`));
        if (next === null) return seen;
        after = next;
      }
    };
    const [row] = await setting.db.select<{ count: number }>(
      "SELECT COUNT(*) AS count FROM audit_event WHERE partnership_id = :partnershipId AND action = 'role.ended'",
      { partnershipId: cast.carol.partnershipId },
    );
    for (const seen of [
      await walk((after) => history.changes(cast.carol, after)),
      await walk((after) => history.ofPlacement(cast.amara, placementId, after)),
    ]) {
      expect(seen).toHaveLength(Number(row?.count));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(seen.toSorted().toReversed());
    }
  });

  test('are nobody’s else', async () => {
    const { cast, placementId } = setting;
    for (const viewer of [cast.amara, cast.priya, cast.helen, cast.tom])
      await expect(history.changes(viewer, null)).rejects.toMatchObject({ status: 404 });
    for (const viewer of [cast.priya, cast.helen, cast.carol])
      await expect(history.ofPlacement(viewer, placementId, null)).rejects.toMatchObject({ status: 404 });
  });
});
