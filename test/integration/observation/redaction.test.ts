import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { find, textsOf } from '../../../components/observation-redaction/record-texts.js';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { newId } from '../../../tool/ids.js';
import type { RedactionAsks } from '../../../tool/observation/observation-redaction.shared.js';
import { reapplyRedactions } from '../../../tool/observation/observation-redaction-again.js';
import { createObservationSealed } from '../../../tool/observation/observation-sealed.js';
import type { ObservationView } from '../../../tool/observation/observation.shared.js';
import { createFramework } from '../../../tool/framework/framework.service.js';
import { readErasures } from '../../../tool/privacy/erasure-log.js';
import { checkSignatures } from '../../../tool/signature/signature-check.service.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { placesOf } from '../privacy/tables.js';
import { lessonsOf, words } from '../target/lessons.js';
import { openSetting, type Setting } from './setting.js';

const notFound = { status: 404, message: 'There is nothing here that you can open.' };
const gap = '[words removed on 12 November 2025: a pupil’s name]';

eachDialect('words removed from a signed record', (open) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await openSetting(open);
  });
  afterAll(() => setting.close());

  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`);
  const check = (id: string) => setting.call(setting.cast.amara, 'get', `/api/observations/${id}/check`);
  const asks = (viewer: KnownViewer, id: string): Promise<RedactionAsks> =>
    setting.call(viewer, 'get', `/api/observations/${id}/redactions`);
  const put = (viewer: KnownViewer, id: string, body: object, redactionId = newId()) =>
    setting.call(viewer, 'put', `/api/observations/${id}/redactions/${redactionId}`, body);
  const decide = (viewer: KnownViewer, id: string, redactionId: string, how: 'remove' | 'leave') =>
    setting.call(viewer, 'post', `/api/observations/${id}/redactions/${redactionId}/${how}`, {});
  /** Everything a name can stand in, released and with what stands beside it. */
  const recordNaming = async (name: string): Promise<string> => {
    const { call, cast, placementId } = setting;
    await setting.makeRoom();
    const id = newId();
    const here = `/api/observations/${id}`;
    const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: `What ${name} asked` };
    await call(cast.priya, 'put', here, {
      placementId,
      kind: 'formal',
      lesson,
      focus: `How ${name} waits`,
      prompts: ['Wait', `Look at ${name}`],
      writeUp: false,
    });
    await call(cast.priya, 'post', `${here}/write-up`, {});
    const note = {
      tag: 'question',
      body: `${name} waits; ${name} asks.`,
      minuteMs: null,
      notedAt: '2025-11-12T09:10:00.000Z',
      position: 1,
    };
    const noteId = newId();
    await call(cast.priya, 'put', `${here}/notes/${noteId}`, note);
    const given = { ...note, tag: 'prompt', body: 'Wait', why: `${name} had a hand up.`, position: 2 };
    await call(cast.priya, 'put', `${here}/notes/${newId()}`, given);
    const target = {
      wording: `Wait for ${name}`,
      actions: `Count before ${name}`,
      support: `Priya sits by ${name}`,
      why: `${name} thinks longer`,
      link: { url: 'https://library.example/wait', title: `What ${name} needs` },
      byOn: null,
      position: 0,
      noteIds: [],
    };
    await call(cast.priya, 'put', `${here}/targets/${newId()}`, target);
    await call(cast.amara, 'put', `${here}/my-view/sections/impact`, { body: `${name} knew.` });
    await call(cast.amara, 'post', `${here}/my-view/give`, {});
    const saved: { observationRevision: number } = await call(cast.priya, 'put', `${here}/sections/strengths`, {
      body: `You asked ${name} twice.`,
    });
    await call(cast.priya, 'post', `${here}/sign`, { release: { how: 'now' } }, saved.observationRevision);
    await call(cast.amara, 'put', `${here}/remarks/${newId()}`, { kind: 'differs', body: `${name} was thinking.` });
    await call(cast.priya, 'put', `${here}/remarks/${newId()}`, { kind: 'correction', body: `It was not ${name}.` });
    await call(cast.amara, 'put', `${here}/answers/${newId()}`, { noteId, body: `${name} asked first.` });
    return id;
  };
  /** Asks, as a reader's page does, for a name to go from each text it stands in. @returns ids of what was asked */
  const askFor = async (viewer: KnownViewer, id: string, name: string): Promise<string[]> => {
    const ids: string[] = [];
    for (const { part, text } of textsOf(await view(viewer, id))) {
      const passages = find(name, text);
      if (passages.length === 0) continue;
      ids.push(newId());
      await put(viewer, id, { part, passages, reason: 'pupil', note: 'A child of the class' }, ids.at(-1));
    }
    return ids;
  };

  it('are nowhere in any table afterwards: not in a text, a signature, the log of what happened or the reason', async () => {
    const { cast, db, audits } = setting;
    const name = 'Zebedee';
    const id = await recordNaming(name);
    expect(await placesOf(db, name)).toEqual([
      'lesson.topic', 'observation_given_view.body', 'observation_note.body', 'observation_note.why', 'observation_prompt_pad.body', 'observation_remark.body',
      'observation_section.body', 'target.actions', 'target.link_title', 'target.support', 'target.why', 'target.wording',
    ]); // prettier-ignore
    for (const redactionId of await askFor(cast.james, id, name))
      expect(await decide(cast.carol, id, redactionId, 'remove')).toEqual({ state: 'removed' });
    expect(await placesOf(db, name)).toEqual([]);
    expect(JSON.stringify(audits)).not.toContain(name);
    const record = await view(cast.amara, id);
    expect(record.notes[0]?.body).toBe(`${gap} waits; ${gap} asks.`);
    expect(record.lesson.topic).toBe(`What ${gap} asked`);
    expect(record.targets[0]).toMatchObject({ wording: `Wait for ${gap}`, support: `Priya sits by ${gap}` });
    expect(record.traineeView?.answers[0]?.body).toBe(`${gap} knew.`);
    expect(record.remarks.map((one) => one.body)).toEqual([`${gap} was thinking.`, `It was not ${gap}.`]);
    expect(record.answers.map((one) => one.body)).toEqual([`${gap} asked first.`]);
    expect(record.prompts.texts).toEqual(['Wait', `Look at ${gap}`]);
    expect(record.notes[1]?.why).toBe(`${gap} had a hand up.`);
    expect(record.targets[0]).toMatchObject({ why: `${gap} thinks longer`, link: { title: `What ${gap} needs` } });
    const here = `/api/observations/${id}`;
    const csv = await text((await setting.call(cast.amara, 'get', `${here}/record.csv`)) as Readable);
    const json = JSON.stringify(await setting.call(cast.amara, 'get', `${here}/record.json`));
    // As the page says it, in every text that the name stood in.
    expect(json.split(gap)).toHaveLength(17);
    for (const left of [`${gap} knew.`, `${gap} asked first.`, `Look at ${gap}`, `Why then: ${gap} had a hand up.`])
      expect(csv).toContain(left);
    expect(csv + json).not.toContain(name);
    expect(record.redaction?.removals).toHaveLength(15);
    expect(record.redaction?.removals[0]).toMatchObject({ state: 'removed', reason: 'pupil', by: { name: 'Carol Diaz' } });
  });

  it('go from what a target is called now and from its history too, and the record of its signature stays intact through every renaming', async () => {
    const { cast, db, call } = setting;
    const name = 'Vivienne';
    const lessons = lessonsOf(setting);
    await setting.makeRoom();
    const first = await lessons.written(cast.priya, [`Wait for ${name}`, `Ask ${name} too`]);
    await lessons.sign(cast.priya, first.id);
    const [renamed = '', kept = ''] = first.targetIds;
    const rename = async (targetId: string, body: object): Promise<void> => {
      const found = (await lessons.list(cast.amara)).targets.find(({ id }) => id === targetId);
      await call(cast.amara, 'put', `/api/targets/${targetId}`, body, found?.revision ?? 0);
    };
    await rename(renamed, words(`Wait longer for ${name}`));
    await rename(renamed, words(`Wait three seconds, also for ${name}`));
    const next = await lessons.written(cast.priya);
    await lessons.say(cast.priya, next.id, renamed, { outcome: 'going_on', because: `${name} needs it.` });
    await lessons.sign(cast.priya, next.id);
    expect(await placesOf(db, name)).toEqual([
      'target.wording', 'target_outcome.because', 'target_outcome.wording', 'target_status.was', 'target_wording.wording',
    ]); // prettier-ignore
    for (const redactionId of await askFor(cast.james, first.id, name)) await decide(cast.carol, first.id, redactionId, 'remove');
    expect(await placesOf(db, name)).toEqual(['target_outcome.because', 'target_outcome.wording']);
    const page = (await lessons.list(cast.helen)).targets.find(({ id }) => id === renamed);
    expect([page?.wording, page?.history.map(({ was }) => was).filter(Boolean)]).toEqual([
      `Wait three seconds, also for ${gap}`,
      [`Wait for ${gap}`, `Wait longer for ${gap}`],
    ]);
    const texts = (await view(cast.amara, first.id)).targets.map(({ wording }) => wording);
    expect(texts).toEqual([`Wait for ${gap}`, `Ask ${gap} too`]);
    for (const redactionId of await askFor(cast.james, next.id, name)) await decide(cast.carol, next.id, redactionId, 'remove');
    expect(await placesOf(db, name)).toEqual([]);
    expect((await view(cast.amara, next.id)).earlier).toMatchObject([
      { wording: `Wait three seconds, also for ${gap}`, nowWording: null, answer: { because: `${gap} needs it.` } },
    ]);
    for (const id of [first.id, next.id]) expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
    await rename(renamed, words('Wait'));
    await rename(kept, words('Ask everybody'));
    for (const id of [first.id, next.id]) expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
    expect((await view(cast.amara, first.id)).targets.map(({ wording }) => wording)).toEqual(texts);
    const left = (wording: string) => db.run('UPDATE target_wording SET wording = :wording WHERE target_id = :kept', { wording, kept });
    await left('Ask nobody');
    expect(await check(first.id)).toMatchObject({ intact: false });
    await left(`Ask ${gap} too`);
  });

  it('leave the check intact, and what is left cannot be changed unseen', async () => {
    const { cast, db, ground } = setting;
    const name = 'Yolanda';
    const id = await recordNaming(name);
    expect(await check(id)).toMatchObject({ intact: true, erased: [] });
    for (const redactionId of await askFor(cast.amara, id, name)) await decide(cast.carol, id, redactionId, 'remove');
    expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
    const sources = createObservationSealed({ ground, framework: createFramework({ ground }) });
    const whole = async () => (await checkSignatures(db, sources, [cast.priya.partnershipId])).faults;
    expect(await whole()).toEqual([]);
    await db.run(`UPDATE observation_section SET body = 'You asked nobody.' WHERE observation_id = :id AND section = 'strengths'`, { id });
    expect(await check(id)).toMatchObject({ intact: false, remarksIntact: false });
    expect(await whole()).toMatchObject([{ kind: 'observation_redaction', fault: 'changed' }]);
    // Erased later, as a person's record is: it passes again.
    const erased = "body = NULL, salt = NULL, erased_at = '2026-01-01T00:00:00.000Z'";
    await db.run(`UPDATE observation_section SET ${erased} WHERE observation_id = :id`, { id });
    await db.run(
      `UPDATE observation_redaction SET note = NULL, salt = NULL, erased_at = '2026-01-01T00:00:00.000Z' WHERE observation_id = :id`,
      { id },
    );
    expect(await check(id)).toMatchObject({ intact: true });
  });

  it('are asked for by who reads the record and decided by who may; a coordinator sees the one text asked about', async () => {
    const { cast, slice, audits } = setting;
    const name = 'Xavier';
    const id = await recordNaming(name);
    for (const other of [cast.carol, cast.helen, cast.priya, cast.tom]) await expect(asks(other, id)).rejects.toMatchObject(notFound);
    await expect(view(cast.carol, id)).rejects.toMatchObject(notFound);
    const { text } = textsOf(await view(cast.helen, id)).find((one) => one.part === 'section/strengths') ?? { text: '' };
    const body = { part: 'section/strengths', passages: find(name, text), reason: 'pupil', note: '' };
    await expect(put(cast.helen, id, { ...body, note: `It was ${name}.` })).rejects.toMatchObject({ status: 422, type: 'note-repeats' });
    await expect(put(cast.helen, id, { ...body, passages: [{ start: 0, end: 9_999 }] })).rejects.toMatchObject({ status: 400 });
    await expect(put(cast.carol, id, body)).rejects.toMatchObject(notFound);
    await expect(put(cast.tom, id, body)).rejects.toMatchObject(notFound);
    const asked = newId();
    expect(await put(cast.helen, id, body, asked)).toEqual({ state: 'asked' });
    expect(await put(cast.helen, id, body, asked)).toEqual({ state: 'asked' });
    // Asked for twice is asked for once.
    expect(await put(cast.james, id, body)).toEqual({ state: 'asked' });
    const waiting = (await slice.waiting.waitingFor(cast.carol)).find((item) => item.href === `#/redactions/${id}`);
    expect(waiting?.sentence).toBe('Helen asks you to remove words from a signed record.');
    const seen = await asks(cast.carol, id);
    expect(seen.asks).toMatchObject([{ id: asked, text: `You asked ${name} twice.`, askedBy: { name: 'Helen Ward' } }]);
    expect(JSON.stringify(seen)).not.toMatch(/was thinking|Wait for|waits/);
    expect(audits.filter((entry) => entry.personId === cast.carol.personId && entry.objectId === id)).toMatchObject([
      { action: 'observation.read', looked: true, detail: 'coordinator' },
    ]);
    for (const other of [cast.helen, cast.priya, cast.amara])
      await expect(decide(other, id, asked, 'remove')).rejects.toMatchObject(notFound);
    expect(await decide(cast.carol, id, asked, 'leave')).toEqual({ state: 'left' });
    expect(await decide(cast.carol, id, asked, 'remove')).toEqual({ state: 'left' });
    expect((await view(cast.amara, id)).redaction?.removals).toMatchObject([{ state: 'left', by: { name: 'Carol Diaz' } }]);
    expect((await view(cast.amara, id)).sections.find((one) => one.section === 'strengths')?.body).toBe(text);
  });

  it('go at once where the school’s lead reads the record, and no one of another school', async () => {
    const { cast, db, placementId } = setting;
    const [place] = await db.select<{ schoolId: string }>('SELECT school_id AS schoolId FROM placement WHERE id = :placementId', {
      placementId,
    });
    const lead = async (schoolId: string | null): Promise<KnownViewer> => {
      const role = { id: newId(), role: 'school_lead' as const, placementId: null, schoolId };
      const [person] = [newId()];
      await db.insert('person', {
        id: person,
        partnership_id: cast.priya.partnershipId,
        name: 'Jo Marsh',
        given_name: 'Jo',
        created_at: '2025-09-01T08:00:00.000Z',
      });
      await db.insert('role_held', {
        id: role.id, partnership_id: cast.priya.partnershipId, person_id: person, role: 'school_lead', school_id: schoolId, started_at: '2025-09-01T08:00:00.000Z',
      }); // prettier-ignore
      return { ...cast.stranger, personId: person, roles: [role] };
    };
    const otherSchool = newId();
    await db.insert('school', {
      id: otherSchool,
      partnership_id: cast.priya.partnershipId,
      name: 'Hilltop',
      created_at: '2025-09-01T08:00:00.000Z',
    });
    const [here, there] = [await lead(place?.schoolId ?? null), await lead(otherSchool)];
    const id = await recordNaming('Wilma');
    const body = { part: 'section/strengths', passages: [{ start: 10, end: 15 }], reason: 'person', note: '' };
    await expect(put(there, id, body)).rejects.toMatchObject(notFound);
    expect(await put(here, id, body)).toEqual({ state: 'removed' });
    expect((await view(cast.amara, id)).sections.find((one) => one.section === 'strengths')?.body).toBe(
      'You asked [words removed on 12 November 2025: somebody’s name] twice.',
    );
    // A second time from the same text: the first seal gives way to the second.
    const { text } = textsOf(await view(cast.amara, id)).find((one) => one.part === 'section/strengths') ?? { text: '' };
    await put(here, id, { ...body, passages: find('twice', text), reason: 'other' });
    expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
  });

  it('go again after a backup that has them was restored, once, and a text that is another one is named', async () => {
    const { cast, db, ground } = setting;
    const name = 'Ulrika';
    const id = await recordNaming(name);
    const section = () =>
      db.select<{ body: string; salt: string | null }>(
        `SELECT body, salt FROM observation_section WHERE observation_id = :id AND section = 'strengths'`,
        { id },
      );
    const [before] = await section();
    for (const redactionId of await askFor(cast.helen, id, name)) await decide(cast.carol, id, redactionId, 'remove');
    const log = await readFile(path.join(ground.config.dataDir, 'erasures.log'), 'utf8');
    expect(log).toContain(id);
    expect(log).not.toContain(name);
    expect(
      await db.select(`SELECT id FROM observation_redaction WHERE observation_id = :id AND (passages <> '[]' OR logged_at IS NULL)`, {
        id,
      }),
    ).toEqual([]);
    expect(await readErasures(ground.config.dataDir)).toEqual([]);
    expect(await reapplyRedactions(ground)).toEqual({ again: 0, missed: [] });
    // As the backup has it: the words stand, and nothing of a removal was known.
    const restored = async (body: string) => {
      const mine = `SELECT id FROM observation_redaction WHERE observation_id = :id AND part = 'section/strengths'`;
      await db.run(`DELETE FROM signature WHERE record_kind = 'observation_redaction' AND record_id IN (${mine})`, { id });
      await db.run(`DELETE FROM signed_record WHERE record_kind = 'observation_redaction' AND record_id IN (${mine})`, { id });
      await db.run(`DELETE FROM observation_redaction WHERE observation_id = :id AND part = 'section/strengths'`, { id });
      await db.run(`UPDATE observation_section SET body = :body, salt = :salt WHERE observation_id = :id AND section = 'strengths'`, {
        id, body, salt: before?.salt ?? null,
      }); // prettier-ignore
    };
    await restored(before?.body ?? '');
    expect((await check(id)) as object).toMatchObject({ intact: true });
    expect(await reapplyRedactions(ground)).toEqual({ again: 1, missed: [] });
    expect(await reapplyRedactions(ground)).toEqual({ again: 0, missed: [] });
    expect(await placesOf(db, name)).toEqual([]);
    expect((await section())[0]?.body).toBe(`You asked ${gap} twice.`);
    expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
    await restored('Short.');
    expect((await reapplyRedactions(ground)).missed).toHaveLength(1);
  });

  it('go while the trainee reads, answers and signs that they have read, and every order ends with an intact record', async () => {
    const { cast, call, db } = setting;
    const race = startRace();
    for (let round = 0; round < 5; round += 1) {
      const name = `Quentin${'abcde'.charAt(round)}`;
      const id = await recordNaming(name);
      const ids = await askFor(cast.helen, id, name);
      const here = `/api/observations/${id}`;
      await race.begin(
        [
          ...ids.map((redactionId) => () => decide(cast.carol, id, redactionId, 'remove')),
          ...ids.slice(0, 3).map((redactionId) => () => decide(cast.carol, id, redactionId, 'remove')),
          () => view(cast.amara, id),
          () => call(cast.amara, 'post', `${here}/read`, {}),
          () => call(cast.amara, 'put', `${here}/remarks/${newId()}`, { kind: 'differs', body: 'I saw it too.' }),
          () => view(cast.amara, id),
        ],
        15,
      );
      expect(await placesOf(db, name)).toEqual([]);
      expect(await check(id)).toMatchObject({ intact: true, remarksIntact: true });
      expect((await view(cast.amara, id)).state).toBe('read');
    }
  });
});
