import { buffer, text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import papaparse from 'papaparse';
import { newId } from '../../../tool/ids.js';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import type { ObservationRecord } from '../../../tool/observation/observation-takeaway.shared.js';
import { eachDialect } from '../../database.js';
import { readPdf } from '../../pdf.js';
import { openSetting, type Setting } from './setting.js';

const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };
const notFound = { status: 404, message: 'There is nothing here that you can open.' };
const arabic = 'مرحبا بالعالم';
const noteWords = ['Siân ŵyn reads aloud', 'Łukasz asks why', `The pupil says ${arabic} and waits`, '=HYPERLINK("https://evil.example")'];

eachDialect('A record that is taken away', (open) => {
  let setting: Setting;
  let signed: string;
  beforeAll(async () => {
    setting = await openSetting(open);
    signed = await write('2025-11-12');
  });
  afterAll(() => setting.close());

  /** A signed record with notes, a section, a target, an answer and a correction. */
  const write = async (day: string): Promise<string> => {
    const { call, cast, placementId } = setting;
    await setting.makeRoom();
    const id = newId();
    const noteIds = noteWords.map(() => newId());
    await call(cast.priya, 'put', `/api/observations/${id}`, {
      placementId,
      kind: 'formal',
      lesson: { ...lesson, day },
      focus: 'Questions',
      writeUp: true,
    });
    for (const [position, body] of noteWords.entries()) {
      const note = { tag: 'strength', body, minuteMs: 247_000 * (position + 1), notedAt: '2025-11-12T09:10:00.000Z', position };
      await call(cast.priya, 'put', `/api/observations/${id}/notes/${noteIds[position] ?? ''}`, note);
    }
    await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, { body: 'Calm voice.\nTime to think.' }, 0);
    const saved: { observationRevision: number } = await call(cast.priya, 'put', `/api/observations/${id}/targets/${newId()}`, {
      wording: 'Wait three seconds', actions: 'Count silently', support: 'Priya watches', byOn: '2025-11-19', position: 0, noteIds: noteIds.slice(0, 1),
    }); // prettier-ignore
    await call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, saved.observationRevision);
    await call(cast.amara, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'differs', body: 'Seat 4 was thinking.' });
    await call(cast.priya, 'put', `/api/observations/${id}/remarks/${newId()}`, { kind: 'correction', body: 'It was seat 5.' });
    await call(cast.amara, 'post', `/api/observations/${id}/read`, {});
    return id;
  };
  const planned = async (): Promise<string> => {
    const id = newId();
    const body = { placementId: setting.placementId, kind: 'formal', lesson, focus: 'Questions', writeUp: false };
    await setting.call(setting.cast.priya, 'put', `/api/observations/${id}`, body);
    return id;
  };
  const take = (viewer: KnownViewer, format: string, id = signed): Promise<Readable> =>
    setting.call(viewer, 'get', `/api/observations/${id}/record.${format}`);
  const all = async (viewer: KnownViewer, format: string): Promise<string> =>
    text((await setting.call(viewer, 'get', `/api/placements/${setting.placementId}/records.${format}`)) as Readable);
  const pdf = async () => readPdf(await buffer(await take(setting.cast.helen, 'pdf')));

  it('is a tagged PDF of A4 pages with a title, whose headings, lists and tables are named as such', async () => {
    const { info, structure } = await pdf();
    expect(info).toMatch(/^Title: +Lesson observation: Amara Okafor$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Page size: .*\(A4\)$/m);
    for (const part of ['H1', 'H2', 'P', 'L', 'Table', 'THead', 'TH', 'TD']) expect(structure).toMatch(new RegExp(`^ *${part}\\b`, 'm'));
  });

  it('reads in its order, with Welsh, Polish and Arabic letters as they were written', async () => {
    const { text: words } = await pdf();
    const order = [
      'Lesson observation: Amara Okafor', 'Focus', 'Questions', 'Strengths', 'Calm voice.', 'Time to think.', 'Target 1', 'Wait three seconds',
      'Count silently', '19 November 2025', 'Amara sees it differently', 'Seat 4 was thinking.', 'Correction by Priya', 'It was seat 5.',
      'Notes from the lesson', 'Siân ŵyn reads aloud', 'Łukasz asks why', 'HYPERLINK', 'Signatures', 'Signed by Priya Nair', 'Read by Amara Okafor', 'Page 1 of',
    ]; // prettier-ignore
    let from = -1;
    for (const one of order) {
      const found = words.indexOf(one, from + 1);
      expect([one, found > from]).toEqual([one, true]);
      from = found;
    }
    expect(words).toContain(arabic);
  });

  it('has a line in the CSV for each thing in it, and no cell that a spreadsheet would run', async () => {
    // A decoder would take the mark away.
    const content = (await buffer(await take(setting.cast.helen, 'csv'))).toString();
    expect(content.startsWith('\uFEFF')).toBe(true);
    const { data } = papaparse.parse<Record<string, string>>(content.slice(1), { header: true, skipEmptyLines: true });
    const parts = ['Focus', 'Strengths', 'Target', 'Note', 'Note', 'Note', 'Note', 'Seen differently', 'Correction', 'Signed', 'Read'];
    expect(data.map((line) => line['Part'])).toEqual(parts);
    const notes = data.filter((line) => line['Part'] === 'Note');
    expect(notes.map((line) => line['Words'])).toEqual([...noteWords.slice(0, 3), `'${noteWords[3] ?? ''}`]);
    expect(notes.map((line) => line['Minute'])).toEqual(['4:07', '8:14', '12:21', '16:28']);
    expect(data.find((line) => line['Part'] === 'Target')?.['Rests on']).toBe('4:07 Siân ŵyn reads aloud');
  });

  it('is the whole record as JSON, without what belonged to the page', async () => {
    const record: ObservationRecord = await setting.call(setting.cast.helen, 'get', `/api/observations/${signed}/record.json`);
    expect(record).toMatchObject({ format: 'critical-friend/observation-record/1', id: signed, state: 'read', school: 'Harbour Academy' });
    expect(record.notes.map((note) => note.body)).toEqual(noteWords);
    expect(record.remarks.map((remark) => remark.body)).toEqual(['Seat 4 was thinking.', 'It was seat 5.']);
    expect(record).not.toHaveProperty('may');
  });

  it('is nobody’s who may not read it, nor the trainee’s while only its plan is told', async () => {
    const plan = await planned();
    for (const format of ['pdf', 'csv', 'json']) {
      for (const viewer of [setting.cast.stranger, setting.cast.carol, setting.cast.tom]) {
        await expect(take(viewer, format)).rejects.toMatchObject(notFound);
      }
      await expect(take(setting.cast.amara, format, plan)).rejects.toMatchObject(notFound);
    }
    await expect(all(setting.cast.carol, 'csv')).rejects.toMatchObject(notFound);
  });

  it('leaves a line of who took it in the history of the record, and none for a draft of one’s own', async () => {
    const plan = await planned();
    setting.audits.length = 0;
    await text(await take(setting.cast.helen, 'csv'));
    await text(await take(setting.cast.priya, 'csv', plan));
    const taken = setting.audits.filter(({ action }) => action === 'observation.taken');
    expect(taken).toMatchObject([
      { personId: setting.cast.helen.personId, objectId: signed, placementId: setting.placementId, detail: 'csv' },
    ]);
  });

  it('is one of all that may be read, each once over several pages, in both files', async () => {
    const more = [];
    for (let made = 0; made < 21; made += 1) more.push(await write(`2025-10-${String(made + 1).padStart(2, '0')}`));
    await planned();
    const { records } = JSON.parse(await all(setting.cast.helen, 'json')) as { records: ObservationRecord[] };
    expect(records.map((record) => record.id)).toEqual([signed, ...more.toReversed()]);
    const lines = papaparse.parse<Record<string, string>>((await all(setting.cast.amara, 'csv')).slice(1), {
      header: true,
      skipEmptyLines: true,
    }).data;
    expect(new Set(lines.map((line) => line['Observation']))).toEqual(new Set([signed, ...more]));
  });

  it('is an empty list where nothing may be read yet', async () => {
    const other = await openSetting(open);
    const path = `/api/placements/${other.placementId}/records.json`;
    const content = await text((await other.call(other.cast.helen, 'get', path)) as Readable);
    expect(JSON.parse(content)).toEqual({ format: 'critical-friend/observation-records/1', records: [] });
    await other.close();
  });
});
