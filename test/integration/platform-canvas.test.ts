import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { startPlatform, type Platform } from '../platform/platform.js';
import { startStubTool, type StubTool } from '../platform/stub-tool.js';
import { claim, media, membership, scope } from '../platform/vocabulary.js';

let platform: Platform;
let tool: StubTool;
let api: string;
const extension = 'https://canvas.instructure.com/lti/submission';
const person = (id: string, given: string) => ({
  id,
  username: given.toLowerCase(),
  given,
  family: 'Invented',
  email: `${given.toLowerCase()}@school.example`,
});

async function start(): Promise<Platform> {
  return startPlatform({
    mode: 'canvas',
    name: 'Harbour Schools Network',
    registration: [{ clientId: '10000000000001', deploymentId: '1:a' }],
    tool,
    people: [person('student-a', 'Asha'), person('teacher-a', 'Priya'), person('parent-a', 'Mia'), person('test-a', 'Test')],
    courses: [
      {
        id: '101',
        label: '9B',
        title: '9B Science',
        enrolments: [
          { personId: 'student-a', role: 'student' },
          { personId: 'teacher-a', role: 'teacher' },
          { personId: 'parent-a', role: 'observer' },
          { personId: 'test-a', role: 'student-view' },
        ],
      },
    ],
    links: [{ id: 'link-a', courseId: '101', title: 'Critical Friend', column: { id: '7', maximum: 6 } }],
  });
}

beforeAll(async () => {
  tool = await startStubTool(() => platform);
});
beforeEach(async () => {
  platform = await start();
  api = `${platform.origin}/api/lti/courses/101`;
});
afterEach(async () => {
  await platform.close();
});
afterAll(async () => {
  await tool.close();
});

