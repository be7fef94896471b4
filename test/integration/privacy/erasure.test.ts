import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createFramework } from '../../../tool/framework/framework.service.js';
import { createLessons } from '../../../tool/lesson/lesson.service.js';
import { leavesOf, readContent, skeletonOf } from '../../../tool/observation/observation-content.js';
import { observationModel } from '../../../tool/observation/observation.model.js';
import { partsOf } from '../../../tool/observation/observation-parts.js';
import { readErasures } from '../../../tool/privacy/erasure-log.js';
import type { Prepared, Receipt, Receipts } from '../../../tool/privacy/privacy.shared.js';
import { createSignatures } from '../../../tool/signature/signature.service.js';
import { tableDeclarations } from '../../../tool/table-declarations.js';
import { createTargets } from '../../../tool/target/target.service.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { ownRedis, redisServerWanted } from '../../redis-server.js';
import { sure } from '../../sure.js';
import { ask, buildHouse, launchAs, makeCode, makePlacement, me, must, subs, useCode, type House } from '../access/house.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { plantMarkers } from './markers.js';
import { observe, seeDifferently } from './story.js';
import { placesOf } from './tables.js';

const personal = tableDeclarations
  .flatMap((one) => one.tables)
  .flatMap(({ table, columns }) =>
    Object.entries(columns)
      .filter(([, use]) => use === 'particular' || use === 'words' || use === 'outside')
      .map(([column]) => `${table}.${column}`),
  );

