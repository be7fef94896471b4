import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPartnership } from '../../../tool/partnership/partnership.js';
import { waitedMs } from '../../../tool/lti/errand.js';
import { createKeySets } from '../../../tool/lti/key-set.js';
import { LaunchProblem } from '../../../tool/lti/launch-problem.js';
import { createPlatformHttp } from '../../../tool/lti/platform-http.js';
import { eachDialect, scratchSqlite, type ScratchDatabase } from '../../database.js';
import { hostileKinds, startHostileOrigin, type HostileKind, type HostileOrigin } from '../../platform/hostile-origin.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { university } from '../../platform/practice-people.js';
import { ask, startTool, type RunningTool } from './tool-kit.js';

const nrps = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
const context = 'https://purl.imsglobal.org/spec/lti/claim/context';
const [trainee, coordinator, link] = ['3', '6', '1'];
/** What sockets on both sides may hold beside what was read; the answers have a hundred megabytes, or no end. */
const notAll = 32 * 1_048_576;

/** One registration for each way of going wrong, beside one that works: all on one Moodle, so that only the address differs. */
async function openHostile(database: ScratchDatabase, registrations: Record<string, { jwks?: HostileKind; token?: HostileKind }>) {
  const tool = await startTool(database);
  const hostile = await startHostileOrigin();
  const names = ['good', ...Object.keys(registrations)];
  const moodle = await startPlatform({
    mode: 'moodle',
    ...university,
    registration: names.map((clientId) => ({ clientId, deploymentId: '1' })),
    tool: tool.urls,
  });
  let partnershipId = '';
  for (const clientId of names) {
    const { jwks, token } = registrations[clientId] ?? {};
    const given = {
      ...moodle.registration, clientId,
      ...(jwks ? { jwksUrl: `${hostile.origin}/${jwks}` } : {}), ...(token ? { tokenUrl: `${hostile.origin}/${token}` } : {}),
    }; // prettier-ignore
    ({ partnershipId } = await tool.register(given, 'Northbridge'));
  }
  const close = async (): Promise<void> => {
    await moodle.close();
    await hostile.close();
    await tool.close();
    await database.drop();
  };
  return { tool, hostile, moodle, partnershipId, close };
}
type Hostile = Awaited<ReturnType<typeof openHostile>>;

test('Whoever waits for a platform has an answer within six seconds', () => {
  expect(waitedMs).toBeLessThan(6_000);
});

describe('A key set', () => {
  let hostile: HostileOrigin;
  const http = createPlatformHttp({ allowInsecure: () => true, totalMs: 1_000, maximumBytes: 256 * 1024 });
  const sets = createKeySets(http);
  const reasonOf = (kind: HostileKind, keyId: string): Promise<string> =>
    sets.find({ kid: kind, jwksUrl: `${hostile.origin}/${kind}` }, keyId).then(
      () => 'found',
      (error: unknown) => (error instanceof LaunchProblem ? error.reason : String(error)),
    );
  beforeAll(async () => { hostile = await startHostileOrigin(); }); // prettier-ignore
  afterAll(async () => {
    await http.close();
    await hostile.close();
  });

  test.each(hostileKinds)('that answers with "%s" is away, is read no further than a bound, and is asked for seldom', async (kind) => {
    expect(await Promise.all(Array.from({ length: 20 }, (_unused, index) => reasonOf(kind, `key-${index}`)))).toEqual(
      Array<string>(20).fill('key-away'),
    );
    expect(hostile.seen(kind).requests).toBe(1);
    for (let round = 0; round < 10; round += 1) expect(await reasonOf(kind, `again-${round}`)).toBe('key-away');
    expect(hostile.seen(kind).requests).toBeLessThanOrEqual(4);
    expect(hostile.seen(kind).sentBytes).toBeLessThan(4 * notAll);
  });

  test('turns launches away once five hundred wait for it, so that what they posted is not kept without end', async () => {
    const waiting = Array.from({ length: 520 }, (_unused, index) =>
      sets.find({ kid: 'crowd', jwksUrl: `${hostile.origin}/hang` }, `${index}`),
    );
    let answered = 0;
    for (const one of waiting) one.catch(() => (answered += 1));
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(20);
    await Promise.allSettled(waiting);
    expect(answered).toBe(520);
  });
});

describe('A launch from a platform whose key set is hostile', () => {
  const kinds = ['hang', 'drip', 'endless', 'crumbs', 'hints', 'page'] as const;
  let stage: Hostile;
  beforeAll(async () => {
    stage = await openHostile(scratchSqlite(), Object.fromEntries(kinds.map((kind) => [kind, { jwks: kind }])));
  });
  afterAll(() => stage.close());

  test.each(kinds)('gets a page that says so, and nothing of what was sent: %s', async (kind) => {
    const { moodle, hostile } = stage;
    const { status, text } = await moodle.launch.http(trainee, link, { clientId: kind });
    expect(status).toBe(424);
    expect(text).toContain('Nothing was stored.');
    expect(text).not.toMatch(/SECRET|127\.0\.0\.1:\d+\/(hang|drip|endless|crumbs|hints|page)/);
    expect(hostile.seen(kind).sentBytes).toBeLessThan(notAll);
  });
});

