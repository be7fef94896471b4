import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { buildHouse, launchAs, type Ask, type House } from '../access/house.js';
import { requests } from '../access/requests.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import { bodyAttacks, revisionAttacks, strangeBearers, strangeIds, strangeQueries, type Attack } from './hostile.js';
import { faultOfProblem, rawRequest, type RawAnswer } from './raw-request.js';

let scratch: ScratchDatabase;
let tool: RunningTool;
let house: House;

beforeAll(async () => {
  scratch = scratchSqlite();
  tool = await startTool(scratch);
  house = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
});
afterAll(async () => {
  await house.platform.close();
  await tool.close();
  await scratch.drop();
});

/** One right request for each declared route; the lines of the access matrix name them. */
const lines = new Map(
  Object.keys(requests)
    .filter((line) => line.includes(' /api/'))
    .map((line) => [line.replace(/ \(.*\)$/, ''), line]),
);
const partsOf = (route: string): { method: string; path: string } => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path };
};
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const send = (route: string, right: Ask, change: Attack[1]): Promise<RawAnswer> =>
  rawRequest(tool.origin, {
    method: partsOf(route).method,
    path: right.path,
    ...(right.body === undefined ? {} : { body: JSON.stringify(right.body) }),
    ...change,
    headers: {
      authorization: `Bearer ${house.bearer.coordinator}`,
      ...(right.body === undefined || change.headers ? {} : { 'content-type': 'application/json' }),
      ...change.headers,
    },
  });

/** Sends every attack and keeps what was answered wrongly. */
async function faultsOf(attacks: Attack[], answerTo: (change: Attack[1]) => Promise<RawAnswer>): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, change] of attacks) {
    const fault = faultOfProblem(await answerTo(change));
    if (fault !== null) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

test('Every declared route is attacked', () => {
  const declared = tool.services.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...lines.keys()].sort()).toEqual([...declared, 'GET /api/openapi.json'].sort());
});

// Nothing of one's own: the usual days hold. No safeguarding lead: whoever stood there is taken off.
const rightAfterAll = new Set([
  'PUT /api/attention/rules/mine null at /days',
  'PUT /api/attention/rules/partnership null at /days',
  'PUT /api/schools/:schoolId/contacts null at /lead',
]);

describe('What cannot be stored is refused with a problem document', () => {
  test.each([...lines])('%s', async (route, line) => {
    const right = await sure(requests[line])(house);
    const declared = tool.services.routes.find(({ method, path }) => `${method.toUpperCase()} ${path}` === route);
    const tooMuch = declared?.largestBody === undefined ? 300_000 : 3_500_000;
    const attacks = right.body === undefined ? [] : bodyAttacks(right.body as Parameters<typeof bodyAttacks>[0], tooMuch);
    const wrong = attacks.filter(([name]) => !rightAfterAll.has(`${route} ${name}`));
    expect(await faultsOf(wrong, (change) => send(route, right, change))).toEqual([]);
  });
});

describe('A revision that is none, and an address that names nothing, are refused with a problem document', () => {
  test.each([...lines])('%s', async (route, line) => {
    const right = await sure(requests[line])(house);
    const body: Record<string, string> = right.body === undefined ? {} : { 'content-type': 'application/json' };
    const revisions = revisionAttacks.map(([name, change]): Attack => [name, { headers: { ...body, ...change.headers } }]);
    const ids = [...right.path.matchAll(uuid)].flatMap(({ 0: id }) =>
      strangeIds.map((strange): Attack => [`${strange.slice(0, 40)} in the path`, { path: right.path.replace(id, strange) }]),
    );
    const queries = strangeQueries.map((query): Attack => [`?${query.slice(0, 40)}`, { path: `${right.path}?${query}` }]);
    // An empty pair is no query at all.
    const meant = queries.filter(([name]) => name !== '?=');
    expect(await faultsOf([...revisions, ...ids, ...meant], (change) => send(route, right, change))).toEqual([]);
  });
});

describe('Another method answers 405 and says which there are', () => {
  const paths = [...new Set([...lines.keys()].map((route) => partsOf(route).path))];

  test.each(paths)('%s', async (path) => {
    const allowed = [...lines.keys()].map(partsOf).filter((one) => one.path === path);
    const here = path.replace(/:\w+/g, 'x');
    const others = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].filter(
      (method) => !allowed.some((one) => one.method === method),
    );
    for (const method of others) {
      const headers = { authorization: `Bearer ${house.bearer.coordinator}` };
      const answer = await rawRequest(tool.origin, { method, path: here, headers });
      expect([method, answer.status, faultOfProblem(answer)]).toEqual([method, 405, null]);
      expect(String(answer.headers['allow']).split(', ').sort()).toEqual(allowed.map((one) => one.method).sort());
    }
  });
});

describe('A session that is none', () => {
  test.each(strangeBearers)('answers 401: %s', async (authorization) => {
    for (const [route, line] of lines) {
      if (route === 'GET /api/openapi.json') continue;
      const { path } = partsOf(line);
      const answer = await rawRequest(tool.origin, {
        method: partsOf(route).method,
        path: path.replace(/:\w+/g, 'x'),
        headers: { authorization: authorization },
      });
      expect([route, answer.status, faultOfProblem(answer)]).toEqual([route, 401, null]);
    }
  });
});

test('What somebody without a session, or who is nobody here, sends is not read', async () => {
  const post = (bearer: string | null, body: string) =>
    rawRequest(tool.origin, {
      method: 'POST',
      path: '/api/placement-intakes',
      headers: { 'content-type': 'application/json', ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) },
      body,
    });
  const stranger = await launchAs(house, 'stranger');
  for (const body of ['{"no JSON', `{"file":"${'x'.repeat(2_900_000)}"}`, `{"file":"${'x'.repeat(3_500_000)}"}`]) {
    for (const [bearer, status] of [
      [null, 401],
      ['0'.repeat(43), 401],
      [stranger, 403],
    ] as const) {
      const answer = await post(bearer, body);
      expect([body.length, answer.status, faultOfProblem(answer)]).toEqual([body.length, status, null]);
    }
  }
});

test('What was typed is stored and read back letter by letter, however strange', async () => {
  const strange = '😀 Ünïcödé \u200b\u202e <script>alert(1)</script> \' " ; DROP TABLE person; -- \\ \u2028 \r\n\t ﷽ :name ?';
  const right = await sure(requests['PUT /api/observations/:observationId/sections/:section'])(house);
  const headers = { authorization: `Bearer ${house.bearer.mentor}`, 'content-type': 'application/json' };
  const saved = await rawRequest(tool.origin, { method: 'PUT', path: right.path, headers, body: JSON.stringify({ body: strange }) });
  expect(saved.status).toBe(200);
  const observation = await rawRequest(tool.origin, { path: right.path.replace(/\/sections\/.*/, ''), headers });
  const { sections } = JSON.parse(observation.text) as { sections: { section: string; body: string }[] };
  expect(sections.find(({ section }) => section === 'impact')?.body).toBe(strange);
});
