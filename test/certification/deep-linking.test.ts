import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { lti } from './launch-desk.js';
import { dlClaim, everything, openPickerDesk, type Answer, type PickerDesk } from './picker-desk.js';

/** As the certification suite was captured: nothing but the settings says where this leads, and in which language. */
const suite = {
  settings: {
    accept_types: ['link', 'file', 'html', 'ltiResourceLink'],
    accept_multiple: true,
    auto_create: true,
    data: '909708',
  },
  overrides: { [lti('target_link_uri')]: undefined, [lti('resource_link')]: undefined, [lti('launch_presentation')]: undefined, locale: undefined },
}; // prettier-ignore

/** 1EdTech, LTI Advantage Conformance Certification Guide 1.3, 6.2: deep linking, by the names of the guide. */
describe.each(['moodle', 'canvas'] as const)('Deep linking from a platform like %s', (mode) => {
  let desk: PickerDesk;
  let answer: Answer;
  beforeAll(async () => {
    desk = await openPickerDesk(mode);
    answer = await desk.answer(await desk.open(suite), everything);
  });
  afterAll(() => desk.close());

  test('Send the Request Payload', async () => {
    const page = await desk.open(suite);
    expect(page.status).toBe(200);
    expect(page.launch).toMatchObject({ session: expect.stringMatching(/^[\w-]{43}$/), takesActivity: true });
    const policy = page.response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`form-action ${desk.platform.origin};`);
    expect(desk.tool.takeLog().at(-1)).toMatchObject({ verdict: 'accepted', passed: expect.arrayContaining(['picker', 'arrival']) });
  });

  test('Receive the Response Payload', () => {
    expect(answer.status).toBe(200);
    expect(new URL(answer.body.returnUrl).origin).toBe(desk.platform.origin);
    expect(answer.claims[lti('message_type')]).toBe('LtiDeepLinkingResponse');
  });

  test('Response Format Valid', () => {
    expect(answer.header).toEqual({ alg: 'RS256', typ: 'JWT', kid: desk.kid });
    expect(answer.claims[lti('version')]).toBe('1.3.0');
    expect(answer.items).toHaveLength(1);
    expect(answer.items[0]).toMatchObject({ type: 'ltiResourceLink', lineItem: { scoreMaximum: 6, tag: 'cf-count' } });
  });

  test('Response Timestamps Valid', () => {
    const now = Math.floor(Date.now() / 1_000);
    const { iat, exp } = answer.claims as { iat: number; exp: number };
    expect(iat).toBeLessThanOrEqual(now);
    expect(iat).toBeGreaterThan(now - 300);
    expect(exp).toBeGreaterThan(now);
    expect(exp).toBeLessThanOrEqual(now + 3_600);
  });

  test('Signature Valid', async () => {
    const keys = (await (await fetch(desk.tool.urls.jwksUrl)).json()) as JSONWebKeySet;
    await expect(jwtVerify(answer.body.jwt, createLocalJWKSet(keys))).resolves.toBeDefined();
  });

  test('Required Claims Verified', async () => {
    expect(answer.claims).toMatchObject({
      iss: 'c1', aud: desk.platform.registration.issuer, nonce: expect.stringMatching(/^[\w-]{32}$/), [lti('deployment_id')]: '1', [dlClaim.data]: '909708',
    }); // prettier-ignore
    const again = await desk.answer(await desk.open(suite), everything);
    expect(again.claims['nonce']).not.toBe(answer.claims['nonce']);
  });

  test('Affirm Response', async () => {
    const plain = await desk.answer(await desk.open(), everything);
    const { status, text } = await desk.deliver(plain);
    expect([status, text]).toEqual([200, expect.stringContaining('Added: Critical Friend')]);
  });

  test('Launch of the passed link', async () => {
    const link = desk.platform.site.links.at(-1);
    const { status, launch } = await desk.platform.launch.http('3', link?.id ?? '');
    expect([status, typeof launch?.['session']]).toEqual([200, 'string']);
  });
});

