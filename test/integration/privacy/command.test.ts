import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommand } from '../../command.js';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { newId } from '../../../tool/ids.js';
import { sure } from '../../sure.js';
import { buildHouse, launchAs, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { placesOf } from './tables.js';

describe('The privacy command', () => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  const folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-command-'));
  const partnership = ['--partnership', 'Northbridge Partnership'];

  beforeAll(async () => {
    scratch = scratchSqlite();
    tool = await startTool(scratch);
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const privacy = async (...words: string[]): Promise<{ code: number; text: string }> => {
    const env = { DATABASE_URL: scratch.url, DATA_DIR: path.join(folder, 'files') };
    const { code, stdout } = await runCommand('tool/privacy/privacy-command.ts', words, env);
    return { code, text: stdout };
  };
  const json = async (...words: string[]): Promise<Record<string, unknown>> =>
    JSON.parse((await privacy(...words)).text) as Record<string, unknown>;

  test('prints the record of processing as a document', async () => {
    const { text, code } = await privacy('processing', ...partnership);
    expect(code).toBe(0);
    expect(text).toMatch(/^# Record of processing: Northbridge Partnership\n/);
    expect(text).toContain('### observation_note\n\nWhat was seen and heard in the lesson.');
    expect(text).toContain('| Kept | 7 years after the trainee’s last placement ends');
  });

  test('finds a person, writes their export to a new file, and never over an old one', async () => {
    expect(await json('people', ...partnership, '--search', 'trainee')).toMatchObject({
      people: [{ personId: house.traineeId, erasedAt: null }],
    });
    const out = path.join(folder, 'export.zip');
    expect(await json('export', ...partnership, '--person', house.traineeId, '--out', out)).toEqual({ exported: house.traineeId, out });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
    expect(await privacy('export', ...partnership, '--person', house.traineeId, '--out', out)).toMatchObject({ code: 1 });
  });

  test('says what would be erased, erases only when told twice, and writes it down', async () => {
    const erase = ['erase', ...partnership, '--person', house.traineeId, '--reference', 'DSR 14'];
    expect(await json(...erase)).toMatchObject({ wouldErase: { former: 'A former trainee', holds: [] } });
    expect(existsSync(path.join(folder, 'files/erasures.log'))).toBe(false);
    expect(await json(...erase, '--confirm')).toMatchObject({
      receipt: { former: 'A former trainee', reference: 'DSR 14', confirmedBy: null },
    });
    expect(await json('reapply')).toEqual({ logged: 1, erasedAgain: 0 });
  });

  test('finds, copies and erases somebody who was never given a role: who opened the tool, and who only stands on the list of a course', async () => {
    const { db } = tool.services;
    await launchAs(house, 'stranger');
    const [course] = await db.select<{ id: string }>('SELECT id FROM context');
    await db.insert('membership', {
      context_ref: sure(course).id,
      sub: 'listed-only',
      name: 'stranger Listed',
      email: 'listed@x',
      roles: '[]',
    });
    await db.insert('identity', {
      id: newId(),
      platform_kid: house.kid,
      sub: 'lost',
      name: 'stranger Lost',
      created_at: '2026-01-01T00:00:00.000Z',
    });
    const { people, accounts } = (await json('people', ...partnership, '--search', 'stranger')) as {
      people: unknown[];
      accounts: { account: string; name: string }[];
    };
    expect(people).toEqual([]);
    expect(accounts.map(({ name }) => name).sort()).toEqual(['stranger Invented', 'stranger Listed', 'stranger Lost']);
    // Who has a role is somebody already.
    expect(await json('people', ...partnership, '--search', 'mentor Invented')).toMatchObject({ accounts: [] });
    for (const [index, { account, name }] of accounts.entries()) {
      const erase = ['erase', ...partnership, '--account', account];
      expect(await json(...erase)).toMatchObject({ wouldErase: { name } });
      const out = path.join(folder, `account-${index}.zip`);
      if (index === 0) expect(await json('export', ...partnership, '--account', account, '--out', out)).toMatchObject({ out });
      else expect(await json(...erase, '--confirm')).toMatchObject({ receipt: { former: 'A former colleague' } });
    }
    const [{ personId } = { personId: '' }] = (
      (await json('people', ...partnership, '--search', 'stranger')) as { people: { personId: string }[] }
    ).people;
    expect(await json('erase', ...partnership, '--person', personId, '--confirm')).toMatchObject({ receipt: { personId } });
    expect((await placesOf(db, 'stranger')).filter((place) => !place.startsWith('session'))).toEqual([]);
    expect(await placesOf(db, 'listed')).toEqual([]);
    expect(await privacy('erase', ...partnership, '--account', sure(accounts[1]).account, '--confirm')).toMatchObject({ code: 1 });
  });

  test('shows what retention would do, and what is wrong with the words it was given', async () => {
    expect(await json('retention', ...partnership)).toMatchObject({ settings: { recordYears: 7 }, lastRun: null });
    expect(await json('retention', ...partnership, '--confirm')).toMatchObject({ lastRun: { ranOn: expect.any(String) } });
    for (const words of [
      ['forget'],
      ['people', ...partnership],
      ['erase', '--partnership', 'Nowhere', '--person', 'x'],
      ['erase', '--because', 'spite'],
    ])
      expect(await privacy(...words)).toMatchObject({ code: 1, text: expect.stringMatching(/^{"error":"/) });
  });
});