describe('scores', () => {
  const full = {
    userId: 'student-a',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 3,
    scoreMaximum: 6,
    timestamp: '2026-10-01T10:00:00.500Z',
  };
  let bearer: string;
  beforeEach(async () => {
    bearer = await tool.bearer(platform);
  });
  const post = async (change: Record<string, unknown> = {}): Promise<number> =>
    (
      await fetch(`${api}/line_items/7/scores`, {
        method: 'POST',
        headers: { authorization: bearer, 'content-type': media.score },
        body: JSON.stringify({ ...full, ...change }),
      })
    ).status;
  const cell = () => platform.gradebook.cell('7', 'student-a');

  test('Each accepted score is one more attempt, and each comment is appended', async () => {
    expect(await post({ comment: 'one' })).toBe(200);
    expect(await post({ comment: 'one' })).toBe(200);
    expect(cell()).toMatchObject({ value: 3, attempts: 2, comments: ['one', 'one'] });
    expect(platform.gradebook.history('7', 'student-a')).toHaveLength(2);
  });

  test('A score that says it is no new submission, or keeps its submittedAt, adds no attempt', async () => {
    await post({ submission: { submittedAt: '2026-10-01T09:00:00Z' } });
    await post({ submission: { submittedAt: '2026-10-01T09:00:00Z' } });
    await post({ [extension]: { new_submission: false } });
    expect(cell()?.attempts).toBe(1);
  });

  test('A score without a value clears the grade unless it asks to keep it', async () => {
    await post();
    await post({ scoreGiven: undefined, [extension]: { preserve_score: true } });
    expect(cell()?.value).toBe(3);
    await post({ scoreGiven: undefined });
    expect(cell()?.value).toBeNull();
  });

  test('A value that is still pending clears the grade, and one for manual grading is kept', async () => {
    await post({ gradingProgress: 'PendingManual' });
    expect(cell()?.value).toBe(3);
    await post({ gradingProgress: 'Pending' });
    expect(cell()?.value).toBeNull();
  });

  test('An equal timestamp is accepted and an older one is refused with 400', async () => {
    await post();
    expect(await post()).toBe(200);
    expect(await post({ timestamp: '2026-10-01T10:00:00.499Z' })).toBe(400);
  });

  test.each([
    ['no maximum', { scoreMaximum: undefined }],
    ['a maximum of nought', { scoreMaximum: 0 }],
    ['a negative value', { scoreGiven: -1 }],
    ['a stranger', { userId: 'nobody' }],
    ['a teacher', { userId: 'teacher-a' }],
  ])('A score with %s is refused with 422', async (_name, change) => {
    expect(await post(change)).toBe(422);
    expect(platform.gradebook.history()).toEqual([]);
  });

  test('Attempts that are used up are refused with 422', async () => {
    platform.gradebook.limitAttempts('7', 1);
    expect([await post(), await post(), await post({ [extension]: { new_submission: false } })]).toEqual([200, 422, 200]);
  });

  test('A teacher’s grade is replaced unless the tool gives it priority', async () => {
    platform.gradebook.override('7', 'student-a', 5);
    await post({ [extension]: { prioritize_non_tool_grade: true } });
    expect(cell()?.value).toBe(5);
    await post();
    expect(cell()?.value).toBe(3);
  });

  test('A planned fault fails one call; after a reset that comes late the score is stored', async () => {
    platform.faults.plan(
      { kind: 'rate-limited', service: 'scores' },
      { kind: 'reset-before', service: 'scores' },
      { kind: 'reset-after', service: 'scores' },
    );
    const limited = await fetch(`${api}/line_items/7/scores`, { method: 'POST' });
    expect([limited.status, limited.headers.get('x-rate-limit-remaining'), await limited.text()]).toEqual([
      403,
      '0.0',
      '403 Forbidden (Rate Limit Exceeded)\n',
    ]);
    await expect(post()).rejects.toThrow();
    expect(cell()).toBeUndefined();
    await expect(post()).rejects.toThrow();
    expect(cell()?.value).toBe(3);
    expect(platform.faults.injected.map((one) => one.kind)).toEqual(['rate-limited', 'reset-before', 'reset-after']);
  });

  test('Faults by chance are the same for the same seed', async () => {
    const run = async (): Promise<number[]> => {
      platform.faults.random({ seed: 7, probability: 0.5, kinds: ['error-500', 'too-many'], services: ['scores'] });
      const seen: number[] = [];
      for (let count = 0; count < 8; count += 1) seen.push(await post());
      return seen;
    };
    const first = await run();
    expect(new Set(first).size).toBeGreaterThan(1);
    expect(await run()).toEqual(first);
  });
});

describe('line items, results and the roster', () => {
  test('The tool makes and deletes its own column, and a link’s own column answers 401 to DELETE', async () => {
    const headers = { authorization: await tool.bearer(platform), 'content-type': media.lineItem };
    const made = await fetch(`${api}/line_items`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ label: 'Own', scoreMaximum: 2, tag: 't' }),
    });
    const { id } = (await made.json()) as { id: string };
    expect([made.status, made.headers.get('content-type')]).toEqual([201, `${media.lineItem}; charset=utf-8`]);
    expect((await fetch(id, { method: 'DELETE', headers })).status).toBe(204);
    expect((await fetch(id, { headers })).status).toBe(404);
    expect((await fetch(`${api}/line_items/7`, { method: 'DELETE', headers })).status).toBe(401);
  });

  test('The roster comes in pages, calls a parent a mentor, and leaves the test student out', async () => {
    const headers = { authorization: await tool.bearer(platform) };
    const read = async (url: string): Promise<{ user_id: string; roles: string[] }[]> => {
      const response = await fetch(url, { headers });
      const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      const { members } = (await response.json()) as { members: { user_id: string; roles: string[] }[] };
      return next ? [...members, ...(await read(next))] : members;
    };
    const members = await read(`${api}/names_and_roles?per_page=2`);
    expect(members.map((one) => [one.user_id, one.roles])).toEqual([
      ['student-a', [membership('Learner')]],
      ['teacher-a', [membership('Instructor')]],
      ['parent-a', [membership('Mentor')]],
    ]);
  });

  test('A call without a User-Agent, or without the scope, is refused', async () => {
    const headers = { authorization: await tool.bearer(platform, [scope.score]), 'user-agent': '' };
    expect((await fetch(`${api}/names_and_roles`, { headers })).status).toBe(403);
    expect((await fetch(`${api}/names_and_roles`, { headers: { ...headers, 'user-agent': 'x' } })).status).toBe(401);
  });
});

