import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { IntakeView, LettersMade } from '../../../tool/partnership/placement-intake.shared.js';
import { eachDialect } from '../../database.js';
import { headings, lineOf, numberOf, openIntakeWorld, type IntakeWorld } from './intake-fixture.js';

/** A list of `rows` placements, at least 200, from the trial to its letters. */
export const manyPlacements = (rows: number): void =>
  eachDialect(`A list of ${rows} placements`, (open) => {
    let world: IntakeWorld;
    let list: IntakeView;
    const lines = Array.from({ length: rows }, (_unused, index) =>
      lineOf(index, { tutor: 'Helen Ward', school: `School ${index % 40}`, mentor: `Mentor ${index}` }),
    );
    const text = [headings, ...lines].join('\n');
    beforeAll(async () => {
      world = await openIntakeWorld(await open(), rows);
      await world.launch(world.moodle, '2');
    }, 120_000);
    afterAll(() => world.close());

    const db = () => world.tool.services.db;
    const now = async (): Promise<IntakeView> =>
      (await world.call<IntakeView>(world.coordinator, 'GET', `/api/placement-intakes/${list.id}`)).body;
    const count = async (sql: string): Promise<number> =>
      Number((await db().select<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`))[0]?.n);
    const confirm = () => world.call(world.coordinator, 'POST', `/api/placement-intakes/${list.id}/confirm`, undefined, list.revision);

    test('is tried out in one request', async () => {
      list = await world.upload(text);
      expect(list).toMatchObject({ total: rows, counts: { new: rows, error: 0, waiting: 0 }, newSchools: { length: 40 } });
    }, 60_000);

    test('is brought about once and whole by two processes, one of which breaks down again and again', async () => {
      const transaction = db().transaction.bind(db());
      let begun = 0;
      // A row’s work is lost with its transaction; the other process, or this one’s next try, does it again.
      const breaking = jest.spyOn(db(), 'transaction').mockImplementation((work) =>
        transaction(async (tx) => {
          const answer = await work(tx);
          if ((begun += 1) % 7 === 0) throw new Error('the process was killed');
          return answer;
        }),
      );
      while ((await confirm()).status !== 200);
      const seen: number[] = [];
      await world.anotherProcess(async () => {
        for (let state = list.state; state !== 'done';) {
          const { counts, state: at } = await now();
          if (seen.at(-1) !== counts.made) seen.push(counts.made);
          state = at;
          // Both processes of this test live in one; they are left some of it.
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      breaking.mockRestore();
      expect(seen).toEqual([...seen].sort((one, other) => one - other));
      expect(seen.length).toBeGreaterThan(2);
      expect(await now()).toMatchObject({ state: 'done', counts: { made: rows, new: 0, failed: 0 } });
      expect(await count('placement')).toBe(rows);
      expect(await count("role_held WHERE role = 'trainee'")).toBe(rows);
      expect(await count("role_held WHERE role = 'tutor' AND placement_id IS NOT NULL")).toBe(rows);
      expect(await count("role_held WHERE role = 'tutor' AND placement_id IS NULL")).toBe(1);
      expect(await count('school')).toBe(40);
      expect(await count("audit_event WHERE action = 'placement.made'")).toBe(rows);
      expect(await count(`person WHERE student_number = '${numberOf(7)}'`)).toBe(1);
    }, 240_000);

    test('shows a page of its rows with as many statements as a short list', async () => {
      const short = await world.upload([headings, lineOf(0)].join('\n'));
      const asked = jest.spyOn(db(), 'select');
      const statementsFor = async (id: string): Promise<number> => {
        asked.mockClear();
        await world.call(world.coordinator, 'GET', `/api/placement-intakes/${id}/rows`);
        await world.call(world.coordinator, 'GET', `/api/placement-intakes/${id}`);
        return asked.mock.calls.length;
      };
      expect(await statementsFor(list.id)).toBe(await statementsFor(short.id));
      asked.mockRestore();
    });

    test('gives each of its mentors one letter, a hundred a request', async () => {
      const codes = new Set<string>();
      let after: number | null = 0;
      for (let batches = 0; after !== null; batches += 1) {
        const answer: { body: LettersMade } = await world.call(world.coordinator, 'POST', `/api/placement-intakes/${list.id}/letters`, {
          after,
          renew: false,
        });
        for (const { code } of answer.body.letters) codes.add(code);
        after = answer.body.next;
        expect(batches).toBeLessThan(25);
      }
      expect(codes.size).toBe(rows);
    }, 120_000);

    test('changes nothing when it is confirmed again', async () => {
      const again = await world.bring(text);
      expect(again).toMatchObject({ counts: { unchanged: rows, made: 0, changed: 0 } });
      expect(await count('placement')).toBe(rows);
    }, 120_000);
  });
