import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strangeKey } from '../platform/keys.js';
import { expectRefused, lti, openLaunchDesk, type LaunchDesk } from './launch-desk.js';

const now = (): number => Math.floor(Date.now() / 1_000);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Security Framework 1.0, 5.1.3, and LTI Core 1.3, 5.3: what the certification's payloads do not ask. */
describe('A token', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  const postToken = async (token: string) => {
    const asked = await desk.login();
    return desk.post({ id_token: token, state: asked.state }, asked.cookie);
  };
  const parts = async (): Promise<{
    header: Record<string, unknown>;
    payload: Record<string, unknown>;
    state: string;
    cookie: string;
    token: string;
  }> => {
    const asked = await desk.login();
    const token = await desk.token(asked);
    const [header = '', payload = ''] = token.split('.');
    const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
    return { header: read(header), payload: read(payload), state: asked.state, cookie: asked.cookie, token };
  };

  test.each<[string, () => Record<string, unknown>, string]>([
    ['without exp', () => ({ exp: undefined }), 'time-missing'],
    ['without iat', () => ({ iat: undefined }), 'time-missing'],
    ['with neither', () => ({ exp: undefined, iat: undefined }), 'time-missing'],
    ['with iat as text', () => ({ iat: String(now()) }), 'time-missing'],
    ['with exp as text', () => ({ exp: String(now() + 60) }), 'time-missing'],
    ['that ended more than a minute ago', () => ({ exp: now() - 61 }), 'time-expired'],
    ['older than five minutes', () => ({ iat: now() - 302, exp: now() + 60 }), 'time-expired'],
    ['of tomorrow', () => ({ iat: now() + 86_400, exp: now() + 86_460 }), 'time-ahead'],
    ['made more than a minute ahead', () => ({ iat: now() + 63, exp: now() + 120 }), 'time-ahead'],
    ['not valid yet', () => ({ nbf: now() + 90 }), 'time-ahead'],
  ])('%s is refused', async (_how, change, reason) => {
    expectRefused(await desk.launch(change()), 'time', reason, 401);
  });

  test.each<[string, () => Record<string, unknown>]>([
    ['that ended half a minute ago', () => ({ exp: now() - 30 })],
    ['made half a minute ahead', () => ({ iat: now() + 30, exp: now() + 90 })],
    ['four minutes old', () => ({ iat: now() - 240, exp: now() + 60 })],
    ['for us as the only one of a list', () => ({ aud: ['c1'] })],
    ['that names us as the authorised party', () => ({ azp: 'c1' })],
    ['with claims nobody knows', () => ({ 'https://example.test/claim': { deep: [[[1]]] }, aut: 7 })],
  ])('%s is accepted', async (_how, change) => {
    const outcome = await desk.launch(change());
    expect({ status: outcome.status, ...outcome.verdict }).toMatchObject({ status: 200, verdict: 'accepted' });
  });

  test.each<[string, Record<string, unknown>]>([
    ['for somebody else', { aud: 'c2' }],
    ['for us and a stranger', { aud: ['c1', 'attacker'] }],
    ['for us and a stranger, with us as authorised party', { aud: ['c1', 'attacker'], azp: 'c1' }],
    ['for us, whose authorised party is a stranger', { azp: 'attacker' }],
    ['for us twice and no authorised party', { aud: ['c1', 'c1'] }],
    ['for nobody', { aud: undefined }],
    ['for an empty list', { aud: [] }],
    ['for an object', { aud: { c1: true } }],
  ])('%s is refused', async (_how, change) => {
    expectRefused(await desk.launch(change), 'audience', 'audience-other', 401);
  });

  test('of another issuer is refused', async () => {
    expectRefused(await desk.launch({ iss: 'https://canvas.instructure.com' }), 'issuer', 'issuer-other', 401);
  });

  test('with alg none, or without a signature, is refused', async () => {
    const { payload, state, cookie } = await parts();
    const none = `${part({ alg: 'none', typ: 'JWT', kid: desk.platform.keys.kid })}.${part(payload)}.`;
    expectRefused(await desk.post({ id_token: none, state }, cookie), 'token', 'token-malformed', 401);
    expectRefused(await desk.post({ id_token: `${none}c2ln`, state }, cookie), 'token', 'token-algorithm', 401);
  });

  test('signed with HS256 and our view of the public key is refused', async () => {
    const secret = createPublicKey(strangeKey()).export({ type: 'spki', format: 'pem' });
    const outcome = await desk.launch({}, { header: { alg: 'HS256' }, key: Buffer.from(secret) });
    expectRefused(outcome, 'token', 'token-algorithm', 401);
  });

  test.each(['RS384', 'RS512', 'PS256'])('signed with %s is refused', async (alg) => {
    expectRefused(await desk.launch({}, { header: { alg } }), 'token', 'token-algorithm', 401);
  });

  test('signed with a key of nobody is refused', async () => {
    expectRefused(await desk.launch({}, { key: strangeKey() }), 'signature', 'signature-wrong', 401);
  });

  test('whose payload was changed after signing is refused', async () => {
    const { token, payload, state, cookie } = await parts();
    const [header, , signature] = token.split('.');
    const forged = `${header}.${part({ ...payload, sub: '5' })}.${signature}`;
    expectRefused(await desk.post({ id_token: forged, state }, cookie), 'signature', 'signature-wrong', 401);
  });

  test('that brings its own key, or says where one lies, is held to the keys of its platform', async () => {
    const stranger = strangeKey();
    const jwk = createPublicKey(stranger).export({ format: 'jwk' });
    const fetches = desk.platform.keys.fetches;
    for (const header of [
      { jwk },
      { jku: `${desk.platform.origin}/attacker` },
      { x5u: `${desk.platform.origin}/attacker` },
      { x5c: ['AAAA'] },
    ]) {
      expectRefused(await desk.launch({}, { header, key: stranger }), 'signature', 'signature-wrong', 401);
    }
    expect(desk.platform.keys.fetches).toBe(fetches);
  });

  test('with a critical header is refused', async () => {
    const { header, payload, state, cookie } = await parts();
    const forged = `${part({ ...header, crit: ['b64'], b64: true })}.${part(payload)}.AAAA`;
    expectRefused(await desk.post({ id_token: forged, state }, cookie), 'token', 'token-algorithm', 401);
  });

  test.each([
    'not.a.jwt',
    'a.b',
    '',
    '..',
    'eyJhbGciOiJSUzI1NiJ9',
    `${part([])}.${part({})}.AAAA`,
    `${part({ alg: 'RS256', kid: 'k' })}.%%%.AAAA`,
  ])('that is none (%p) is refused', async (token) => {
    const outcome = await postToken(token);
    expect(outcome.verdict).toMatchObject({ verdict: 'refused' });
    expect(outcome.status).toBeGreaterThanOrEqual(400);
    expect(outcome.status).toBeLessThan(500);
    expect(outcome.stored).toEqual({});
  });

  test('with a nonce we never gave is refused', async () => {
    expectRefused(await desk.launch({ nonce: 'chosen-by-somebody-else' }), 'nonce', 'nonce-other', 401);
    expectRefused(await desk.launch({ nonce: undefined }), 'nonce', 'nonce-other', 401);
  });

  test('posted with the state of another login is refused', async () => {
    const [first, second] = [await desk.login(), await desk.login()];
    const outcome = await desk.post({ id_token: await desk.token(first), state: second.state }, `${first.cookie}; ${second.cookie}`);
    expectRefused(outcome, 'nonce', 'nonce-other', 401);
  });

  test('opens one page, however often it is posted at once', async () => {
    const asked = await desk.login();
    const id_token = await desk.token(asked);
    const body = new URLSearchParams({ id_token, state: asked.state });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => fetch(desk.tool.urls.launchUrl, { method: 'POST', body, headers: { cookie: asked.cookie } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(11).fill(401)]);
    expectRefused(await desk.post({ id_token, state: asked.state }, asked.cookie), 'once', 'used-before', 401);
  });

  test.each<[string, Record<string, unknown>]>([
    ['of a deployment nobody registered', { [lti('deployment_id')]: '2' }],
    ['of a deployment given as a number', { [lti('deployment_id')]: 1 }],
  ])('%s is refused', async (_how, change) => {
    expectRefused(await desk.launch(change), 'deployment', 'deployment-unknown', 400);
  });

  test.each<[string, unknown]>([
    ['another host', 'https://evil.example/lti/launch'],
    ['our host with another port', 'http://localhost:9/lti/launch'],
    ['our host behind a name and password', `http://localhost@evil.example/lti/launch`],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'lti/launch'],
    ['a list', ['x']],
    ['nothing', undefined],
  ])('that leads to %s is refused', async (_how, target) => {
    expectRefused(await desk.launch({ [lti('target_link_uri')]: target }), 'target', 'target-foreign', 400);
  });

  test('that leads to any page of ours opens the same page', async () => {
    const outcome = await desk.launch({ [lti('target_link_uri')]: `${desk.tool.origin}//evil.example/x?y=1#z` });
    expect(outcome.status).toBe(200);
    expect(outcome.headers.get('location')).toBeNull();
  });

  test.each<[string, unknown, string, string]>([
    ['roles as one text', 'Learner', 'roles', 'roles-missing'],
    ['roles with a number among them', ['Learner', 7], 'roles', 'roles-missing'],
    ['roles as an object', { 0: 'Learner' }, 'roles', 'roles-missing'],
  ])('with %s is refused', async (_how, roles, step, reason) => {
    expectRefused(await desk.launch({ [lti('roles')]: roles }), step, reason, 400);
  });

  test.each<[string, unknown]>([
    ['a number', 3], ['256 characters', 'x'.repeat(256)], ['a line break', 'a\nb'], ['a letter beyond ASCII', 'é'], ['a list', ['3']], ['null', null],
  ])('whose sub is %s is refused', async (_how, sub) => {
    expectRefused(await desk.launch({ sub }), 'user', 'user-missing', 400);
  }); // prettier-ignore

  test('whose sub has 255 characters, or differs from another in case or in a space at its end, is its own person', async () => {
    for (const sub of ['x'.repeat(255), 'Alice', 'alice', 'alice '])
      expect((await desk.launch({ sub })).stored).toMatchObject({ identity: 1 });
  });

  test.each<[string, unknown]>([
    ['an empty id', { id: '' }],
    ['an id of 256 characters', { id: 'x'.repeat(256) }],
    ['a text', 'r1'],
    ['null', null],
  ])('whose resource link is %s is refused', async (_how, link) => {
    expectRefused(await desk.launch({ [lti('resource_link')]: link }), 'resource-link', 'link-missing', 400);
  });

  test('with optional claims of the wrong kind opens the page without them', async () => {
    const change = {
      name: 7, email: ['x'], [lti('context')]: 'c', [lti('lis')]: null, [lti('custom')]: [1], [lti('launch_presentation')]: 'wide',
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': { scope: [], lineitems: 7 }, 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': 1,
    }; // prettier-ignore
    expect((await desk.launch(change)).status).toBe(200);
  });
});
