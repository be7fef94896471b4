import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { noteRestore } from '../../../tool/passback/restored.js';
import { createInProcessQueue } from '../../../tool/queue/in-process-queue.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import type { Platform } from '../../platform/platform.js';
import { sure } from '../../sure.js';
import {
  addSigned, ask, openPassback, readOne, seed, serveKeys, startLms, storeViewer, toolKeyPem, undecided, until, viewerOf, type Course, type OpenPassback, type Story, type Trainee,
} from './passback-story.js'; // prettier-ignore

const timing = { baseMs: 40, capMs: 150, leaseMs: 3_000, sweepMs: 30 };
const copied = ['lesson', 'observation', 'score_stamp', 'score_outbox'];

eachDialect('Scores after a restore from a backup', (open) => {
  describe.each(['moodle', 'canvas'] as const)('to %s', (mode) => {
    let scratch: ScratchDatabase;
    let lms: Platform;
    let keys: Awaited<ReturnType<typeof serveKeys>>;
    let tool: OpenPassback;
    let story: Story;
    let course: Course;
    let trainee: Trainee;
    let other: Trainee;
    let clock: MovableClock;

    beforeEach(async () => {
      scratch = await open();
      clock = new MovableClock();
      keys = await serveKeys([`kid-${mode}`]);
      lms = await startLms(mode, keys.url, 2, [{ id: '10', maximum: 60 }], () => clock.now());
      const platforms: Course['platform'][] = [];
      const given = { databaseUrl: scratch.url, platforms, keyPem: toolKeyPem, queue: createInProcessQueue, timing, totalMs: 600, clock };
      tool = await openPassback(given);
      await tool.migrate();
      story = await seed(tool.db, [lms], 2);
      course = sure(story.courses[0]);
      [trainee, other] = [sure(course.trainees[0]), sure(course.trainees[1])];
      platforms.push(course.platform);
      await tool.db.insert('link_policy', {
        link_ref: sure(course.links.get('10')), partnership_id: story.partnershipId, shows: 'everything', sends: 'running_count', required_count: 6,
        kinds: '[]', counts_placements: 'each', from_on: null, until_on: null, revision: 1, changed_at: '2026-09-01T08:00:00.000Z', changed_by: null,
      }); // prettier-ignore
      await tool.queue.start();
    });
    afterEach(async () => {
      await tool.close();
      await lms.close();
      keys.close();
      await scratch.drop();
    });

    async function read(count: number, who = trainee): Promise<void> {
      for (const id of await addSigned(tool.db, story, who.placementId, count))
        await readOne(tool.db, tool.passback.outbox, story.partnershipId, { id, placementId: who.placementId });
    }
    const settled = () => until('every row is decided', async () => (await undecided(tool.db)) === 0);
    const shown = (who = trainee) => {
      const cell = lms.gradebook.cell(sure(lms.gradebook.columns()[0]).id, who.sub);
      return cell?.value === null || cell === undefined ? null : cell.value / 10;
    };
    const posts = (who = trainee) => lms.gradebook.history(undefined, who.sub).length;
    const newest = async (who = trainee) =>
      sure(
        (
          await tool.db.select<{ state: string; fault: string | null; score: number }>(
            'SELECT state, fault, score FROM score_outbox WHERE sub = :sub ORDER BY version DESC LIMIT 1',
            { sub: who.sub },
          )
        )[0],
      );
    /** The rows as they are now; the answer brings them back, as a restore does hours later. */
    const backUp = async (): Promise<() => Promise<void>> => {
      const backedUpAt = clock.now().toISOString();
      const rows = new Map<string, Record<string, string | number | null>[]>();
      for (const table of copied) rows.set(table, await tool.db.select(`SELECT * FROM ${table}`));
      // What comes now is sent in later seconds.
      clock.advance(60_000);
      return async () => {
        await settled();
        clock.advance(3_600_000);
        await tool.db.transaction(async (tx) => {
          for (const table of copied.toReversed()) await tool.db.run(`DELETE FROM ${table}`, {}, tx);
          for (const [table, some] of rows) for (const row of some) await tool.db.insert(table, { ...row }, tx);
          await noteRestore(tool.db, { backedUpAt, restoredAt: clock.now().toISOString() }, tx);
        });
        clock.advance(60_000);
      };
    };
    const sendAgain = async () => {
      const tutor = viewerOf(story, [{ role: 'tutor', placementId: trainee.placementId }]);
      await storeViewer(tool.db, tutor);
      const path = '/api/placements/:placementId/score-status/send-again';
      return ask(tool, 'post', path, tutor, { placementId: trainee.placementId }, { linkId: course.links.get('10') });
    };

    test('an older number never replaces a newer one, which a person may still want', async () => {
      await read(2);
      await settled();
      const restore = await backUp();
      await read(2);
      await settled();
      expect(shown()).toBe(4);
      const before = posts();
      await restore();
      await read(1);
      await settled();
      expect([shown(), await newest()]).toEqual([4, { state: 'failed', fault: 'newer_there', score: 3 }]);
      await read(1);
      await settled();
      // Four in both by now: nothing is sent, and nothing is wrong any more.
      expect([shown(), posts(), (await newest()).state]).toEqual([4, before, 'delivered']);
    });

    test('Send again replaces what was kept', async () => {
      await read(2);
      await settled();
      const restore = await backUp();
      await read(3);
      await restore();
      await read(1);
      await settled();
      const tutor = viewerOf(story, [{ role: 'tutor', placementId: trainee.placementId }]);
      const { placementId } = trainee;
      const { links } = await ask(tool, 'get', '/api/placements/:placementId/score-status', tutor, { placementId });
      expect(links).toMatchObject([
        { state: 'not_sent', reason: 'newer_there', canSendAgain: true, sentence: expect.stringMatching(/^Not sent: .* may show something newer than this copy knows\. Look at it there\./) },
      ]); // prettier-ignore
      await sendAgain();
      await settled();
      expect(shown()).toBe(3);
      await read(1);
      await settled();
      expect(shown()).toBe(4);
    });

    test('a score that was on its way at the backup and arrived after it is not sent again', async () => {
      await read(2);
      await settled();
      lms.faults.plan({ kind: 'error-500', service: 'scores', times: 1_000 });
      await read(1);
      await until('a try failed', () => lms.faults.injected.length > 0);
      const restore = await backUp();
      lms.faults.clear();
      await settled();
      const before = posts();
      await restore();
      await settled();
      expect([shown(), posts(), (await newest()).state]).toEqual([3, before, 'delivered']);
    });

    test('a score that was on its way at the backup and was overtaken after it is kept back', async () => {
      await read(2);
      await settled();
      lms.faults.plan({ kind: 'error-500', service: 'scores', times: 1_000 });
      await read(1);
      await until('a try failed', () => lms.faults.injected.length > 0);
      const restore = await backUp();
      lms.faults.clear();
      await read(2);
      await settled();
      expect(shown()).toBe(5);
      await restore();
      await settled();
      expect([shown(), await newest()]).toEqual([5, { state: 'failed', fault: 'newer_there', score: 3 }]);
    });

    test('a cell that nothing happened to since the backup goes on as before', async () => {
      await read(2);
      await settled();
      const restore = await backUp();
      await restore();
      await read(1);
      await settled();
      expect([shown(), (await newest()).state]).toEqual([3, 'delivered']);
    });

    test('a cell first filled in the lost time is kept, and an empty one is filled', async () => {
      const restore = await backUp();
      await read(5);
      await restore();
      await read(1);
      await read(1, other);
      await settled();
      expect([shown(), (await newest()).fault]).toEqual([5, 'newer_there']);
      expect([shown(other), (await newest(other)).state]).toEqual([1, 'delivered']);
    });
  });
});
