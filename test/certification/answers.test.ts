import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectRefused, lti, openLaunchDesk, type LaunchDesk } from './launch-desk.js';

/** What may arrive at the launch address beside a good token: other browsers, other states, errors, noise. */
describe('An answer of a platform', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  test('whose cookie did not come back, or belongs to another login, is asked for another proof, and says what to do', async () => {
    const [asked, other] = [await desk.login(), await desk.login()];
    const fields = { id_token: await desk.token(asked), state: asked.state };
    const swapped = `${asked.cookie.split('=')[0]}=${other.cookie.split('=')[1]}`;
    for (const cookie of [null, other.cookie, swapped, `${asked.cookie}x`])
      expectRefused(await desk.post(fields, cookie), 'browser', 'browser-other', 403, 'asked');
    expect((await desk.post(fields, null)).text).toContain('cookie');
    expect((await desk.post(fields, `a=b; ${asked.cookie}; c=d`)).status).toBe(200);
  });

  test('takes the cookie of its login back', async () => {
    const outcome = await desk.launch();
    expect(outcome.headers.get('set-cookie')).toMatch(
      /^cf_login_[\w-]{8}=; Max-Age=0; Path=\/; Secure; HttpOnly; SameSite=None; Partitioned$/,
    );
  });

  test('to a state that is not ours, changed, or of another purpose is refused', async () => {
    const asked = await desk.login();
    const id_token = await desk.token(asked);
    const sealed = desk.tool.services.sealing.seal('platform-key', '["a"]');
    const last = asked.state.at(-1) === 'A' ? 'B' : 'A';
    for (const state of [
      'x',
      `${asked.state.slice(0, -1)}${last}`,
      asked.state.slice(0, 60),
      sealed,
      'a'.repeat(5_000),
      asked.state.split('.')[1] ?? '',
    ]) {
      expectRefused(await desk.post({ id_token, state }, asked.cookie), 'state', 'state-unknown', 400);
    }
  });

  test.each([
    ['access_denied', 'signed-out-there', 'Sign in there, then open Critical Friend from your course again'],
    ['login_required', 'signed-out-there', 'Sign in there, then open Critical Friend from your course again'],
    ['launch_no_longer_valid', 'hint-used', 'Go back to your course'],
    ['invalid_request', 'platform-refused', 'Go back to your course'],
    ['constructor', 'platform-refused', 'Go back to your course'],
  ])('that is the error %s gets the page %s, which says what to do', async (error, reason, todo) => {
    const { state, cookie } = await desk.login();
    const outcome = await desk.post({ error, error_description: '<script>alert(1)</script> someone@example.test', state }, cookie);
    expectRefused(outcome, 'answer', reason, 400);
    expect(outcome.text).toContain(todo);
    expect(outcome.text).not.toMatch(/alert\(1\)|someone@/);
    expect(JSON.stringify(outcome.verdict)).not.toMatch(/alert|someone@/);
  });

  test('that names a way back offers it only once its signature was right', async () => {
    const target = { [lti('target_link_uri')]: 'https://evil.example/' };
    expect((await desk.launch(target)).text).not.toContain('return.php');
    const asked = await desk.login();
    const fields = { id_token: await desk.token(asked), state: asked.state };
    await desk.post(fields, asked.cookie);
    const again = await desk.post(fields, asked.cookie);
    expectRefused(again, 'once', 'used-before', 401);
    expect(again.text).toContain(`href="${desk.platform.origin}/mod/lti/return.php`);
  });

  test('writes no token, name, address or hint into the log', async () => {
    const asked = await desk.login();
    const id_token = await desk.token(asked);
    await desk.post({ id_token, state: asked.state }, asked.cookie);
    await desk.post({ id_token, state: asked.state }, asked.cookie);
    const bad = await desk.launch({ sub: '' });
    const lines = JSON.stringify([bad.verdict, ...desk.tool.takeLog()]);
    expect(lines).not.toMatch(/Amara|Okafor|northbridge|eyJ|sesskey/);
    expect(lines).not.toContain(asked.nonce);
  });
});

describe('Noise', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  const form = 'application/x-www-form-urlencoded';
  const bodies: [string, string][] = [
    [form, 'state=;'], [form, 'state=In progress'], [form, 'state=a&state=b&id_token=x'], [form, 'state[]=a'], [form, 'state[a]=b&id_token[]=c'], [form, 'state=%00'],
    [form, 'state=%ff%fe'], [form, 'state=__proto__&__proto__=1&constructor=2'], [form, `state=${'a'.repeat(200_000)}`], [form, '&&&=;=;'], [form, ''],
    [form, `${'a=1&'.repeat(20_000)}state=;`], ['application/json', '{"state":{}}'], ['application/json', '{"state":['], ['application/json', '[]'],
    ['application/json', '['.repeat(100_000)], ['text/plain', 'state=;'], ['multipart/form-data; boundary=x', '--x\r\n'], ['', 'state=;'],
    [`${form}; charset=utf-16`, 'state=;'], [form, `code=${'x'.repeat(300_000)}`],
  ]; // prettier-ignore
  const paths = [
    '/',
    '/lti/login',
    '/lti/launch',
    '/lti/proof',
    '/lti/continue',
    '/lti/keys',
    '/lti/register',
    '/at/x',
    '/api/me',
    '/api/sign-out',
    '/health/ready',
    '/%',
    '//x',
    '/lti/launch/',
  ];

  test.each(paths)('posted to %s never gets a 5xx or ends the process', async (path) => {
    for (const [type, body] of bodies) {
      const answer = await fetch(desk.tool.origin + path, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      });
      const text = await answer.text();
      expect({ path, type, body: body.slice(0, 40), status: answer.status >= 400 && answer.status < 500 }).toMatchObject({ status: true });
      expect(text).not.toMatch(/\bat .+\.(ts|js):\d+|node_modules/);
    }
    expect((await fetch(`${desk.tool.origin}/health/live`)).status).toBe(200);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET'])('sent as %s to the LTI addresses is refused', async (method) => {
    for (const path of ['/lti/launch', '/lti/proof', '/lti/continue', ...(method === 'GET' ? [] : ['/lti/login'])]) {
      expect((await fetch(desk.tool.origin + path, { method })).status).toBe(405);
    }
  });

  test('broken off half-way leaves a working tool', async () => {
    const abort = new AbortController();
    const body = new ReadableStream({ start: (stream) => { stream.enqueue(Buffer.from('state=')); } }); // prettier-ignore
    const broken = fetch(desk.tool.urls.launchUrl, {
      method: 'POST',
      body,
      duplex: 'half',
      signal: abort.signal,
      headers: { 'content-type': form },
    } as RequestInit);
    setTimeout(() => { abort.abort(); }, 50); // prettier-ignore
    await expect(broken).rejects.toThrow();
    expect((await desk.launch()).status).toBe(200);
  });

  test('too large without saying so beforehand gets 413', async () => {
    const body = new ReadableStream({
      start: (stream) => {
        stream.enqueue(Buffer.alloc(300_000, 'a'));
        stream.close();
      },
    });
    const answer = await fetch(desk.tool.urls.launchUrl, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': form },
    } as RequestInit);
    expect(answer.status).toBe(413);
  });
});
