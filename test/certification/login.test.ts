import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectRefused, openLaunchDesk, type LaunchDesk, type Login } from './launch-desk.js';

/** Security Framework 1.0, 5.1.1: third-party initiated login. */
describe('A login', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  const refused = (login: Login, step: string, reason: string, status = 400): void => {
    const [line] = desk.tool.takeLog().filter((one) => one['verdict'] === 'refused');
    expect({ ...line, status: login.status }).toMatchObject({ step, reason, status });
    expect(login.text).toContain('Critical Friend could not open');
    expect(login.headers.get('set-cookie')).toBeNull();
    expect(login.headers.get('content-security-policy')).toContain('frame-ancestors *');
  };

  test.each(['GET', 'POST'] as const)('by %s asks the platform, and writes nothing', async (method) => {
    const login = await desk.login({}, { method });
    expect(login.status).toBe(302);
    const { location } = login;
    const { params } = desk.platform.launch.login('3', '1');
    expect(`${location?.origin}${location?.pathname}`).toBe(desk.platform.registration.authUrl);
    expect(Object.fromEntries(location?.searchParams ?? [])).toEqual({
      scope: 'openid', response_type: 'id_token', response_mode: 'form_post', prompt: 'none', client_id: 'c1', login_hint: '3',
      redirect_uri: desk.tool.urls.launchUrl, state: login.state, nonce: login.nonce, lti_message_hint: expect.stringMatching(/^\{"cmid":1,"launchid":".+"\}$/),
    }); // prettier-ignore
    expect(params['lti_message_hint']).toContain('"cmid":1');
    expect(await desk.tool.services.db.select('SELECT launch_nonce FROM session')).toEqual([]);
  });

  test('keeps what the answer must match in a sealed, URL-safe state of less than 1 kB', async () => {
    const [first, second] = [await desk.login(), await desk.login()];
    for (const { state, nonce } of [first, second]) {
      expect(state).toMatch(/^[\w.-]+$/);
      expect(state.length).toBeLessThan(1_000);
      expect(nonce).toMatch(/^[\w-]{32}$/);
      expect(Buffer.from(state.split('.')[1] ?? '', 'base64url').includes(nonce)).toBe(false);
    }
    expect(first.state).not.toBe(second.state);
    expect(first.nonce).not.toBe(second.nonce);
  });

  test('leaves a cookie that comes back in a foreign frame, and no script reads it', async () => {
    const cookie = (await desk.login()).headers.get('set-cookie') ?? '';
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=None', 'Partitioned', 'Max-Age=600', 'Path=/'])
      expect(cookie.split('; ')).toContain(attribute);
  });

  test('in two tabs of one browser at once opens both', async () => {
    const [first, second] = await Promise.all([desk.login(), desk.login()]);
    const cookies = `${first.cookie}; ${second.cookie}`;
    for (const login of [first, second]) {
      expect((await desk.post({ id_token: await desk.token(login), state: login.state }, cookies)).status).toBe(200);
    }
  });

  test('without client_id finds the platform while its issuer has one registration', async () => {
    expect((await desk.login({ client_id: undefined })).status).toBe(302);
    await desk.tool.register({ ...desk.platform.registration, clientId: 'c9' }, 'Northbridge');
    refused(await desk.login({ client_id: undefined }), 'platform', 'client-needed');
    expect((await desk.login()).status).toBe(302);
  });

  test.each(['iss', 'login_hint', 'target_link_uri'])('without %s is refused', async (name) => {
    refused(await desk.login({ [name]: undefined }), 'request', 'field-missing');
    refused(await desk.login({ [name]: '' }), 'request', 'field-missing');
  });

  test.each<[string, string, string, string]>([
    ['an unknown issuer', 'iss', 'https://nowhere.example', 'platform-unknown'],
    ['an unknown client', 'client_id', 'c2', 'platform-unknown'],
    ['an issuer of 256 characters', 'iss', `https://${'x'.repeat(250)}`, 'field-unusable'],
    ['a hint with NUL', 'login_hint', 'a\0b', 'field-unusable'],
    ['a hint of 9,000 characters', 'lti_message_hint', 'x'.repeat(9_000), 'field-unusable'],
    ['an unknown deployment', 'lti_deployment_id', '2', 'deployment-unknown'],
    ['a foreign target', 'target_link_uri', 'https://evil.example/lti/launch', 'target-foreign'],
    ['a target that is none', 'target_link_uri', '//evil.example', 'target-foreign'],
  ])('with %s is refused', async (_what, name, value, reason) => {
    const step =
      { 'platform-unknown': 'platform', 'field-unusable': 'request', 'deployment-unknown': 'deployment', 'target-foreign': 'target' }[
        reason
      ] ?? '';
    refused(await desk.login({ [name]: value }, { method: 'POST' }), step, reason);
  });

  test.each(['iss=a&iss=b', 'iss[]=a', 'iss[x]=a', 'iss=a&login_hint=1&login_hint=2', ''])(
    'with the fields %p is refused',
    async (query) => {
      const answer = await fetch(`${desk.tool.urls.loginUrl}?${query}`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
    },
  );

  test('as JSON, or larger than 64 kB, is refused', async () => {
    const post = (body: string, type: string) =>
      fetch(desk.tool.urls.loginUrl, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post('{"iss":{"a":1}}', 'application/json')).status).toBe(415);
    expect((await post(`iss=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded')).status).toBe(413);
  });

  test('in a frame gets the probing page, whose link goes where everybody else is sent', async () => {
    const framed = await desk.login({}, { headers: { 'sec-fetch-dest': 'iframe' } });
    expect(framed.status).toBe(200);
    const href = /<a id="continue" href="([^"]+)"/.exec(framed.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(href);
    expect(url.origin + url.pathname).toBe(desk.platform.registration.authUrl);
    const [state, nonce] = [url.searchParams.get('state') ?? '', url.searchParams.get('nonce') ?? ''];
    const outcome = await desk.post({ id_token: await desk.token({ ...framed, nonce }), state }, framed.cookie);
    expect(outcome.status).toBe(200);
  });

  test('in a frame offers the same login in a tab of its own', async () => {
    const hint = '{"cmid":1,"x":"<\\"&\'"}';
    const framed = await desk.login({ lti_message_hint: hint }, { headers: { 'sec-fetch-dest': 'iframe' } });
    expect(framed.text).toMatch(/<form [^>]*method="post" action="[^"]+\/lti\/login" target="_blank"/);
    expect(framed.text).not.toContain(hint);
    for (const name of ['iss', 'login_hint', 'target_link_uri', 'lti_message_hint', 'client_id', 'lti_deployment_id']) {
      expect(framed.text).toContain(`<input type="hidden" name="${name}"`);
    }
  });

  test('of a suspended platform or deployment is refused within two seconds, and the launch as well', async () => {
    const before = await desk.login();
    const { provider } = desk.tool.services.registry;
    const platform = await provider.getPlatformById(desk.kid);
    if (platform) await platform.platformActive(false);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    desk.tool.takeLog();
    refused(await desk.login(), 'platform', 'platform-suspended', 403);
    expectRefused(
      await desk.post({ id_token: await desk.token(before), state: before.state }, before.cookie),
      'platform',
      'platform-suspended',
      403,
    );
    if (platform) await platform.platformActive(true);
    await desk.tool.services.db.run('UPDATE deployment SET suspended_at = :at', { at: new Date().toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    desk.tool.takeLog();
    refused(await desk.login(), 'deployment', 'deployment-suspended', 403);
    expectRefused(
      await desk.post({ id_token: await desk.token(before), state: before.state }, before.cookie),
      'deployment',
      'deployment-suspended',
      403,
    );
    await desk.tool.services.db.run('UPDATE deployment SET suspended_at = NULL');
  });
});