describe('tokens', () => {
  test('The audience must contain the token endpoint, and an assertion works once', async () => {
    const wrong = await tool.assertion(platform, { aud: platform.registration.issuer });
    expect((await tool.askToken(platform, { client_assertion: wrong })).status).toBe(400);
    const right = await tool.assertion(platform, { aud: [platform.registration.issuer, platform.registration.tokenUrl] });
    expect((await tool.askToken(platform, { client_assertion: right })).status).toBe(200);
    expect((await tool.askToken(platform, { client_assertion: right })).status).toBe(400);
  });
});

describe('launches', () => {
  test('The login parameters name the storage frame, and its host answers sign-in and keys', async () => {
    expect(platform.launch.login('teacher-a', 'link-a').params).toMatchObject({
      lti_storage_target: 'post_message_forwarding',
      deployment_id: '1:a',
    });
    const { frameOrigin, authUrl, jwksUrl } = platform.registration;
    expect(new Set([authUrl, jwksUrl].map((url) => new URL(url).origin))).toEqual(new Set([frameOrigin]));
    expect(frameOrigin).not.toBe(platform.origin);
    expect((await fetch(`${frameOrigin}/post_message_forwarding`)).status).toBe(200);
  });

  test('The menu of the school launches with the account as context and without services', async () => {
    const { launch, posted } = await platform.launch.http('teacher-a', null, { dest: 'iframe' });
    const claims = decodeJwt(String(launch?.idToken)) as Record<string, unknown>;
    expect(posted).toMatchObject({ state: 'S', lti_storage_target: 'post_message_forwarding' });
    expect(launch?.cookie).toContain('state=S');
    expect(claims[claim.context]).toMatchObject({ type: ['Account'] });
    expect(claims).not.toHaveProperty([claim.grades]);
    expect(claims).not.toHaveProperty([claim.roster]);
    expect(JSON.stringify(claims[claim.roles])).not.toContain('membership#');
  });

  test('A launch handed over once is no longer valid the second time', async () => {
    const login = platform.launch.login('teacher-a', 'link-a');
    const query = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: '10000000000001',
      redirect_uri: tool.launchUrl,
      login_hint: 'teacher-a',
      lti_message_hint: login.params.lti_message_hint ?? '',
      state: 'a"b<c>',
      nonce: 'N',
    });
    expect(await (await fetch(`${platform.registration.authUrl}?${query.toString()}`)).text()).toContain('id_token');
    expect(await (await fetch(`${platform.registration.authUrl}?${query.toString()}`)).text()).toContain('launch_no_longer_valid');
  });
});

describe('keys and the control', () => {
  test('A rotated key signs from now on while the old one stays published', async () => {
    const before = platform.keys.kid;
    const kid = platform.rotateKey();
    const set = (await (await fetch(platform.registration.jwksUrl)).json()) as { keys: { kid: string }[] };
    expect(set.keys.map((key) => key.kid)).toEqual([kid, before]);
    expect(platform.keys.fetches).toBe(1);
  });

  test('The control obeys this machine and refuses a page in a browser', async () => {
    const order = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${platform.origin}/practice/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ do: 'plan-faults', faults: [{ kind: 'error-500', service: 'token' }] }),
      });
    expect((await order({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(platform.faults.waiting).toBe(0);
    expect((await order({})).status).toBe(200);
    expect(platform.faults.waiting).toBe(1);
    expect((await tool.askToken(platform)).status).toBe(500);
  });
});
