import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationList, ObservationView, Release } from '../../../tool/observation/observation.shared.js';
import { createTargets } from '../../../tool/target/target.service.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { openSetting, type Setting } from './setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
const notFound = { status: 404, message: 'There is nothing here that you can open.' };
const dayMs = 24 * 60 * 60_000;

eachDialect('a signed record', (open) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await openSetting(open);
  });
  afterAll(() => setting.close());

  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`);
  const listed = async (viewer: KnownViewer): Promise<ObservationList['observations']> => {
    const list: ObservationList = await setting.call(viewer, 'get', `/api/placements/${setting.placementId}/observations`);
    return list.observations;
  };
  const waitingFor = async (viewer: KnownViewer, id: string) =>
    (await setting.slice.waiting.waitingFor(viewer)).filter((item) => item.href.endsWith(id));
  const othersOf = async (viewer: KnownViewer, id: string) =>
    (await setting.slice.others.waitingForOthers(viewer)).filter((item) => item.href.endsWith(id));
  const written = async (): Promise<{ id: string; revision: number }> => {
    const { call, cast } = setting;
    await setting.makeRoom();
    const id = newId();
    await call(cast.priya, 'put', `/api/observations/${id}`, {
      placementId: setting.placementId, kind: 'formal', lesson, focus: 'Transitions', writeUp: true,
    }); // prettier-ignore
    await call(cast.priya, 'put', `/api/observations/${id}/targets/${newId()}`, {
      wording: `Wait ${id}`, actions: '', support: '', byOn: null, position: 0, noteIds: [],
    }); // prettier-ignore
    const saved: { observationRevision: number } = await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, {
      body: 'Calm voice.',
    });
    return { id, revision: saved.observationRevision };
  };
  const sign = (id: string, revision: number, release: Release) =>
    setting.call(setting.cast.priya, 'post', `/api/observations/${id}/sign`, { release }, revision);
  const signed = async (release: Release): Promise<string> => {
    const { id, revision } = await written();
    await sign(id, revision, release);
    return id;
  };
  const press = (viewer: KnownViewer, id: string, step: 'release' | 'read') =>
    setting.call(viewer, 'post', `/api/observations/${id}/${step}`, {});

  it('is known to the trainee and read by nobody but its observer until the two have talked', async () => {
    const { cast, call, clock, db } = setting;
    const id = await signed({ how: 'talked' });
    const latest = new Date(clock.now().getTime() + 14 * dayMs).toISOString();
    const known = await view(cast.amara, id);
    expect(known).toMatchObject({
      access: 'announcement', state: 'signed', release: { how: 'talked', at: latest, released: false }, notes: [], targets: [], signatures: [],
      remarks: [], redaction: null, may: { read: false, differ: false, viewFirst: true }, visibleTo: { now: ['Priya Nair'], planOnly: [] },
    }); // prettier-ignore
    expect(JSON.stringify(known)).not.toMatch(/Calm voice|Wait 0/);
    expect(known.visibleTo.onceSigned.toSorted()).toEqual(['Helen Ward', 'James Boyle']);
    expect((await listed(cast.amara)).find((one) => one.id === id)).toMatchObject({ state: 'signed', released: false });
    for (const other of [cast.james, cast.helen]) {
      await expect(view(other, id)).rejects.toMatchObject(notFound);
      expect((await listed(other)).map((one) => one.id)).not.toContain(id);
    }
    for (const refusal of [
      press(cast.amara, id, 'read'),
      call(cast.amara, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'differs', body: 'No.' }),
      call(cast.amara, 'get', `/api/observations/${id}/check`),
      press(cast.amara, id, 'release'),
      press(cast.james, id, 'release'),
      press(cast.helen, id, 'release'),
    ])
      await expect(refusal).rejects.toMatchObject(notFound);
    // Its targets are nobody's elsewhere yet.
    const at = { partnershipId: cast.priya.partnershipId, placementId: setting.placementId, space: 'record' };
    const current = async () =>
      (await createTargets({ ground: setting.ground, areasById: setting.framework.areasById }).findCurrent(at)).map((one) => one.wording);
    expect(await current()).not.toContain(`Wait ${id}`);

    expect(await waitingFor(cast.priya, id)).toMatchObject([
      { sentence: 'Wed P2: talk with Amara, then press “We have talked”', due: { kind: 'until', at: latest } },
    ]);
    expect(await waitingFor(cast.amara, id)).toEqual([]);
    expect(await othersOf(cast.amara, id)).toMatchObject([{ sentence: 'Wed P2: Priya has signed. You can read it when you have talked.' }]);
    expect(await othersOf(cast.priya, id)).toEqual([]);

    await press(cast.priya, id, 'release');
    await press(cast.priya, id, 'release');
    expect(await db.select(`SELECT id FROM observation WHERE id = :id AND released_at = signed_at`, { id })).toHaveLength(1);
    for (const reader of [cast.amara, cast.james, cast.helen])
      expect(await view(reader, id)).toMatchObject({ access: 'record', release: { how: 'talked', released: true } });
    expect(await current()).toContain(`Wait ${id}`);
    expect(await waitingFor(cast.priya, id)).toEqual([]);
    expect(await waitingFor(cast.amara, id)).toMatchObject([{ sentence: 'Priya has signed. Read it, then press “I have read this”.' }]);
    expect(await othersOf(cast.amara, id)).toEqual([]);
    expect(await othersOf(cast.priya, id)).toMatchObject([{ sentence: 'Wed P2: Amara has not pressed “I have read this” yet' }]);
    await press(cast.amara, id, 'read');
    expect(await call(cast.amara, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
    const actions = setting.audits.filter((entry) => entry.objectId === id).map((entry) => entry.action);
    expect(actions.filter((action) => action === 'observation.released')).toHaveLength(1);
  });

  it('is read from a day of the school, to the minute, by everybody at once', async () => {
    const { cast, clock } = setting;
    await expect(written().then(({ id, revision }) => sign(id, revision, { how: 'day', on: '2026-01-30' }))).rejects.toMatchObject({
      status: 422,
      type: 'too-late',
    });
    const id = await signed({ how: 'day', on: '2025-11-20' });
    expect(await view(cast.amara, id)).toMatchObject({ access: 'announcement', release: { how: 'day', at: '2025-11-20T00:00:00.000Z' } });
    expect(await waitingFor(cast.priya, id)).toEqual([]);
    const before = clock.now();
    clock.setTo(new Date('2025-11-19T23:59:59.999Z'));
    await expect(view(cast.helen, id)).rejects.toMatchObject(notFound);
    clock.setTo(new Date('2025-11-20T00:00:00.000Z'));
    expect(await view(cast.helen, id)).toMatchObject({ access: 'record' });
    await press(cast.amara, id, 'read');
    clock.setTo(before);
  });

  it('is no dead end where its observer’s role ends before the talk: it opens by itself a fortnight after the signature', async () => {
    const { cast, clock, db } = setting;
    const id = await signed({ how: 'talked' });
    const before = clock.now();
    const at = before.toISOString();
    await db.run(`UPDATE role_held SET ended_at = :at WHERE person_id = :personId AND role = 'mentor'`, {
      at,
      personId: cast.priya.personId,
    });
    await expect(press({ ...cast.priya, roles: [] }, id, 'release')).rejects.toMatchObject(notFound);
    expect(await view(cast.amara, id)).toMatchObject({ access: 'announcement', observer: { name: 'Priya Nair' } });
    clock.setTo(new Date(before.getTime() + 14 * dayMs));
    for (const reader of [cast.amara, cast.james, cast.helen]) expect(await view(reader, id)).toMatchObject({ access: 'record' });
    await press(cast.amara, id, 'read');
    clock.setTo(before);
    await db.run(`UPDATE role_held SET ended_at = NULL WHERE person_id = :personId AND role = 'mentor'`, { personId: cast.priya.personId });
  });

  it('of before there was a choice counts as released', async () => {
    const { cast, db } = setting;
    const id = await signed({ how: 'now' });
    await db.run('UPDATE observation SET release_how = NULL WHERE id = :id', { id });
    expect(await view(cast.helen, id)).toMatchObject({ access: 'record', release: { how: 'now', released: true } });
    await db.run('UPDATE observation SET released_at = NULL WHERE id = :id', { id });
    expect(await view(cast.amara, id)).toMatchObject({ access: 'record', release: { released: true }, may: { read: true } });
    expect((await listed(cast.helen)).map((one) => one.id)).toContain(id);
    expect(await waitingFor(cast.amara, id)).toHaveLength(1);
  });

  it('takes a correction before it is released, and every other step out of order is refused without a trace', async () => {
    const { cast, call } = setting;
    const { id, revision } = await written();
    await expect(press(cast.priya, id, 'release')).rejects.toMatchObject(notFound);
    await expect(press(cast.amara, id, 'read')).rejects.toMatchObject(notFound);
    await sign(id, revision, { how: 'talked' });
    await call(cast.priya, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'correction', body: 'It was 8C.' });
    expect((await view(cast.amara, id)).remarks).toEqual([]);
    // Signed twice: the second choice changes nothing.
    await sign(id, revision, { how: 'now' });
    expect(await view(cast.amara, id)).toMatchObject({ access: 'announcement' });
    await press(cast.priya, id, 'release');
    expect((await view(cast.amara, id)).remarks).toMatchObject([{ kind: 'correction', body: 'It was 8C.' }]);
    await press(cast.amara, id, 'read');
    await press(cast.priya, id, 'release');
    await sign(id, revision, { how: 'talked' });
    expect(await view(cast.amara, id)).toMatchObject({ state: 'read', release: { released: true } });
    expect(await call(cast.amara, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true, remarksIntact: true });
  });

  describe('in a race', () => {
    it('is signed once and released once, whatever is pressed at once, and is read only after it was released', async () => {
      const { cast, call, db, told } = setting;
      const race = startRace();
      for (let round = 0; round < 8; round += 1) {
        const { id, revision } = await written();
        const before = told.length;
        const refusable = (work: () => Promise<unknown>) => () =>
          work().catch((error: unknown) => expect([404, 409, 422]).toContain((error as { status?: number }).status));
        const press2 = ['release', 'read', 'release', 'read'] as const;
        await race.begin(
          [
            refusable(() => sign(id, revision, { how: 'talked' })),
            refusable(() => sign(id, revision, { how: 'now' })),
            ...press2.map((step) => refusable(() => press(step === 'read' ? cast.amara : cast.priya, id, step))),
            refusable(() => call(cast.priya, 'put', `/api/observations/${id}/sections/impact`, { body: 'Late.' }, 0)),
          ],
          12,
        );
        const [row] = await db.select<{ state: string; released: string; signed: string }>(
          'SELECT state, released_at AS released, signed_at AS signed FROM observation WHERE id = :id',
          { id },
        );
        const signatures = await db.select<{ meaning: string }>('SELECT meaning FROM signature WHERE record_id = :id ORDER BY position', {
          id,
        });
        const wasRead = row?.state === 'read';
        expect(signatures.map((one) => one.meaning)).toEqual(row?.state === 'feedback' ? [] : wasRead ? ['signed', 'read'] : ['signed']);
        expect(told.length - before).toBe(wasRead ? 1 : 0);
        if (wasRead) expect(row.released <= setting.clock.now().toISOString()).toBe(true);
        if (row?.state !== 'feedback')
          expect(await call(cast.priya, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
      }
    });
  });
});
