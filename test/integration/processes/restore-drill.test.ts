import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { createLogger } from '../../../tool/logger.js';
import { appendErasure } from '../../../tool/privacy/erasure-log.js';
import { eachEmptyDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { openPage } from '../../practice/story-teller.js';
import { sure } from '../../sure.js';
import { startBalancer, type Balancer } from './balancer.js';
import { completeObservation, link, makePlacement, northbridgeCode, people, type PlacementStory } from './placement-story.js';
import { startTools, type ToolProcesses } from './tool-processes.js';

const deploy = path.resolve(import.meta.dirname, '../../../deploy');
const execute = promisify(execFile);

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Place {
  DATABASE_URL: string;
  DATA_DIR: string;
}
interface Failed {
  code: number;
  stdout: string;
  stderr: string;
}

eachEmptyDialect('A machine that is lost and built again from its backup', (open) => {
  let first: ScratchDatabase;
  let second: ScratchDatabase;
  let folder: string;
  let old: Place;
  let fresh: Place;
  let address: Balancer;
  let tools: ToolProcesses;
  let moodle: Platform;
  let story: PlacementStory;
  let session: string;
  let backup: string;
  let leaver: string;

  const node = (script: string, place: Place, ...words: string[]) =>
    execute(process.execPath, [path.join(deploy, script), ...words], { env: { PATH: process.env['PATH'] ?? '', ...place } });
  const refused = (script: string, place: Place, ...words: string[]): Promise<Failed> =>
    node(script, place, ...words).then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => error as Failed,
    );
  const shown = () => moodle.gradebook.cell('2', people.trainee)?.value ?? null;
  const scoreStatus = async () => {
    const path = `/api/placements/${story.placementId}/score-status`;
    const { links } = await story.tutor.get<{ links: { linkId: string; state: string; reason: string | null }[] }>(path);
    return sure(links[0]);
  };
  const onDatabase = async <T>(url: string, ask: (db: Database) => Promise<T>): Promise<T> => {
    const db = openDatabase(url, createLogger('silent'));
    try {
      return await ask(db);
    } finally {
      await db.close();
    }
  };

  beforeAll(async () => {
    [first, second] = [await open(), await open()];
    folder = mkdtempSync(path.join(tmpdir(), 'critical-friend-drill-'));
    old = { DATABASE_URL: first.url, DATA_DIR: path.join(folder, 'files') };
    fresh = { DATABASE_URL: second.url, DATA_DIR: path.join(folder, 'fresh-files') };
    address = await startBalancer();
    tools = await startTools(1, { ...old }, address);
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }] });
    await tools.connect(moodle);
    story = await makePlacement(moodle, address.origin, await northbridgeCode(tools));
    await story.tutor.put('/api/links/current/policy', {
      shows: 'everything', sends: 'running_count', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null,
    }, 0); // prettier-ignore
  }, 120_000);
  afterAll(async () => {
    await moodle.close();
    await tools.close();
    await address.close();
    await Promise.all([first.drop(), second.drop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is backed up while it runs, with a grade on its way', async () => {
    await completeObservation(story);
    await completeObservation(story);
    await until('two arrived', () => shown() === 2);
    moodle.faults.plan({ kind: 'error-500', service: 'scores', times: 1_000 });
    await completeObservation(story);
    await until('the third waits', async () => (await scoreStatus()).state === 'waiting' && moodle.faults.injected.length > 0);
    mkdirSync(path.join(old.DATA_DIR, 'northbridge'), { recursive: true });
    writeFileSync(path.join(old.DATA_DIR, 'northbridge', 'seating.txt'), 'Seat 4 by the window');

    const { stdout } = await node('backup.mjs', old, path.join(folder, 'backups'));
    ({ backup } = JSON.parse(stdout) as { backup: string });
    expect(readdirSync(path.dirname(backup))).toEqual([path.basename(backup)]);
    expect(readdirSync(backup).sort()).toEqual([
      'backup.json',
      first.dialect === 'sqlite' ? 'database.sqlite' : 'database.sql.gz',
      'files.tar.gz',
    ]);
  });

  test('goes on for a while: grades are sent, somebody is erased', async () => {
    moodle.faults.clear();
    await story.tutor.post(`/api/placements/${story.placementId}/score-status/send-again`, { linkId: (await scoreStatus()).linkId });
    await completeObservation(story);
    await completeObservation(story);
    await until('five arrived', () => shown() === 5);
    session = String((await moodle.launch.http(people.trainee, link)).launch?.['session']);
    leaver = await onDatabase(first.url, async (db) => {
      const [row] = await db.select<{ id: string; partnershipId: string }>(
        "SELECT id, partnership_id AS partnershipId FROM person WHERE name = 'Ewan Price'",
      );
      const found = sure(row);
      await appendErasure(old.DATA_DIR, { at: new Date().toISOString(), partnershipId: found.partnershipId, personId: found.id });
      return found.id;
    });
    copyFileSync(path.join(old.DATA_DIR, 'erasures.log'), path.join(folder, 'erasures.log'));
  });

  test('is lost, and a damaged backup or a place in use is refused with nothing changed', async () => {
    await tools.close();
    const damaged = path.join(folder, 'damaged');
    mkdirSync(damaged);
    for (const name of readdirSync(backup)) copyFileSync(path.join(backup, name), path.join(damaged, name));
    writeFileSync(path.join(damaged, 'files.tar.gz'), 'cut off');
    expect((await refused('restore.mjs', fresh, damaged)).stderr).toBe('files.tar.gz is not what was backed up. Take another backup.\n');
    expect((await refused('restore.mjs', { ...fresh, DATABASE_URL: first.url }, backup)).stderr).toContain('Nothing was changed.');
    expect((await refused('restore.mjs', { ...fresh, DATA_DIR: old.DATA_DIR }, backup)).stderr).toBe(
      'DATA_DIR is not empty. Nothing was changed.\n',
    );
    expect(existsSync(fresh.DATA_DIR)).toBe(false);
  });

  test('comes back with every record and file, whoever was erased erased again, and nobody signed in', async () => {
    const { stdout } = await node('restore.mjs', fresh, backup, '--erasures', path.join(folder, 'erasures.log'));
    const { at } = JSON.parse(readFileSync(path.join(backup, 'backup.json'), 'utf8')) as { at: string };
    const answer = JSON.parse(stdout) as { sessionsEnded: number };
    expect(answer).toEqual({
      knownUntil: at, erasuresLogged: 1, erasedAgain: 1, sessionsEnded: expect.any(Number), auditIntact: true, signatures: { checked: 3, faults: [] },
    }); // prettier-ignore
    expect(answer.sessionsEnded).toBeGreaterThan(0);
    expect(readFileSync(path.join(fresh.DATA_DIR, 'northbridge', 'seating.txt'), 'utf8')).toBe('Seat 4 by the window');
    const [person, live] = await onDatabase(second.url, async (db) => [
      await db.select<{ name: string | null }>('SELECT name FROM person WHERE id = :leaver', { leaver }),
      await db.select('SELECT id FROM session WHERE ended_at IS NULL'),
    ]);
    expect([JSON.stringify(person).includes('Ewan'), live]).toEqual([false, []]);
  });

  test('asks everybody to open it again, and sends no older grade over the newer one', async () => {
    // A machine is built again in hours: what waited at the backup is due long since.
    await onDatabase(second.url, (db) => db.run("UPDATE score_outbox SET next_try_at = created_at WHERE state = 'waiting'"));
    const before = moodle.gradebook.history('2', people.trainee).length;
    tools = await startTools(1, { ...fresh }, address);
    expect((await fetch(`${address.origin}/api/me`, { headers: { authorization: `Bearer ${session}` } })).status).toBe(401);
    story = {
      ...story,
      tutor: await openPage(moodle, people.tutor, link, address.origin),
      trainee: await openPage(moodle, people.trainee, link, address.origin),
    };
    await until('it was decided', async () => (await scoreStatus()).state === 'not_sent');
    expect([shown(), (await scoreStatus()).reason, moodle.gradebook.history('2', people.trainee).length]).toEqual([
      5,
      'newer_there',
      before,
    ]);
    await story.tutor.post(`/api/placements/${story.placementId}/score-status/send-again`, { linkId: (await scoreStatus()).linkId });
    await until('a person wanted it', () => shown() === 3);
  });
});
