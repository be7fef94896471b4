import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import type { AgreedValue, ValueSource } from '../../../tool/passback/outbox.js';
import { createGradebookSetting } from '../../../tool/passback/gradebook-setting.service.js';
import { createAudit } from '../../../tool/privacy/audit.js';
import { createInProcessQueue } from '../../../tool/queue/in-process-queue.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import type { Platform } from '../../platform/platform.js';
import { sure } from '../../sure.js';
import {
  addSigned, openPassback, readOne, seed, serveKeys, startLms, storeViewer, toolKeyPem, undecided, until, viewerOf, type Course, type OpenPassback, type Story,
  type Trainee,
} from './passback-story.js'; // prettier-ignore

const tag = 'review:AAAAAAAAAAAAAAAAAAAAAA';

eachDialect('A value that people agreed', (open) => {
  let scratch: ScratchDatabase;
  let lms: Platform;
  let keys: Awaited<ReturnType<typeof serveKeys>>;
  let tool: OpenPassback;
  let story: Story;
  let course: Course;
  let trainee: Trainee;

  const begin = async (mode: 'moodle' | 'canvas') => {
    keys = await serveKeys([`kid-${mode}`]);
    lms = await startLms(mode, keys.url, 2, [{ id: '10', maximum: 100 }]);
    const platforms: Course['platform'][] = [];
    tool = await openPassback({
      databaseUrl: scratch.url,
      platforms,
      keyPem: toolKeyPem,
      queue: createInProcessQueue,
      timing: { baseMs: 40, capMs: 150, leaseMs: 3_000, sweepMs: 30 },
      totalMs: 600,
      clock: new MovableClock(),
    });
    await tool.migrate();
    story = await seed(tool.db, [lms], 2);
    course = sure(story.courses[0]);
    trainee = sure(course.trainees[0]);
    platforms.push(course.platform);
    await tool.queue.start();
  };
  beforeEach(async () => {
    scratch = await open();
  });
  afterEach(async () => {
    await tool.close();
    await lms.close();
    keys.close();
    await scratch.drop();
  });

  const value = (changes: Partial<AgreedValue> = {}): AgreedValue => ({
    source: 'review', partnershipId: story.partnershipId, placementId: trainee.placementId, tag, label: 'Interim review', score: 1, maximum: 2,
    comment: 'On track with support. An outcome of a review, agreed by three people.', ...changes,
  }); // prettier-ignore
  const agree = (changes: Partial<AgreedValue> = {}, again = false) =>
    tool.db.transaction((tx) => tool.passback.outbox.valueAgreed(value(changes), tx, again));
  const settled = () => until('every row is decided', async () => (await undecided(tool.db)) === 0);
  const rows = () =>
    tool.db.select<{ tag: string; state: string; score: number }>('SELECT tag, state, score FROM score_outbox ORDER BY created_at');
  const column = () => lms.gradebook.columns().filter((one) => one.label === 'Interim review');

  test.each(['moodle', 'canvas'] as const)(
    'arrives once in a column of its own in %s, and the activity’s column stays empty',
    async (mode) => {
      await begin(mode);
      await agree();
      await agree();
      await settled();
      expect(column()).toEqual([expect.objectContaining({ maximum: 2, tag })]);
      const sent = lms.gradebook.history(sure(column()[0]).id, trainee.sub);
      expect(sent).toHaveLength(1);
      expect(sure(sent[0]).body).toMatchObject({ scoreGiven: 1, scoreMaximum: 2, comment: value().comment });
      const ours = lms.gradebook.columns().find((one) => one.label !== 'Interim review');
      expect(lms.gradebook.history(sure(ours).id, trainee.sub)).toEqual([]);
      // Another trainee's goes to the same column, and a count beside it to its own.
      await agree({ placementId: sure(course.trainees[1]).placementId, score: 2 });
      for (const id of await addSigned(tool.db, story, trainee.placementId, 6))
        await readOne(tool.db, tool.passback.outbox, story.partnershipId, { id, placementId: trainee.placementId });
      await settled();
      expect(column()).toHaveLength(1);
      expect(lms.gradebook.history(sure(column()[0]).id, trainee.sub)).toHaveLength(1);
      expect(lms.gradebook.history(sure(ours).id, trainee.sub)).toHaveLength(1);
    },
  );

  test('says how it stands in words, and is not taken for the activity’s count', async () => {
    await begin('moodle');
    await agree();
    await settled();
    const status = await tool.passback.values.of({
      partnershipId: story.partnershipId, placementId: trainee.placementId, tag, what: 'On track with support', givenName: 'Amara',
    }); // prettier-ignore
    expect(status).toMatchObject({ state: 'sent', sentence: expect.stringMatching(/^Sent to \w+ \{at\}: On track with support$/) });
    const counts = await tool.passback.attention.factsOf({
      partnershipId: story.partnershipId,
      placementIds: [trainee.placementId],
    } as never);
    expect(counts.get(trainee.placementId)).toEqual([expect.objectContaining({ state: 'nothing' })]);
  });

  test('is not written down where the course lets no column be made', async () => {
    await begin('moodle');
    await tool.db.run(`UPDATE context SET ags_scopes = '["https://purl.imsglobal.org/spec/lti-ags/scope/score"]'`);
    await agree();
    expect(await rows()).toEqual([]);
  });

  test('is not thrown away when an activity is told to send nothing', async () => {
    await begin('moodle');
    await tool.db.run('UPDATE resource_link SET lineitem_url = NULL');
    await tool.queue.close();
    await agree();
    const linkRef = sure(course.links.get('10'));
    await tool.db.insert('link_policy', {
      link_ref: linkRef, partnership_id: story.partnershipId, shows: 'everything', sends: 'nothing', required_count: 6, kinds: '[]',
      counts_placements: 'each', from_on: null, until_on: null, revision: 1, changed_at: '2026-09-01T08:00:00.000Z', changed_by: null,
    }); // prettier-ignore
    await tool.db.transaction((tx) =>
      tool.passback.outbox.recordsChanged({ partnershipId: story.partnershipId, placementId: trainee.placementId }, tx),
    );
    expect(await rows()).toEqual([{ tag, state: 'waiting', score: 1 }]);
  });

  test.each(['nothing', 'done', 'running_count'] as const)(
    'made from a single lesson is refused while single lessons stay out, whatever the activity sends: %s',
    async (sends) => {
      await begin('moodle');
      await tool.db.insert('link_policy', {
        link_ref: sure(course.links.get('10')), partnership_id: story.partnershipId, shows: 'everything', sends, required_count: 1, kinds: '[]',
        counts_placements: 'each', from_on: null, until_on: null, revision: 1, changed_at: '2026-09-01T08:00:00.000Z', changed_by: null,
      }); // prettier-ignore
      const refusal = { status: 422, type: 'formative-only' };
      for (const again of [false, true]) await expect(agree({ source: 'lesson' }, again)).rejects.toMatchObject(refusal);
      expect(await rows()).toEqual([]);
      // What is no single lesson's leaves.
      for (const source of ['count', 'review'] satisfies ValueSource[])
        await agree({ source, tag: `${tag.slice(0, -1)}${source[0] ?? ''}` });
      expect((await rows()).map(({ score }) => score)).toEqual([1, 1]);
      await settled();
    },
  );

  test('of single lessons stays out until a coordinator says otherwise, which is dated and said once', async () => {
    await begin('moodle');
    const { db, clock } = tool;
    const settings = createGradebookSetting({ db, clock, audit: createAudit(db, clock) });
    const ruth = viewerOf(story, [{ role: 'coordinator', placementId: null }]);
    const helen = viewerOf(story, [{ role: 'tutor', placementId: trainee.placementId }]);
    const priya = viewerOf(story, [{ role: 'mentor', placementId: trainee.placementId }]);
    for (const who of [ruth, helen, priya]) await storeViewer(db, who);
    expect(await settings.read(helen)).toEqual({ formativeOnly: true, mayChange: false });
    await expect(settings.read(priya)).rejects.toMatchObject({ status: 404 });
    await expect(settings.change(helen, false)).rejects.toMatchObject({ status: 404 });
    await settings.change(ruth, false);
    await settings.change(ruth, false);
    expect(await settings.read(helen)).toMatchObject({ formativeOnly: false });
    const said = await db.select<{ action: string }>("SELECT action FROM audit_event WHERE action LIKE 'gradebook.%'");
    expect(said).toEqual([{ action: 'gradebook.lessons-free' }]);
    await settings.change(ruth, true);
    await expect(agree({ source: 'lesson' })).rejects.toMatchObject({ type: 'formative-only' });
  });
});
