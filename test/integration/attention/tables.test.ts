import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Papa from 'papaparse';
import {
  usualDays,
  type AttentionRules,
  type SchoolTable,
  type TableFile,
  type TraineeTable,
} from '../../../tool/attention/attention.shared.js';
import type { AttentionSource } from '../../../tool/attention/attention-source.js';
import { createAttention } from '../../../tool/attention/attention.js';
import { toInstant } from '../../../tool/clock.js';
import type { RouteRequest } from '../../../tool/http/route.js';
import { createPartnership } from '../../../tool/partnership/partnership.js';
import { eachDialect } from '../../database.js';
import { fillId } from '../../load/partnership-fill.js';
import { sure } from '../../sure.js';
import { openFilled, type Filled } from './filled.js';

const table = '/api/attention/trainees';
const rowOf = (answer: TraineeTable, n: number) => sure(answer.trainees.find((one) => one.placementId === fillId('placement', n)));

eachDialect('The tutor’s table', (open) => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await openFilled(open, { trainees: 40, weeks: 12, perTutor: 20 });
  });
  afterAll(() => filled.close());
  const db = () => filled.tool.services.db;
  const read = () => filled.read<TraineeTable>('tutor', table);

  test('has one line for each trainee of the tutor and for nobody else', async () => {
    const { trainees } = await read();
    expect(trainees.map((one) => one.placementId).sort()).toEqual(Array.from({ length: 20 }, (_unused, n) => fillId('placement', n)));
  });

  test('says what is on record of each: last day, counts, targets, weeks', async () => {
    const one = rowOf(await read(), 3);
    expect(one).toMatchObject({
      trainee: { name: 'Person 3 Invented', givenName: 'Person 3' }, school: { name: 'School 00000' }, when: 'now', meeting: null, flags: [], waitingFor: null,
      observation: { lastOn: '2026-06-10', signed: 12, read: 12 }, targets: { current: 12, changedOn: '2026-06-10' }, silentSince: '2026-06-10', silentDays: 9,
    }); // prettier-ignore
    expect(one.mentors.map((mentor) => mentor.personId)).toEqual([fillId('mentor', 1)]);
    expect(one.weeks).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(one.gradebook).toMatchObject([{ state: 'sent', sentence: 'Sent to Fill Moodle {at}: done (6 of 6)' }]);
  });

  test('tells who needs the tutor and why, the longest silence first', async () => {
    const { trainees } = await read();
    expect(trainees[0]).toMatchObject({
      placementId: fillId('placement', 5),
      flags: [{ rule: 'observation', sentence: 'No observation recorded since 6 May', since: '2026-05-06' }, { rule: 'target' }],
      waitingFor: 'Person 42 Invented, to record an observation',
    });
    expect(rowOf({ trainees } as TraineeTable, 10)).toMatchObject({
      observation: { signed: 12, read: 11 },
      flags: [{ rule: 'unread', sentence: 'Signed on 10 June, not read by Person 10 yet' }],
      waitingFor: 'Person 10, to read what was signed on 10 June',
    });
    const silences = trainees.map((one) => one.silentSince);
    expect(silences).toEqual(silences.toSorted());
  });

  test('counts a lesson only once it is signed: a draft is its writer’s alone', async () => {
    const id = fillId('placement', 4);
    await db().run(
      "UPDATE observation SET state = 'feedback', signed_at = NULL, read_at = NULL WHERE placement_id = :id AND lesson_on > '2026-05-01'",
      { id },
    );
    expect(rowOf(await read(), 4)).toMatchObject({ observation: { lastOn: '2026-04-29', signed: 6 } });
    await db().run("UPDATE observation SET state = 'withdrawn' WHERE placement_id = :id AND lesson_on > '2026-04-23' AND state = 'read'", {
      id,
    });
    expect(rowOf(await read(), 4)).toMatchObject({ observation: { lastOn: '2026-04-22', signed: 5 } });
  });

  test('shows whose mentor code lies unused', async () => {
    const placementId = fillId('placement', 6);
    await db().run("UPDATE role_held SET ended_at = '2026-06-01T08:00:00.000Z' WHERE placement_id = :placementId AND role = 'mentor'", {
      placementId,
    });
    expect(rowOf(await read(), 6).waitingFor).toBe('You, to make a mentor code');
    await filled.ask('tutor', 'POST', `/api/placements/${placementId}/codes`, { name: 'Ms Nair' });
    expect(rowOf(await read(), 6)).toMatchObject({
      mentors: [],
      flags: [{ rule: 'mentor', sentence: 'Ms Nair has not used the mentor code made on 19 June' }],
      waitingFor: 'Ms Nair, to use the mentor code',
    });
  });

  test('loses a trainee at the next request when the tutor’s role with them ends', async () => {
    const placementId = fillId('placement', 7);
    await db().run("UPDATE role_held SET ended_at = '2026-06-01T08:00:00.000Z' WHERE placement_id = :placementId AND role = 'tutor'", {
      placementId,
    });
    const ids = (await read()).trainees.map((one) => one.placementId);
    expect(ids).not.toContain(placementId);
    expect(ids).toHaveLength(19);
  });

  test('opens in a spreadsheet as text, whatever a school calls itself', async () => {
    await db().run('UPDATE school SET name = :name WHERE id = :id', { name: '=HYPERLINK("https://x.example")', id: fillId('school', 0) });
    const { name, content } = await filled.read<TableFile>('tutor', `${table}/file`);
    expect(name).toBe('trainees-2026-06-19.csv');
    expect(content.startsWith('\uFEFF')).toBe(true);
    const { data } = Papa.parse<Record<string, string>>(content.slice(1).trimEnd(), { header: true });
    expect(data).toHaveLength(19);
    expect(data.find((row) => row['Trainee'] === 'Person 5 Invented')).toMatchObject({
      School: '\'=HYPERLINK("https://x.example")', 'Last observation': '2026-05-06', 'Week of 2026-06-15': '0',
      'Needs you because': 'No observation recorded since 6 May · No target changed since 6 May',
    }); // prettier-ignore
  });

  describe('goes by rules', () => {
    const rules = '/api/attention/rules';
    const put = (part: 'tutor' | 'coordinator', whose: string, body: unknown, ifMatch?: number) =>
      filled.ask(part, 'PUT', `${rules}/${whose}`, body, ifMatch);
    const flagged = async () => (await read()).trainees.filter((one) => one.flags.some((flag) => flag.rule === 'observation')).length;

    test('that are the usual ones until the coordinator chooses, and the tutor’s own from then on that they choose', async () => {
      expect(await read()).toMatchObject({ daysOf: 'usual', days: usualDays });
      const before = await flagged();
      expect((await put('coordinator', 'partnership', { days: { ...usualDays, observation: 9 } })).status).toBe(200);
      expect((await read()).daysOf).toBe('partnership');
      expect(await flagged()).toBe(19);
      expect((await put('tutor', 'mine', { days: { ...usualDays, observation: null } })).status).toBe(200);
      expect(await flagged()).toBe(0);
      const answer = await filled.read<AttentionRules>('tutor', rules);
      expect(answer).toMatchObject({
        mine: { revision: 1 },
        partnership: { days: { observation: 9 } },
        may: { mine: true, partnership: false },
      });
      expect((await put('tutor', 'mine', { days: null }, 1)).status).toBe(200);
      expect((await put('coordinator', 'partnership', { days: null }, 1)).status).toBe(200);
      expect(await flagged()).toBe(before);
    });

    test('that nobody overwrites unseen; the same choice again changes nothing', async () => {
      const first = { days: { ...usualDays, unread: 3 } };
      expect((await put('coordinator', 'partnership', first)).status).toBe(200);
      expect((await put('coordinator', 'partnership', first)).status).toBe(200);
      const refused = await put('coordinator', 'partnership', { days: { ...usualDays, unread: 4 } });
      expect([refused.status, JSON.parse(refused.text)]).toMatchObject([409, { current: { revision: 1, days: { unread: 3 } } }]);
      expect((await put('coordinator', 'partnership', { days: { ...usualDays, unread: 4 } }, 1)).status).toBe(200);
      expect((await put('coordinator', 'partnership', { days: null }, 2)).status).toBe(200);
    });

    test('that two choose first at once: one is stored, the other is told', async () => {
      const both = await Promise.all([5, 6].map((unread) => put('tutor', 'mine', { days: { ...usualDays, unread } })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await put('tutor', 'mine', { days: null }, 1)).status).toBe(200);
    });

    test.each([0, 181, 1.5, '7'])('that %p days are none of', async (observation) => {
      expect((await put('tutor', 'mine', { days: { ...usualDays, observation } })).status).toBe(400);
    });

    test('whose change is in the audit trail', async () => {
      const rows = await db().select<{ detail: string }>(
        "SELECT detail FROM audit_event WHERE action = 'attention.rules' ORDER BY id LIMIT 1",
      );
      expect(rows).toEqual([{ detail: 'observation 9, meeting 14, unread 7, target 28, grade 0, mentor 0' }]);
    });
  });

  describe('for the coordinator is one of schools and mentors', () => {
    const schools = '/api/attention/schools';

    test('by name, with days and counts and no word of a record', async () => {
      await db().run("UPDATE school SET name = 'Alder School' WHERE id = :id", { id: fillId('school', 0) });
      const answer = await filled.ask('coordinator', 'GET', schools);
      for (const written of ['Ask everybody', 'I see it differently', 'Write four questions']) expect(answer.text).not.toContain(written);
      const { schools: rows, next } = JSON.parse(answer.text) as SchoolTable;
      expect(next).toBeNull();
      expect(rows.map((one) => one.name)).toEqual(['Alder School', 'School 00001', 'School 00002', 'School 00003']);
      const [first] = rows;
      expect(sure(first)).toMatchObject({
        lastOn: '2026-06-10',
        withoutMentor: [{ placementId: fillId('placement', 6) }],
        openCodes: [{ nameGiven: 'Ms Nair' }],
      });
      expect(sure(first).trainees).toHaveLength(10);
      const names = sure(first).mentors.map((one) => one.name);
      expect(names).toEqual(names.toSorted());
      expect(sure(rows[1]).mentors[0]).toMatchObject({ lastOn: '2026-06-10', signed: 24, trainees: [{}, {}] });
    });

    test('counts for a mentor only what they signed themselves where they are mentor now', async () => {
      const placementId = fillId('placement', 12);
      const newcomer = fillId('mentor', 15);
      await db().insert('role_held', {
        id: fillId('roleMentor', 99), partnership_id: filled.partnershipId, person_id: newcomer, role: 'mentor', placement_id: placementId,
        started_at: toInstant(filled.clock.now()),
      }); // prettier-ignore
      const { schools: rows } = await filled.read<SchoolTable>('coordinator', schools);
      const found = sure(sure(rows[1]).mentors.find((one) => one.personId === newcomer));
      expect(found).toMatchObject({ lastOn: null, signed: 0, trainees: [{ placementId }] });
    });

    test('leaves out placements that have ended', async () => {
      await db().run("UPDATE placement SET ends_on = '2026-06-18' WHERE school_id = :id", { id: fillId('school', 3) });
      const { schools: rows } = await filled.read<SchoolTable>('coordinator', schools);
      expect(rows[3]).toMatchObject({ name: 'School 00003', trainees: [], mentors: [], lastOn: null });
    });

    test('is saved as a file of all schools', async () => {
      const { name, content } = await filled.read<TableFile>('coordinator', `${schools}/file`);
      const { data } = Papa.parse<Record<string, string>>(content.slice(1).trimEnd(), { header: true });
      expect(name).toBe('schools-2026-06-19.csv');
      expect(new Set(data.map((row) => row['School']))).toEqual(new Set(['Alder School', 'School 00001', 'School 00002', 'School 00003']));
      expect(data.find((row) => row['Code open until'])).toMatchObject({ School: 'Alder School', Mentor: '' });
    });
  });

  test('has a column, a rule and a silence for meetings as soon as something tells of them', async () => {
    const ground = filled.tool.services;
    const partnership = createPartnership({ ground, readRoster: () => Promise.reject(new Error('reads no roster')) });
    const met = new Map([[fillId('placement', 3), { lastOn: '2026-06-17', signed: 2, read: 2, unreadSince: null, days: [] }]]);
    const meetings: AttentionSource<'meeting'> = { fact: 'meeting', factsOf: () => Promise.resolve(met) };
    const none = { activityOfMentors: () => Promise.resolve([]) };
    const { routes } = createAttention({ ground, ...partnership, mentors: none, sources: [meetings] });
    const viewer = await filled.viewer('tutor');
    const answer = async (path: string) => {
      const asked = { viewer, params: {}, query: {}, body: {}, ifMatch: null } as unknown as RouteRequest<
        'person',
        unknown,
        unknown,
        unknown
      >;
      const found = sure(routes.find((one) => one.method === 'get' && one.path === path));
      return (await found.handle(asked, undefined as never)).body;
    };
    const shown = (await answer(table)) as TraineeTable;
    expect(shown.meetings).toBe(true);
    expect(rowOf(shown, 3)).toMatchObject({ meeting: { lastOn: '2026-06-17', signed: 2 }, silentSince: '2026-06-17', silentDays: 2 });
    expect(rowOf(shown, 8).flags.map((one) => one.sentence)).toContain('No meeting recorded since the placement began on 8 September 2025');
    expect(await answer('/api/attention/rules')).toMatchObject({ meetings: true });
    expect(((await answer(`${table}/file`)) as TableFile).content).toContain('Last meeting');
  });

  test('after the last day tells what is still open and no longer counts silence', async () => {
    await db().run('UPDATE placement SET ends_on = :day WHERE id IN (:ids)', {
      day: '2026-06-12',
      ids: [fillId('placement', 5), fillId('placement', 10)],
    });
    const answer = await read();
    expect(rowOf(answer, 5)).toMatchObject({ when: 'ended', flags: [], silentDays: 37 });
    expect(rowOf(answer, 10)).toMatchObject({ when: 'ended', flags: [{ rule: 'unread' }] });
  });
});