eachDialect('Launches of other platforms', (open) => {
  let stage: Hostile;
  beforeAll(async () => {
    stage = await openHostile(await open(), { hang: { jwks: 'hang' } });
  });
  afterAll(() => stage.close());

  test('open while sixty launches wait for a key set that hangs: no connection to the database is held for them', async () => {
    const { moodle } = stage;
    let answered = 0;
    const waiting = Array.from({ length: 60 }, () =>
      moodle.launch.http(trainee, link, { clientId: 'hang' }).finally(() => (answered += 1)),
    );
    await reached(stage.hostile, 'hang');
    for (let round = 0; round < 10; round += 1) expect((await moodle.launch.http(trainee, link, { clientId: 'good' })).status).toBe(200);
    expect(answered).toBe(0);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array<number>(60).fill(424));
    expect(stage.hostile.seen('hang').requests).toBe(1);
  });
});

describe('A list of people', () => {
  const kinds = [
    'hang',
    'drip',
    'huge',
    'endless',
    'crumbs',
    'headers',
    'hints',
    'redirect',
    'bomb',
    'nest',
    'many',
    'pages',
    'half',
  ] as const;
  const tokenKinds = ['hang', 'drip', 'crumbs'] as const;
  let stage: Hostile;
  beforeAll(async () => {
    stage = await openHostile(scratchSqlite(), Object.fromEntries(tokenKinds.map((kind) => [`token-${kind}`, { token: kind }])));
    const { services } = stage.tool;
    const { makeCoordinatorCode } = createPartnership({ ground: services, readRoster: () => Promise.reject(new Error('not read')) });
    // To each registration she is somebody else, until she types a code there.
    for (const clientId of ['good', ...tokenKinds.map((kind) => `token-${kind}`)]) {
      const { code } = await makeCoordinatorCode(stage.partnershipId, null);
      const used = await ask(stage.tool, await openAs(stage.moodle, clientId, { id: 'code' }), '/api/codes/use', post({ code }));
      expect(used.status).toBeLessThan(300);
    }
  });
  afterAll(() => stage.close());

  const post = (body: unknown): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
  });
  const openAs = async (moodle: Platform, clientId: string, course: { id: string }, memberships?: string): Promise<string> => {
    const overrides = {
      [context]: { ...course, title: 'PGCE' },
      ...(memberships === undefined ? {} : { [nrps]: { context_memberships_url: memberships, service_versions: ['2.0'] } }),
    };
    return String((await moodle.launch.http(coordinator, link, { clientId, overrides })).launch?.['session']);
  };
  const read = async (tool: RunningTool, session: string): Promise<{ status: number; text: string }> => {
    const answer = await ask(tool, session, '/api/courses/current/roster', post({}));
    return { status: answer.status, text: await answer.text() };
  };
  const people = async (): Promise<number> =>
    Number((await stage.tool.services.db.select<{ n: number }>('SELECT COUNT(*) AS n FROM membership WHERE listed_at IS NOT NULL'))[0]?.n);

  test('that is hostile is answered with what to do, and nothing of it is stored', async () => {
    const { tool, moodle, hostile } = stage;
    const answers = await Promise.all(
      kinds.map(async (kind) => read(tool, await openAs(moodle, 'good', { id: `roster-${kind}` }, `${hostile.origin}/${kind}`))),
    );
    kinds.forEach((kind, index) => {
      expect({ kind, ...answers[index] }).toMatchObject({ kind, status: 502, text: expect.stringContaining('try again in a few minutes') });
      expect({ kind, much: hostile.seen(kind).sentBytes > notAll }).toEqual({ kind, much: false });
    });
    expect(await people()).toBe(0);
  });

  test('whose token endpoint is hostile is answered with what to do', async () => {
    const { tool, moodle, hostile } = stage;
    const answers = await Promise.all(
      tokenKinds.map(async (kind) => read(tool, await openAs(moodle, `token-${kind}`, { id: `token-${kind}` }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(tokenKinds.map(() => 502));
    for (const kind of tokenKinds) expect(hostile.seen(kind).sentBytes).toBeLessThan(2 * notAll);
  });
});

/** Until somebody has asked there. */
async function reached(hostile: HostileOrigin, kind: HostileKind): Promise<void> {
  while (hostile.seen(kind).requests === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
