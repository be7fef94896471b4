import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, isUniqueViolation, type Database } from '../../tool/db/database.js';
import { migrate } from '../../tool/db/migrator.js';
import { createLogger } from '../../tool/logger.js';
import { Problem } from '../../tool/errors.js';
import { newId } from '../../tool/ids.js';
import { eachEmptyDialect, type ScratchDatabase } from '../database.js';

const log = createLogger('silent');

eachEmptyDialect('the database', (open) => {
  let scratch: ScratchDatabase;
  let db: Database;
  const partnership = (name: string) => ({
    id: newId(),
    name,
    time_zone: 'Europe/London',
    locale: 'en-GB',
    created_at: '2026-09-01T08:00:00.000Z',
  });

  beforeAll(async () => {
    scratch = await open();
    db = openDatabase(scratch.url, log);
    await migrate(db, log);
  });
  afterAll(async () => {
    await db.close();
    await scratch.drop();
  });

  test('is migrated once however many processes start together, and again without a change', async () => {
    const others = [1, 2, 3].map(() => openDatabase(scratch.url, log));
    await Promise.all(others.map((other) => migrate(other, log)));
    await Promise.all(others.map((other) => other.close()));
    const rows = await db.select('SELECT name FROM schema_migration ORDER BY name');
    const steps = readdirSync(path.resolve(import.meta.dirname, '../../tool/db/migrations')).sort();
    expect(rows).toEqual(steps.map((file) => ({ name: path.basename(file, '.ts') })));
  });

  test('commits all of twelve read-then-write transactions that start at once', async () => {
    const row = partnership('Counting');
    await db.insert('partnership', row);
    await db.insert('school', { id: row.id, partnership_id: row.id, name: '0', time_zone: null, created_at: row.created_at });
    await Promise.all(
      Array.from({ length: 12 }, () =>
        db.transaction(async (tx) => {
          const lock = db.dialect === 'mysql' ? ' FOR UPDATE' : '';
          const [school] = await db.select<{ name: string }>(`SELECT name FROM school WHERE id = :id${lock}`, { id: row.id }, tx);
          await db.run('UPDATE school SET name = :name WHERE id = :id', { id: row.id, name: String(Number(school?.name) + 1) }, tx);
        }),
      ),
    );
    expect(await db.select('SELECT name FROM school WHERE id = :id', { id: row.id })).toEqual([{ name: '12' }]);
  });

  test('keeps nothing of a transaction whose work throws', async () => {
    const row = partnership('Never');
    await expect(
      db.transaction(async (tx) => {
        await db.insert('partnership', row, tx);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await db.select('SELECT id FROM partnership WHERE id = :id', { id: row.id })).toEqual([]);
  });

  test('tells a second row under one key apart from other errors', async () => {
    const row = partnership('Once');
    await db.insert('partnership', row);
    const again = await db.insert('partnership', { ...row, id: newId() }).catch((error: unknown) => error);
    expect(isUniqueViolation(again)).toBe(true);
  });

  test('compares identifiers from outside byte by byte: case, trailing blanks and accents are three people', async () => {
    const subs = ['alice', 'Alice', 'alice ', 'álice', '𝒜lice'];
    // prettier-ignore
    const row = (kid: string, issuer: string) => ({
      kid, issuer, client_id: 'c', name: 'x', auth_url: '', token_url: '', token_audience: null, auth_method: 'JWK_SET', auth_key: '', active: 1,
      frame_origins: '[]', created_at: '', retired_at: null, practice: 0,
    });
    for (const sub of subs) await db.insert('platform', row(newId(), sub));
    for (const sub of subs) {
      expect(await db.select('SELECT issuer FROM platform WHERE issuer = :sub', { sub })).toEqual([{ issuer: sub }]);
    }
  });

  test('stores what people type as they typed it, also where it reads like a command', async () => {
    const typed = ['PRAGMA TABLE_INFO shows columns', 'create temporary table', 'sqlite_master', "It's \\' fine", 'a\\', '🎈 ünïcode'];
    for (const name of typed) {
      const row = partnership(name);
      await db.insert('partnership', row);
      expect(await db.run('UPDATE partnership SET locale = :locale WHERE name = :name', { name, locale: 'cy-GB' })).toBe(1);
      expect(await db.select('SELECT name, locale FROM partnership WHERE id = :id', { id: row.id })).toEqual([{ name, locale: 'cy-GB' }]);
    }
  });

  test('counts the rows an update matched, also where it changed nothing', async () => {
    const row = partnership('Same');
    await db.insert('partnership', row);
    expect(await db.run('UPDATE partnership SET name = :name WHERE id = :id', { id: row.id, name: 'Same' })).toBe(1);
    expect(await db.run('UPDATE partnership SET name = :name WHERE id = :id', { id: newId(), name: 'Same' })).toBe(0);
  });

  test('refuses a coaching row under a record parent by its own keys', async () => {
    await expect(
      db.insert('target_status', { id: newId(), target_id: newId(), space: 'coaching', status: 'active', set_by: newId(), set_at: 'x' }),
    ).rejects.toThrow();
  });
});

test('a database that is away is a 503 that says so, and nothing hangs', async () => {
  const db = openDatabase('mysql://root@127.0.0.1:9/none', log);
  const error = await db.select('SELECT 1').catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
  await db.close();
});