eachDialect('An erasure', (open) => {
  let scratch: ScratchDatabase;
  let tool: RunningTool;
  let house: House;
  let otherTrainee: string;
  let otherSigned: string;
  let ofTrainee: Record<'signed' | 'planned' | 'feedback', string>;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'critical-friend-data-'));
  const redis = redisServerWanted ? ownRedis() : null;
  const log: Record<string, unknown>[] = [];

  beforeAll(async () => {
    scratch = await open();
    await (await redis)?.start();
    const url = (await redis)?.url;
    tool = await startTool(scratch, { DATA_DIR: dataDir, ...(url === undefined ? {} : { REDIS_URL: url }) });
    house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
    const { mentor, tutor, trainee } = house.bearer;
    otherTrainee = await launchAs(house, 'otherTrainee');
    const other = await makePlacement(house, tutor, { sub: subs.otherTrainee });
    await useCode(house, mentor, (await makeCode(house, tutor, other.id)).code);
    await makeCode(house, tutor, house.placementId);

    const mark = { mentor, placementId: house.placementId, mark: 'MARK-trainee' };
    const signed = await observe(house, mark, 'signed');
    ofTrainee = { signed, planned: await observe(house, mark, 'planned'), feedback: await observe(house, mark, 'feedback') };
    await observe(house, mark, 'withdrawn');
    await seeDifferently(house, trainee, signed, 'MARK-trainee sees it differently');
    otherSigned = await observe(house, { mentor, placementId: other.id, mark: 'MARK-kept' }, 'signed');
    await observe(house, { mentor, placementId: other.id, mark: 'MARK-mentor' }, 'feedback');
    await plantMarkers(house);
  });
  afterAll(async () => {
    await house.platform.close();
    await tool.close();
    await (await redis)?.remove();
    await scratch.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const erase = async (personId: string): Promise<{ prepared: Prepared; receipt: Receipt }> => {
    const body = { personId, because: 'request', reference: 'DSR 14' };
    const prepared = await must<Prepared>(tool, house.bearer.coordinator, 'POST', { path: '/api/privacy/erasures', body });
    const path = `/api/privacy/erasures/${prepared.id}/confirm`;
    return { prepared, receipt: await must<Receipt>(tool, house.bearer.coordinator, 'POST', { path }) };
  };

  const check = async (id: string) => {
    const { services } = tool;
    const framework = createFramework({ ground: services });
    const signatures = createSignatures({ ground: services });
    const unused = null as never;
    const parts = partsOf({
      ground: services, framework, signatures, lessons: createLessons({ ground: services }), targets: createTargets({ ground: services }),
      people: unused, placements: unused, outbox: unused, looks: unused,
    }); // prettier-ignore
    const row = sure(await observationModel(services.db).find(house.partnershipId, id));
    const skeleton = skeletonOf(row, house.traineeId, await framework.findVersion(row.template_version_id));
    return signatures.check({ kind: 'observation', id }, skeleton, leavesOf(await readContent(parts, row)));
  };

  test('begins with a marker in every column that holds a name or words', async () => {
    const found = await placesOf(tool.services.db, 'MARK-');
    const missing = personal.filter((place) => !found.includes(place));
    expect(missing.map((place) => `${place} holds no marker: plant one in test/integration/privacy/markers.ts`).join('\n')).toBe('');
  });

  test('is refused while a hold stands, and for the coordinator’s own person', async () => {
    const { coordinator } = house.bearer;
    const own = sure((await me(house, coordinator)).personId);
    const self = await ask(tool, coordinator, 'POST', {
      path: '/api/privacy/erasures',
      body: { personId: own, because: 'request', reference: null },
    });
    expect(self.status).toBe(422);

    const body = { personId: house.traineeId, because: 'request', reference: null };
    for (const held of [{ personId: house.traineeId }, { placementId: house.placementId }]) {
      const hold = await must<{ id: string }>(tool, coordinator, 'POST', {
        path: '/api/privacy/holds',
        body: { ...held, reason: 'Complaint 7' },
      });
      const prepared = await must<Prepared>(tool, coordinator, 'POST', { path: '/api/privacy/erasures', body });
      expect(prepared.holds).toMatchObject([{ id: hold.id, reason: 'Complaint 7', liftedAt: null }]);
      const before = await placesOf(tool.services.db, 'MARK-trainee');
      const answer = await ask(tool, coordinator, 'POST', { path: `/api/privacy/erasures/${prepared.id}/confirm` });
      expect([answer.status, (JSON.parse(answer.text) as { type: string }).type]).toEqual([422, 'urn:critical-friend:problem:held']);
      expect(await placesOf(tool.services.db, 'MARK-trainee')).toEqual(before);
      await must(tool, coordinator, 'POST', { path: `/api/privacy/holds/${hold.id}/lift` });
    }
  });

  test('of a trainee leaves no trace but the receipt and tombstones', async () => {
    const { coordinator, trainee, mentor } = house.bearer;
    const { prepared, receipt } = await erase(house.traineeId);
    expect(prepared).toMatchObject({ person: { name: 'MARK-trainee name' }, former: 'A former trainee', holds: [], stays: [] });
    expect(receipt).toMatchObject({
      personId: house.traineeId,
      former: 'A former trainee',
      reference: 'DSR 14',
      because: 'Erased at the person’s request',
    });
    expect(receipt.counts.map(({ table, deleted, emptied }) => [table, deleted, emptied])).toEqual(
      prepared.counts.map(({ table, deleted, emptied }) => [table, deleted, emptied]),
    );
    expect(await placesOf(tool.services.db, 'MARK-trainee')).toEqual([]);
    for (const table of ['digest', 'digest_stop'])
      expect(await tool.services.db.select(`SELECT 1 FROM ${table} WHERE person_id = :id`, { id: house.traineeId })).toEqual([]);

    expect((await ask(tool, trainee, 'GET', { path: '/api/me' })).status).toBe(401);
    expect(await me(house, await launchAs(house, 'trainee'))).toMatchObject({ personId: null, roles: [] });
    for (const id of Object.values(ofTrainee))
      expect((await ask(tool, mentor, 'GET', { path: `/api/observations/${id}` })).status).toBe(404);
    const { receipts } = await must<Receipts>(tool, coordinator, 'GET', { path: '/api/privacy/erasures' });
    expect(receipts).toEqual([receipt]);
    expect(await must(tool, coordinator, 'POST', { path: `/api/privacy/erasures/${prepared.id}/confirm` })).toEqual(receipt);
  });

  test('leaves signed records that can still be checked', async () => {
    const checked = sure(await check(ofTrainee.signed));
    expect(checked).toMatchObject({ intact: true, changed: [], documentIntact: true });
    expect(checked.erased.map((name) => name.split('/')[0])).toEqual(expect.arrayContaining(['lesson', 'note', 'section', 'target']));
  });

  test('of a mentor takes drafts and particulars, and leaves what they signed about others', async () => {
    const mentorId = sure((await me(house, house.bearer.mentor)).personId);
    const { prepared } = await erase(mentorId);
    expect(prepared).toMatchObject({ former: 'A former mentor' });
    expect(prepared.stays).toEqual([{ what: 'Records they signed about others', rows: 1 }]);
    expect(await placesOf(tool.services.db, 'MARK-mentor')).toEqual([]);
    expect(await placesOf(tool.services.db, 'MARK-Mentor')).toEqual([]);
    // The line of a list is about its trainee, who still waits for a placement.
    const listed = await tool.services.db.select(
      'SELECT student_number AS number, email, tutor, mentor_name AS mentor FROM placement_intake_row',
    );
    expect(listed).toEqual([{ number: 'somebody else', email: 'waits@x', tutor: null, mentor: null }]);
    const record = await must<{ observer: { name: string }; sections: { body: string }[] }>(tool, otherTrainee, 'GET', {
      path: `/api/observations/${otherSigned}`,
    });
    expect(record.observer.name).toBe('A former mentor');
    expect(record.sections.map((section) => section.body)).toContain('MARK-kept strengths');
    expect(await must(tool, otherTrainee, 'GET', { path: `/api/observations/${otherSigned}/check` })).toMatchObject({
      intact: true,
      erased: [],
    });
  });

  test('is written down outside the database by numbers only, and no file, no log line and nothing in Redis names anybody', async () => {
    expect((await readErasures(dataDir)).map(({ partnershipId, personId }) => [partnershipId, personId])).toContainEqual([
      house.partnershipId,
      house.traineeId,
    ]);
    for (const file of readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()))
      expect(readFileSync(path.join(file.parentPath, file.name), 'utf8')).not.toContain('MARK-');
    log.push(...tool.takeLog());
    expect(JSON.stringify(log)).not.toContain('MARK-');
    const url = (await redis)?.url;
    if (url === undefined) return;
    const client = new Redis(url);
    for (const key of await client.keys('*')) expect([key, (await client.dumpBuffer(key)).includes('MARK-')]).toEqual([key, false]);
    await client.quit();
  });

  test('of a trainee leaves the school’s safeguarding lead of the same name and their telephone, who agreed for the school, and the mentor of a list', async () => {
    const { db } = tool.services;
    const personId = sure((await me(house, otherTrainee)).personId);
    const lead = { lead_name: 'otherTrainee Invented', lead_telephone: '01632 960001' };
    await db.run('UPDATE school_contact SET lead_name = :lead_name, lead_telephone = :lead_telephone', lead);
    await db.run("UPDATE school_approval SET approver_name = 'otherTrainee Invented'");
    await db.run("UPDATE placement_intake_row SET mentor_name = 'otherTrainee Invented', tutor = 'otherTrainee Invented'");
    await erase(personId);
    expect(await db.select('SELECT lead_name, lead_telephone FROM school_contact')).toEqual([lead]);
    const kept = { name: 'otherTrainee Invented' };
    for (const where of [
      'approver_name AS name FROM school_approval',
      'mentor_name AS name FROM placement_intake_row',
      'tutor AS name FROM placement_intake_row',
    ])
      expect(await db.select(`SELECT ${where}`)).toEqual([kept]);
  });

  test('is done again after a backup was restored', async () => {
    const { db } = tool.services;
    const logged = await readErasures(dataDir);
    // As a backup of before would bring it back.
    await db.run("UPDATE person SET name = 'MARK-trainee name', erased_at = NULL WHERE id = :id", { id: house.traineeId });
    const { createErasures } = await import('../../../tool/privacy/erasure.service.js');
    const { createPeople } = await import('../../../tool/partnership/people.service.js');
    const erasures = createErasures({
      ground: tool.services,
      declarations: tableDeclarations,
      people: createPeople(tool.services),
      files: [],
    });
    expect(await erasures.reapply(logged)).toBe(1);
    expect(await placesOf(db, 'MARK-trainee')).toEqual([]);
    expect(await erasures.reapply(logged)).toBe(0);
  });
});