describe('An answer to a choice of content', () => {
  let desk: PickerDesk;
  beforeAll(async () => { desk = await openPickerDesk('moodle'); }); // prettier-ignore
  afterAll(() => desk.close());

  test('is an empty list where the choice was left', async () => {
    const { status, claims, items, body } = await desk.answer(await desk.open(), null);
    expect([status, items]).toEqual([200, []]);
    expect(dlClaim.data in claims).toBe(false);
    const { text } = await desk.deliver({ status, claims, items, body, header: {} });
    expect(text).toContain('Nothing was added.');
  });

  test.each([['', ''], ['909708', '909708'], ['{"a":"ä \\u2028"}', '{"a":"ä \\u2028"}']])('echoes the data %j', async (data, expected) => {
    const { claims } = await desk.answer(await desk.open({ settings: { data } }), everything);
    expect(claims[dlClaim.data]).toBe(expected);
  }); // prettier-ignore

  test('holds no item of a type that was not asked for', async () => {
    const page = await desk.open({ settings: { accept_types: ['file', 'html'] } });
    expect(page.launch).toMatchObject({ takesActivity: false });
    expect((await desk.answer(page, everything)).items).toEqual([]);
  });

  test('has no column where the platform ignores them, or nothing shall be shown', async () => {
    const ignored = await desk.answer(await desk.open({ settings: { accept_lineitem: false } }), everything);
    expect(ignored.items[0]?.lineItem).toBeUndefined();
    const nothing = await desk.answer(await desk.open(), { ...everything, sends: 'nothing' });
    expect(nothing.items[0]?.lineItem).toBeUndefined();
  });

  test.each(['everything', 'observations'] as const)('is found by what teachers search for (%s)', async (shows) => {
    const { items } = await desk.answer(await desk.open(), { ...everything, shows });
    const words = `${items[0]?.title} ${items[0]?.text}`.toLowerCase();
    for (const word of ['observation', 'video', 'mentor', 'coaching']) expect(words).toContain(word);
  });

  test('is given to the session that was asked, and to no other', async () => {
    const [page, other] = [await desk.open(), await desk.open({ who: '6' })];
    expect(await desk.answer(page, everything, other)).toMatchObject({ status: 422, body: { type: 'urn:critical-friend:problem:pick-over' } });
    expect((await desk.answer(page, everything)).status).toBe(200);
  });

  test('is the same again when it is asked for again, and another choice is refused', async () => {
    const page = await desk.open();
    const first = await desk.answer(page, everything);
    const again = await desk.answer(page, everything);
    expect(again.items).toEqual(first.items);
    expect((await desk.answer(page, { ...everything, requiredCount: 7 })).status).toBe(422);
  });

  test.each([
    ['to another host', 'https://evil.example/return'],
    ['to another port of the platform’s host', 'http://127.0.0.1:1/return'],
    ['that only begins as the platform does', 'http://127.0.0.1.evil.example/return'],
  ])('is not made for a return address %s', async (_where, address) => {
    const page = await desk.open({ settings: { deep_link_return_url: address } });
    expect(page.status).toBe(400);
    expect(desk.tool.takeLog().at(-1)).toMatchObject({ verdict: 'refused', step: 'picker', reason: 'picker-return-foreign' });
    expect(page.text).not.toContain('evil.example');
  });

  test.each([
    ['without a return address', { deep_link_return_url: undefined }],
    ['with a script for one', { deep_link_return_url: 'javascript:alert(1)' }],
    ['without types', { accept_types: undefined }],
  ])('is not made for settings %s', async (_what, settings) => {
    expect((await desk.open({ settings })).status).toBe(400);
    expect(desk.tool.takeLog().at(-1)).toMatchObject({ verdict: 'refused', step: 'picker', reason: 'picker-unusable' });
  });

  test('is not offered to somebody who does not teach the course', async () => {
    const page = await desk.open({ who: '3' });
    expect([page.status, page.launch]).toEqual([403, undefined]);
    expect(page.text).toContain('Only somebody who teaches this course can add an activity to it.');
  });

  test('writes the return address, which carries a key of the person’s session, into no log and no table', async () => {
    desk.tool.takeLog();
    const page = await desk.open();
    const { body } = await desk.answer(page, everything);
    const key = new URL(body.returnUrl).searchParams.get('sesskey') ?? '';
    expect(key).not.toBe('');
    expect(page.text).not.toContain(key);
    expect(JSON.stringify(desk.tool.takeLog())).not.toContain(key);
    const { db } = desk.tool.services;
    for (const table of ['session', 'link_choice', 'audit_event', 'context']) expect(JSON.stringify(await db.select(`SELECT * FROM ${table}`))).not.toContain(key);
  });
}); // prettier-ignore
