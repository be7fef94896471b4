import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { KnownViewer, Reader } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationView, Release } from '../../../tool/observation/observation.shared.js';
import { createTargetAttention } from '../../../tool/target/target.attention.js';
import { createTargets } from '../../../tool/target/target.service.js';
import { eachDialect } from '../../database.js';
import { lessonsOf, words } from '../target/lessons.js';
import { openSetting, type Setting } from './setting.js';

const notFound = { status: 404, message: 'There is nothing here that you can open.' };
const fortnightMs = 14 * 24 * 60 * 60_000;

eachDialect('What a record says that is signed and not released', (open) => {
  let setting: Setting;
  let lessons: ReturnType<typeof lessonsOf>;
  beforeAll(async () => {
    setting = await openSetting(open);
    lessons = lessonsOf(setting);
  });
  beforeEach(() => setting.makeRoom());
  afterAll(() => setting.close());

  const sign = async (mentor: KnownViewer, id: string, release: Release): Promise<void> => {
    const { revision } = await lessons.view(mentor, id);
    await setting.call(mentor, 'post', `/api/observations/${id}/sign`, { release }, revision);
  };
  const release = (id: string) => setting.call(setting.cast.priya, 'post', `/api/observations/${id}/release`, {});
  const worded = async (viewer: KnownViewer): Promise<string[]> => (await lessons.list(viewer)).targets.map(({ wording }) => wording);
  const earlierOf = async (viewer: KnownViewer, id: string): Promise<string[]> =>
    (await lessons.view(viewer, id)).earlier.map(({ wording }) => wording);
  /** Every place beside the record that shows targets, as one text. */
  const elsewhere = async (draft: string): Promise<string> => {
    const { cast, placementId, db, clock, ground, framework, slice } = setting;
    const place = { partnershipId: cast.priya.partnershipId, placementId, space: 'record' };
    const viewers = [cast.amara, cast.priya, cast.james, cast.helen];
    const sums = { partnershipId: place.partnershipId, placementIds: [placementId], since: '2025-09-01' };
    return JSON.stringify([
      await Promise.all(viewers.map((viewer) => lessons.list(viewer))),
      await Promise.all(viewers.map((viewer) => slice.waiting.waitingFor(viewer))),
      await lessons.view(cast.james, draft),
      await createTargets({ ground, areasById: framework.areasById }).findCurrent(place),
      [...(await createTargetAttention(db, clock).factsOf(sums))],
    ]);
  };

  it('shows its targets nowhere but there and in its observer’s next draft, until it is released', async () => {
    const { cast, clock, call } = setting;
    const draft = await lessons.written(cast.james);
    const before = await elsewhere(draft.id);
    const first = await lessons.written(cast.priya, ['Ask everybody']);
    await sign(cast.priya, first.id, { how: 'talked' });
    const [targetId = ''] = first.targetIds;
    const waits = { how: 'talked', at: clock.now() };
    expect((await elsewhere(draft.id)).replaceAll(/"now":"[^"]+"/g, '')).not.toContain('Ask everybody');
    for (const viewer of [cast.amara, cast.priya, cast.james, cast.helen]) expect(await worded(viewer)).not.toContain('Ask everybody');
    expect(await earlierOf(cast.james, draft.id)).toEqual([]);
    expect((await lessons.view(cast.priya, first.id)).targets.map(({ wording }) => wording)).toEqual(['Ask everybody']);
    const next = await lessons.written(cast.priya);
    expect(await earlierOf(cast.priya, next.id)).toEqual(['Ask everybody']);
    for (const viewer of [cast.amara, cast.priya, cast.james]) {
      await expect(lessons.change(viewer, targetId, 'parked')).rejects.toMatchObject(notFound);
      await expect(call(viewer, 'put', `/api/targets/${targetId}`, words('Wait'), 1)).rejects.toMatchObject(notFound);
    }
    await expect(lessons.say(cast.james, draft.id, targetId, { outcome: 'done' })).rejects.toMatchObject(notFound);
    expect(before).not.toContain('Ask everybody');
    // What is open to others may name what is not: it is left out of what they read there.
    await lessons.say(cast.priya, next.id, targetId, { outcome: 'going_on', because: 'Eleven names.' });
    await sign(cast.priya, next.id, { how: 'now' });
    expect(await earlierOf(cast.priya, next.id)).toEqual(['Ask everybody']);
    for (const viewer of [cast.amara, cast.james, cast.helen])
      expect(JSON.stringify(await lessons.view(viewer, next.id))).not.toMatch(/Ask everybody|Eleven names/);
    expect(await call(cast.helen, 'get', `/api/observations/${next.id}/check`)).toMatchObject({ intact: true });
    clock.setTo(new Date(waits.at.getTime() + fortnightMs - 1));
    expect(await worded(cast.helen)).not.toContain('Ask everybody');
    clock.setTo(new Date(waits.at.getTime() + fortnightMs));
    for (const viewer of [cast.amara, cast.priya, cast.james, cast.helen]) expect(await worded(viewer)).toContain('Ask everybody');
    expect(await earlierOf(cast.james, draft.id)).toEqual(['Ask everybody']);
    expect(await earlierOf(cast.helen, next.id)).toEqual(['Ask everybody']);
    clock.setTo(waits.at);
    await release(first.id);
    expect(await worded(cast.amara)).toContain('Ask everybody');
  });

  it('counts its targets among the three, and whoever may not know of them is told so without a word of theirs', async () => {
    const { cast } = setting;
    const first = await lessons.written(cast.priya, ['Hidden one', 'Hidden two', 'Hidden three']);
    await sign(cast.priya, first.id, { how: 'talked' });
    const draft = await lessons.written(cast.james, ['Circulate']);
    const refusal = await sign(cast.james, draft.id, { how: 'now' }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 422, type: 'targets-to-come' });
    expect(String(refusal)).not.toContain('Hidden');
    const own = await lessons.written(cast.priya, ['Stand still']);
    await expect(sign(cast.priya, own.id, { how: 'now' })).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await release(first.id);
    await expect(sign(cast.james, draft.id, { how: 'now' })).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await lessons.say(cast.james, draft.id, first.targetIds[0] ?? '', { outcome: 'park' });
    await sign(cast.james, draft.id, { how: 'now' });
  });

  it('makes its answers about targets true at once, and shows their words and notes from the release on', async () => {
    const { cast } = setting;
    const first = await lessons.written(cast.priya, ['Look at every book']);
    await sign(cast.priya, first.id, { how: 'now' });
    const [targetId = ''] = first.targetIds;
    const next = await lessons.written(cast.priya);
    await lessons.say(cast.priya, next.id, targetId, { outcome: 'done', because: 'Thirty books.', noteIds: [next.noteId] });
    await sign(cast.priya, next.id, { how: 'talked' });
    const page = async (viewer: KnownViewer) => (await lessons.list(viewer)).targets.find(({ id }) => id === targetId);
    for (const viewer of [cast.amara, cast.james, cast.helen]) {
      const shown = await page(viewer);
      expect([shown?.status, shown?.history.at(-1)?.because, shown?.history.at(-1)?.record]).toEqual(['closed', '', null]);
      expect(JSON.stringify(await lessons.list(viewer))).not.toContain(next.id);
      expect(shown?.evidence.map(({ id }) => id)).toEqual([first.noteId]);
    }
    expect((await lessons.list(cast.james)).offered.map(({ id }) => id)).not.toContain(next.id);
    await release(next.id);
    const shown = await page(cast.helen);
    expect(shown?.history.at(-1)).toMatchObject({ because: 'Thirty books.', record: { id: next.id } });
    expect(shown?.evidence.map(({ id }) => id).toSorted()).toEqual([first.noteId, next.noteId].toSorted());
  });

  it('is neither read nor answered by its trainee, who is not told of its questions', async () => {
    const { cast, call, slice } = setting;
    const draft = await lessons.written(cast.priya);
    const noteId = newId();
    const note = { tag: 'question', body: 'Who answered?', minuteMs: null, notedAt: '2025-11-12T09:10:00.000Z', position: 5 };
    await call(cast.priya, 'put', `/api/observations/${draft.id}/notes/${noteId}`, note);
    await sign(cast.priya, draft.id, { how: 'talked' });
    const told = async () => (await slice.waiting.waitingFor(cast.amara)).filter(({ key }) => key.startsWith(`observation:${draft.id}`));
    const answer = () => call(cast.amara, 'put', `/api/observations/${draft.id}/answers/${newId()}`, { noteId, body: 'Kim did.' });
    const read = () => call(cast.amara, 'post', `/api/observations/${draft.id}/read`, {});
    await expect(answer()).rejects.toMatchObject(notFound);
    await expect(read()).rejects.toMatchObject(notFound);
    expect(await told()).toEqual([]);
    await release(draft.id);
    expect((await told()).map(({ key }) => key)).toContain(`observation:${draft.id}:questions`);
    await answer();
    await read();
    expect((await lessons.view(cast.priya, draft.id)).answers).toMatchObject([{ noteId, body: 'Kim did.' }]);
  });

  it('is taken away by its observer alone, and is left out of the files of all records', async () => {
    const { cast, call, placementId } = setting;
    const draft = await lessons.written(cast.priya, ['Circulate']);
    await call(cast.amara, 'put', `/api/observations/${draft.id}/my-view/sections/impact`, { body: 'They waited for me.' });
    await call(cast.amara, 'post', `/api/observations/${draft.id}/my-view/give`, {});
    await sign(cast.priya, draft.id, { how: 'talked' });
    const take = (viewer: KnownViewer, format: string): Promise<unknown> =>
      call(viewer, 'get', `/api/observations/${draft.id}/record.${format}`);
    const all = async (viewer: KnownViewer, format: string): Promise<string> =>
      text((await call(viewer, 'get', `/api/placements/${placementId}/records.${format}`)) as Readable);
    for (const viewer of [cast.amara, cast.james, cast.helen, cast.carol])
      for (const format of ['pdf', 'csv', 'json']) await expect(take(viewer, format)).rejects.toMatchObject(notFound);
    for (const viewer of [cast.amara, cast.james, cast.helen])
      for (const format of ['csv', 'json']) expect(await all(viewer, format)).not.toContain(draft.id);
    expect(await all(cast.priya, 'csv')).toContain(draft.id);
    expect(await text((await take(cast.priya, 'csv')) as Readable)).not.toContain('They waited for me.');
    await release(draft.id);
    for (const viewer of [cast.amara, cast.priya, cast.helen]) {
      expect(await text((await take(viewer, 'csv')) as Readable)).toContain('before reading');
      expect(await take(viewer, 'json')).toMatchObject({ traineeView: { answers: [{ section: 'impact', body: 'They waited for me.' }] } });
      expect(await all(viewer, 'json')).toContain('They waited for me.');
    }
  });

  it('changes nothing in the calendar of its trainee', async () => {
    const { cast, slice } = setting;
    const draft = await lessons.written(cast.priya, ['Circulate']);
    const events = async (viewer: KnownViewer) =>
      (await slice.planned.plannedLessons(viewer satisfies Reader, '2025-11-01')).filter(({ id }) => id === draft.id);
    const before = await events(cast.amara);
    expect(before).toHaveLength(1);
    await sign(cast.priya, draft.id, { how: 'talked' });
    expect(await events(cast.amara)).toEqual(before);
    expect(JSON.stringify(before)).not.toMatch(/Calm voice|Circulate|signed/);
    for (const other of [cast.james, cast.helen]) expect(await events(other)).toEqual([]);
    const seen: ObservationView = await lessons.view(cast.amara, draft.id);
    expect(seen.access).toBe('announcement');
  });
});
