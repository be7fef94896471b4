import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { Problem } from '../../../tool/errors.js';
import { newId } from '../../../tool/ids.js';
import { createTargetAttention } from '../../../tool/target/target.attention.js';
import { createTargets, type Origin, type Targets } from '../../../tool/target/target.service.js';
import type { TargetStatus } from '../../../tool/target/target.shared.js';
import { eachDialect } from '../../database.js';
import { openSetting, type Setting } from '../observation/setting.js';
import { lessonsOf, words, type Draft } from './lessons.js';

/** A target as somebody might come to have one in coaching. */
const coached = fc.record({
  wording: fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0')),
  status: fc.constantFrom<TargetStatus>('draft', 'active', 'parked', 'closed', 'dropped'),
  byOn: fc.constantFrom(null, '2025-11-19', '2025-12-01'),
  cites: fc.boolean(),
});

eachDialect('a target of coaching', (open) => {
  let setting: Setting;
  let lessons: ReturnType<typeof lessonsOf>;
  let targets: Targets;
  let signed: Draft;
  let draft: Draft;
  beforeAll(async () => {
    setting = await openSetting(open);
    lessons = lessonsOf(setting);
    targets = createTargets({ ground: setting.ground, areasById: setting.framework.areasById });
    const { cast } = setting;
    signed = await lessons.written(cast.priya, ['Ask everybody']);
    await lessons.sign(cast.priya, signed.id);
    draft = await lessons.written(cast.james, ['Wait for it']);
  });
  afterAll(() => setting.close());

  const conversation = (space = 'coaching'): Origin => ({
    space,
    partnershipId: setting.cast.tom.partnershipId,
    placementId: setting.placementId,
    kind: 'session',
    id: newId(),
  });
  const agree = (origin: Origin, wordings: readonly string[]): Promise<string[]> =>
    setting.db.transaction(async (tx) => {
      const ids = wordings.map(() => newId());
      for (const [position, wording] of wordings.entries()) {
        await targets.save(origin, ids[position] ?? '', { ...words(wording), position, noteIds: [] }, null, setting.cast.tom.personId, tx);
      }
      await targets.agree(origin, setting.cast.tom.personId, tx);
      return ids;
    });

  /** Everything that anybody without the coaching role can ask, as one text; a refusal is part of it. */
  const everything = async (): Promise<string> => {
    const { cast, placementId, call, db } = setting;
    const viewers = [cast.amara, cast.priya, cast.james, cast.helen, cast.carol, cast.stranger];
    const ask = async (viewer: KnownViewer, path: string): Promise<unknown> =>
      call(viewer, 'get', path).catch((error: unknown) => (error instanceof Problem ? [error.status, error.message] : 'failed'));
    const answers: unknown[] = [];
    for (const viewer of viewers) {
      for (const path of [
        `/api/placements/${placementId}/targets`,
        `/api/observations/${signed.id}`,
        `/api/observations/${draft.id}`,
        `/api/observations/${signed.id}/check`,
      ])
        answers.push(await ask(viewer, path));
    }
    const place = { partnershipId: cast.priya.partnershipId, placementId, space: 'record' };
    answers.push(await targets.findCurrent(place));
    const asked = { partnershipId: place.partnershipId, placementIds: [placementId], since: '2025-09-01' };
    answers.push([...(await createTargetAttention(db, setting.clock).factsOf(asked))]);
    return JSON.stringify(answers);
  };

  it('is unknown outside it: its wording, status, count, dates and evidence change no answer to anybody', async () => {
    const { cast, db, call } = setting;
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(coached, { minLength: 1, maxLength: 3 }), async (some) => {
        const origin = conversation();
        const ids = await setting.db.transaction(async (tx) => {
          const made: string[] = [];
          for (const [position, { wording, byOn, cites }] of some.entries()) {
            const id = newId();
            const body = { ...words(wording, { byOn }), position, noteIds: cites ? [signed.noteId] : [] };
            await targets.save(origin, id, body, null, cast.tom.personId, tx);
            made.push(id);
          }
          return made;
        });
        for (const [index, { status }] of some.entries()) {
          await db.run('UPDATE target SET status = :status, changed_at = :at WHERE id = :id', {
            status, at: '2025-11-30T10:00:00.000Z', id: ids[index] ?? '',
          }); // prettier-ignore
        }
        expect(await everything()).toBe(before);
        // Whoever has come by its id is answered as for one that is not there.
        for (const viewer of [cast.amara, cast.priya, cast.helen, cast.tom]) {
          for (const id of [ids[0] ?? '', newId()]) {
            await expect(lessons.change(viewer, id, 'parked')).rejects.toMatchObject({ status: 404 });
            await expect(call(viewer, 'put', `/api/targets/${id}`, words('x'), 1)).rejects.toMatchObject({ status: 404 });
          }
        }
        await expect(lessons.say(cast.james, draft.id, ids[0] ?? '', { outcome: 'done' })).rejects.toMatchObject({ status: 404 });
        await expect(lessons.change(cast.priya, signed.targetIds[0] ?? '', 'active', { parkId: ids[0] })).resolves.toMatchObject({
          status: 'active',
        });
      }),
      { numRuns: 8 },
    );
  });

  it('takes none of the three places of the training record, and the record none of its', async () => {
    const { db, cast } = setting;
    await db.run("UPDATE target SET status = 'closed' WHERE space = 'coaching'");
    await agree(conversation(), ['one', 'two', 'three']);
    await expect(agree(conversation(), ['four'])).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    const more = await lessons.written(cast.priya, ['second', 'third']);
    await lessons.sign(cast.priya, more.id);
    await expect(lessons.sign(cast.james, draft.id)).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await db.run("UPDATE target SET status = 'closed' WHERE space = 'coaching'");
    await expect(lessons.sign(cast.james, draft.id)).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await agree(conversation(), ['five']);
  });

  it('keeps what hangs on it in its own space, by the database itself', async () => {
    const { db } = setting;
    const [id = ''] = await agree(conversation(), []).then(async () => {
      await db.run("UPDATE target SET status = 'closed' WHERE space = 'coaching'");
      return agree(conversation(), ['mine']);
    });
    const [area] = await db.select<{ id: string }>('SELECT id FROM curriculum_area LIMIT 1');
    const record = { target_id: id, space: 'record' };
    const signedAs = {
      ...record,
      record_kind: 'observation',
      record_id: signed.id,
      partnership_id: setting.cast.tom.partnershipId,
      note_ids: '[]',
    };
    const at = '2025-11-30T10:00:00.000Z';
    await expect(db.insert('target_area', { ...record, area_id: area?.id ?? '' })).rejects.toThrow();
    await expect(db.insert('target_wording', { ...signedAs, position: 0, area_ids: '[]', kept_at: at })).rejects.toThrow();
    await expect(
      db.insert('target_outcome', { ...signedAs, outcome: 'done', said_by: setting.cast.tom.personId, changed_at: at, revision: 1 }),
    ).rejects.toThrow();
  });
});
