import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MovableClock } from '../../../tool/clock.js';
import { openDatabase, type Database } from '../../../tool/db/database.js';
import { readConfig } from '../../../tool/config.js';
import { createLogger } from '../../../tool/logger.js';
import { createRosterKeeping } from '../../../tool/partnership/roster.service.js';
import type { RosterMember, RosterReading } from '../../../tool/partnership/roster.rules.js';
import { createAudit } from '../../../tool/privacy/audit.js';
import { eachDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { until } from '../passback/passback-story.js';
import { openStory } from './partnership-fixture.js';

type Story = Awaited<ReturnType<typeof openStory>>;

eachDialect('the list of a course, as people open it', (open) => {
  let story: Story;
  let second: Database;
  let readings = 0;
  let answer: RosterReading = { ok: false };
  let asked: (() => void) | null = null;
  let answering: Promise<void> = Promise.resolve();
  const member = (sub: string): RosterMember => ({
    sub, active: true, roles: ['#Learner'], name: `Person ${sub}`, givenName: null, email: null, studentNumber: null,
  }); // prettier-ignore
  const keepingOf = (db: Database) =>
    createRosterKeeping(
      { config: readConfig({}), clock: story.clock, log: createLogger('silent'), db, audit: createAudit(db, story.clock) },
      async () => {
        readings += 1;
        asked?.();
        await answering;
        return answer;
      },
      () => undefined,
    );
  const minutes = (count: number) => story.clock.advance(count * 60_000);
  const readAt = async () =>
    (await story.db.select<{ at: string | null }>('SELECT roster_read_at AS at FROM context WHERE id = :id', { id: story.contextRef }))[0]
      ?.at;
  const audits = () =>
    story.db.select<{ detail: string }>("SELECT detail FROM audit_event WHERE action = 'roster.refreshed' ORDER BY at, id");

  beforeAll(async () => {
    const scratch = await open();
    story = await openStory(scratch);
    second = openDatabase(scratch.url, createLogger('silent'));
  });
  afterAll(async () => {
    await second.close();
    await story.close();
  });

  it('is read by one process of two that are asked at once', async () => {
    readings = 0;
    answer = { ok: true, members: [member('r1'), member('r2')] };
    await Promise.all([keepingOf(story.db), keepingOf(second), keepingOf(story.db)].map((one) => one.refresh(story.contextRef)));
    expect(readings).toBe(1);
    expect(await readAt()).toBe(story.clock.now().toISOString());
    expect(await audits()).toEqual([{ detail: '2 people, 2 new, 0 left' }]);
  });

  it('is read again when it is older than a quarter of an hour, and no sooner', async () => {
    minutes(14);
    await keepingOf(story.db).refresh(story.contextRef);
    expect(readings).toBe(1);
    minutes(2);
    await keepingOf(story.db).refresh(story.contextRef);
    expect(readings).toBe(2);
    expect(await audits()).toHaveLength(1);
  });

  it('stays as it was where it cannot be read whole, and is tried again after five minutes', async () => {
    const before = await readAt();
    answer = { ok: false };
    minutes(16);
    await keepingOf(story.db).refresh(story.contextRef);
    minutes(4);
    await keepingOf(second).refresh(story.contextRef);
    expect(readings).toBe(3);
    expect(await readAt()).toBe(before);
    minutes(2);
    answer = { ok: true, members: [member('r1')] };
    await keepingOf(second).refresh(story.contextRef);
    expect(readings).toBe(4);
    expect((await audits()).at(-1)).toEqual({ detail: '1 people, 0 new, 1 left' });
  });

  it('keeps who opened the activity while it was being read', async () => {
    minutes(16);
    answer = { ok: true, members: [member('r9')] };
    let answered = (): void => undefined;
    answering = new Promise((resolve) => (answered = resolve));
    const reached = new Promise<void>((resolve) => (asked = resolve));
    const reading = keepingOf(story.db).refresh(story.contextRef);
    await reached;
    story.clock.advance(1_000);
    await story.db.run('UPDATE membership SET launched_at = :now WHERE sub = :sub', { now: story.clock.now().toISOString(), sub: 'r1' });
    answered();
    await reading;
    const rows = await story.db.select<{ left: string | null }>("SELECT left_at AS `left` FROM membership WHERE sub = 'r1'");
    expect(rows).toEqual([{ left: null }]);
  });

  it('is not asked for where nobody sets anything up from it', async () => {
    const [course] = await story.db.select<{ deployment: string }>('SELECT deployment_ref AS deployment FROM context LIMIT 1');
    await story.db.insert('context', {
      id: '0198aaaa-0000-7000-8000-000000000001', deployment_ref: course?.deployment ?? '', context_id: 'pupils', title: 'Year 9',
      memberships_url: 'https://x.example/members', created_at: story.clock.now().toISOString(),
    }); // prettier-ignore
    const before = readings;
    await keepingOf(story.db).refresh('0198aaaa-0000-7000-8000-000000000001');
    expect(readings).toBe(before);
  });
});

eachDialect('a launch', (open) => {
  const clock = new MovableClock();
  let database: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database, {}, { clock });
    const registration = [{ clientId: 'c1', deploymentId: '1' }];
    moodle = await startPlatform({ mode: 'moodle', ...university, registration, tool: tool.urls, now: () => clock.now() });
    await tool.register(moodle.registration, 'Northbridge');
  });
  afterAll(async () => {
    await moodle.close();
    await tool.close();
    await database.drop();
  });

  it('is answered while the list it asked for hangs', async () => {
    const { db } = tool.services;
    expect((await moodle.launch.http('5', '1')).status).toBe(200);
    const old = { at: '2026-01-01T00:00:00.000Z' };
    await db.run('UPDATE context SET roster_read_at = :at', old);
    moodle.faults.plan({ kind: 'hang', service: 'memberships' });
    clock.advance(61_000);
    expect((await moodle.launch.http('3', '1')).status).toBe(200);
    await until('the list is asked for', () => moodle.faults.injected.length > 0);
    expect(await db.select('SELECT roster_read_at AS at FROM context')).toEqual([old]);
    expect(await db.select('SELECT COUNT(*) AS people FROM membership')).toEqual([{ people: 2 }]);
  });

  it('brings the list behind its back where nobody has tried of late', async () => {
    const { db } = tool.services;
    await db.run('UPDATE context SET roster_tried_at = NULL');
    clock.advance(61_000);
    expect((await moodle.launch.http('3', '1')).status).toBe(200);
    const read = () => db.select<{ at: string }>("SELECT roster_read_at AS at FROM context WHERE roster_read_at > '2026-06'");
    await until('the list is stored', async () => (await read()).length === 1);
    const listed = await db.select<{ sub: string }>('SELECT sub FROM membership WHERE listed_at IS NOT NULL');
    expect(listed.length).toBeGreaterThan(5);
  });
});
