import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { LetterCounts, LettersMade } from '../../../tool/partnership/placement-intake.shared.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { headings, lineOf, numberOf, openIntakeWorld, type IntakeWorld } from './intake-fixture.js';

const listOf = (...lines: string[]): string => `${[headings, ...lines].join('\r\n')}\r\n`;
const indices = (from: number, count: number): number[] => Array.from({ length: count }, (_unused, index) => from + index);

eachDialect('A list of placements', (open) => {
  let world: IntakeWorld;
  beforeAll(async () => {
    world = await openIntakeWorld(await open(), 150);
  });
  afterAll(() => world.close());

  const db = () => world.tool.services.db;
  /** Everything a list may change. */
  const standing = () =>
    Promise.all(
      ['placement', 'role_held', 'person', 'identity', 'school', 'claim_code'].map((table) =>
        db().select(`SELECT * FROM ${table} ORDER BY id`),
      ),
    );
  const placementsOf = (index: number) =>
    db().select<{ id: string; subject: string; school: string; revision: number; startsOn: string }>(
      `SELECT p.id AS id, p.subject AS subject, s.name AS school, p.revision AS revision, p.starts_on AS startsOn FROM placement p
         JOIN person t ON t.id = p.trainee_person_id JOIN school s ON s.id = p.school_id WHERE t.student_number = :number ORDER BY p.id`,
      { number: numberOf(index) },
    );
  const lettersOf = (id: string, renew = false, after = 0) =>
    world.call<LettersMade>(world.coordinator, 'POST', `/api/placement-intakes/${id}/letters`, { after, renew });
  const letterCounts = async (id: string) =>
    (await world.call<LetterCounts>(world.coordinator, 'GET', `/api/placement-intakes/${id}/letters`)).body;

  const eightySix = listOf(...indices(0, 86).map((index) => lineOf(index, { mentor: `Ms Mentor ${index}`, tutor: 'Helen Ward' })));

  describe('of eighty-six rows', () => {
    test('is tried out without changing anything, then brought about whole', async () => {
      await world.launch(world.moodle, '2');
      const before = await standing();
      const trial = await world.upload(eightySix);
      expect(await standing()).toEqual(before);
      expect(trial).toMatchObject({
        state: 'draft',
        total: 86,
        counts: { new: 86, error: 0 },
        platform: 'Northbridge Moodle',
        createdBy: 'Ruth Adeyemi',
        newSchools: ['Harbour Academy'],
      });
      const done = await world.confirm(trial);
      expect(done).toMatchObject({ state: 'done', counts: { new: 0, made: 86 } });
      expect(await placementsOf(85)).toMatchObject([{ subject: 'Mathematics', school: 'Harbour Academy', startsOn: '2026-09-07' }]);
      const tutoring = await db().select("SELECT id FROM role_held WHERE role = 'tutor' AND placement_id IS NOT NULL");
      expect(tutoring).toHaveLength(86);
      const made = await db().select("SELECT id FROM audit_event WHERE action = 'placement.made'");
      expect(made).toHaveLength(86);
    });

    test('changes nothing when it is uploaded and confirmed again', async () => {
      const before = await standing();
      expect(await world.bring(eightySix)).toMatchObject({ counts: { unchanged: 86, made: 0, changed: 0 }, flagged: 0, newSchools: [] });
      expect(await standing()).toEqual(before);
    });

    test('is confirmed once, however often its button is pressed', async () => {
      const trial = await world.upload(listOf(lineOf(90)));
      const answers = await Promise.all(
        indices(0, 4).map(() =>
          world.call(world.coordinator, 'POST', `/api/placement-intakes/${trial.id}/confirm`, undefined, trial.revision),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      await world.confirm(trial);
      expect(await placementsOf(90)).toHaveLength(1);
    });
  });

  test('shows a changed row with the old and the new, and changes only that', async () => {
    const trial = await world.upload(listOf(lineOf(0, { subject: 'Physics', tutor: 'Helen Ward' }), lineOf(1, { tutor: 'Helen Ward' })));
    expect(await world.rows(trial.id)).toMatchObject([
      { line: 2, state: 'change', changes: [{ field: 'subject', from: 'Mathematics', to: 'Physics' }] },
      { line: 3, state: 'unchanged' },
    ]);
    expect(await world.confirm(trial)).toMatchObject({ counts: { changed: 1, unchanged: 1 } });
    expect(await placementsOf(0)).toMatchObject([{ subject: 'Physics', revision: 2 }]);
    expect(await placementsOf(1)).toMatchObject([{ subject: 'Mathematics', revision: 1 }]);
  });

  test('gives a placement another tutor, and the one before no longer has it', async () => {
    await world.launch(world.moodle, '3');
    const trial = await world.upload(listOf(lineOf(2, { tutor: 'Joan Small' })));
    expect(await world.rows(trial.id)).toMatchObject([
      { changes: [{ field: 'tutor', from: 'Helen Ward', to: 'Joan Small' }], notes: ['Joan Small becomes a tutor here.'] },
    ]);
    await world.confirm(trial);
    const [placement] = await placementsOf(2);
    const tutors = await db().select(
      `SELECT t.name AS name FROM role_held r JOIN person t ON t.id = r.person_id
        WHERE r.placement_id = :id AND r.role = 'tutor' AND r.ended_at IS NULL`,
      { id: sure(placement).id },
    );
    expect(tutors).toEqual([{ name: 'Joan Small' }]);
  });

  test('names each wrong row by its number in the spreadsheet, and makes the others', async () => {
    const lines = [
      lineOf(91),
      lineOf(92, { start: '31/2/2026' }),
      '',
      lineOf(93, { school: '' }),
      lineOf(91),
      lineOf(94, { tutor: 'Nobody Known' }),
    ];
    const trial = await world.upload(listOf(...lines));
    expect(trial).toMatchObject({ counts: { new: 2, error: 3 }, flagged: 4 });
    expect((await world.rows(trial.id, 'flagged')).map(({ line, problem }) => [line, problem])).toEqual([
      [3, '“31/2/2026” is not a day of the calendar. Write it like 7/9/2026 or 2026-09-07.'],
      [5, 'The school is missing.'],
      [6, 'Row 2 is about the same placement. Delete one of the two.'],
      [7, null],
    ]);
    expect(await world.confirm(trial)).toMatchObject({ counts: { made: 2, error: 3 } });
  });

  test('is not brought about where a placement changed after the trial: the answer is a fresh trial', async () => {
    const trial = await world.upload(listOf(lineOf(3, { subject: 'Physics' }), lineOf(95)));
    const [placement] = await placementsOf(3);
    const path = `/api/placements/${sure(placement).id}`;
    const { body } = await world.call<{ trainee: { personId: string } }>(world.coordinator, 'GET', path);
    const words = { school: 'Harbour Academy', subject: 'Chemistry', phase: 'Secondary', startsOn: '2026-09-07', endsOn: '2026-12-18' };
    await world.call(world.coordinator, 'PUT', path, { ...words, trainee: { personId: body.trainee.personId } }, 1);
    const refused = await world.call<{ current: { revision: number; counts: object } }>(
      world.coordinator, 'POST', `/api/placement-intakes/${trial.id}/confirm`, undefined, trial.revision,
    ); // prettier-ignore
    expect(refused).toMatchObject({ status: 409, body: { current: { state: 'draft', revision: 2, counts: { new: 1, change: 1 } } } });
    expect(await placementsOf(95)).toEqual([]);
    expect((await world.rows(trial.id))[0]).toMatchObject({ changes: [{ field: 'subject', from: 'Chemistry', to: 'Physics' }] });
    const again = await world.confirm({ ...trial, revision: refused.body.current.revision });
    expect(again).toMatchObject({ counts: { made: 1, changed: 1 } });
  });

  test.each([
    ['a workbook', Buffer.from('PK\u0003\u0004'), 'no-list'],
    ['no heading', Buffer.from('hello\nworld\n'), 'no-list'],
    ['a missing column', Buffer.from('Number;School;Start\n1;A;2026-09-07\n'), 'no-list'],
  ])('is refused in words where it is %s, and nothing is stored', async (_what, file, type) => {
    const answer = await world.call<{ type: string; detail: string }>(world.coordinator, 'POST', '/api/placement-intakes', {
      fileName: 'x.csv',
      file: file.toString('base64'),
    });
    expect(answer).toMatchObject({ status: 422, body: { type: `urn:critical-friend:problem:${type}` } });
  });

  describe('that names somebody who has not come yet', () => {
    const late = (start = '7/9/2026'): string => `LATE-1;Millbrook School;Primary;Primary;${start};18/12/2026;;Mr Price;`;

    test('waits, whoever of the same name and e-mail opens it from a school or in another partnership', async () => {
      expect(await world.bring(listOf(late()))).toMatchObject({ counts: { waiting: 1 } });
      await world.launch(world.canvas, '900');
      await world.launch(world.elsewhere, '900');
      expect(await db().select("SELECT id FROM placement WHERE subject = 'Primary'")).toEqual([]);
    });

    test('uploaded again waits once, in its newest words', async () => {
      const first = (await world.call<{ intakes: { id: string }[] }>(world.coordinator, 'GET', '/api/placement-intakes')).body.intakes[0];
      await world.bring(listOf(late('14/9/2026')));
      expect(await world.rows(sure(first).id)).toMatchObject([{ state: 'replaced' }]);
    });

    test('becomes their placement before their first page is shown', async () => {
      world.course.enrolments.push({ personId: '900', role: 'student' });
      const session = await world.launch(world.moodle, '900');
      const { body } = await world.call<{ placements: object[] }>(session, 'GET', '/api/placements');
      expect(body.placements).toMatchObject([{ school: { name: 'Millbrook School' }, startsOn: '2026-09-14', myRoles: ['trainee'] }]);
    });

    test('becomes a placement when the course’s list brings them', async () => {
      const trainee = { ...sure(world.moodle.site.options.people[10]), id: '901', sourcedId: 'LATE-2', email: 'late2@northbridge.example' };
      const intake = await world.bring(listOf('LATE-2;Millbrook School;;;7/9/2026;18/12/2026;;;'));
      world.moodle.site.options.people.push(trainee);
      world.course.enrolments.push({ personId: '901', role: 'student' });
      await world.call(world.coordinator, 'POST', '/api/courses/current/roster');
      let [row] = await world.rows(intake.id);
      while (row?.state === 'waiting') {
        await new Promise((resolve) => setTimeout(resolve, 20));
        [row] = await world.rows(intake.id);
      }
      expect(row).toMatchObject({ state: 'made', placementId: expect.any(String) });
    });

    test('costs a launch of a partnership in which nobody is waited for no statement', async () => {
      await world.bring(listOf('NEVER;Millbrook School;;;7/9/2026;18/12/2026;;;'));
      const asked = jest.spyOn(db(), 'select');
      const ofLists = (): number => asked.mock.calls.filter(([sql]) => sql.includes('placement_intake')).length;
      await world.launch(world.elsewhere, '1001');
      expect([asked.mock.calls.length > 0, ofLists()]).toEqual([true, 0]);
      await world.launch(world.moodle, '1001');
      expect(ofLists()).toBe(1);
      asked.mockRestore();
    });
  });

  describe('whose mentors get letters', () => {
    const mentors = listOf(
      ...indices(100, 3).map((index) => lineOf(index, { mentor: index === 102 ? '=cmd|calc' : `Ms Letter ${index}` })),
    );

    test('gives each a code that works once, and makes no second one', async () => {
      const { id } = await world.bring(mentors);
      expect(await letterCounts(id)).toEqual({ toMake: 3, open: 0, joined: 0, waiting: 0 });
      const { body } = await lettersOf(id);
      expect(body.letters).toMatchObject([
        { line: 2, mentor: 'Ms Letter 100', mentorEmail: 'mentor100@harbour.example', trainee: 'Trainee N100', school: 'Harbour Academy' },
        { line: 3 },
        { line: 4 },
      ]);
      expect(body.csvHeadings).toContain('Mentor,Mentor e-mail,Code');
      expect(sure(body.letters[2]).csv).toMatch(/^"?'=cmd\|calc/);
      expect((await lettersOf(id)).body.letters).toEqual([]);
      const mentor = await world.launch(world.canvas, '2');
      const used = await world.call(mentor, 'POST', '/api/codes/use', { code: sure(body.letters[0]).code });
      expect(used).toMatchObject({ status: 200, body: { role: 'mentor' } });
      expect(await letterCounts(id)).toEqual({ toMake: 0, open: 2, joined: 1, waiting: 0 });
    });

    test('gives those who have not used theirs a new one when asked, and the old one ends', async () => {
      const { id } = await world.bring(mentors);
      const [row] = await db().select<{ id: string }>("SELECT id FROM claim_code WHERE name_given = 'Ms Letter 101'");
      const { body } = await lettersOf(id, true);
      expect(body.letters.map(({ mentor }) => mentor)).toEqual(['Ms Letter 101', '=cmd|calc']);
      const [old] = await db().select<{ withdrawn: string | null }>('SELECT withdrawn_at AS withdrawn FROM claim_code WHERE id = :id', {
        id: sure(row).id,
      });
      expect(sure(old).withdrawn).not.toBeNull();
    });

    test('gives each one code where two coordinators ask at once', async () => {
      const { id } = await world.bring(listOf(...indices(120, 8).map((index) => lineOf(index, { mentor: `Ms Twice ${index}` }))));
      const answers = await Promise.all([lettersOf(id), lettersOf(id), lettersOf(id)]);
      expect(answers.flatMap(({ body }) => body.letters)).toHaveLength(8);
      expect(await letterCounts(id)).toEqual({ toMake: 0, open: 8, joined: 0, waiting: 0 });
    });

    test('gives none before it is confirmed', async () => {
      const { id } = await world.upload(mentors);
      expect((await lettersOf(id)).status).toBe(422);
    });
  });

  describe('that was made to break something', () => {
    const many = (count: number, line: (index: number) => string): string =>
      Array.from({ length: count }, (_unused, index) => line(index)).join('\r\n');
    const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const files: [string, Buffer | string, number][] = [
      ['two thousand cells of a kilobyte', `${headings}\r\n${many(1_900, (index) => lineOf(index, { subject: 'x'.repeat(1_000) }))}`, 201],
      ['a quote that never closes', `${headings}\r\n"${lineOf(1).repeat(20_000)}`, 201],
      ['a quote in every cell that never closes', `${headings}\r\n${many(1_500, (index) => `"${lineOf(index)}`)}`, 201],
      ['nothing but quotes', '"'.repeat(2_000_000), 422],
      ['nothing but separators', ','.repeat(2_000_000), 422],
      ['nothing but lines', '\n'.repeat(2_000_000), 422],
      ['a formula that opens and opens', `${headings}\r\n="${'" '.repeat(60_000)}x;${lineOf(1)}`, 201],
      ['twenty thousand headings', `${headings};${many(20_000, (index) => `Odd ${index}`).replaceAll('\r\n', ';')}\r\n${lineOf(1)}`, 201],
      [
        'two thousand new schools with long names',
        `${headings}\r\n${many(1_900, (index) => lineOf(index, { school: `School ${index} ${'é'.repeat(180)}` }))}`,
        201,
      ],
      ['UTF-16 with NULs in cells', utf16(`${headings}\r\n${lineOf(1, { subject: 'a\0b' })}`), 201],
      ['half a letter of UTF-16', utf16(`${headings}\r\n${lineOf(1, { subject: 'a\ud83d' })}`), 201],
      ['UTF-16 that ends in the middle of a letter', utf16(`${headings}\r\n${lineOf(1)}`).subarray(0, -1), 201],
      ['separators of every kind', `${headings}\r\n1,2;3\t4|5\r\n${lineOf(1)}`, 201],
      ['more rows than a list has', `${headings}\r\n${many(2_001, (index) => lineOf(index))}`, 422],
    ];
    test.each(files)('%s is tried out or refused with a sentence', async (_what, file, expected) => {
      const answer = await world.call<{ id: string; detail?: string }>(world.coordinator, 'POST', '/api/placement-intakes', {
        fileName: 'list.csv',
        file: Buffer.from(file).toString('base64'),
      });
      expect([answer.status, answer.body.detail ?? '']).toEqual([expected, expected === 422 ? expect.stringMatching(/\.$/) : '']);
      if (answer.status === 201) expect((await world.rows(answer.body.id)).length).toBeGreaterThan(0);
    });
  });

  test('is forgotten where nobody confirmed it for a week', async () => {
    const trial = await world.upload(listOf(lineOf(110)));
    const confirmed = await world.bring(listOf(lineOf(111)));
    world.clock.advance(8 * 86_400_000);
    const coordinator = await world.launch(world.moodle, '1');
    await world.anotherProcess(async () => undefined);
    const found = async (id: string) => (await world.call(coordinator, 'GET', `/api/placement-intakes/${id}`)).status;
    expect([await found(trial.id), await found(confirmed.id)]).toEqual([404, 200]);
  });

  test('forgets rows that wait for a placement that would be over', async () => {
    const waiting = () => db().select("SELECT line FROM placement_intake_row WHERE state = 'waiting'");
    expect(await waiting()).not.toEqual([]);
    world.clock.setTo(new Date('2026-12-19T09:00:00.000Z'));
    await world.anotherProcess(async () => undefined);
    expect(await waiting()).toEqual([]);
  });
});
