import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachEmptyDialect, type ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import { school, university } from '../../platform/practice-people.js';
import { ask, startTool, type RunningTool } from './tool-kit.js';

eachEmptyDialect('A launch', (open) => {
  let database: ScratchDatabase;
  let tool: RunningTool;
  let moodle: Platform;
  let canvas: Platform;
  let kid: string;
  let deploymentRef: string;
  let partnershipId: string;

  beforeAll(async () => {
    database = await open();
    tool = await startTool(database);
    moodle = await startPlatform({ mode: 'moodle', ...university, registration: [{ clientId: 'c1', deploymentId: '1' }], tool: tool.urls });
    canvas = await startPlatform({ mode: 'canvas', ...school, registration: [{ clientId: 'c2', deploymentId: 'd1' }], tool: tool.urls });
    ({ kid, deploymentRef, partnershipId } = await tool.register(moodle.registration, 'Northbridge', { name: 'Northbridge Moodle' }));
    await tool.register(canvas.registration, 'Northbridge', { name: 'Harbour Canvas' });
  });
  afterAll(async () => {
    await moodle.close();
    await canvas.close();
    await tool.close();
    await database.drop();
  });

  const db = () => tool.services.db;
  const session = async (personId: string, linkId: string, overrides: Record<string, unknown> = {}): Promise<string> => {
    const { launch, status, text } = await moodle.launch.http(personId, linkId, { overrides });
    expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
    return String(launch?.['session']);
  };
  const me = async (token: string): Promise<Record<string, unknown>> => (await (await ask(tool, token, '/api/me')).json()) as never;
  const one = async <Row extends object>(sql: string, values = {}): Promise<Row | undefined> => (await db().select<Row>(sql, values))[0];

  test('opens the page and says who is here', async () => {
    expect(await me(await session('3', '1'))).toMatchObject({
      personId: null, name: null, identityName: 'Amara Okafor', partnership: { id: partnershipId, name: 'Northbridge' },
      platform: { name: 'Northbridge Moodle', family: 'moodle' }, context: { title: 'PGCE Secondary 2026' },
      link: { title: 'Critical Friend', shows: null }, roles: [], roleNowOn: null, locale: 'en', timeZone: 'Europe/London', support: '',
    }); // prettier-ignore
  });

  test('from a Canvas opens the page as well', async () => {
    const { launch, status } = await canvas.launch.http(school.people[0]?.id ?? '', null);
    expect(status).toBe(200);
    expect(await me(String(launch?.['session']))).toMatchObject({
      platform: { name: 'Harbour Canvas', family: 'canvas' },
      partnership: { name: 'Northbridge' },
    });
  });

  test('writes down identity, course with its services, activity, and membership', async () => {
    await session('3', '1');
    expect(await one('SELECT name, given_name, email, student_number, retired_at FROM identity WHERE platform_kid = :kid AND sub = :sub', { kid, sub: '3' })).toEqual({
      name: 'Amara Okafor', given_name: 'Amara', email: 'aokafor@northbridge.example', student_number: 'S1001', retired_at: null,
    }); // prettier-ignore
    const context = await one<{ id: string; memberships_url: string; lineitems_url: string; ags_scopes: string }>(
      'SELECT id, title, memberships_url, lineitems_url, ags_scopes FROM context WHERE deployment_ref = :deploymentRef AND context_id = :id', { deploymentRef, id: '2' },
    ); // prettier-ignore
    expect(context?.memberships_url).toContain('/memberships');
    expect(context?.lineitems_url).toContain('/lineitems');
    expect(JSON.parse(context?.ags_scopes ?? '[]')).toContain('https://purl.imsglobal.org/spec/lti-ags/scope/score');
    expect(await one('SELECT title, lineitem_url IS NOT NULL AS coupled FROM resource_link WHERE resource_link_id = :id AND deployment_ref = :deploymentRef', { id: '1', deploymentRef }))
      .toEqual({ title: 'Critical Friend', coupled: 1 }); // prettier-ignore
    const member = await one<{ roles: string; launched_at: string }>(
      'SELECT roles, launched_at, listed_at FROM membership WHERE context_ref = :id AND sub = :sub',
      { id: context?.id, sub: '3' },
    );
    expect(JSON.parse(member?.roles ?? '')).toEqual(['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']);
    expect(member?.launched_at).toMatch(/^\d{4}-.+Z$/);
    expect(await one('SELECT action, partnership_id FROM audit_event ORDER BY at DESC LIMIT 1')).toEqual({
      action: 'launch',
      partnership_id: partnershipId,
    });
    expect(Number((await one<{ n: number }>('SELECT COUNT(*) AS n FROM person'))?.n)).toBe(0);
  });

  test('that says nothing new writes a session and an audit row, and nothing else', async () => {
    await session('3', '1');
    const count = async () => {
      const rows: Record<string, number> = {};
      for (const table of ['identity', 'context', 'resource_link', 'membership', 'session', 'audit_event']) {
        rows[table] = Number((await one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n);
      }
      return rows;
    };
    const before = await count();
    await session('3', '1');
    const after = await count();
    expect(Object.fromEntries(Object.entries(after).map(([table, n]) => [table, n - (before[table] ?? 0)]))).toEqual({
      identity: 0, context: 0, resource_link: 0, membership: 0, session: 1, audit_event: 1,
    }); // prettier-ignore
  });

  test('brings changed names and titles up to date, and forgets nothing a platform stops sending', async () => {
    const sub = 'changes';
    await session('3', '1', { sub, name: 'Amara Okafor' });
    await session('3', '1', { sub, name: 'Amara Okafor-Lee', given_name: undefined, family_name: undefined, email: undefined });
    expect(await one('SELECT name, email FROM identity WHERE sub = :sub', { sub })).toEqual({
      name: 'Amara Okafor-Lee',
      email: 'aokafor@northbridge.example',
    });
    expect(await one('SELECT name, email FROM membership WHERE sub = :sub', { sub })).toEqual({
      name: 'Amara Okafor-Lee',
      email: 'aokafor@northbridge.example',
    });
  });

  test('tells people apart whose identifiers differ only in case or in a space at the end', async () => {
    const names = ['Mallory', 'MALLORY', 'mallory', 'mallory '];
    const sessions = [];
    for (const sub of names) sessions.push(await session('3', '1', { sub, name: `Name of [${sub}]` }));
    for (const [index, sub] of names.entries()) expect(await me(sessions[index] ?? '')).toMatchObject({ identityName: `Name of [${sub}]` });
  });

  test('by thirty new people of a new course at once makes one course, one activity and thirty people', async () => {
    const lti = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
    const change = { [lti('context')]: { id: 'crowded' }, [lti('resource_link')]: { id: 'crowded-link' } };
    await Promise.all(Array.from({ length: 30 }, (_unused, index) => session('3', '1', { ...change, sub: `crowd-${index % 15}` })));
    const counts = await one(
      `SELECT (SELECT COUNT(*) FROM context WHERE context_id = 'crowded') AS contexts, (SELECT COUNT(*) FROM resource_link WHERE resource_link_id = 'crowded-link') AS links,
              (SELECT COUNT(*) FROM identity WHERE sub LIKE 'crowd-%') AS people, (SELECT COUNT(*) FROM membership WHERE sub LIKE 'crowd-%') AS members`,
    );
    expect(counts).toEqual({ contexts: 1, links: 1, people: 15, members: 15 });
  });

  test('of an identity that was retired here is refused, and stores nothing', async () => {
    await session('3', '1', { sub: 'gone' });
    await db().run("UPDATE identity SET retired_at = :at WHERE sub = 'gone'", { at: new Date().toISOString() });
    tool.takeLog();
    const { status, launch } = await moodle.launch.http('3', '1', { overrides: { sub: 'gone' } });
    expect([status, launch]).toEqual([403, undefined]);
    expect(tool.takeLog().find((line) => line['msg'] === 'launch')).toMatchObject({
      verdict: 'refused',
      step: 'arrival',
      reason: 'not-open',
    });
  });

  test('may be framed by its platform and by the host of its signed return address, also after a reload', async () => {
    const presentation = {
      'https://purl.imsglobal.org/spec/lti/claim/launch_presentation': { return_url: 'https://vanity.school.example/back' },
    };
    const { response, launch } = await moodle.launch.http('3', '1', { overrides: presentation });
    const framing = `frame-ancestors ${moodle.origin} https://vanity.school.example`;
    expect(response.headers.get('content-security-policy')?.endsWith(framing)).toBe(true);
    expect(launch).toMatchObject({ frameOrigin: 'https://vanity.school.example' });
    const reloaded = await fetch(`${tool.origin}/at/${String(launch?.['handle'])}`);
    expect(reloaded.headers.get('content-security-policy')).toContain('https://vanity.school.example');
    expect(reloaded.headers.get('content-security-policy')).toContain(moodle.origin);
    expect((await fetch(`${tool.origin}/at/somebody-elses`)).headers.get('content-security-policy')).not.toContain('vanity');
  });

  test('is answered with a page that holds the session once, and after a reload nothing', async () => {
    const { text, launch, response } = await moodle.launch.http('3', '1');
    expect(text.split(String(launch?.['session']))).toHaveLength(2);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const reloaded = await (await fetch(`${tool.origin}/at/${String(launch?.['handle'])}`)).text();
    expect(reloaded).not.toContain('id="launch"');
    expect(text.replace(/<script type="application\/json" id="launch">[^<]*<\/script>/, '')).toBe(reloaded);
  });

  test('goes to the partnership in which the identity holds a role, where a deployment serves several', async () => {
    const second = await tool.register(moodle.registration, 'Southbridge');
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    const token = await session('3', '1', { sub: 'between' });
    expect(await me(token)).toMatchObject({ partnership: { name: 'Northbridge' } });
    const at = new Date().toISOString();
    const identity = await one<{ id: string }>("SELECT id FROM identity WHERE sub = 'between'");
    const [personId, roleId] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
    await db().insert('person', {
      id: personId,
      partnership_id: second.partnershipId,
      name: null,
      given_name: null,
      email: null,
      student_number: null,
      created_at: at,
    });
    await db().insert('identity_person', {
      identity_id: identity?.id ?? '',
      partnership_id: second.partnershipId,
      person_id: personId,
      joined_at: at,
    });
    await db().insert('role_held', {
      id: roleId,
      partnership_id: second.partnershipId,
      person_id: personId,
      role: 'tutor',
      started_at: at,
    });
    expect(await me(await session('3', '1', { sub: 'between', name: 'Bea Tween' }))).toMatchObject({
      partnership: { name: 'Southbridge' }, personId, name: 'Bea Tween', roles: [{ id: roleId, role: 'tutor', placementId: null, schoolId: null }],
    }); // prettier-ignore
    await db().run('DELETE FROM deployment_partnership WHERE partnership_id = :id', { id: second.partnershipId });
    await new Promise((resolve) => setTimeout(resolve, 1_600));
  });

  test('finds its keys among those of every platform at /lti/keys', async () => {
    const answer = await fetch(tool.urls.jwksUrl);
    const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
    expect(keys.map((key) => key['kid'])).toContain(kid);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const stored = await one<{ private_sealed: string }>('SELECT private_sealed FROM platform_key WHERE kid = :kid', { kid });
    expect(stored?.private_sealed).not.toContain('PRIVATE');
    expect((await tool.services.registry.signingKey(kid)).key.asymmetricKeyType).toBe('rsa');
  });

  test('follows a platform that changes its key', async () => {
    moodle.rotateKey({ retireOld: true });
    await session('3', '1');
  });

  // Last: nothing can be launched afterwards.
  test('that breaks here answers a page, and the log names the place and nothing that was sent', async () => {
    await db().run('DROP TABLE audit_event');
    tool.takeLog();
    const { status, text } = await moodle.launch.http('3', '1');
    expect([status, text.includes('Something broke here')]).toEqual([500, true]);
    const lines = tool.takeLog().filter((line) => line['verdict'] === 'broken');
    expect(lines).toMatchObject([
      { msg: 'launch', status: 500, err: { kind: 'SequelizeDatabaseError', at: expect.any(Array) as unknown } },
    ]);
    const { at } = lines[0]?.['err'] as { at: string[] };
    expect(at.length).toBeGreaterThan(0);
    for (const frame of at) expect(frame).toMatch(/^at /);
    expect(JSON.stringify(lines)).not.toMatch(/Amara|Okafor|INSERT|eyJ/);
  });
});
