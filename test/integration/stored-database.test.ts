import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../tool/config.js';
import { systemClock } from '../../tool/clock.js';
import { openDatabase, type Database } from '../../tool/db/database.js';
import { migrate } from '../../tool/db/migrator.js';
import { createLogger } from '../../tool/logger.js';
import { createFounding } from '../../tool/partnership/founding.service.js';
import { createAudit } from '../../tool/privacy/audit.js';
import { sealedSources } from '../../tool/sealed-sources.js';
import { checkSignatures } from '../../tool/signature/signature-check.service.js';
import { eachEmptyDialect, type ScratchDatabase } from '../database.js';
import { schemaOf, tablesOf } from '../stored/schema-of.js';
import { loadSql } from '../stored/sql-dump.js';
import { sure } from '../sure.js';
import { startTool } from './lti/tool-kit.js';

const folder = path.resolve(import.meta.dirname, '../stored');
const stored = readdirSync(folder).flatMap((file) => /^(.+)\.sqlite\.sql\.gz$/.exec(file)?.[1] ?? []);
const log = createLogger('silent');
type Rows = Record<string, Record<string, unknown>[]>;

/** Every row of these tables, with no more than these columns, in an order of its own. */
async function rowsOf(db: Database, columns: Record<string, string[]>): Promise<Rows> {
  const rows: Rows = {};
  for (const [table, names] of Object.entries(columns)) {
    const found = await db.select<Record<string, unknown>>(`SELECT ${names.join(', ')} FROM ${table}`);
    rows[table] = found.map((row) => ({ ...row })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return rows;
}

describe.each(stored)('A database stored as %s', (name) => {
  eachEmptyDialect('brought up to date', (open) => {
    let scratch: ScratchDatabase;
    let fresh: ScratchDatabase;
    let db: Database;
    let freshDb: Database;
    let columns: Record<string, string[]>;
    let before: Rows;

    beforeAll(async () => {
      [scratch, fresh] = [await open(), await open()];
      const file = `${name}.${scratch.dialect === 'sqlite' ? 'sqlite' : 'mariadb'}.sql.gz`;
      await loadSql(scratch, readFileSync(path.join(folder, file)));
      [db, freshDb] = [openDatabase(scratch.url, log), openDatabase(fresh.url, log)];
      columns = {};
      for (const table of await tablesOf(db)) {
        const [row] = await db.select(`SELECT * FROM ${table} LIMIT 1`);
        if (row) columns[table] = Object.keys(row);
      }
      before = await rowsOf(db, columns);
      await migrate(db, log);
      await migrate(freshDb, log);
    });
    afterAll(async () => {
      await Promise.all([db.close(), freshDb.close()]);
      await Promise.all([scratch.drop(), fresh.drop()]);
    });

    const check = async () => {
      const ground = { db, log, clock: systemClock, config: readConfig({}), audit: createAudit(db, systemClock) };
      const partnerships = await createFounding(ground).list();
      return checkSignatures(
        db,
        sealedSources(ground),
        partnerships.map(({ id }) => id),
      );
    };
    /** Does something to the database for as long as the check takes. */
    const tampered = async (doIt: string, undo: string, values: Record<string, string>) => {
      await db.run(doIt, values);
      const report = await check();
      await db.run(undo, values);
      return report.faults;
    };
    const first = async (sql: string): Promise<Record<string, string>> => sure((await db.select<Record<string, string>>(sql))[0]);

    test('holds the story: people, observations, signatures, scores and audit rows', () => {
      for (const table of ['person', 'placement', 'observation', 'observation_note', 'target', 'signature', 'score_outbox', 'audit_event'])
        expect([table, sure(before[table]).length > 0]).toEqual([table, true]);
    });

    test('keeps every row and every value', async () => {
      const { schema_migration: stepsBefore, ...rest } = before;
      const { schema_migration: stepsAfter, ...after } = await rowsOf(db, columns);
      expect(after).toEqual(rest);
      expect(sure(stepsAfter)).toEqual(expect.arrayContaining(sure(stepsBefore)));
    });

    test('has the columns, keys, indexes and references of a new one', async () => {
      expect(await schemaOf(db)).toEqual(await schemaOf(freshDb));
    });

    test('has every signature intact', async () => {
      const report = await check();
      expect(report.faults).toEqual([]);
      expect(report.checked).toBe(sure(before['signed_record']).length);
    });

    test('shows in the check a word that was changed, a seal that is gone, and a record that is gone', async () => {
      const note = await first(
        'SELECT n.id, n.body, n.observation_id FROM observation_note n JOIN observation o ON o.id = n.observation_id WHERE o.signed_at IS NOT NULL ORDER BY n.id LIMIT 1',
      );
      const id = sure(note['observation_id']);
      expect(
        await tampered(
          "UPDATE observation_note SET body = 'Something else' WHERE id = :id",
          'UPDATE observation_note SET body = :body WHERE id = :id',
          { id: sure(note['id']), body: sure(note['body']) },
        ),
      ).toEqual([{ kind: 'observation', id, fault: 'changed', changed: [`note/${note['id']}`] }]);
      const signature = await first('SELECT id, role, record_id FROM signature ORDER BY id LIMIT 1');
      expect(
        await tampered("UPDATE signature SET role = 'tutor' WHERE id = :id", 'UPDATE signature SET role = :role WHERE id = :id', {
          id: sure(signature['id']),
          role: sure(signature['role']),
        }),
      ).toEqual([{ kind: 'observation', id: signature['record_id'], fault: 'changed', changed: [] }]);
      expect(
        await tampered('UPDATE observation SET signed_at = NULL WHERE id = :id', 'UPDATE observation SET signed_at = :at WHERE id = :id', {
          id,
          at: (await first('SELECT signed_at AS at FROM observation WHERE signed_at IS NOT NULL LIMIT 1'))['at'] ?? '',
        }),
      ).toEqual([{ kind: 'observation', id, fault: 'record-gone', changed: [] }]);
      const draft = await first('SELECT id FROM observation WHERE signed_at IS NULL LIMIT 1');
      expect(
        await tampered(
          "UPDATE observation SET signed_at = '2026-11-12T09:00:00.000Z' WHERE id = :id",
          'UPDATE observation SET signed_at = NULL WHERE id = :id',
          { id: sure(draft['id']) },
        ),
      ).toEqual([{ kind: 'observation', id: draft['id'], fault: 'not-sealed', changed: [] }]);
    });

    test('is served by the tool', async () => {
      const tool = await startTool(scratch);
      expect((await fetch(`${tool.origin}/health/ready`)).status).toBe(200);
      await tool.close();
    });
  });
});
