import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { textsOf } from '../../../components/observation-redaction/record-texts.js';
import { createFramework } from '../../../tool/framework/framework.service.js';
import { lessonObservation, shippedTemplates } from '../../../tool/framework/form-template.rules.js';
import type { FormContent, FormFile, FormList, FormsOffered, FormVersionView } from '../../../tool/framework/form.shared.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationView, RecordCheck } from '../../../tool/observation/observation.shared.js';
import type { HistoryList } from '../../../tool/privacy/audit-history.shared.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { sure } from '../../sure.js';
import { planBody } from '../access/observations.js';
import { ask, must } from '../access/house.js';
import { buildWorld, type Caller, type World } from '../access/world.js';

const scale = {
  section: 'q_routines', heading: 'Routines', hint: '', part: 'feedback' as const, answer: 'scale' as const,
  options: [{ key: 'answer_1', label: 'Wobbly as a calf' }, { key: 'answer_2', label: 'Steady as a mule' }],
}; // prettier-ignore
const focus = { section: 'focus', heading: 'What we look at', hint: 'One thing.', part: 'plan' as const };
const year = { section: 'q_year', heading: 'Year group', hint: '', part: 'feedback' as const, answer: 'line' as const };
const strengths = { section: 'strengths', heading: 'Strengths', hint: '', part: 'feedback' as const };
const ours = (change: Partial<FormContent> = {}): FormContent => ({
  name: 'Northbridge lesson',
  sections: [focus, scale, strengths],
  unused: [year],
  ...change,
});

