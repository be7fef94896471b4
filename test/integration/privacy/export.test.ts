import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import papaparse from 'papaparse';
import yauzl from 'yauzl';
import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import { createPeople } from '../../../tool/partnership/people.service.js';
import { createExports } from '../../../tool/privacy/export.service.js';
import type { HistoryList } from '../../../tool/privacy/audit-history.shared.js';
import { searchAccounts } from '../../../tool/privacy/subject.model.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { buildHouse, launchAs, makeCode, makePlacement, me, must, subs, useCode, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { observe, seeDifferently } from './story.js';

type Files = Map<string, string>;
type Row = Record<string, string | number | null>;

/** Names and texts of a zip, read as any other program would. */
const unzip = (bytes: Buffer): Promise<Files> =>
  new Promise((resolve, reject) => {
    const files: Files = new Map();
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) {
            reject(failed);
            return;
          }
          void buffer(stream).then((content) => {
            files.set(entry.fileName, content.toString('utf8'));
            zip.readEntry();
          }, reject);
        });
      });
      zip.readEntry();
    });
  });

const rowsOf = (files: Files, table: string): Row[] => JSON.parse(files.get(`tables/${table}.json`) ?? '[]') as Row[];
const weeks = 40;

eachDialect('The export of a person', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  let signed: string[];

  const download = async (bearer: string, path: string): Promise<{ status: number; type: string | null; files: Files }> => {
    const response = await fetch(tool.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      files: response.ok ? await unzip(bytes) : new Map<string, string>(),
    };
  };

  beforeAll(async () => {
    scratch = await open();
    tool = await startTool(scratch);
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
    const { mentor, tutor, trainee } = house.bearer;
    await launchAs(house, 'otherTrainee');
    const other = await makePlacement(house, tutor, { sub: subs.otherTrainee });
    await useCode(house, mentor, (await makeCode(house, tutor, other.id)).code);
    const about = { mentor, placementId: house.placementId };
    signed = [];
    for (let week = 0; week < weeks; week += 1) {
      const id = await observe(house, { ...about, mark: week === 0 ? '=1+1' : `week ${week}` }, 'signed');
      signed.push(id);
      if (week % 2 === 0) await must(tool, trainee, 'POST', { path: `/api/observations/${id}/read`, body: {} });
    }
    await seeDifferently(house, trainee, sure(signed[1]), '@SUM(A1)');
    await observe(house, { ...about, mark: 'DRAFT' }, 'feedback');
    await observe(house, { ...about, mark: 'PLAN' }, 'planned');
    await observe(house, { ...about, mark: 'WITHDRAWN' }, 'withdrawn');
    await observe(house, { mentor, placementId: other.id, mark: 'OTHER TRAINEE' }, 'signed');
    await listed();
    const now = new Date().toISOString();
    await tool.services.db.insert('digest', {
      partnership_id: house.partnershipId, person_id: house.traineeId, rhythm: 'mondays', next_at: '2099-01-05T07:00:00.000Z', tries: 0,
      started_at: now, changed_at: now,
    }); // prettier-ignore
  }, 240_000);

  /** A placement list that names the same mentor and tutor for two trainees. */
  const listed = async (): Promise<void> => {
    const { db } = tool.services;
    const [course] = await db.select<{ id: string }>('SELECT id FROM context LIMIT 1');
    const [intakeId, at] = [newId(), toInstant(new Date())];
    await db.insert('placement_intake', {
      id: intakeId, partnership_id: house.partnershipId, context_ref: sure(course).id, platform_kid: house.kid, file_name: 'autumn.csv', state: 'done',
      revision: 1, summary: '{}', created_by: house.traineeId, created_at: at,
    }); // prettier-ignore
    const row = {
      intake_id: intakeId, partnership_id: house.partnershipId, state: 'made', flagged: 0, tutor: 'TUTOR@northbridge.example',
      mentor_name: 'mentor Invented', mentor_email: 'mentor@northbridge.example', problems: '[]', finding: '{"name":"SECRET name"}',
    }; // prettier-ignore
    const own = { student_number: 'OWN number', email: 'trainee@northbridge.example', placement_id: house.placementId };
    await db.insert('placement_intake_row', { ...row, ...own, line: 2 });
    await db.insert('placement_intake_row', {
      ...row,
      line: 3,
      student_number: 'SECRET number',
      email: 'SECRET@x',
      trainee_name: 'SECRET name',
    });
  };
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await scratch.drop();
  });

  test('holds every record of forty weeks that they can read, with its texts and signatures', async () => {
    const { files, status, type } = await download(house.bearer.trainee, '/api/privacy/export');
    expect([status, type]).toEqual([200, 'application/zip']);
    const states = rowsOf(files, 'observation').map(({ state }) => state);
    expect(states.filter((state) => state === 'read')).toHaveLength(weeks / 2);
    expect(states.filter((state) => state === 'signed')).toHaveLength(weeks / 2);
    expect(
      rowsOf(files, 'observation_note')
        .map(({ observation_id }) => observation_id)
        .sort(),
    ).toEqual([...signed].sort());
    expect(rowsOf(files, 'target').filter(({ wording }) => String(wording).endsWith('wording'))).toHaveLength(weeks);
    expect(rowsOf(files, 'observation_section').filter(({ section }) => section === 'strengths')).toHaveLength(weeks);
    expect(rowsOf(files, 'signature').filter(({ meaning }) => meaning === 'signed')).toHaveLength(weeks);
    expect(rowsOf(files, 'observation_remark')).toMatchObject([{ body: '@SUM(A1)' }]);
    expect(rowsOf(files, 'digest')).toMatchObject([{ rhythm: 'mondays' }]);
    expect(rowsOf(files, 'observation')[0]).toMatchObject({ 'observer_person_id (name)': 'mentor Invented' });
    expect(rowsOf(files, 'person')).toMatchObject([{ name: 'trainee Invented', email: 'trainee@northbridge.example' }]);
    for (const table of ['identity', 'membership', 'role_held', 'placement', 'session', 'audit_event'])
      expect(rowsOf(files, table)).not.toEqual([]);
  });

  test('holds nothing of others: no draft, no other trainee, no key', async () => {
    const { files } = await download(house.bearer.trainee, '/api/privacy/export');
    const all = [...files.values()].join('\n');
    for (const foreign of ['DRAFT note', 'DRAFT strengths', 'DRAFT wording', 'WITHDRAWN', 'OTHER TRAINEE', 'otherTrainee', 'taken back'])
      expect([foreign, all.includes(foreign)]).toEqual([foreign, false]);
    for (const column of ['salt', 'token_hash', 'code_hash', 'seen_digest', 'launch_nonce'])
      expect([column, all.includes(column)]).toEqual([column, false]);
    // What was agreed beforehand they know: the day, and the focus of a plan.
    expect(all).toContain('PLAN focus');
    expect(rowsOf(files, 'observation').filter(({ state }) => state === 'feedback')).toEqual([
      expect.not.objectContaining({ changed_at: expect.anything(), revision: expect.anything() }),
    ]);
  });

  test('says who did what in the record, and of nobody else with which account', async () => {
    const { files } = await download(house.bearer.trainee, '/api/privacy/export');
    const rows = rowsOf(files, 'audit_event');
    const own = rows.filter(({ person_id }) => person_id === house.traineeId);
    const others = rows.filter(({ person_id }) => person_id !== house.traineeId && person_id !== null);
    expect([own.length > 0, others.length > 0]).toEqual([true, true]);
    expect(own.every((row) => 'identity_id' in row && 'session_id' in row)).toBe(true);
    expect(others.some((row) => 'identity_id' in row || 'session_id' in row)).toBe(false);
  });

  test('of a mentor and of a tutor holds their lines of a placement list, and whose placement it was not', async () => {
    const { mentor, tutor, trainee } = house.bearer;
    for (const bearer of [mentor, tutor]) {
      const { files } = await download(bearer, '/api/privacy/export');
      expect(rowsOf(files, 'placement_intake_row').map(({ line }) => line)).toEqual([2, 3]);
      const all = [...files.values()].join('\n');
      for (const foreign of ['SECRET', 'OWN number', 'trainee@northbridge.example'])
        expect([foreign, all.includes(foreign)]).toEqual([foreign, false]);
    }
    const { files } = await download(trainee, '/api/privacy/export');
    expect(rowsOf(files, 'placement_intake_row')).toMatchObject([
      { line: 2, student_number: 'OWN number', mentor_name: 'mentor Invented' },
    ]);
    expect([...files.values()].join('\n')).not.toContain('mentor@northbridge.example');
  });

  test('opens in a spreadsheet without a formula', async () => {
    const { files } = await download(house.bearer.trainee, '/api/privacy/export');
    const tables = [...files].filter(([name]) => name.endsWith('.csv'));
    expect(tables.length).toBeGreaterThan(10);
    for (const [name, content] of tables) {
      expect(content.startsWith('\uFEFF')).toBe(true);
      const { data, errors } = papaparse.parse<string[]>(content.slice(1).trimEnd());
      expect([name, errors]).toEqual([name, []]);
      for (const cell of data.flat()) expect([name, cell, /^[=+\-@\t\r]/.test(cell)]).toEqual([name, cell, false]);
      expect(data).toHaveLength(rowsOf(files, name.replace(/^tables\/|\.csv$/g, '')).length + 1);
    }
    expect(files.get('tables/observation_note.csv')).toContain("'=1+1 note");
    expect(files.get('README.txt')).toMatch(/What Critical Friend keeps about trainee Invented/);
  });

  test('is made by a coordinator on request, and the trainee finds it in the list of who has looked', async () => {
    const { db } = tool.services;
    const { coordinator, tutor, mentor } = house.bearer;
    const path = `/api/privacy/people/${house.traineeId}/export`;
    for (const bearer of [tutor, mentor]) expect((await download(bearer, path)).status).toBe(404);
    const { files } = await download(coordinator, path);
    expect(rowsOf(files, 'observation_note')).toHaveLength(weeks);
    const coordinatorId = sure((await me(house, coordinator)).personId);
    const events = await db.select<{ placement_id: string }>(
      "SELECT placement_id FROM audit_event WHERE action = 'person.copied' AND person_id = :coordinatorId",
      { coordinatorId },
    );
    expect(events).toEqual([{ placement_id: house.placementId }]);

    // Their own copies are their own business.
    await download(house.bearer.trainee, '/api/privacy/export');
    await must(tool, coordinator, 'POST', { path: '/api/privacy/holds', body: { placementId: house.placementId, reason: 'Appeal' } });
    const { entries } = await must<HistoryList>(tool, coordinator, 'GET', { path: '/api/changes' });
    const shown = entries.map(({ action, by, subject }) => [action, by, subject?.name ?? null]);
    expect(shown.slice(0, 2)).toEqual([
      ['hold.placed', 'coordinator Invented', 'trainee Invented'],
      ['person.copied', 'coordinator Invented', 'trainee Invented'],
    ]);
  });

  test('of a mentor, made by a coordinator, stands in the record of each trainee it tells of; a mentor’s own does not', async () => {
    const { coordinator, mentor, trainee } = house.bearer;
    const mentorId = sure((await me(house, mentor)).personId);
    const seen = async () => {
      const { entries } = await must<HistoryList>(tool, trainee, 'GET', { path: `/api/placements/${house.placementId}/history` });
      return entries.filter(({ subject }) => subject?.name === 'mentor Invented').map(({ action, by }) => [action, by]);
    };
    const before = await seen();
    await download(mentor, '/api/privacy/export');
    expect(await seen()).toEqual(before);
    await download(coordinator, `/api/privacy/people/${mentorId}/export`);
    expect(await seen()).toEqual([['person.copied', 'coordinator Invented'], ...before]);
  });

  test('of a mentor holds their own words only while they are a mentor there', async () => {
    const before = await download(house.bearer.mentor, '/api/privacy/export');
    expect(rowsOf(before.files, 'observation_note').filter(({ body }) => body === 'DRAFT note')).toHaveLength(1);
    const held = (await me(house, house.bearer.mentor)).roles;
    for (const role of held) await must(tool, house.bearer.coordinator, 'POST', { path: `/api/roles-held/${role.id}/end` });
    const after = await download(house.bearer.mentor, '/api/privacy/export');
    expect(rowsOf(after.files, 'observation_note')).toEqual([]);
    expect(rowsOf(after.files, 'observation').every((row) => !('placement_id' in row))).toBe(true);
    expect(rowsOf(after.files, 'signature')).not.toEqual([]);
  });

  test('can be asked for by who never had a role: they are found among the accounts, and nobody else is', async () => {
    const { db } = tool.services;
    await launchAs(house, 'stranger');
    const found = await searchAccounts(db, house.partnershipId, 'stranger', 10);
    expect(found).toMatchObject([{ sub: subs.stranger, name: 'stranger Invented', course: 'PGCE Secondary' }]);
    expect(await searchAccounts(db, house.partnershipId, 'stranger@northbridge', 10)).toEqual(found);
    for (const [where, letters] of [
      [house.partnershipId, 'mentor'],
      [newId(), 'stranger'],
      [house.partnershipId, '%'],
    ] as const)
      expect([letters, await searchAccounts(db, where, letters, 10)]).toEqual([letters, []]);
  });

  test('is of somebody new as small as they are known', async () => {
    const bearer = await launchAs(house, 'otherTrainee');
    const { files } = await download(bearer, '/api/privacy/export');
    expect(rowsOf(files, 'observation_note')).toMatchObject([{ body: 'OTHER TRAINEE note' }]);
  });

  test('made on the server stands in the record too, by nobody of the partnership', async () => {
    const { services } = tool;
    const exports = createExports({ ground: services, declarations: tableDeclarations, people: createPeople(services), files: [] });
    await buffer(await exports.makeFor(house.partnershipId, house.traineeId));
    const { entries } = await must<HistoryList>(tool, house.bearer.trainee, 'GET', {
      path: `/api/placements/${house.placementId}/history`,
    });
    expect(entries[0]).toMatchObject({ action: 'person.copied', by: null, subject: { name: 'trainee Invented' } });
  });

  test('holds the files that a slice keeps of the person', async () => {
    const { services } = tool;
    const files = [
      {
        find: () => Promise.resolve([{ name: 'photos/seat-plan.txt', open: () => Readable.from(['Seat 4']) }]),
        erase: () => Promise.resolve(0),
      },
    ];
    const exports = createExports({ ground: services, declarations: tableDeclarations, people: createPeople(services), files });
    const chunks: Buffer[] = [];
    for await (const chunk of await exports.makeFor(house.partnershipId, house.traineeId)) chunks.push(chunk as Buffer);
    expect((await unzip(Buffer.concat(chunks))).get('files/photos/seat-plan.txt')).toBe('Seat 4');
  });
});
