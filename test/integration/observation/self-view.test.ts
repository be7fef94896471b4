import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationView, SelfView } from '../../../tool/observation/observation.shared.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { openSetting, type Setting } from './setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
const notFound = { status: 404, message: 'There is nothing here that you can open.' };

eachDialect('the trainee’s own view', (open) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await openSetting(open);
  });
  afterAll(() => setting.close());

  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`);
  const mine = (viewer: KnownViewer, id: string): Promise<SelfView> => setting.call(viewer, 'get', `/api/observations/${id}/my-view`);
  const write = (viewer: KnownViewer, id: string, section: string, body: string, revision: number | null = null) =>
    setting.call(viewer, 'put', `/api/observations/${id}/my-view/sections/${section}`, { body }, revision);
  const press = (viewer: KnownViewer, id: string, step: string) => setting.call(viewer, 'post', `/api/observations/${id}/${step}`, {});
  const planned = async (): Promise<string> => {
    const id = newId();
    const body = { placementId: setting.placementId, kind: 'formal', lesson, focus: 'Transitions', writeUp: false };
    await setting.call(setting.cast.priya, 'put', `/api/observations/${id}`, body);
    return id;
  };
  const feedback = async (id: string): Promise<number> => {
    await press(setting.cast.priya, id, 'write-up');
    const saved: { observationRevision: number } = await setting.call(
      setting.cast.priya,
      'put',
      `/api/observations/${id}/sections/strengths`,
      {
        body: 'Calm voice.',
      },
    );
    return saved.observationRevision;
  };
  const sign = (id: string, revision: number, how: 'talked' | 'now') =>
    setting.call(setting.cast.priya, 'post', `/api/observations/${id}/sign`, { release: { how } }, revision);

  it('is theirs alone while they write it, and disturbs nobody who writes the record', async () => {
    const { cast, db } = setting;
    const id = await planned();
    const revision = await feedback(id);
    const first: { answer: { revision: number } } = await write(cast.amara, id, 'strengths', 'They waited.');
    expect(first.answer.revision).toBe(1);
    expect(await write(cast.amara, id, 'strengths', 'They waited.')).toMatchObject({ answer: { revision: 1 } });
    await write(cast.amara, id, 'strengths', 'They waited for me.', 1);
    await expect(write(cast.amara, id, 'strengths', 'Other tab', 1)).rejects.toMatchObject({
      status: 409,
      extra: { current: { body: 'They waited for me.', revision: 2 }, yours: { body: 'Other tab' } },
    });
    // The plan's part is agreed already, and there is no such part.
    for (const section of ['focus', 'nowhere']) await expect(write(cast.amara, id, section, 'x')).rejects.toMatchObject({ status: 404 });
    for (const other of [cast.priya, cast.james, cast.helen, cast.tom, cast.carol, cast.stranger]) {
      await expect(mine(other, id)).rejects.toMatchObject(notFound);
      await expect(write(other, id, 'strengths', 'x')).rejects.toMatchObject(notFound);
      for (const step of ['give', 'skip']) await expect(press(other, id, `my-view/${step}`)).rejects.toMatchObject(notFound);
    }
    expect(JSON.stringify(await view(cast.priya, id))).not.toContain('They waited');
    expect(await db.select(`SELECT space FROM observation_self_view WHERE observation_id = :id`, { id })).toEqual([{ space: 'private' }]);
    await press(cast.amara, id, 'my-view/give');
    // Priya signs the revision she has seen before Amara gave anything.
    await sign(id, revision, 'talked');
  });

  it('stands beside the record for whoever reads it, once it is given and the record is released, and not before', async () => {
    const { cast, db, call } = setting;
    const id = await planned();
    await write(cast.amara, id, 'strengths', 'They waited for me.');
    await write(cast.amara, id, 'impact', '   ');
    await expect(press(cast.amara, await planned(), 'my-view/give')).rejects.toMatchObject({ status: 422, type: 'nothing-written' });
    await press(cast.amara, id, 'my-view/give');
    await press(cast.amara, id, 'my-view/give');
    const given = { answers: [{ section: 'strengths', body: 'They waited for me.', erasedAt: null }] };
    expect((await view(cast.amara, id)).traineeView).toMatchObject(given);
    expect(await db.select('SELECT body FROM observation_self_view WHERE observation_id = :id', { id })).toEqual([]);
    await expect(write(cast.amara, id, 'strengths', 'Otherwise.', 1)).rejects.toMatchObject({ status: 422, type: 'view-chosen' });
    expect((await view(cast.priya, id)).traineeView).toBeNull();
    const revision = await feedback(id);
    expect((await view(cast.priya, id)).traineeView).toBeNull();
    await sign(id, revision, 'talked');
    expect((await view(cast.priya, id)).traineeView).toBeNull();
    await press(cast.priya, id, 'release');
    for (const reader of [cast.priya, cast.amara, cast.james, cast.helen])
      expect((await view(reader, id)).traineeView).toMatchObject(given);
    expect(await call(cast.helen, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true, remarksIntact: true });
    await db.run(`UPDATE observation_given_view SET body = 'Forged.' WHERE observation_id = :id`, { id });
    expect(await call(cast.helen, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: false, remarksIntact: false });
    await db.run(
      `UPDATE observation_given_view SET body = NULL, salt = NULL, erased_at = '2026-01-01T00:00:00.000Z' WHERE observation_id = :id`,
      { id },
    );
    expect(await call(cast.helen, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
  });

  it('is asked for once, and leaving it out never blocks', async () => {
    const { cast } = setting;
    const id = await planned();
    await sign(id, await feedback(id), 'now');
    expect((await view(cast.amara, id)).may).toMatchObject({ viewFirst: true, read: true });
    await write(cast.amara, id, 'impact', 'Half a thought');
    expect(await press(cast.amara, id, 'my-view/skip')).toMatchObject({ skippedAt: setting.clock.now().toISOString() });
    expect((await view(cast.amara, id)).may).toMatchObject({ viewFirst: false, read: true });
    await expect(press(cast.amara, id, 'my-view/give')).rejects.toMatchObject({ status: 422, type: 'view-chosen' });
    expect((await mine(cast.amara, id)).answers).toMatchObject([{ body: 'Half a thought' }]);
    await press(cast.amara, id, 'read');
    const other = await planned();
    await expect(press(cast.amara, other, 'my-view/skip')).rejects.toMatchObject(notFound);
    await sign(other, await feedback(other), 'now');
    await press(cast.amara, other, 'read');
    expect((await view(cast.amara, other)).may).toMatchObject({ viewFirst: false });
  });

  it('is given once, and whole, when it is given, written and skipped at once', async () => {
    const { cast, db, call } = setting;
    const race = startRace();
    for (let round = 0; round < 6; round += 1) {
      const id = await planned();
      await sign(id, await feedback(id), 'now');
      await write(cast.amara, id, 'strengths', 'They waited.');
      const quietly = (work: () => Promise<unknown>) => () =>
        work().catch((error: unknown) => expect((error as { status?: number }).status).toBe(422));
      await race.begin(
        [
          quietly(() => press(cast.amara, id, 'my-view/give')),
          quietly(() => press(cast.amara, id, 'my-view/give')),
          quietly(() => press(cast.amara, id, 'my-view/skip')),
          quietly(() => write(cast.amara, id, 'impact', 'Most could.')),
        ],
        10,
      );
      const { givenAt, skippedAt, answers } = await mine(cast.amara, id);
      expect([givenAt, skippedAt].filter((at) => at !== null)).toHaveLength(1);
      const given = (await view(cast.helen, id)).traineeView?.answers ?? [];
      expect(given.length > 0).toBe(givenAt !== null);
      if (givenAt !== null) expect(answers).toEqual([]);
      const seals = await db.select(
        `SELECT DISTINCT s.id FROM signature s JOIN observation_given_view g ON g.view_id = s.record_id WHERE g.observation_id = :id`,
        { id },
      );
      expect(seals).toHaveLength(givenAt === null ? 0 : 1);
      expect(await call(cast.helen, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
    }
  });
});