eachDialect('A form', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld(await open());
  });
  afterAll(() => world.close());

  const bearer = (caller: Caller) => sure(world.bearers[caller]);
  const get = <T>(caller: Caller, path: string) => must<T>(world.tool, bearer(caller), 'GET', { path });
  const put = (caller: Caller, path: string, body: object, ifMatch?: number) =>
    ask(world.tool, bearer(caller), 'PUT', { path, body, ...(ifMatch === undefined ? {} : { ifMatch }) });
  const publish = async (id: string, content: FormContent, seen?: number): Promise<FormVersionView> => {
    const answer = await put('coordinator', `/api/forms/${id}`, content, seen);
    expect(answer).toMatchObject({ status: 200 });
    return JSON.parse(answer.text) as FormVersionView;
  };
  const show = (id: string, shown: boolean) => put('coordinator', `/api/forms/${id}/shown`, { shown });
  const offered = async () => (await get<FormsOffered>('mentor', `/api/placements/${world.here.placementId}/forms`)).forms;
  const list = async () => (await get<FormList>('coordinator', '/api/forms')).forms;
  const writeUp = (id: string, formVersionId?: string) =>
    put('mentor', `/api/observations/${id}`, {
      ...planBody(world.here.placementId),
      writeUp: true,
      ...(formVersionId ? { formVersionId } : {}),
    });
  const view = (caller: Caller, id: string) => get<ObservationView>(caller, `/api/observations/${id}`);
  /** Written on a version and signed. */
  const signed = async (formVersionId: string, answers: Record<string, string>): Promise<string> => {
    const id = newId();
    expect((await writeUp(id, formVersionId)).status).toBe(200);
    for (const [section, body] of Object.entries(answers)) {
      expect(await put('mentor', `/api/observations/${id}/sections/${section}`, { body })).toMatchObject({ status: 200 });
    }
    const { revision } = await view('mentor', id);
    await must(world.tool, bearer('mentor'), 'POST', { path: `/api/observations/${id}/sign`, body: {}, ifMatch: revision });
    return id;
  };

  test('ships: four of them, of which the one with a scale is hidden until a coordinator shows it', async () => {
    expect((await offered()).map(({ name }) => name)).toEqual(['Lesson observation', 'Drop-in', 'Subject observation']);
    const all = await list();
    expect(all.map(({ own, shown }) => [own, shown])).toEqual([[false, true], [false, true], [false, true], [false, false]]); // prettier-ignore
    const id = newId();
    expect((await writeUp(id, sure(shippedTemplates[3]).versionId)).status).toBe(422);
    expect((await show(sure(shippedTemplates[3]).id, true)).status).toBe(200);
    expect((await writeUp(id, sure(shippedTemplates[3]).versionId)).status).toBe(200);
    expect((await view('mentor', id)).form.sections.map(({ heading }) => heading)).toContain('Classroom environment');
    expect((await show(sure(shippedTemplates[3]).id, false)).status).toBe(200);
  });

  test('that ships is read by every coordinator and changed by none', async () => {
    for (const caller of ['coordinator', 'coordinatorElsewhere'] as const) {
      const { versionId, id } = lessonObservation;
      expect(await get<FormVersionView>(caller, `/api/form-versions/${versionId}`)).toMatchObject({ own: false, version: 1 });
      for (const seen of [undefined, 1]) expect((await put(caller, `/api/forms/${id}`, ours(), seen)).status).toBe(404);
    }
  });

  test('whose shipped words differ from the stored ones stops the tool', async () => {
    const { db, clock } = world.tool.services;
    const framework = createFramework({ ground: { db, clock } });
    await framework.seed();
    const where = { id: lessonObservation.versionId };
    const [row] = await db.select<{ digest: string }>('SELECT digest FROM form_template_version WHERE id = :id', where);
    await db.run("UPDATE form_template_version SET digest = 'other' WHERE id = :id", where);
    await expect(framework.seed()).rejects.toThrow('changed without a new version');
    await db.run('UPDATE form_template_version SET digest = :digest WHERE id = :id', { ...where, digest: sure(row).digest });
  });

  test('is published in versions, and a record keeps the one it was written on', async () => {
    const id = newId();
    const first = await publish(id, ours());
    expect(await publish(id, ours())).toEqual(first);
    expect(sure((await offered())[0])).toEqual({ versionId: first.versionId, name: 'Northbridge lesson', focus: { heading: 'What we look at', hint: 'One thing.' } }); // prettier-ignore
    const old = await signed(first.versionId, { q_routines: 'answer_2', strengths: 'Calm.' });

    const renamed = { ...strengths, heading: 'What went well' };
    const second = await publish(id, ours({ name: 'Our lesson', sections: [focus, renamed, year], unused: [scale] }), 1);
    expect(second).toMatchObject({ version: 2, formId: id, unused: [scale] });
    const young = await signed(second.versionId, { strengths: 'Calm too.' });

    const [before, after] = [await view('trainee', old), await view('trainee', young)];
    expect(before.form).toMatchObject({ name: 'Northbridge lesson', version: 1, sections: [focus, scale, strengths] });
    expect(before.sections.map(({ section, body }) => [section, body])).toEqual([
      ['focus', 'Questions to everybody'], ['q_routines', 'answer_2'], ['strengths', 'Calm.'],
    ]); // prettier-ignore
    expect(after.form).toMatchObject({ name: 'Our lesson', version: 2, sections: [focus, renamed, year] });
    expect(after.sections.map(({ section }) => section)).toEqual(['focus', 'strengths', 'q_year']);
    for (const record of [old, young])
      expect(await get<RecordCheck>('trainee', `/api/observations/${record}/check`)).toMatchObject({ intact: true, changed: [] });
    expect((await list())[0]?.versions.map(({ version, name }) => [version, name])).toEqual([[2, 'Our lesson'], [1, 'Northbridge lesson']]); // prettier-ignore
    expect(await get<FormVersionView>('coordinator', `/api/form-versions/${first.versionId}`)).toEqual(first);
  });

  test('is answered by the keys of its labels and by nothing else, and no answer is ever asked for', async () => {
    const form = await publish(newId(), ours({ name: 'Answers', sections: [focus, scale, year, strengths], unused: [] }));
    const id = newId();
    await writeUp(id, form.versionId);
    const section = (name: string, body: string) => put('mentor', `/api/observations/${id}/sections/${name}`, { body }, 0);
    expect((await section('q_routines', 'Steady as a mule')).status).toBe(400);
    expect((await section('q_year', 'Year 8\nand 9')).status).toBe(400);
    expect((await section('impact', 'Not asked here.')).status).toBe(404);
    expect((await section('constructor', 'x')).status).toBe(404);
    expect((await section('q_routines', 'answer_1')).status).toBe(200);
    expect((await put('mentor', `/api/observations/${id}/sections/q_routines`, { body: '' }, 1)).status).toBe(200);
    expect((await section('strengths', 'Calm.')).status).toBe(200);
    const { revision } = await view('mentor', id);
    expect(await ask(world.tool, bearer('mentor'), 'POST', { path: `/api/observations/${id}/sign`, body: {}, ifMatch: revision })).toMatchObject({ status: 200 }); // prettier-ignore
  });

  test('has words asked to be removed, and the trainee’s own view, only of answers that somebody wrote', async () => {
    const form = await publish(newId(), ours({ name: 'Written and chosen', sections: [focus, scale, year, strengths], unused: [] }));
    const id = await signed(form.versionId, { q_routines: 'answer_1', q_year: 'Year 8', strengths: 'Calm.' });
    const parts = textsOf(await view('trainee', id)).map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['section/q_year', 'section/strengths']));
    expect(parts).not.toContain('section/q_routines');
    const asked = { passages: [{ start: 0, end: 4 }], reason: 'other', note: '' };
    const ask = (part: string) => put('trainee', `/api/observations/${id}/redactions/${newId()}`, { ...asked, part });
    expect([(await ask('section/q_routines')).status, (await ask('section/q_year')).status]).toEqual([404, 200]);
    const own = (section: string) => put('trainee', `/api/observations/${id}/my-view/sections/${section}`, { body: 'They waited.' });
    const answers = [await own('q_routines'), await own('focus'), await own('q_year'), await own('strengths')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200, 200]);
  });

  test('whose scale is answered sends a count to the gradebook and no word of it', async () => {
    const form = await publish(newId(), ours({ name: 'Rated' }));
    const id = await signed(form.versionId, { q_routines: 'answer_2', strengths: 'Calm.' });
    await must(world.tool, bearer('trainee'), 'POST', { path: `/api/observations/${id}/read`, body: {} });
    const { db } = world.tool.services;
    const policy = { shows: 'everything', sends: 'running_count', requiredCount: 6, kinds: [], countsPlacements: 'each', fromOn: null, untilOn: null }; // prettier-ignore
    expect(await put('tutor', '/api/links/current/policy', policy)).toMatchObject({ status: 200 });
    const scores = await db.select<Record<string, unknown>>('SELECT * FROM score_outbox');
    expect(scores.length).toBeGreaterThan(0);
    expect(JSON.stringify(scores)).not.toMatch(/mule|calf|answer_[12]|q_routines|Routines/);
  });

  test('is not offered once it is hidden, but the last one stays', async () => {
    const form = await publish(newId(), ours({ name: 'Soon hidden' }));
    const planned = newId();
    expect((await writeUp(planned, form.versionId)).status).toBe(200);
    for (const { id } of (await list()).filter((one) => one.shown && one.id !== form.formId))
      expect((await show(id, false)).status).toBe(200);
    expect((await offered()).map(({ versionId }) => versionId)).toEqual([form.versionId]);
    expect(await show(form.formId, false)).toMatchObject({ status: 422 });
    expect((await show(lessonObservation.id, true)).status).toBe(200);
    expect((await show(form.formId, false)).status).toBe(200);
    expect((await writeUp(newId(), form.versionId)).status).toBe(422);
    expect((await writeUp(planned, form.versionId)).status).toBe(200);
    expect((await view('mentor', planned)).form.name).toBe('Soon hidden');
    const usual = newId();
    expect((await writeUp(usual)).status).toBe(200);
    expect((await view('mentor', usual)).form.versionId).toBe(lessonObservation.versionId);
  });

  test('is unknown in another partnership, to be read, changed, shown and written on', async () => {
    const form = await publish(newId(), ours({ name: 'Here only' }));
    for (const answer of [
      await put('coordinatorElsewhere', `/api/forms/${form.formId}`, ours({ name: 'Theirs' }), 1),
      await put('coordinatorElsewhere', `/api/forms/${form.formId}/shown`, { shown: false }),
      await ask(world.tool, bearer('coordinatorElsewhere'), 'GET', { path: `/api/form-versions/${form.versionId}` }),
    ])
      expect(answer.status).toBe(404);
    const { bearer: theirs, placementId } = world.elsewhere;
    const plan = { ...planBody(placementId), formVersionId: form.versionId };
    expect((await ask(world.tool, theirs.mentor, 'PUT', { path: `/api/observations/${newId()}`, body: plan })).status).toBe(422);
  });

  test('that two coordinators publish at once has both versions or tells one of them', async () => {
    const race = startRace();
    const form = await publish(newId(), ours({ name: 'Raced' }));
    const again = await world.launchAgain('coordinator');
    const seen = 1;
    const results: number[] = [];
    const act = (session: string, name: string) => async () => {
      const answer = await ask(world.tool, session, 'PUT', { path: `/api/forms/${form.formId}`, body: ours({ name }), ifMatch: seen });
      results.push(answer.status);
    };
    await race.begin([act(bearer('coordinator'), 'One'), act(sure(again), 'Other')], 5);
    expect(results.toSorted()).toEqual([200, 409]);
    expect((await list()).find(({ id }) => id === form.formId)?.versions).toHaveLength(2);
  });

  test('goes out as a file and comes in again as the same questions', async () => {
    const form = await publish(newId(), ours({ name: 'To give away', unused: [] }));
    const file = await get<FormFile>('coordinator', `/api/form-versions/${form.versionId}/file`);
    expect(file.fileName).toBe('to-give-away-version-1.json');
    expect(JSON.parse(file.content)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    const read = await must<FormContent>(world.tool, bearer('coordinatorElsewhere'), 'POST', { path: '/api/forms/file', body: { content: file.content } }); // prettier-ignore
    expect(read).toEqual({ name: 'To give away', sections: form.sections, unused: [] });
    const spoilt = await ask(world.tool, bearer('coordinator'), 'POST', {
      path: '/api/forms/file',
      body: { content: file.content.replace('"object"', '"array"') },
    });
    expect(spoilt.status).toBe(400);
    expect(JSON.parse(spoilt.text)).toMatchObject({ errors: [{ pointer: '/type', detail: 'must be "object"' }] });
  });

  test('that was published stands in what was changed', async () => {
    const { entries } = await get<HistoryList>('coordinator', '/api/changes');
    expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['form.published', 'form.chosen']));
  });
});
