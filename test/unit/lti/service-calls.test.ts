import { describe, expect, test } from '@jest/globals';
import { changeMaximum, createLineItem, findLineItems, removeLineItem, type LineItem } from '../../../tool/lti/line-items.js';
import { ofResourceLink, readMemberships } from '../../../tool/lti/memberships.js';
import type { PlatformAnswer, PlatformRequest } from '../../../tool/lti/platform-http.js';
import type { ServiceClient } from '../../../tool/lti/service-call.js';

const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): PlatformAnswer => ({
  ok: true,
  status,
  reason: '',
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A platform that answers as it is told, and remembers what it was asked with which token. */
function platformThat(answers: (asked: PlatformRequest, count: number) => PlatformAnswer) {
  const asked: PlatformRequest[] = [];
  let token = 0;
  const client: ServiceClient = {
    http: { send: (request) => Promise.resolve(answers(request, asked.push(request))), close: () => Promise.resolve() },
    tokens: {
      find: () => Promise.resolve({ ok: true, value: `token-${token}`, scopes: [] }),
      drop: () => void (token += 1),
    },
  };
  return { client, asked, told: (name: string) => asked.map((one) => one.headers?.[name]) };
}

const list = 'https://lms.example/lineitems?type_id=1';
const target = { platformKid: 'k', scopes: ['s'] };
const member = (id: unknown, more: object = {}) => ({ user_id: id, roles: ['Learner'], ...more });
const rosterOf = (...pages: PlatformAnswer[]) => {
  const platform = platformThat((_asked, count) => pages[count - 1] ?? answer(500));
  return readMemberships(platform.client, { platformKid: 'k', membershipsUrl: 'https://lms.example/members' });
};
const page = (members: unknown[], next?: string) => answer(200, { members }, next === undefined ? {} : { link: `<${next}>; rel="next"` });

describe('A list of people', () => {
  test('is read to its last page', async () => {
    const read = await rosterOf(page([member('1')], 'https://lms.example/members?p=2'), page([member('2')]));
    expect(read.ok && read.members.map(({ sub }) => sub)).toEqual(['1', '2']);
  });

  test('leaves out whoever has a number that no launch could bring', async () => {
    const read = await rosterOf(
      page([member('1'), member('é'.repeat(200)), member('two\nlines'), member(''), member('x'.repeat(256)), member(2)]),
    );
    expect(read.ok && read.members.map(({ sub }) => sub)).toEqual(['1', '2']);
  });

  test.each([
    ['on another host', 'https://evil.example/members?p=2'],
    ['on another port', 'https://lms.example:8443/members?p=2'],
    ['without encryption', 'http://lms.example/members?p=2'],
    ['that was read before', 'https://lms.example/members'],
  ])('whose next page is at an address %s is half a list, and none', async (_where, next) => {
    expect(await rosterOf(page([member('1')], next), page([member('2')]))).toMatchObject({ ok: false });
  });

  test.each([
    ['fails', answer(500)],
    ['is no JSON', answer(200, '<html>')],
    ['is another document', answer(200, { people: [] })],
    ['asks to wait', answer(429)],
  ])('whose second page %s is half a list, and none', async (_what, second) => {
    expect(await rosterOf(page([member('1')], 'https://lms.example/members?p=2'), second)).toMatchObject({ ok: false });
  });

  test('holds everybody who has a user_id, as text or as number, and nobody who has none', async () => {
    const read = await rosterOf(page([member('a'), member(7), member(null), { roles: ['Learner'] }, 'nonsense', member('')]));
    expect(read.ok && read.members.map(({ sub }) => sub)).toEqual(['a', '7']);
  });

  test('says who is active: absent means so, Inactive and Deleted do not, and one active enrolment of two is enough', async () => {
    const said = [
      member('1'),
      member('2', { status: 'Active' }),
      member('3', { status: 'Inactive' }),
      member('4', { status: 'Deleted' }),
      member('5', { status: 'Active' }),
      member('5', { status: 'Inactive' }),
    ];
    const read = await rosterOf(page(said));
    expect(read.ok && read.members.map(({ active }) => active)).toEqual([true, true, false, false, true]);
  });

  test('that fills more than sixteen megabytes is given up', async () => {
    const members = [member('1', { picture: 'x'.repeat(1_000_000) })];
    const platform = platformThat((_asked, count) => page(members, `https://lms.example/members?p=${count}`));
    expect(await readMemberships(platform.client, { platformKid: 'k', membershipsUrl: 'https://lms.example/members' })).toMatchObject({
      ok: false,
    });
    expect(platform.asked.length).toBeLessThan(20);
  });
});

test('A list of those who can open one activity is asked for with its rlid, beside what the address carries', () => {
  expect(ofResourceLink('https://lms.example/members?type_id=1', 'a b')).toBe('https://lms.example/members?type_id=1&rlid=a+b');
});

describe('A list of columns', () => {
  test('that is not whole is a failure, so that no second column is made for one that was not seen', async () => {
    const platform = platformThat(() => answer(200, [], { link: '<https://evil.example/p2>; rel="next"' }));
    expect(await findLineItems(platform.client, target, list, 'cf-count')).toMatchObject({ ok: false });
  });

  test('is asked for with the media type of Moodle as one whole string, and keeps the query of its address', async () => {
    const platform = platformThat(() => answer(200, []));
    await findLineItems(platform.client, target, list, 'cf-count');
    expect(platform.asked[0]).toMatchObject({ url: `${list}&tag=cf-count`, method: 'GET' });
    expect(platform.told('accept')).toEqual(['application/vnd.ims.lis.v2.lineitemcontainer+json']);
  });
});

describe('A column', () => {
  const url = 'https://lms.example/lineitems/12/lineitem?type_id=1';
  const held = {
    id: url, label: 'Renamed by a teacher', scoreMaximum: 100, resourceId: 'r', tag: 'cf-count', startDateTime: '2026-09-01T00:00:00Z',
    gradesReleased: true, submissionReview: { url: 'https://tool.example/review' }, 'https://lms.example/own': { kept: [1] },
  }; // prettier-ignore
  const item: LineItem = { url, label: '', maximum: 1, resourceId: 'r', tag: 't', coupled: false, review: false };

  test('is changed by a PUT of everything it holds, members this tool knows nothing of included', async () => {
    const platform = platformThat((asked) => answer(200, asked.body ?? held));
    expect(await changeMaximum(platform.client, target, url, 6)).toMatchObject({ ok: true, item: { maximum: 6, review: true } });
    expect(platform.asked.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(JSON.parse(platform.asked[1]?.body ?? '')).toEqual({ ...held, scoreMaximum: 6 });
    expect(platform.asked[1]?.headers?.['content-type']).toBe('application/vnd.ims.lis.v2.lineitem+json');
  });

  test('that belongs to an activity is neither changed nor removed', async () => {
    const platform = platformThat(() => answer(200, { ...held, resourceLinkId: 2 }));
    expect(await changeMaximum(platform.client, target, url, 6)).toMatchObject({ ok: true, item: { maximum: 100, coupled: true } });
    expect(await removeLineItem(platform.client, target, { ...item, coupled: true })).toMatchObject({ ok: false });
    expect(platform.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  test('is never made with the id of a link', async () => {
    const platform = platformThat(() => answer(201, held));
    await createLineItem(platform.client, target, list, { label: 'L', maximum: 6, resourceId: 'r', tag: 't' });
    expect(JSON.parse(platform.asked[0]?.body ?? '')).toEqual({ label: 'L', scoreMaximum: 6, resourceId: 'r', tag: 't' });
  });

  test('that Canvas keeps for its assignment answers 401 to its removal, which costs no token', async () => {
    const platform = platformThat(({ method }) => (method === 'DELETE' ? answer(401) : answer(200, { ...held, resourceLinkId: 'l' })));
    expect(await removeLineItem(platform.client, target, item)).toMatchObject({ ok: false, answer: { status: 401 } });
    expect(platform.told('authorization')).toEqual(['Bearer token-0', 'Bearer token-0']);
  });

  test('is removed with a new token where the old one had really ended', async () => {
    const old = 'Bearer token-0';
    const platform = platformThat(({ method, headers }) =>
      headers?.['authorization'] === old ? answer(401) : method === 'DELETE' ? answer(204) : answer(200, held),
    );
    expect(await removeLineItem(platform.client, target, item)).toEqual({ ok: true });
    expect(platform.asked.map(({ method }) => method)).toEqual(['DELETE', 'GET', 'GET', 'DELETE']);
  });

  test('that is gone already counts as removed, and one that answers 412 does not', async () => {
    expect(await removeLineItem(platformThat(() => answer(404)).client, target, item)).toEqual({ ok: true });
    expect(await removeLineItem(platformThat(() => answer(412)).client, target, item)).toMatchObject({
      ok: false,
      answer: { status: 412 },
    });
  });
});
