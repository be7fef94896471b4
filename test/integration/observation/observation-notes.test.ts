import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { NoteBody, NoteView, ObservationView, PromptPad, RecordCheck } from '../../../tool/observation/observation.shared.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { openSetting, type Setting } from './setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
const notFound = { status: 404 };

eachDialect('the notes of an observation', (open) => {
  let setting: Setting;
  let areaIds: string[];
  beforeAll(async () => {
    setting = await openSetting(open);
    const [standards] = await setting.framework.inForce(setting.cast.priya.partnershipId);
    areaIds = standards?.areas.map((area) => area.id) ?? [];
  });
  afterAll(() => setting.close());

  const note = (change: Partial<NoteBody> = {}): NoteBody => ({
    tag: 'question',
    body: 'Who answered?',
    minuteMs: 60_000,
    notedAt: '2025-11-12T09:10:00.000Z',
    position: 1000,
    ...change,
  });
  const by = (viewer: KnownViewer) => ({
    view: (id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`),
    put: <T>(path: string, body: unknown, ifMatch: number | null = null): Promise<T> =>
      setting.call(viewer, 'put', `/api/observations/${path}`, body, ifMatch),
    post: (path: string, body: unknown = {}, ifMatch: number | null = null): Promise<{ observationRevision: number }> =>
      setting.call(viewer, 'post', `/api/observations/${path}`, body, ifMatch),
    check: (id: string): Promise<RecordCheck> => setting.call(viewer, 'get', `/api/observations/${id}/check`),
  });
  const priya = () => by(setting.cast.priya);
  const amara = () => by(setting.cast.amara);

  const running = async (prompts: string[] = []): Promise<string> => {
    const id = newId();
    const plan = { placementId: setting.placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false, prompts };
    await priya().put(id, plan);
    await priya().post(`${id}/start`);
    return id;
  };
  const signed = async (id: string): Promise<void> => {
    await priya().post(`${id}/stop`);
    const { observationRevision } = await priya().put<{ observationRevision: number }>(`${id}/sections/strengths`, { body: 'Calm.' }, 0);
    await priya().post(`${id}/sign`, {}, observationRevision);
  };
  /** A signed record with one question. */
  const asked = async (): Promise<{ id: string; noteId: string }> => {
    const [id, noteId] = [await running(), newId()];
    await priya().put(`${id}/notes/${noteId}`, note());
    await signed(id);
    return { id, noteId };
  };

  it('carry curriculum areas that later saves leave alone, and their readers see them by name', async () => {
    const [id, noteId] = [await running(), newId()];
    const first = await priya().put<{ note: NoteView }>(`${id}/notes/${noteId}`, note({ areaIds: areaIds.slice(2, 4) }));
    expect(first.note.areaIds).toEqual(areaIds.slice(2, 4).toSorted());
    const moved = await priya().put<{ note: NoteView }>(`${id}/notes/${noteId}`, note({ position: 500, minuteMs: 120_000 }), 1);
    expect(moved.note).toMatchObject({ position: 500, minuteMs: 120_000, areaIds: areaIds.slice(2, 4).toSorted(), revision: 2 });
    const again = await priya().put<{ note: NoteView }>(`${id}/notes/${noteId}`, note({ position: 500, minuteMs: 120_000 }), 1);
    expect(again.note.revision).toBe(2);
    await signed(id);
    const read = await amara().view(id);
    expect(read.areas.map((area) => area.code).toSorted()).toEqual(['TS3', 'TS4']);
    expect(await amara().check(id)).toMatchObject({ intact: true });
    await setting.db.run('UPDATE observation_note SET area_ids = NULL WHERE id = :noteId', { noteId });
    expect(await amara().check(id)).toMatchObject({ intact: false, changed: [`note/${noteId}`] });
  });

  it('refuse an area that is not there, and store nothing of the note', async () => {
    const [id, noteId] = [await running(), newId()];
    await expect(priya().put(`${id}/notes/${noteId}`, note({ areaIds: [newId()] }))).rejects.toMatchObject({ status: 400 });
    expect((await priya().view(id)).notes).toEqual([]);
  });

  it('hold what was behind a prompt, sealed with it', async () => {
    const [id, noteId] = [await running(['Wait']), newId()];
    await priya().put(`${id}/notes/${noteId}`, note({ tag: 'prompt', body: 'Wait' }));
    await priya().post(`${id}/stop`);
    await priya().put(`${id}/notes/${noteId}`, note({ tag: 'prompt', body: 'Wait', why: 'Three hands were up.' }), 1);
    const cited = await priya().put<{ section: { noteIds: string[] } }>(`${id}/sections/strengths/citations`, { noteIds: [noteId] });
    expect(cited.section.noteIds).toEqual([noteId]);
    await signed(id);
    expect((await amara().view(id)).notes).toMatchObject([{ tag: 'prompt', why: 'Three hands were up.' }]);
    await setting.db.run("UPDATE observation_note SET why = 'Something else' WHERE id = :noteId", { noteId });
    expect(await amara().check(id)).toMatchObject({ intact: false, changed: [`note/${noteId}`] });
  });

  it('begin with prompts that the trainee reads in the plan, and that one person at a time changes', async () => {
    const id = newId();
    const plan = { placementId: setting.placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false, prompts: ['Wait'] };
    await priya().put(id, plan);
    await priya().put(id, plan);
    await expect(priya().put(id, { ...plan, prompts: ['Go on'] })).rejects.toMatchObject({ status: 409 });
    expect((await amara().view(id)).prompts).toEqual({ texts: ['Wait'], revision: 0, erasedAt: null });
    const saved = await priya().put<{ prompts: PromptPad }>(`${id}/prompts`, { prompts: ['Wait', 'Ask'] }, 1);
    expect(saved.prompts.revision).toBe(2);
    await expect(priya().put(`${id}/prompts`, { prompts: ['Mine'] }, 1)).rejects.toMatchObject({
      status: 409,
      extra: { current: { texts: ['Wait', 'Ask'] } },
    });
    await expect(amara().put(`${id}/prompts`, { prompts: ['Mine'] }, 2)).rejects.toMatchObject(notFound);
    await priya().post(`${id}/start`);
    await signed(id);
    await expect(priya().put(`${id}/prompts`, { prompts: [] }, 2)).rejects.toMatchObject({ status: 422 });
    await setting.db.run("UPDATE observation_prompt_pad SET body = 'Run' WHERE observation_id = :id", { id });
    expect(await amara().check(id)).toMatchObject({ intact: false, changed: ['prompts'] });
  });

  it('tell the trainee nothing of prompts in a lesson that is written up afterwards', async () => {
    const id = newId();
    const plan = { placementId: setting.placementId, kind: 'formal', lesson, focus: '', writeUp: true, prompts: ['Wait'] };
    await priya().put(id, plan);
    await priya().put(id, plan);
    expect((await priya().view(id)).prompts.texts).toEqual([]);
    await priya().put(`${id}/prompts`, { prompts: ['Wait'] });
    expect((await amara().view(id)).prompts.texts).toEqual([]);
  });

  it('hold questions that the trainee answers once the record is theirs to read; an answer stays, and more stands beside it', async () => {
    const { id, noteId } = await asked();
    const [first, second] = [newId(), newId()];
    const answer = { noteId, body: 'Five hands; I had not seen the window.' };
    await amara().put(`${id}/answers/${first}`, answer);
    await amara().put(`${id}/answers/${first}`, answer);
    await expect(amara().put(`${id}/answers/${first}`, { noteId, body: 'Other words' })).rejects.toMatchObject({ status: 409 });
    await amara().put(`${id}/answers/${second}`, { noteId, body: 'Six, I think now.' });
    const read = await by(setting.cast.helen).view(id);
    expect(read.answers.map(({ id: one, body, by: who }) => [one, body, who.givenName])).toEqual([
      [first, answer.body, 'Amara'],
      [second, 'Six, I think now.', 'Amara'],
    ]);
    expect(read.remarks).toEqual([]);
    expect(await amara().check(id)).toMatchObject({ intact: true, remarksIntact: true });
    await setting.db.run("UPDATE observation_remark SET note_id = 'another' WHERE id = :first", { first });
    expect(await amara().check(id)).toMatchObject({ intact: false, remarksIntact: false });
  });

  it('can be answered by nobody else, before nobody can read them, and only where they ask', async () => {
    const [draft, draftNote] = [await running(), newId()];
    await priya().put(`${draft}/notes/${draftNote}`, note());
    await expect(amara().put(`${draft}/answers/${newId()}`, { noteId: draftNote, body: 'Me' })).rejects.toMatchObject(notFound);
    const { id, noteId } = await asked();
    for (const viewer of [setting.cast.priya, setting.cast.james, setting.cast.helen, setting.cast.tom, setting.cast.carol]) {
      await expect(by(viewer).put(`${id}/answers/${newId()}`, { noteId, body: 'Me' })).rejects.toMatchObject(notFound);
    }
    await expect(amara().put(`${id}/answers/${newId()}`, { noteId: draftNote, body: 'Me' })).rejects.toMatchObject({ status: 400 });
    await expect(amara().put(`${id}/answers/${newId()}`, { noteId, body: '  ' })).rejects.toMatchObject({ status: 422 });
    const [plain, remark] = [newId(), newId()];
    const other = await running();
    await priya().put(`${other}/notes/${plain}`, note({ tag: 'strength' }));
    await signed(other);
    await expect(amara().put(`${other}/answers/${newId()}`, { noteId: plain, body: 'Me' })).rejects.toMatchObject({ status: 400 });
    await amara().put(`${id}/remarks/${remark}`, { kind: 'differs', body: 'Different' });
    await expect(amara().put(`${id}/answers/${remark}`, { noteId, body: 'Different' })).rejects.toMatchObject({ status: 409 });
  });

  it('take one of two answers under one id, sent at once', async () => {
    const { id, noteId } = await asked();
    const answerId = newId();
    let stored = 0;
    const send = (body: string) => async () => {
      await amara()
        .put(`${id}/answers/${answerId}`, { noteId, body })
        .then(
          () => (stored += 1),
          (error: unknown) => expect(error).toMatchObject({ status: 409 }),
        );
    };
    await startRace().begin([send('one'), send('two'), send('one')], 10);
    const { answers } = await amara().view(id);
    expect(answers).toHaveLength(1);
    expect(stored).toBe(answers[0]?.body === 'one' ? 2 : 1);
  });

  it('are counted for the trainee until they are answered or a fortnight has passed', async () => {
    const [id, first, second] = [await running(), newId(), newId()];
    await priya().put(`${id}/notes/${first}`, note());
    await priya().put(`${id}/notes/${second}`, note({ position: 2000 }));
    const waiting = async (viewer: KnownViewer) =>
      (await setting.slice.waiting.waitingFor(viewer))
        .filter((item) => item.key === `observation:${id}:questions`)
        .map((item) => item.sentence);
    expect(await waiting(setting.cast.amara)).toEqual([]);
    await signed(id);
    expect(await waiting(setting.cast.amara)).toEqual(['Priya asked you two questions about today’s lesson']);
    expect(await waiting(setting.cast.priya)).toEqual([]);
    await amara().put(`${id}/answers/${newId()}`, { noteId: first, body: 'Because.' });
    setting.clock.advance(2 * 24 * 60 * 60_000);
    expect(await waiting(setting.cast.amara)).toEqual(['Priya asked you a question about Wednesday’s lesson']);
    setting.clock.advance(10 * 24 * 60 * 60_000);
    expect(await waiting(setting.cast.amara)).toEqual(['Priya asked you a question about the lesson on 12 November']);
    setting.clock.advance(3 * 24 * 60 * 60_000);
    expect(await waiting(setting.cast.amara)).toEqual([]);
  });
});
