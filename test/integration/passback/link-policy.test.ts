import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import type { LinkPolicy } from '../../../tool/link/link.shared.js';
import { createInProcessQueue } from '../../../tool/queue/in-process-queue.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import type { Platform } from '../../platform/platform.js';
import {
  addPartnership,
  addSigned,
  ask,
  openPassback,
  readOne,
  seed,
  serveKeys,
  startLms,
  storeViewer,
  toolKeyPem,
  undecided,
  until,
  viewerOf,
  type Course,
  type OpenPassback,
  type Story,
} from './passback-story.js';
import { sure } from '../../sure.js';

const done: LinkPolicy = {
  shows: 'everything',
  sends: 'done',
  requiredCount: 6,
  kinds: [],
  countsPlacements: 'each',
  fromOn: null,
  untilOn: null,
};
const path = '/api/links/current/policy';

eachDialect('What a link sends', (open) => {
  let scratch: ScratchDatabase;
  let lms: Platform;
  let keys: Awaited<ReturnType<typeof serveKeys>>;
  let tool: OpenPassback;
  let story: Story;
  let course: Course;
  let tutor: KnownViewer;

  beforeEach(async () => {
    scratch = await open();
    keys = await serveKeys(['kid-moodle']);
    lms = await startLms('moodle', keys.url, 2, [
      { id: '10', maximum: 100 },
      { id: '11', maximum: null },
    ]);
    const platforms: Course['platform'][] = [];
    const timing = { baseMs: 40, capMs: 150, leaseMs: 3_000, sweepMs: 30 };
    tool = await openPassback({
      databaseUrl: scratch.url,
      platforms,
      keyPem: toolKeyPem,
      queue: createInProcessQueue,
      timing,
      totalMs: 600,
    });
    await tool.migrate();
    story = await seed(tool.db, [lms], 2);
    course = sure(story.courses[0]);
    platforms.push(course.platform);
    tutor = viewerOf(story, [{ role: 'tutor', placementId: null }], course.links.get('10'));
    await storeViewer(tool.db, tutor);
  });
  afterEach(async () => {
    await tool.close();
    await lms.close();
    keys.close();
    await scratch.drop();
  });

  const read = async (count: number) => {
    const { placementId } = sure(course.trainees[0]);
    for (const id of await addSigned(tool.db, story, placementId, count))
      await readOne(tool.db, tool.passback.outbox, story.partnershipId, { id, placementId });
  };
  const refusal = (work: Promise<unknown>): Promise<{ status?: number }> =>
    work.then(
      () => ({}),
      (error: unknown) => error as { status: number },
    );

  test('until somebody chooses it is done after six, and the second link without a column sends nothing', async () => {
    expect(await ask(tool, 'get', path, tutor, undefined)).toMatchObject({
      policy: done, revision: 0, sendsFromHere: true,
      rule: 'This is a count, not a mark. In Moodle, set its weight to 0 if your course total should ignore it.',
    }); // prettier-ignore
    expect(await ask(tool, 'get', path, { ...tutor, linkRef: sure(course.links.get('11')) }, undefined)).toMatchObject({
      policy: { sends: 'nothing' },
    });
  });

  test('only a tutor or coordinator reads or chooses it', async () => {
    for (const role of ['trainee', 'mentor', 'coach', 'lead_mentor', 'school_lead'] as const) {
      const other = viewerOf(story, [{ role, placementId: sure(course.trainees[0]).placementId }], course.links.get('10'));
      expect(await refusal(ask(tool, 'get', path, other, undefined))).toMatchObject({ status: 404 });
      expect(await refusal(ask(tool, 'put', path, other, undefined, done))).toMatchObject({ status: 404 });
    }
    expect(await refusal(ask(tool, 'get', path, viewerOf(story, [{ role: 'coordinator', placementId: null }]), undefined))).toMatchObject({
      status: 404,
    });
  });

  test('the same choice twice answers alike, and a stale one answers 409 with what is stored', async () => {
    const five = { ...done, requiredCount: 5 };
    expect(await ask(tool, 'put', path, tutor, undefined, five)).toMatchObject({ revision: 1 });
    expect(await ask(tool, 'put', path, tutor, undefined, five)).toMatchObject({ revision: 1 });
    expect(await refusal(ask(tool, 'put', path, tutor, undefined, { ...five, requiredCount: 7 }, 0))).toMatchObject({
      status: 409,
      extra: { current: { revision: 1, policy: five } },
    });
    expect(await ask(tool, 'put', path, tutor, undefined, { ...five, requiredCount: 7 }, 1)).toMatchObject({ revision: 2 });
  });

  test('a policy with its days the wrong way round is refused', async () => {
    expect(await refusal(ask(tool, 'put', path, tutor, undefined, { ...done, fromOn: '2026-12-01', untilOn: '2026-10-01' }))).toMatchObject(
      { status: 422 },
    );
  });

  test('a lower number sends at once for those who have reached it, and nothing supersedes what waits', async () => {
    await read(4);
    expect(await undecided(tool.db)).toBe(0);
    await ask(tool, 'put', path, tutor, undefined, { ...done, requiredCount: 4 });
    expect(await undecided(tool.db)).toBe(1);
    await ask(tool, 'put', path, tutor, undefined, { ...done, sends: 'nothing' }, 1);
    expect(await undecided(tool.db)).toBe(0);
    await tool.queue.start();
    await ask(tool, 'put', path, tutor, undefined, { ...done, requiredCount: 4 }, 2);
    await until(
      'it is delivered',
      () => lms.gradebook.cell(sure(lms.gradebook.columns()[0]).id, sure(course.trainees[0]).sub)?.value === 100,
    );
  });

  test('a "done" that still waits is superseded when the policy asks for more', async () => {
    await read(6);
    expect(await undecided(tool.db)).toBe(1);
    await ask(tool, 'put', path, tutor, undefined, { ...done, requiredCount: 8 });
    expect(await undecided(tool.db)).toBe(0);
    expect(await tool.db.select('SELECT state, score FROM score_outbox')).toEqual([{ state: 'superseded', score: 6 }]);
  });

  test('records outside the days of the policy do not count', async () => {
    await ask(tool, 'put', path, tutor, undefined, { ...done, requiredCount: 2, fromOn: '2026-10-06' });
    await read(2);
    expect(await undecided(tool.db)).toBe(0);
  });

  test('a link placed afterwards counts for every partnership its deployment serves, by the policy of each, and for no other', async () => {
    const [first, second] = [sure(course.trainees[0]), sure(course.trainees[1])];
    const [ours, elsewhere, unserved] = [
      { partnershipId: story.partnershipId, templateVersionId: story.templateVersionId, placementId: first.placementId },
      await addPartnership(tool.db, story, course, second, true),
      await addPartnership(tool.db, story, course, second, false),
    ];
    await tool.db.run('DELETE FROM placement WHERE id = :id', { id: second.placementId });
    for (const [where, count] of [[ours, 6], [elsewhere, 2], [unserved, 6]] as const) {
      for (const id of await addSigned(tool.db, where, where.placementId, count))
        await tool.db.run("UPDATE observation SET state = 'read' WHERE id = :id", { id });
    } // prettier-ignore
    const linkRef = sure(course.links.get('10'));
    await tool.db.insert('link_policy', {
      link_ref: linkRef, partnership_id: elsewhere.partnershipId, shows: 'everything', sends: 'running_count', required_count: 4, kinds: '[]',
      counts_placements: 'each', revision: 1, changed_at: '2026-09-01T08:00:00.000Z',
    }); // prettier-ignore
    await tool.queue.start();
    const uncounted = () => tool.db.select('SELECT id FROM resource_link WHERE counted_at IS NULL');
    await until('every link is counted', async () => (await uncounted()).length === 0);
    await until('every row is decided', async () => (await undecided(tool.db)) === 0);
    const rows = () =>
      tool.db.select<{ partnershipId: string }>(
        'SELECT partnership_id AS partnershipId, sub, link_ref AS linkRef, score, maximum, state FROM score_outbox ORDER BY sub',
      );
    const expected = [
      { partnershipId: ours.partnershipId, sub: first.sub, linkRef, score: 6, maximum: 6, state: 'delivered' },
      { partnershipId: elsewhere.partnershipId, sub: second.sub, linkRef, score: 2, maximum: 4, state: 'delivered' },
    ];
    expect(await rows()).toEqual(expected);
    const column = sure(lms.gradebook.columns()[0]).id;
    expect([first, second].map(({ sub }) => lms.gradebook.cell(column, sub)?.value)).toEqual([100, 50]);
    // As after a crash between counting and marking.
    await tool.db.run('UPDATE resource_link SET counted_at = NULL');
    await until('every link is counted again', async () => (await uncounted()).length === 0);
    expect(await rows()).toEqual(expected);
  });

  test('a trainee of two partnerships in one course keeps the count of the one that sent first, until that one sends nothing', async () => {
    const first = sure(course.trainees[0]);
    const linkRef = sure(course.links.get('10'));
    const other = await addPartnership(tool.db, story, course, first, true);
    const counts = { ...done, sends: 'running_count' as const, requiredCount: 4 };
    await tool.db.insert('link_policy', {
      link_ref: linkRef, partnership_id: other.partnershipId, shows: 'everything', sends: 'running_count', required_count: 4, kinds: '[]',
      counts_placements: 'each', revision: 1, changed_at: '2026-09-01T08:00:00.000Z',
    }); // prettier-ignore
    await read(6);
    const recount = () => tool.db.transaction((tx) => tool.passback.outbox.recordsChanged({ ...other }, tx));
    const rows = () => tool.db.select('SELECT partnership_id AS partnershipId, score, state FROM score_outbox ORDER BY version');
    const ours = { partnershipId: story.partnershipId, score: 6, state: 'waiting' };
    // With nothing to count the other would have sent 0, and with one observation that.
    await recount();
    expect(await rows()).toEqual([ours]);
    const [id] = await addSigned(tool.db, other, other.placementId, 1);
    await readOne(tool.db, tool.passback.outbox, other.partnershipId, { id: sure(id), placementId: other.placementId });
    expect(await rows()).toEqual([ours]);

    await ask(tool, 'put', path, tutor, undefined, { ...counts, sends: 'nothing' });
    await recount();
    expect(await rows()).toEqual([
      { ...ours, state: 'superseded' },
      { partnershipId: other.partnershipId, score: 1, state: 'waiting' },
    ]);
  });

  test('a trainee and a coordinator read the status, a mentor and another tutor do not', async () => {
    await read(6);
    const { placementId } = sure(course.trainees[0]);
    const status = '/api/placements/:placementId/score-status';
    for (const roles of [[{ role: 'trainee' as const, placementId }], [{ role: 'coordinator' as const, placementId: null }]]) {
      expect(await ask(tool, 'get', status, viewerOf(story, roles), { placementId })).toMatchObject({
        links: [{ state: 'waiting', sentence: 'Waiting: on its way to Moodle' }],
      });
    }
    const others = [
      { role: 'mentor' as const, placementId },
      { role: 'tutor' as const, placementId: sure(course.trainees[1]).placementId },
    ];
    for (const role of others)
      expect(await refusal(ask(tool, 'get', status, viewerOf(story, [role]), { placementId }))).toMatchObject({ status: 404 });
    expect(
      await refusal(
        ask(
          tool,
          'post',
          `${status}/send-again`,
          viewerOf(story, [{ role: 'trainee', placementId }]),
          { placementId },
          { linkId: course.links.get('10') },
        ),
      ),
    ).toMatchObject({ status: 404 });
  });
});
