import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Problem } from '../../../tool/errors.js';
import { newId } from '../../../tool/ids.js';
import type { RecordCheck } from '../../../tool/observation/observation.shared.js';
import { sealedSources } from '../../../tool/sealed-sources.js';
import { checkSignatures } from '../../../tool/signature/signature-check.service.js';
import type { AreaPage, TargetChanged } from '../../../tool/target/target-page.shared.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { openSetting, type Setting } from '../observation/setting.js';
import { lessonsOf, words } from './lessons.js';

const notFound = { status: 404, message: 'There is nothing here that you can open.' };

eachDialect('a target', (open) => {
  let setting: Setting;
  let lessons: ReturnType<typeof lessonsOf>;
  beforeAll(async () => {
    setting = await openSetting(open);
    lessons = lessonsOf(setting);
  });
  afterAll(() => setting.close());
  beforeEach(() => lessons.clear());

  /** Every signature of the partnership, as the operator's check finds them. */
  const faults = async () => (await checkSignatures(setting.db, sealedSources(setting.ground), [setting.cast.priya.partnershipId])).faults;

  it('is asked about in the next record, and what is answered becomes true of it and part of the record', async () => {
    const { cast, call } = setting;
    const { written, sign, say, view, list } = lessons;
    const first = await written(cast.priya, ['Ask everybody', 'Have the next thing ready', 'Speak when it is quiet']);
    const [asked, ready, quiet] = first.targetIds.map((id) => sure(id));
    await sign(cast.priya, first.id);
    const next = await written(cast.james);
    const blank = await view(cast.james, next.id);
    expect(blank.earlier.map(({ wording, answer }) => [wording, answer])).toEqual([
      ['Ask everybody', null],
      ['Have the next thing ready', null],
      ['Speak when it is quiet', null],
    ]);
    const saved: { outcome: { revision: number }; observationRevision: number } = await say(cast.james, next.id, sure(asked), {
      outcome: 'park',
    });
    await say(
      cast.james,
      next.id,
      sure(asked),
      { outcome: 'done', because: 'Eleven names.', noteIds: [next.noteId] },
      saved.outcome.revision,
    );
    await say(cast.james, next.id, sure(ready), { outcome: 'park', because: 'One thing at a time.' });
    // Until it is signed it is James's draft, and nothing of it is true.
    expect(Object.values(await lessons.statuses()).filter((status) => status === 'active')).toHaveLength(3);
    await sign(cast.james, next.id);

    const record = await view(cast.amara, next.id);
    expect(record.earlier).toMatchObject([
      { wording: 'Ask everybody', status: 'closed', answer: { outcome: 'done', because: 'Eleven names.', noteIds: [next.noteId] } },
      { wording: 'Have the next thing ready', status: 'parked', answer: { outcome: 'park' } },
    ]);
    const { targets, visibleTo } = await list(cast.amara);
    const life = (id: string | undefined) => sure(targets.find((one) => one.id === id));
    expect(life(asked)).toMatchObject({
      status: 'closed',
      evidence: [
        { kind: 'observation_note', words: 'Waits for it.', path: `observations/${first.id}` },
        { kind: 'observation_note', words: 'Waits for it.', path: `observations/${next.id}` },
      ],
      history: [
        { became: 'active', by: 'Priya Nair', record: { id: first.id, on: '2025-11-12' } },
        { became: 'closed', by: 'James Boyle', because: 'Eleven names.', record: { id: next.id } },
      ],
    });
    expect(life(quiet)).toMatchObject({ status: 'active', history: [{ became: 'active' }] });
    expect(visibleTo.toSorted()).toEqual(['Helen Ward', 'James Boyle', 'Priya Nair']);
    for (const id of [first.id, next.id]) {
      const check: RecordCheck = await call(cast.amara, 'get', `/api/observations/${id}/check`);
      expect(check).toMatchObject({ intact: true, changed: [], erased: [] });
    }
    expect(await faults()).toEqual([]);
  });

  it('shows in the check an answer that was changed behind its signature', async () => {
    const { cast, db, call } = setting;
    const { written, sign, say } = lessons;
    const first = await written(cast.priya, ['Look at every book']);
    await sign(cast.priya, first.id);
    const targetId = sure(first.targetIds[0]);
    const next = await written(cast.priya);
    await say(cast.priya, next.id, targetId, { outcome: 'going_on', because: 'Nearly.' });
    await sign(cast.priya, next.id);
    await db.run("UPDATE target_outcome SET because = 'Never.' WHERE record_id = :id", { id: next.id });
    const check: RecordCheck = await call(cast.amara, 'get', `/api/observations/${next.id}/check`);
    expect(check).toMatchObject({ intact: false, changed: [`outcome/${targetId}`] });
    await db.run("UPDATE target_outcome SET because = 'Nearly.' WHERE record_id = :id", { id: next.id });
  });

  it('is worded anew on every page, while a record keeps the words it was signed with and says what it is called now', async () => {
    const { cast, call, audits } = setting;
    const { written, sign, say, view, list } = lessons;
    const first = await written(cast.priya, ['Wait for silence']);
    const targetId = sure(first.targetIds[0]);
    await sign(cast.priya, first.id);
    const second = await written(cast.priya);
    await say(cast.priya, second.id, targetId, { outcome: 'going_on', because: 'Better.' });
    await sign(cast.priya, second.id);
    const { revision } = sure((await list(cast.amara)).targets.find((one) => one.id === targetId));
    const path = `/api/targets/${targetId}`;
    const changed: TargetChanged = await call(
      cast.amara,
      'put',
      path,
      words('Begin when all eyes are on me', { why: 'They hear it all' }),
      revision,
    );
    // The same words again change nothing, whatever revision they name.
    expect(await call(cast.amara, 'put', path, words('Begin when all eyes are on me', { why: 'They hear it all' }), 1)).toEqual(changed);
    await expect(call(cast.priya, 'put', path, words('Something else'), revision)).rejects.toMatchObject({
      status: 409,
      extra: { current: { wording: 'Begin when all eyes are on me' } },
    });
    await call(cast.priya, 'put', path, words('Begin when it is quiet'), changed.revision);

    expect((await view(cast.helen, first.id)).targets).toMatchObject([
      { wording: 'Wait for silence', why: '', nowWording: 'Begin when it is quiet', noteIds: [first.noteId] },
    ]);
    expect((await view(cast.helen, second.id)).earlier).toMatchObject([
      { wording: 'Wait for silence', nowWording: 'Begin when it is quiet' },
    ]);
    const third = await written(cast.james);
    expect((await view(cast.james, third.id)).earlier).toMatchObject([{ wording: 'Begin when it is quiet', nowWording: null }]);
    expect((await list(cast.helen)).targets.find((one) => one.id === targetId)).toMatchObject({
      wording: 'Begin when it is quiet',
      history: [
        { became: 'active' },
        { became: 'active', because: 'Better.' },
        { became: 'reworded', by: 'Amara Okafor', was: 'Wait for silence' },
        { became: 'reworded', by: 'Priya Nair', was: 'Begin when all eyes are on me' },
      ],
    });
    expect(audits.filter((entry) => entry.objectId === targetId).map((entry) => entry.action)).toEqual([
      'target.reworded',
      'target.reworded',
    ]);
    expect(await faults()).toEqual([]);
  });

  it('is one of three at most: a fourth is refused at signing with nothing written, until one is parked', async () => {
    const { cast } = setting;
    const { written, sign, say, view, statuses } = lessons;
    const first = await written(cast.priya, ['One', 'Two', 'Three']);
    await sign(cast.priya, first.id);
    const next = await written(cast.james, ['Four']);
    const { revision } = await view(cast.james, next.id);
    await expect(sign(cast.james, next.id)).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    expect(await view(cast.james, next.id)).toMatchObject({ state: 'feedback', revision, targets: [{ status: 'draft' }] });
    await say(cast.james, next.id, sure(first.targetIds[1]), { outcome: 'going_on' });
    await expect(sign(cast.james, next.id)).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await say(cast.james, next.id, sure(first.targetIds[0]), { outcome: 'park' });
    await sign(cast.james, next.id);
    expect(await statuses()).toMatchObject({ One: 'parked', Two: 'active', Three: 'active', Four: 'active' });
    // A record that adds none is never held up by what is worked on already.
    await sign(cast.james, (await written(cast.james)).id);
  });

  it('is taken up again where there is room, or in exchange for one that is parked', async () => {
    const { cast } = setting;
    const { written, sign, change, statuses } = lessons;
    const first = await written(cast.priya, ['Red', 'Green', 'Blue']);
    await sign(cast.priya, first.id);
    const [red, green] = first.targetIds.map((id) => sure(id));
    await change(cast.amara, sure(red), 'parked', { because: 'Next week' });
    const next = await written(cast.james, ['Yellow']);
    await sign(cast.james, next.id);
    await expect(change(cast.amara, sure(red), 'active')).rejects.toMatchObject({ status: 422, type: 'three-targets' });
    await expect(change(cast.amara, sure(red), 'active', { parkId: newId() })).rejects.toMatchObject({ status: 422, type: 'not-now' });
    await change(cast.amara, sure(red), 'active', { parkId: green });
    expect(await statuses()).toMatchObject({ Red: 'active', Green: 'parked', Blue: 'active', Yellow: 'active' });
    expect(await change(cast.amara, sure(green), 'parked')).toMatchObject({ status: 'parked' });
    await change(cast.priya, sure(green), 'closed', { because: 'It works', evidence: [{ kind: 'observation', id: first.id }] });
    await expect(change(cast.priya, sure(green), 'parked')).rejects.toMatchObject({ status: 422, type: 'not-now' });
    const one = sure((await lessons.list(cast.priya)).targets.find(({ id }) => id === green));
    expect(one.history.map(({ became, because }) => [became, because])).toEqual([
      ['active', ''],
      ['parked', ''],
      ['closed', 'It works'],
    ]);
    expect(one.evidence.map(({ kind }) => kind).toSorted()).toEqual(['observation', 'observation_note']);
    expect(await faults()).toEqual([]);
  });

  it('stays one of three where two mentors sign at once', async () => {
    const { cast, db, placementId } = setting;
    const race = startRace();
    for (let round = 0; round < 6; round += 1) {
      await lessons.clear();
      const drafts = [await lessons.written(cast.priya, ['A', 'B']), await lessons.written(cast.james, ['C', 'D'])];
      const ended: string[] = [];
      const acts = [cast.priya, cast.james].map((mentor, index) => async () => {
        await lessons.sign(mentor, sure(drafts[index]).id).then(
          () => ended.push('signed'),
          (error: unknown) => ended.push(error instanceof Problem ? error.type : 'failed'),
        );
      });
      await race.begin(acts, 10);
      expect(ended.toSorted()).toEqual(['signed', 'three-targets']);
      const [row] = await db.select<{ active: number }>(
        "SELECT COUNT(*) AS active FROM target WHERE placement_id = :placementId AND status = 'active'",
        { placementId },
      );
      expect(row?.active).toBe(2);
    }
  });

  it('loses a note that is taken back from what shows it, and names none of another lesson', async () => {
    const { cast, call } = setting;
    const { written, sign, say, view } = lessons;
    const first = await written(cast.priya, ['Plan two explanations']);
    await sign(cast.priya, first.id);
    const targetId = sure(first.targetIds[0]);
    const next = await written(cast.priya);
    await expect(say(cast.priya, next.id, targetId, { outcome: 'done', noteIds: [first.noteId] })).rejects.toMatchObject({ status: 400 });
    await say(cast.priya, next.id, targetId, { outcome: 'done', noteIds: [next.noteId] });
    await call(cast.priya, 'delete', `/api/observations/${next.id}/notes/${next.noteId}`);
    expect((await view(cast.priya, next.id)).earlier).toMatchObject([{ answer: { outcome: 'done', noteIds: [] } }]);
    await sign(cast.priya, next.id);
    expect(await faults()).toEqual([]);
  });

  it('keeps in each record what it says, where another record decided first', async () => {
    const { cast } = setting;
    const { written, sign, say, view, statuses } = lessons;
    const first = await written(cast.priya, ['Name them']);
    await sign(cast.priya, first.id);
    const targetId = sure(first.targetIds[0]);
    const [one, other] = [await written(cast.priya), await written(cast.james)];
    await say(cast.priya, one.id, targetId, { outcome: 'done', because: 'Seen.' });
    await say(cast.james, other.id, targetId, { outcome: 'going_on', because: 'Not yet.' });
    await sign(cast.priya, one.id);
    // It is still there to be changed, because something was said about it.
    expect((await view(cast.james, other.id)).earlier).toMatchObject([{ status: 'closed', answer: { because: 'Not yet.' } }]);
    await sign(cast.james, other.id);
    expect(await statuses()).toMatchObject({ 'Name them': 'closed' });
    expect((await view(cast.amara, other.id)).earlier).toMatchObject([{ answer: { outcome: 'going_on', because: 'Not yet.' } }]);
    expect(await faults()).toEqual([]);
  });

  it('is tagged with standards of this partnership, and each standard has a page of what belongs to it', async () => {
    const { cast, call, framework, placementId } = setting;
    const { written, sign, view } = lessons;
    const [shipped] = await framework.inForce(cast.priya.partnershipId);
    const [area, other] = sure(shipped).areas;
    const draft = await written(cast.priya, ['Ask by name']);
    const path = `/api/observations/${draft.id}/targets/${sure(draft.targetIds[0])}`;
    const tagged = words('Ask by name', { areaIds: [sure(area).id], link: { url: 'https://example.org/read', title: 'Cold call' } });
    await expect(call(cast.priya, 'put', path, { ...tagged, areaIds: [newId()], position: 0, noteIds: [] }, 1)).rejects.toMatchObject({
      status: 400,
    });
    await call(cast.priya, 'put', path, { ...tagged, position: 0, noteIds: [] }, 1);
    await sign(cast.priya, draft.id);
    expect(await view(cast.amara, draft.id)).toMatchObject({ areas: [area], targets: [{ areaIds: [sure(area).id], link: tagged.link }] });
    const page = (id: string): Promise<AreaPage> => call(cast.amara, 'get', `/api/placements/${placementId}/areas/${id}`);
    expect(await page(sure(area).id)).toMatchObject({ area, targets: [{ wording: 'Ask by name', areas: [area] }] });
    expect((await page(sure(other).id)).targets).toEqual([]);
    await expect(page(newId())).rejects.toMatchObject(notFound);
    expect(await faults()).toEqual([]);
  });

  it('names as evidence only what is signed in its own placement', async () => {
    const { cast } = setting;
    const { written, sign, change } = lessons;
    const first = await written(cast.priya, ['Stand still']);
    await sign(cast.priya, first.id);
    const draft = await written(cast.james);
    for (const evidence of [
      { kind: 'observation', id: draft.id },
      { kind: 'observation_note', id: draft.noteId },
      { kind: 'observation', id: newId() },
      { kind: 'moment', id: newId() },
    ])
      await expect(change(cast.priya, sure(first.targetIds[0]), 'closed', { evidence: [evidence] })).rejects.toMatchObject({ status: 400 });
    await change(cast.priya, sure(first.targetIds[0]), 'closed', { evidence: [{ kind: 'observation_note', id: first.noteId }] });
  });

  it('is nobody’s to change but the trainee’s and the mentors’ of now, and a draft’s nobody’s', async () => {
    const { cast, call } = setting;
    const { written, sign, change } = lessons;
    const first = await written(cast.priya, ['Sit at the back']);
    const targetId = sure(first.targetIds[0]);
    await expect(change(cast.priya, targetId, 'dropped')).rejects.toMatchObject(notFound);
    await sign(cast.priya, first.id);
    const ended = { ...cast.james, personId: cast.stranger.personId };
    for (const other of [cast.helen, cast.tom, cast.carol, cast.stranger, ended]) {
      await expect(change(other, targetId, 'dropped')).rejects.toMatchObject(notFound);
      await expect(call(other, 'put', `/api/targets/${targetId}`, words('mine'), 2)).rejects.toMatchObject(notFound);
    }
    await expect(change(cast.priya, newId(), 'dropped')).rejects.toMatchObject(notFound);
  });

  it('is not told to a former mentor, who keeps what they said of it in a draft', async () => {
    const { cast, db, placementId } = setting;
    const { written, sign, say, view } = lessons;
    const first = await written(cast.priya, ['Ask again', 'Circulate']);
    await sign(cast.priya, first.id);
    const draft = await written(cast.james);
    await say(cast.james, draft.id, sure(first.targetIds[0]), { outcome: 'done', because: 'Mine to keep' });
    const where = { personId: cast.james.personId, placementId };
    const role = "WHERE person_id = :personId AND placement_id = :placementId AND role = 'mentor'";
    await db.run(`UPDATE role_held SET ended_at = '2025-11-12T09:05:00.000Z' ${role}`, where);
    const kept = await view({ ...cast.james, roles: [] }, draft.id);
    expect(kept).toMatchObject({ access: 'kept', earlier: [{ wording: '', actions: '', answer: { because: 'Mine to keep' } }] });
    expect(JSON.stringify(kept)).not.toMatch(/Ask again|Circulate/);
    await db.run(`UPDATE role_held SET ended_at = NULL ${role}`, where);
  });

  it('is read with its history and evidence in as many statements as thirty of them', async () => {
    const { cast, db, placementId } = setting;
    const { written, sign, list, change } = lessons;
    const statements = async (): Promise<number> => {
      const { select } = db;
      let asked = 0;
      db.select = (...given) => {
        asked += 1;
        return select(...given);
      };
      await list(cast.helen);
      db.select = select;
      return asked;
    };
    const agree = async () => {
      const { id, targetIds } = await written(cast.priya, ['x', 'y', 'z']);
      await sign(cast.priya, id);
      for (const targetId of targetIds) await change(cast.priya, targetId, 'closed', { evidence: [{ kind: 'observation', id }] });
    };
    await agree();
    const few = await statements();
    for (let week = 0; week < 10; week += 1) await agree();
    const [row] = await db.select<{ count: number }>('SELECT COUNT(*) AS count FROM target WHERE placement_id = :placementId', {
      placementId,
    });
    expect(row?.count).toBeGreaterThan(30);
    expect(await statements()).toBe(few);
  });
});
