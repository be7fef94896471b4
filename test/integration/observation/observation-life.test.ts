import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import type { ObservationList, ObservationView, PlanBody, RecordCheck } from '../../../tool/observation/observation.shared.js';
import { createCountSource } from '../../../tool/observation/count-source.js';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { eachDialect } from '../../database.js';
import { openSetting, type Setting } from './setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
const notFound = { status: 404, message: 'There is nothing here that you can open.' };

eachDialect('an observation', (open) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await openSetting(open);
  });
  afterAll(() => setting.close());

  const plan = (change: Partial<PlanBody> = {}): PlanBody => ({
    placementId: setting.placementId,
    kind: 'formal',
    lesson,
    focus: 'Transitions between tasks',
    writeUp: false,
    ...change,
  });
  const note = (body: string, position: number) => ({
    tag: 'question' as const,
    body,
    minuteMs: 60_000 * position,
    notedAt: '2025-11-12T09:10:00.000Z',
    position,
  });
  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`);
  const count = (kinds: string[] = []) =>
    setting.db.transaction((tx) =>
      createCountSource(setting.db).countSignedAndRead(
        { placementIds: [setting.placementId], kinds, fromOn: '2025-11-01', untilOn: '2025-11-30' },
        tx,
      ),
    );
  /** A draft with feedback, ready to sign. */
  const written = async (): Promise<{ id: string; revision: number }> => {
    const id = newId();
    const { call, cast } = setting;
    await call(cast.priya, 'put', `/api/observations/${id}`, plan({ writeUp: true }));
    const saved: { observationRevision: number } = await call(
      cast.priya,
      'put',
      `/api/observations/${id}/sections/strengths`,
      { body: 'Calm voice.' },
      0,
    );
    return { id, revision: saved.observationRevision };
  };
  const signed = async (): Promise<string> => {
    const { id, revision } = await written();
    await setting.call(setting.cast.priya, 'post', `/api/observations/${id}/sign`, {}, revision);
    return id;
  };

  it('goes from the plan to the signed and read record', async () => {
    const { call, cast, clock, told, audits } = setting;
    const id = newId();
    const [first, second, target] = [newId(), newId(), newId()];
    const planned: ObservationView = await call(cast.priya, 'put', `/api/observations/${id}`, plan());
    expect(planned).toMatchObject({
      state: 'planned',
      access: 'own',
      may: { write: true, sign: false },
      visibleTo: { now: [], planOnly: ['Amara Okafor'] },
    });
    expect(planned.visibleTo.onceSigned.toSorted()).toEqual(['Amara Okafor', 'Helen Ward', 'James Boyle']);
    await call(cast.priya, 'post', `/api/observations/${id}/start`, { agoMs: 60_000 });
    await call(cast.priya, 'post', `/api/observations/${id}/start`, {});
    await call(cast.priya, 'put', `/api/observations/${id}/notes/${first}`, note('Q: why?', 1));
    await call(cast.priya, 'put', `/api/observations/${id}/notes/${second}`, note('Seat 4 waits', 2));
    clock.advance(50 * 60_000);
    await call(cast.priya, 'post', `/api/observations/${id}/stop`, {});
    await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, { body: 'Questions open.' }, 0);
    await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths/citations`, { noteIds: [first] });
    const draft: ObservationView = await view(cast.priya, id);
    expect(draft).toMatchObject({ state: 'feedback', liveStartedAt: '2025-11-12T09:04:00.000Z', liveEndedAt: '2025-11-12T09:55:00.000Z' });
    const agreed: { observationRevision: number } = await call(cast.priya, 'put', `/api/observations/${id}/targets/${target}`, {
      wording: 'Wait three seconds', actions: 'Count', support: 'Priya watches', byOn: '2025-11-19', position: 0, noteIds: [first, second],
    }); // prettier-ignore
    await call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, agreed.observationRevision);
    expect(await count()).toBe(0);

    const record = await view(cast.amara, id);
    expect(record).toMatchObject({ access: 'record', state: 'signed', may: { read: true, differ: true, write: false, correct: false } });
    expect(record.targets).toMatchObject([{ wording: 'Wait three seconds', status: 'active' }]);
    expect(record.signatures).toMatchObject([{ meaning: 'signed', by: { name: 'Priya Nair' }, role: 'mentor' }]);
    await call(cast.amara, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'differs', body: 'Seat 4 was thinking.' });
    expect(told).toEqual([]);
    await call(cast.amara, 'post', `/api/observations/${id}/read`, {});
    await call(cast.amara, 'post', `/api/observations/${id}/read`, {});
    expect(told).toEqual([setting.placementId]);
    expect([await count(), await count(['formal']), await count(['drop_in'])]).toEqual([1, 1, 0]);
    const read = await view(cast.helen, id);
    expect(read).toMatchObject({
      state: 'read',
      remarks: [{ kind: 'differs', body: 'Seat 4 was thinking.', by: { name: 'Amara Okafor' } }],
    });
    expect(read.signatures.map((one) => one.meaning)).toEqual(['signed', 'read']);
    expect(audits.filter((entry) => entry.objectId === id).map((entry) => entry.action)).toEqual([
      'observation.signed', 'observation.read', 'observation.acknowledged', 'observation.read',
    ]); // prettier-ignore
  });

  it('keeps a draft from everybody but its writer, and lets the trainee know of its day and focus until it is signed', async () => {
    const { call, cast, placementId } = setting;
    const id = newId();
    await call(cast.priya, 'put', `/api/observations/${id}`, plan());
    await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, { body: 'Half a thought' });
    await call(cast.priya, 'put', `/api/observations/${id}/notes/${newId()}`, note('not for her', 1));
    const announced = await view(cast.amara, id);
    expect(announced).toMatchObject({ access: 'announcement', notes: [], targets: [], remarks: [], signatures: [] });
    expect(announced.sections.map(({ section, body }) => [section, body])).toEqual([['focus', 'Transitions between tasks']]);
    for (const other of [cast.james, cast.helen, cast.tom, cast.carol, cast.stranger])
      await expect(view(other, id)).rejects.toMatchObject(notFound);
    await call(cast.priya, 'post', `/api/observations/${id}/start`, {});
    const running = await view(cast.amara, id);
    expect(running).toMatchObject({ access: 'announcement', state: 'live', notes: [], targets: [], may: { write: false, read: false } });
    expect(running.sections.map(({ section }) => section)).toEqual(['focus']);
    const hers: ObservationList = await call(cast.amara, 'get', `/api/placements/${placementId}/observations`);
    expect(hers.observations.find((one) => one.id === id)).toMatchObject({ state: 'live' });
    await expect(call(cast.amara, 'put', `/api/observations/${id}/notes/${newId()}`, note('no', 1))).rejects.toMatchObject(notFound);
    for (const other of [cast.james, cast.helen]) {
      await expect(view(other, id)).rejects.toMatchObject(notFound);
      await expect(call(other, 'put', `/api/observations/${id}/notes/${newId()}`, note('no', 1))).rejects.toMatchObject(notFound);
      const list: ObservationList = await call(other, 'get', `/api/placements/${placementId}/observations`);
      expect(list.observations.map((one) => one.id)).not.toContain(id);
    }
    for (const other of [cast.tom, cast.carol, cast.stranger]) {
      await expect(call(other, 'get', `/api/placements/${placementId}/observations`)).rejects.toMatchObject(notFound);
    }
    const ended = { ...cast.priya, roles: [] };
    await expect(view(ended, id)).rejects.toMatchObject(notFound);
    await call(cast.priya, 'post', `/api/observations/${id}/withdraw`, {});
    await expect(call(cast.priya, 'put', `/api/observations/${id}/notes/${newId()}`, note('late', 1))).rejects.toMatchObject({
      status: 422,
      type: 'withdrawn',
    });
  });

  it('answers the same request twice alike and a changed one with both texts', async () => {
    const { call, cast } = setting;
    const [id, noteId] = [newId(), newId()];
    const path = `/api/observations/${id}`;
    const body = plan();
    const once = await Promise.all([call(cast.priya, 'put', path, body), call(cast.priya, 'put', path, body)]);
    expect(once.map((one: ObservationView) => one.revision)).toEqual([1, 1]);
    await expect(call(cast.priya, 'put', path, plan({ kind: 'drop_in' }))).rejects.toMatchObject({ status: 409 });
    const saved = await call(cast.priya, 'put', `${path}/notes/${noteId}`, note('one', 1));
    expect(await call(cast.priya, 'put', `${path}/notes/${noteId}`, note('one', 1))).toEqual(saved);
    await call(cast.priya, 'put', `${path}/notes/${noteId}`, note('two', 1), 1);
    expect(await call(cast.priya, 'put', `${path}/notes/${noteId}`, note('two', 1), 1)).toMatchObject({ note: { revision: 2 } });
    await expect(call(cast.priya, 'put', `${path}/notes/${noteId}`, note('three', 1), 1)).rejects.toMatchObject({
      status: 409,
      extra: { current: { body: 'two', revision: 2 }, yours: { body: 'three' } },
    });
    const gone = await call(cast.priya, 'delete', `${path}/notes/${noteId}`);
    expect(await call(cast.priya, 'delete', `${path}/notes/${noteId}`)).toEqual(gone);
    await call(cast.priya, 'put', `${path}/notes/${noteId}`, note('back', 1), 3);
    await call(cast.priya, 'put', `${path}/sections/impact`, { body: 'mine' }, 0);
    await expect(call(cast.priya, 'put', `${path}/sections/impact`, { body: 'other tab' }, 0)).rejects.toMatchObject({
      status: 409,
      extra: { current: { body: 'mine', revision: 1 }, yours: { body: 'other tab' } },
    });
    await call(cast.priya, 'put', `${path}/lesson`, { ...lesson, topic: 'Plague' }, 1);
    await expect(call(cast.priya, 'put', `${path}/lesson`, { ...lesson, topic: 'Fire' }, 1)).rejects.toMatchObject({ status: 409 });
    const target = (wording: string, position: number) => ({ wording, actions: '', support: '', byOn: null, position, noteIds: [] });
    for (const position of [0, 1, 2]) await call(cast.priya, 'put', `${path}/targets/${newId()}`, target(`t${position}`, position));
    await expect(call(cast.priya, 'put', `${path}/targets/${newId()}`, target('t4', 3))).rejects.toMatchObject({
      status: 422,
      type: 'three-targets',
    });
    const foreign = await written();
    await expect(call(cast.priya, 'put', `/api/observations/${foreign.id}/notes/${noteId}`, note('steal', 1))).rejects.toMatchObject(
      notFound,
    );
    await expect(
      call(cast.priya, 'put', `/api/observations/${foreign.id}/sections/strengths/citations`, { noteIds: [noteId] }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('cannot be changed once it is signed, and takes a correction beside it', async () => {
    const { call, cast } = setting;
    const id = await signed();
    const path = `/api/observations/${id}`;
    const refusals = [
      call(cast.priya, 'put', `${path}/notes/${newId()}`, note('late', 1)),
      call(cast.priya, 'put', `${path}/sections/strengths`, { body: 'Other.' }, 1),
      call(cast.priya, 'put', `${path}/lesson`, { ...lesson, topic: 'Other' }, 1),
      call(cast.priya, 'put', `${path}/targets/${newId()}`, {
        wording: 'late',
        actions: '',
        support: '',
        byOn: null,
        position: 0,
        noteIds: [],
      }),
      call(cast.priya, 'post', `${path}/withdraw`, {}),
    ];
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ status: 422, type: 'signed' });
    const remarkId = newId();
    const correction = { kind: 'correction', body: 'It was 8C.' };
    await call(cast.priya, 'put', `${path}/remarks/${remarkId}`, correction);
    await call(cast.priya, 'put', `${path}/remarks/${remarkId}`, correction);
    await expect(call(cast.priya, 'put', `${path}/remarks/${remarkId}`, { ...correction, body: '8D' })).rejects.toMatchObject({
      status: 409,
    });
    await expect(call(cast.james, 'put', `${path}/remarks/${newId()}`, correction)).rejects.toMatchObject(notFound);
    await expect(call(cast.helen, 'post', `${path}/read`, {})).rejects.toMatchObject(notFound);
    expect(await call(cast.priya, 'get', `${path}/check`)).toMatchObject({
      intact: true,
      changed: [],
      remarksIntact: true,
    } satisfies Partial<RecordCheck>);
    await setting.db.run(`UPDATE observation_section SET body = 'Forged.' WHERE observation_id = :id AND section = 'strengths'`, { id });
    expect(await call(cast.amara, 'get', `${path}/check`)).toMatchObject({ intact: false, changed: ['section/strengths'] });
    await setting.db.run(
      `UPDATE observation_section SET body = NULL, salt = NULL, erased_at = '2026-01-01T00:00:00.000Z' WHERE observation_id = :id AND section = 'strengths'`,
      { id },
    );
    expect(await call(cast.amara, 'get', `${path}/check`)).toMatchObject({ intact: true, erased: ['section/strengths'] });
    await setting.db.run(`UPDATE observation SET kind = 'drop_in' WHERE id = :id`, { id });
    expect(await call(cast.amara, 'get', `${path}/check`)).toMatchObject({ intact: false });
  });

  describe('in a race', () => {
    it('is signed once when two tabs sign at once', async () => {
      const { call, cast, db } = setting;
      const { id, revision } = await written();
      await Promise.all([1, 2, 3].map(() => call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, revision)));
      expect(await db.select('SELECT id FROM signature WHERE record_id = :id', { id })).toHaveLength(1);
    });

    it('is read once when two tabs read at once, and the outbox is told once', async () => {
      const { call, cast, db, told } = setting;
      const id = await signed();
      const before = told.length;
      await Promise.all([1, 2, 3].map(() => call(cast.amara, 'post', `/api/observations/${id}/read`, {})));
      expect(await db.select('SELECT id FROM signature WHERE record_id = :id', { id })).toHaveLength(2);
      expect(told).toHaveLength(before + 1);
      expect(await call(cast.amara, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
    });

    it('holds a note that was saved in time and refuses one that was not, and the check agrees', async () => {
      const { call, cast } = setting;
      const { id, revision } = await written();
      const results = await Promise.allSettled([
        ...[1, 2, 3, 4].map((position) =>
          call(cast.priya, 'put', `/api/observations/${id}/notes/${newId()}`, note(`note ${position}`, position)),
        ),
        call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, revision),
      ]);
      const stored = await view(cast.priya, id);
      const kept = results.slice(0, 4).filter((one) => one.status === 'fulfilled').length;
      expect(stored.notes).toHaveLength(kept);
      const signing = results[4];
      expect(stored.state).toBe(signing?.status === 'fulfilled' ? 'signed' : 'feedback');
      if (signing?.status === 'rejected') {
        expect(signing.reason).toMatchObject({ status: 409 });
        await call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, stored.revision);
      }
      expect(await call(cast.priya, 'get', `/api/observations/${id}/check`)).toMatchObject({ intact: true });
    });

    it('stays unread when the outbox cannot write', async () => {
      const { call, cast, db, outbox } = setting;
      const id = await signed();
      outbox.fail = true;
      await expect(call(cast.amara, 'post', `/api/observations/${id}/read`, {})).rejects.toThrow('the outbox is broken');
      outbox.fail = false;
      expect(await view(cast.amara, id)).toMatchObject({ state: 'signed', readAt: null });
      expect(await db.select('SELECT id FROM signature WHERE record_id = :id', { id })).toHaveLength(1);
    });
  });

  it('needs one written part, ended lesson and a named revision before it is signed', async () => {
    const { call, cast } = setting;
    const id = newId();
    const path = `/api/observations/${id}`;
    await call(cast.priya, 'put', path, plan());
    await expect(call(cast.priya, 'post', `${path}/sign`, {}, 1)).rejects.toMatchObject({ status: 422, type: 'not-now' });
    await call(cast.priya, 'post', `${path}/write-up`, {});
    await expect(call(cast.priya, 'post', `${path}/sign`, {})).rejects.toMatchObject({ status: 428 });
    await expect(call(cast.priya, 'post', `${path}/sign`, {}, 2)).rejects.toMatchObject({ status: 422, type: 'nothing-written' });
    await expect(call(cast.amara, 'post', `${path}/sign`, {}, 2)).rejects.toMatchObject(notFound);
  });

  it('says what is waiting for its observer and its trainee', async () => {
    const { call, cast, slice } = setting;
    await call(cast.priya, 'put', `/api/observations/${newId()}`, plan({ focus: '', lesson: { ...lesson, day: '2025-11-14' } }));
    const mentor = await slice.waiting.waitingFor(cast.priya);
    expect(mentor.map((item) => item.sentence)).toContain('Fri P2: Amara’s lesson, no focus yet');
    const id = await signed();
    const trainee = await slice.waiting.waitingFor(cast.amara);
    expect(trainee.find((item) => item.href.endsWith(id))?.sentence).toBe('Priya has signed. Read it, then press “I have read this”.');
  });

  it('tells the observer and the tutor for two weeks that the trainee sees it differently', async () => {
    const { call, cast, clock, slice } = setting;
    const id = await signed();
    const told = async (viewer: typeof cast.priya) =>
      (await slice.waiting.waitingFor(viewer)).filter((item) => item.key === `observation:${id}:differs`);
    expect(await told(cast.helen)).toEqual([]);
    await call(cast.amara, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'differs', body: 'Seat 4 was thinking.' });
    for (const viewer of [cast.priya, cast.helen]) {
      expect(await told(viewer)).toMatchObject([
        {
          sentence: 'Amara sees one lesson differently. Read Amara’s view.',
          href: `#/observations/${id}`,
          about: { personId: cast.amara.personId, name: 'Amara Okafor' },
        },
      ]);
    }
    for (const viewer of [cast.amara, cast.james, cast.tom, cast.carol]) expect(await told(viewer)).toEqual([]);
    clock.advance(15 * 24 * 60 * 60_000);
    expect(await told(cast.helen)).toEqual([]);
  });
});
