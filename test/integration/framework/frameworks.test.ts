import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CurriculumTrial, FrameworkList } from '../../../tool/framework/curriculum.shared.js';
import { createFramework } from '../../../tool/framework/framework.service.js';
import type { FrameworksInForce } from '../../../tool/framework/framework.shared.js';
import { shippedFrameworks } from '../../../tool/framework/shipped-framework.rules.js';
import { newId } from '../../../tool/ids.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { ask, must } from '../access/house.js';
import { buildWorld, type Caller, type World } from '../access/world.js';

const [standards, training, danielson] = shippedFrameworks;

eachDialect('A framework', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(await open());
  });
  afterAll(() => world.close());

  const bearer = (caller: Caller) => sure(world.bearers[caller]);
  const put = (caller: Caller, path: string, body: object, ifMatch?: number) =>
    ask(world.tool, bearer(caller), 'PUT', { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const inForce = async () =>
    (await must<FrameworksInForce>(world.tool, bearer('mentor'), 'GET', { path: `/api/placements/${world.here.placementId}/frameworks` }))
      .frameworks;
  const list = async () => (await must<FrameworkList>(world.tool, bearer('coordinator'), 'GET', { path: '/api/frameworks' })).frameworks;
  const tryFile = (file: Buffer, frameworkId: string | null = null) =>
    must<CurriculumTrial>(world.tool, bearer('coordinator'), 'POST', {
      path: '/api/frameworks/file',
      body: { frameworkId, file: file.toString('base64') },
    });
  const framework = () => createFramework({ ground: world.tool.services });

  test('ships: the standards and the training headings in force, Danielson’s short names waiting', async () => {
    const found = await inForce();
    expect(found.map(({ id }) => id)).toEqual([sure(standards).id, sure(training).id]);
    expect(found[0]?.areas.map(({ code }) => code)).toEqual(['TS1', 'TS2', 'TS3', 'TS4', 'TS5', 'TS6', 'TS7', 'TS8', 'Part Two']);
    expect(found.every(({ attribution }) => attribution.includes('Open Government Licence'))).toBe(true);
    expect((await put('coordinator', `/api/frameworks/${sure(danielson).id}/in-force`, { inForce: true })).status).toBe(200);
    expect((await put('coordinator', `/api/frameworks/${sure(training).id}/in-force`, { inForce: false })).status).toBe(200);
    expect((await inForce()).map(({ id }) => id)).toEqual([sure(standards).id, sure(danielson).id]);
    const areas = [{ code: 'TS1', name: 'Ours' }];
    for (const seen of [undefined, 1])
      expect((await put('coordinator', `/api/frameworks/${sure(standards).id}`, { name: 'Ours', areas }, seen)).status).toBe(404);
  });

  test('whose shipped words differ from the stored ones stops the tool', async () => {
    const { db } = world.tool.services;
    const where = { id: sure(standards).versionId };
    const [row] = await db.select<{ digest: string }>('SELECT digest FROM framework_version WHERE id = :id', where);
    await db.run("UPDATE framework_version SET digest = 'other' WHERE id = :id", where);
    await expect(framework().seed()).rejects.toThrow('changed without a new version');
    await db.run('UPDATE framework_version SET digest = :digest WHERE id = :id', { ...where, digest: sure(row).digest });
    await framework().seed();
  });

  test('of a provider is tried out from a file as Excel saves it, and stored only when it is confirmed', async () => {
    const windows = Buffer.from('Code;Name\r\nC1;Kultur \x96 caf\xe9\r\nC2;Fragen\r\n', 'latin1');
    const trial = await tryFile(windows);
    expect(trial).toEqual({
      areas: [{ code: 'C1', name: 'Kultur – café', change: 'new' }, { code: 'C2', name: 'Fragen', change: 'new' }],
      left: [], problems: [], ignored: [],
    }); // prettier-ignore
    expect((await list()).filter(({ own }) => own)).toEqual([]);
    expect(await tryFile(Buffer.from('\ufeffCode,Name\nC1,Kultur\n', 'utf8'))).toMatchObject({ areas: [{ code: 'C1' }] });
    const unread = await ask(world.tool, bearer('coordinator'), 'POST', {
      path: '/api/frameworks/file', body: { frameworkId: null, file: Buffer.from('PK\x03\x04workbook').toString('base64') },
    }); // prettier-ignore
    expect(unread.status).toBe(422);
  });

  test('of a provider has versions, and an old tag keeps the words it was made with', async () => {
    const id = newId();
    const areas = [{ code: 'C1', name: 'Questions' }, { code: 'C2', name: 'Talk' }]; // prettier-ignore
    for (let twice = 0; twice < 2; twice += 1)
      expect((await put('coordinator', `/api/frameworks/${id}`, { name: 'Ours', areas })).status).toBe(200);
    const before = sure((await inForce()).find((one) => one.id === id));
    expect(before).toMatchObject({ version: 1, name: 'Ours', attribution: '', areas });

    const next = [{ code: 'C1', name: 'Asking questions' }, { code: 'C3', name: 'Reading' }]; // prettier-ignore
    const trial = await tryFile(Buffer.from('Code,Name\nC1,Asking questions\nC3,Reading'), id);
    expect([trial.areas.map(({ change }) => change), trial.left]).toEqual([['changed', 'new'], [{ code: 'C2', name: 'Talk' }]]);
    expect((await put('coordinator', `/api/frameworks/${id}`, { name: 'Ours', areas: next })).status).toBe(409);
    expect((await put('coordinator', `/api/frameworks/${id}`, { name: 'Ours', areas: next }, 1)).status).toBe(200);
    const after = sure((await inForce()).find((one) => one.id === id));
    expect(after).toMatchObject({ version: 2, areas: next });

    const tags = [sure(before.areas[0]), sure(after.areas[0])];
    const found = await framework().areasById(tags.map((tag) => tag.id), world.here.partnershipId); // prettier-ignore
    expect(found.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([tags[1], tags[0]]);
  });

  test('of a provider refuses areas that cannot be told apart or read', async () => {
    const put2 = (areas: object[], name = 'Ours') => put('coordinator', `/api/frameworks/${newId()}`, { name, areas });
    expect((await put2([{ code: 'C1', name: 'A' }, { code: 'c1', name: 'B' }])).status).toBe(400); // prettier-ignore
    expect((await put2([{ code: ' ', name: 'A' }])).status).toBe(400);
    expect((await put2([], 'Empty')).status).toBe(400);
    expect((await put2([{ code: 'C1', name: 'A' }], '  ')).status).toBe(400);
  });

  test('of a provider is unknown in another partnership, and so are its areas', async () => {
    const own = sure((await list()).find((one) => one.own));
    expect(
      (await put('coordinatorElsewhere', `/api/frameworks/${own.id}`, { name: 'Theirs', areas: [{ code: 'X', name: 'X' }] }, 1)).status,
    ).toBe(404);
    expect((await put('coordinatorElsewhere', `/api/frameworks/${own.id}/in-force`, { inForce: false })).status).toBe(404);
    const ids = [sure(own.areas[0]).id, sure(sure(standards).areas[0]).id, newId()];
    const here = await framework().areasById(ids, world.here.partnershipId);
    const elsewhere = await framework().areasById(ids, world.elsewhere.partnershipId);
    expect([here.length, elsewhere.map(({ code }) => code)]).toEqual([2, ['TS1']]);
  });
});
