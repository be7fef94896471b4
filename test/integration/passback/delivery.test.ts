import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { createInProcessQueue } from '../../../tool/queue/in-process-queue.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { DatabaseFailure } from '../../platform/moodle/answers.js';
import type { FaultKind } from '../../platform/faults.js';
import type { Platform } from '../../platform/platform.js';
import {
  addPlacement, addSigned, ask, openPassback, readOne, seed, serveKeys, startLms, storeViewer, toolKeyPem, undecided, until, viewerOf, type Course, type OpenPassback, type Story, type Trainee,
} from './passback-story.js'; // prettier-ignore
import { allScopes } from '../../platform/vocabulary.js';
import { sure } from '../../sure.js';

const timing = { baseMs: 40, capMs: 150, leaseMs: 3_000, sweepMs: 30 };

eachDialect('Delivery of scores', (open) => {
  let scratch: ScratchDatabase;
  let lms: Platform;
  let keys: Awaited<ReturnType<typeof serveKeys>>;
  let tool: OpenPassback;
  let story: Story;
  let course: Course;
  let trainee: Trainee;
  let clock: MovableClock;

  async function begin(
    mode: 'moodle' | 'canvas',
    links: { id: string; maximum: number | null }[] = [{ id: '10', maximum: 100 }],
    pace = timing,
  ): Promise<void> {
    keys = await serveKeys([`kid-${mode}`]);
    lms = await startLms(mode, keys.url, 2, links);
    clock = new MovableClock();
    const platforms: Course['platform'][] = [];
    tool = await openPassback({
      databaseUrl: scratch.url,
      platforms,
      keyPem: toolKeyPem,
      queue: createInProcessQueue,
      timing: pace,
      totalMs: 600,
      clock,
    });
    await tool.migrate();
    story = await seed(tool.db, [lms], 2);
    course = sure(story.courses[0]);
    trainee = sure(course.trainees[0]);
    platforms.push(course.platform);
    await tool.queue.start();
  }

  beforeEach(async () => {
    scratch = await open();
  });
  afterEach(async () => {
    await tool.close();
    await lms.close();
    keys.close();
    await scratch.drop();
  });

  async function read(count: number, who = trainee): Promise<void> {
    for (const id of await addSigned(tool.db, story, who.placementId, count)) {
      await readOne(tool.db, tool.passback.outbox, story.partnershipId, { id, placementId: who.placementId });
    }
  }
  const settled = () => until('every row is decided', async () => (await undecided(tool.db)) === 0);
  const cell = (who = trainee, columnId = sure(lms.gradebook.columns()[0]).id) => lms.gradebook.cell(columnId, who.sub);
  const posts = () => lms.gradebook.history(undefined, trainee.sub).length;
  const rows = () =>
    tool.db.select<{ state: string; fault: string | null; score: number; attempts: number }>(
      'SELECT state, fault, score, attempts FROM score_outbox ORDER BY version',
    );
  const choose = (policy: Record<string, string | number>, link = '10') =>
    tool.db.insert('link_policy', {
      link_ref: sure(course.links.get(link)), partnership_id: story.partnershipId, shows: 'everything', sends: 'done', required_count: 6, kinds: '[]',
      counts_placements: 'each', from_on: null, until_on: null, revision: 1, changed_at: '2026-09-01T08:00:00.000Z', changed_by: null, ...policy,
    }); // prettier-ignore

  describe('to Moodle', () => {
    beforeEach(() => begin('moodle'));

    test('nothing leaves before the sixth record is read, then 6 of 6 arrives with its comment', async () => {
      await read(5);
      expect(await rows()).toEqual([]);
      await read(1);
      await settled();
      expect(cell()).toMatchObject({ value: 100, comment: 'A count of completed observations, not a mark. 6 of 6 signed and read.' });
      expect(posts()).toBe(1);
    });

    test('an activity placed after the sixth record was read counts what was read before', async () => {
      const linkRef = sure(course.links.get('10'));
      const place = (contextRef: string | null) =>
        tool.db.run('UPDATE resource_link SET context_ref = :contextRef, counted_at = NULL WHERE id = :linkRef', { contextRef, linkRef });
      await place(null);
      await read(6);
      expect(await rows()).toEqual([]);
      await place(course.contextRef);
      await until('the count is written down', async () => (await rows()).length === 1);
      await settled();
      expect(cell()?.value).toBe(100);
    });

    test('a seventh record sends nothing more', async () => {
      await read(7);
      await settled();
      expect(posts()).toBe(1);
    });

    test('a running count sends each number with a later second than the one before', async () => {
      await choose({ sends: 'running_count', required_count: 4 });
      await read(3);
      await settled();
      expect(cell()?.value).toBe(75);
      const stamps = lms.gradebook
        .history(undefined, trainee.sub)
        .map((score) => Date.parse((score.body as { timestamp: string }).timestamp));
      expect(stamps.every((stamp, index) => stamp % 1000 === 0 && (index === 0 || stamp > sure(stamps[index - 1])))).toBe(true);
      const states = (await rows()).map((row) => row.state);
      expect(states.at(-1)).toBe('delivered');
      expect(states.every((state) => state === 'delivered' || state === 'superseded')).toBe(true);
    });

    test.each<FaultKind>([
      'error-500',
      'unauthorized',
      'rate-limited',
      'conflict',
      'too-many',
      'hang',
      'hang-after',
      'reset-before',
      'reset-after',
    ])('a platform that answers with %s three times gets the score once', async (kind) => {
      lms.faults.plan({ kind, service: 'scores', times: 3 });
      await read(6);
      await settled();
      expect(cell()?.value).toBe(100);
      expect((await rows()).at(-1)?.state).toBe('delivered');
      expect(posts()).toBe(1);
    });

    test('a score for somebody who is not enrolled fails with that reason, and Send again brings it after enrolment', async () => {
      const enrolments = sure(lms.site.course('2')).enrolments;
      sure(lms.site.course('2')).enrolments = [];
      await read(6);
      await settled();
      expect(await rows()).toMatchObject([{ state: 'failed', fault: 'not_enrolled', attempts: 1 }]);
      const tutor = viewerOf(story, [{ role: 'tutor', placementId: trainee.placementId }]);
      await storeViewer(tool.db, tutor);
      const before = await ask(tool, 'get', '/api/placements/:placementId/score-status', tutor, { placementId: trainee.placementId });
      expect(before.links).toMatchObject([
        {
          state: 'not_sent',
          sentence: 'Not sent: Amara is not enrolled in this Moodle course. Enrol Amara, then press Send again.',
          canSendAgain: true,
        },
      ]);
      sure(lms.site.course('2')).enrolments = enrolments;
      await ask(
        tool,
        'post',
        '/api/placements/:placementId/score-status/send-again',
        tutor,
        { placementId: trainee.placementId },
        { linkId: course.links.get('10') },
      );
      await settled();
      expect(cell()?.value).toBe(100);
      const after = await ask(tool, 'get', '/api/placements/:placementId/score-status', tutor, { placementId: trainee.placementId });
      expect(after.links).toMatchObject([{ state: 'sent', sentence: 'Sent to Moodle {at}: done (6 of 6)', value: 6, maximum: 6 }]);
    });

    test('a locked grade is tried a few times and then given up with no reason', async () => {
      lms.gradebook.lockCell(sure(lms.gradebook.columns()[0]).id, trainee.sub);
      await read(6);
      await settled();
      expect(await rows()).toMatchObject([{ state: 'failed', fault: 'no_reason' }]);
    });

    test('a grade a teacher typed later than our clock is replaced only through a later second', async () => {
      clock.advance(-120_000);
      lms.gradebook.write(sure(lms.gradebook.columns()[0]).id, trainee.sub, (one) => {
        one.value = 40;
        one.modifiedAt = Math.floor(Date.now() / 1000) + 3;
      });
      await read(6);
      await settled();
      expect(cell()?.value).toBe(100);
    });

    test('a wiped cell that carries the platform clock is filled with a later second', async () => {
      clock.advance(-60_000);
      lms.gradebook.write(sure(lms.gradebook.columns()[0]).id, trainee.sub, (one) => {
        one.value = null;
        one.modifiedAt = Math.floor(Date.now() / 1000);
      });
      await read(6);
      await settled();
      expect(cell()?.value).toBe(100);
    });

    test('a token endpoint that cannot read our keys delays the score and loses nothing', async () => {
      lms.faults.plan({ kind: 'error-500', service: 'token', times: 2 });
      await read(6);
      await settled();
      expect(cell()?.value).toBe(100);
    });

    test('a removed column fails visibly and no other is made', async () => {
      lms.gradebook.deleteColumn(sure(lms.gradebook.columns()[0]).id);
      await read(6);
      await settled();
      expect(await rows()).toMatchObject([{ state: 'failed', fault: 'column_gone' }]);
      expect(lms.gradebook.columns()).toEqual([]);
    });

    test('a second placement starts its own count, and both together count where the policy says so', async () => {
      await read(5);
      const second = { ...trainee, placementId: '01990000-0000-7000-8000-000000000001' };
      await addPlacement(tool.db, {
        partnershipId: story.partnershipId,
        schoolId: story.schoolId,
        contextRef: course.contextRef,
        id: second.placementId,
        personId: trainee.personId,
        startsOn: '2027-01-05',
      });
      await read(1, second);
      await settled();
      expect(await rows()).toEqual([]);
      await choose({ counts_placements: 'both' });
      await read(1, second);
      await settled();
      expect(cell()?.value).toBe(100);
    });
  });

  describe('to a column this tool makes', () => {
    test('two trainees make one column whose maximum is the required number', async () => {
      await begin('moodle', [{ id: '10', maximum: null }]);
      await Promise.all(course.trainees.map((one) => read(6, one)));
      await settled();
      expect(lms.gradebook.columns()).toMatchObject([{ maximum: 6, tag: 'cf-count', resourceId: course.links.get('10') }]);
      expect(lms.gradebook.columns()[0]?.linkId).toBeUndefined();
      for (const one of course.trainees) expect(cell(one)?.value).toBe(6);
    });

    test('a create whose answer is lost does not make a second column', async () => {
      await begin('moodle', [{ id: '10', maximum: null }]);
      const { gradebook } = lms.site;
      const add = gradebook.addColumn.bind(gradebook);
      let lost = 0;
      gradebook.addColumn = (column) => {
        const made = add(column);
        if (lost++ === 0) throw new DatabaseFailure('the answer is lost');
        return made;
      };
      await read(6);
      await until('the column is made', () => lost > 0);
      await until('the row waits', async () => (await rows())[0]?.state === 'waiting' && (await rows())[0]?.fault !== null);
      clock.advance(31_000);
      await settled();
      expect(lms.gradebook.columns()).toHaveLength(1);
      expect(cell()?.value).toBe(6);
    });

    test('a column that came along with a copy of the course is taken over', async () => {
      await begin('moodle', [{ id: '10', maximum: null }]);
      const copied = lms.gradebook.addColumn({
        courseId: '2',
        clientId: 'client-moodle',
        label: 'copied',
        maximum: 6,
        resourceId: 'another-course',
        tag: 'cf-count',
      });
      await read(6);
      await settled();
      expect(lms.gradebook.columns().map((column) => column.id)).toEqual([copied.id]);
    });
  });

  describe('to Canvas', () => {
    beforeEach(() => begin('canvas'));

    test('a running count adds no attempt and says each number once', async () => {
      await choose({ sends: 'running_count', required_count: 3 });
      for (let index = 0; index < 3; index += 1) {
        await read(1);
        await settled();
      }
      expect(cell()).toMatchObject({ value: 100, attempts: 0 });
      expect(cell()?.comments).toEqual([1, 2, 3].map((n) => `A count of completed observations, not a mark. ${n} of 3 signed and read.`));
    });

    test.each<FaultKind>([
      'error-500',
      'unauthorized',
      'rate-limited',
      'conflict',
      'too-many',
      'hang',
      'hang-after',
      'reset-before',
      'reset-after',
    ])('a platform that answers with %s three times shows the score with at most one comment and no attempt', async (kind) => {
      lms.faults.plan({ kind, service: 'scores', times: 3 });
      await read(6);
      await settled();
      expect(cell()).toMatchObject({ value: 100, attempts: 0 });
      expect(sure(cell()).comments.length).toBeLessThanOrEqual(1);
      if (['unauthorized', 'rate-limited', 'conflict', 'too-many', 'reset-after', 'hang-after'].includes(kind))
        expect(sure(cell()).comments).toHaveLength(1);
      // Stored although nobody was told: the result is read, and nothing is sent again.
      if (kind === 'reset-after' || kind === 'hang-after') expect(posts()).toBe(1);
    });

    test.each<FaultKind>(['reset-after', 'hang-after'])(
      'without the right to read results, a lost answer (%s) repeats the score and not its comment',
      async (kind) => {
        const scopes = allScopes.filter((scope) => scope.includes('lti-ags') && !scope.includes('result'));
        await tool.db.run('UPDATE context SET ags_scopes = :scopes', { scopes: JSON.stringify(scopes) });
        lms.faults.plan({ kind, service: 'scores', times: 2 });
        await read(6);
        await settled();
        expect(cell()).toMatchObject({ value: 100, attempts: 0 });
        expect(cell()?.comments).toHaveLength(1);
        expect(posts()).toBe(3);
      },
    );

    test('a score that waited out a long suspension goes out afterwards, and its first fault there is not its last', async () => {
      course.platform.active = false;
      await read(6);
      await until('the row waits', async () => (await rows())[0]?.fault === 'suspended');
      expect(await rows()).toMatchObject([{ attempts: 0 }]);
      await tool.db.run("UPDATE score_outbox SET created_at = '2026-01-01T00:00:00.000Z'");
      lms.faults.plan({ kind: 'error-500', service: 'scores' });
      course.platform.active = true;
      await until('it is decided', async () => {
        await tool.db.run("UPDATE score_outbox SET next_try_at = '2026-01-01T00:00:00.000Z' WHERE state = 'waiting'");
        return (await undecided(tool.db)) === 0;
      });
      expect(await rows()).toMatchObject([{ state: 'delivered' }]);
      expect(cell()).toMatchObject({ value: 100 });
    });

    describe('after the sender died while its score was leaving', () => {
      beforeEach(async () => {
        course.platform.active = false;
        await read(6);
        await until('the row waits', async () => (await rows())[0]?.fault === 'suspended');
        await tool.db.run(
          `UPDATE score_outbox SET state = 'sending', lease_owner = id, lease_until = '2026-01-01T00:00:00.000Z', outcome_unknown = 1, comment_sent = 1`,
        );
      });

      test('a score that had arrived is not sent again', async () => {
        lms.gradebook.write(sure(lms.gradebook.columns()[0]).id, trainee.sub, (one) => void (one.value = 100));
        course.platform.active = true;
        await settled();
        expect(await rows()).toMatchObject([{ state: 'delivered' }]);
        expect(posts()).toBe(0);
      });

      test('a score that had not arrived is sent without its comment', async () => {
        course.platform.active = true;
        await settled();
        expect(cell()).toMatchObject({ value: 100, comments: [], attempts: 0 });
      });
    });

    test('a newer number waits until the older one is no longer being sent by another process', async () => {
      await choose({ sends: 'running_count', required_count: 3 });
      lms.faults.plan({ kind: 'hang', service: 'scores' });
      await read(1);
      await until('the first is being sent', async () => (await rows())[0]?.state === 'sending');
      await read(1);
      const other = await openPassback({
        databaseUrl: scratch.url, platforms: [course.platform], keyPem: toolKeyPem, queue: createInProcessQueue, timing, totalMs: 600,
      }); // prettier-ignore
      await other.queue.start();
      await new Promise((resolve) => setTimeout(resolve, 200));
      const states = (await rows()).map((row) => row.state);
      await other.close();
      expect(states).toEqual(['sending', 'waiting']);
      await settled();
      expect((await rows()).map((row) => row.state)).toEqual(['superseded', 'delivered']);
      expect(cell()?.comments).toEqual(['A count of completed observations, not a mark. 2 of 3 signed and read.']);
    });

    test('Retry-After holds back every score for the platform', async () => {
      lms.faults.plan({ kind: 'too-many', service: 'scores', retryAfterSeconds: 600 });
      await read(6);
      await until('the row waits', async () => (await rows())[0]?.fault === 'busy');
      await read(6, course.trainees[1]);
      await until('both wait', async () => (await rows()).every((row) => row.fault === 'busy'));
      expect(posts()).toBe(0);
      clock.advance(601_000);
      await settled();
      expect(cell()?.value).toBe(100);
      expect(cell(course.trainees[1])?.value).toBe(100);
    });
  });

  test('A platform that is busy and names no time holds the others back for a minute at most, however long the refused one waits', async () => {
    await begin('canvas', undefined, { ...timing, baseMs: 3_600_000, capMs: 3_600_000 });
    lms.faults.plan({ kind: 'too-many', service: 'scores' });
    await read(6);
    await until('the row waits', async () => (await rows())[0]?.fault === 'busy');
    await tool.db.run("UPDATE score_outbox SET next_try_at = '2027-12-01T00:00:00.000Z'");
    await read(6, course.trainees[1]);
    clock.advance(60_001);
    await until('the other has arrived', async () => (await rows()).some((row) => row.state === 'delivered'));
    expect(await rows()).toMatchObject([{ state: 'waiting', fault: 'busy' }, { state: 'delivered' }]);
    expect(cell(course.trainees[1])?.value).toBe(100);
  });
});
